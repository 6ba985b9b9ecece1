"""Adjudication: one answer in the gold layer for what several annotators say, with its sources and the reason."""

from core.review.adjudication.bulk import Left, Merged, backlog, merge_all, reasons
from core.review.adjudication.choices import Choice, Policy, Reason, Rule
from core.review.adjudication.desk import Adjudication
from core.review.adjudication.ledger import ADJUDICATION, Decided, Entry, entries_of

__all__ = [
    "ADJUDICATION",
    "Adjudication",
    "Choice",
    "Decided",
    "Entry",
    "Left",
    "Merged",
    "Policy",
    "Reason",
    "Rule",
    "backlog",
    "entries_of",
    "merge_all",
    "reasons",
]
