"""Which articles and items are meant: what an export, a count or a training reads of a dataset."""

from dataclasses import dataclass

from sqlalchemy import Select, and_, exists, func, or_, select
from sqlalchemy.sql import ColumnElement

from core.model.annotation import Decision
from core.model.article import FINISHED, ArticleCard, State
from core.provinces.map import came_from
from core.store import tables


@dataclass(frozen=True, slots=True)
class LayerName:
    """A layer: its id, whether it is an annotator's or the gold one (`kind`), and its name."""

    id: bytes
    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Selection:
    """What is read: of which layers, only finished articles or all, of one province, rejected annotations too or not.

    `whole` adds what belongs to no layer or no article: articles that nobody has touched, the dataset's own records.
    `province` is a unit's id, and takes in articles of the units that it was made of; `since` and `until` are ISO dates, both
    included, that an article without a date is not between; `states`, where there are any, stand in the place of `done`;
    `flagged` wants articles marked doubtful, or only others; `twice` those that two annotators have begun. `labels` and
    `decision`, where given, are those of the annotations that are read; `articles`, where given, the ids of all that may be.
    """

    layers: tuple[LayerName, ...]
    done: bool = True
    rejected: bool = False
    province: str | None = None
    whole: bool = False
    since: str | None = None
    until: str | None = None
    states: tuple[State, ...] = ()
    flagged: bool | None = None
    twice: bool = False
    labels: tuple[str, ...] = ()
    decision: Decision | None = None
    articles: frozenset[bytes] | None = None

    @property
    def wanted_states(self) -> frozenset[State] | None:
        """The states that an article may be in; None for any, which is also that of no card."""
        return frozenset(self.states) or (FINISHED if self.done else None)

    @property
    def decisions(self) -> frozenset[Decision]:
        """The decisions of the annotations that are read."""
        if self.decision:
            return frozenset({self.decision})
        return frozenset(Decision) if self.rejected else frozenset({Decision.ACCEPTED})

    def takes(self, card: ArticleCard | None) -> bool:
        """Whether a layer whose card of an article is this one is read."""
        states = self.wanted_states
        if self.flagged is not None and self.flagged != bool(card and card.flag):
            return False
        return states is None or (card.state if card else State.NEW) in states


def articles(selection: Selection) -> Select:
    """Number and id of the selected articles."""
    article = tables.article
    return select(article.c.number, article.c.id).where(*_conditions(selection))


def _conditions(selection: Selection) -> list[ColumnElement[bool]]:
    card, article = tables.card.c, tables.article.c
    mine = and_(card.article == article.id, card.layer.in_([each.id for each in selection.layers]))
    found: list[ColumnElement[bool]] = []
    ofcard: list[ColumnElement[bool]] = []
    if (states := selection.wanted_states) is not None:
        ofcard.append(card.state.in_(sorted(states)))
    if selection.flagged is not None:
        ofcard.append(card.flag if selection.flagged else ~card.flag)
    if ofcard:
        there = exists().where(mine, *ofcard)
        untouched = (states is None or State.NEW in states) and not selection.flagged
        found.append(or_(there, ~exists().where(mine)) if untouched else there)
    if selection.province is not None:
        found.append(_said("province", mine).in_(_territory(selection.province)))
    if selection.since is not None:
        found.append(_said("published", mine) >= selection.since)
    if selection.until is not None:
        found.append(_said("published", mine) <= selection.until)
    if selection.twice:
        layer = tables.layer.c
        begun = card.state != State.NEW.value, layer.id == card.layer, layer.kind == "annotator"
        annotators = select(func.count()).where(card.article == article.id, *begun).correlate(tables.article)
        found.append(annotators.scalar_subquery() >= 2)
    return found


def _said(name: str, mine: ColumnElement[bool]) -> ColumnElement[str | None]:
    """What a card of the layers says, the first that says anything, else what was detected."""
    card, seen = tables.card.c, tables.detection.c
    first = select(card[name]).where(mine, card[name].is_not(None)).order_by(card.layer).limit(1)
    detected = select(seen[name]).where(seen.article == tables.article.c.id)
    return func.coalesce(*(each.correlate(tables.article).scalar_subquery() for each in (first, detected)))


def _territory(province: str) -> list[str]:
    """A unit and all that it was made of, of whichever map."""
    found = [province]
    for id in found:
        found += [old.id for old in came_from(id) if old.id not in found]
    return found
