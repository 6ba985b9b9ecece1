"""Auditing what is said to be done: samples by chance or by risk, what was found in them, and the error rate that it makes."""

from core.review.audit.findings import Fault, Judged, differing, error_rate, judge, judged
from core.review.audit.rates import Rate, weighted, wilson
from core.review.audit.risk import Risk, risk
from core.review.audit.sampling import Method, Sample, draw, proportional, samples

__all__ = [
    "Fault",
    "Judged",
    "Method",
    "Rate",
    "Risk",
    "Sample",
    "differing",
    "draw",
    "error_rate",
    "judge",
    "judged",
    "proportional",
    "risk",
    "samples",
    "weighted",
    "wilson",
]
