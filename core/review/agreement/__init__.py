"""How far annotators agree: spans, syllables, units, values, links, records and cards, with intervals and the reasons."""

from core.review.agreement.counts import Pair
from core.review.agreement.disagreements import Disagreement, disagreements
from core.review.agreement.figures import (
    Agreement,
    Figure,
    Gathered,
    agreement,
    agreement_by,
    by_article,
    by_month,
    by_province,
    by_week,
    number,
    province_name,
    strength,
)
from core.review.agreement.measures import Measure
from core.review.agreement.tally import Tally, collect, count, pairs

__all__ = [
    "Agreement",
    "Disagreement",
    "Figure",
    "Gathered",
    "Measure",
    "Pair",
    "Tally",
    "agreement",
    "agreement_by",
    "by_article",
    "by_month",
    "by_province",
    "by_week",
    "collect",
    "count",
    "disagreements",
    "number",
    "pairs",
    "province_name",
    "strength",
]
