"""The sign-off sheet of a collection: its facts, the page to print, and who signed."""

from core.review.signoff.page import page, rate_in_words
from core.review.signoff.sheet import Audit, OpenCheck, Preparing, SignoffSheet, prepare
from core.review.signoff.signing import SIGNOFF, Signature, sign, signatures

__all__ = [
    "SIGNOFF",
    "Audit",
    "OpenCheck",
    "Preparing",
    "Signature",
    "SignoffSheet",
    "page",
    "prepare",
    "rate_in_words",
    "sign",
    "signatures",
]
