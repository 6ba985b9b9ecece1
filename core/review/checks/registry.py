"""All checks, in the order of the queue: those that look at one article, and those that compare many."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from core.review.checks.articles import low_score, no_label
from core.review.checks.bodies import body_not_yet_or_no_longer
from core.review.checks.borders import loose_end
from core.review.checks.case import Case
from core.review.checks.dates import date_too_early, date_too_late, date_unresolved
from core.review.checks.documents import document_issuer
from core.review.checks.finding import Finding
from core.review.checks.labels import labelled_differently, missed_mention
from core.review.checks.posts import official_without_title, title_without_holder
from core.wording import say


@dataclass(frozen=True, slots=True)
class Check:
    """A check: its id (also the name of its wordings), how much what it finds matters (1 to 5), and who looks.

    `look` is given an article; a check without one compares articles and is run by `core.review.checks.run`.
    """

    id: str
    weight: int
    look: Callable[[Case], Iterable[Finding]] | None = None

    @property
    def title(self) -> str:
        """What it is called, in the language spoken now."""
        return say(f"checks.{self.id}_title")

    @property
    def reason(self) -> str:
        """Why a reviewer should look, in a sentence."""
        return say(f"checks.{self.id}_why")

    def found(self, case: Case) -> Iterator[Finding]:
        """What it finds in one article."""
        return self.signed(self.look(case) if self.look else ())

    def signed(self, findings: Iterable[Finding]) -> Iterator[Finding]:
        """Findings under the name of this check, as severe as it matters and as they are sure."""
        for each in findings:
            severity = round(self.weight * each.severity, 2)
            yield replace(each, check=self.id, severity=severity, across=self.look is None)


CHECKS: tuple[Check, ...] = (
    Check("no_label", 5, no_label),
    Check("loose_end", 5, loose_end),
    Check("two_holders", 5),
    Check("near_duplicate", 4),
    Check("labelled_differently", 4, labelled_differently),
    Check("date_unresolved", 4, date_unresolved),
    Check("date_too_late", 4, date_too_late),
    Check("date_too_early", 4, date_too_early),
    Check("body_not_yet_or_no_longer", 4, body_not_yet_or_no_longer),
    Check("document_issuer", 4, document_issuer),
    Check("title_without_holder", 3, title_without_holder),
    Check("too_fast", 3),
    Check("missed_mention", 3, missed_mention),
    Check("official_without_title", 2, official_without_title),
    Check("low_score", 2, low_score),
)
"""Every check. What a check knows stands in `resources/checks.toml`, its wordings in `resources/i18n/checks.toml`."""

LOCAL = tuple(check for check in CHECKS if check.look)

VERSION = "6"
"""Raised when a check of one article finds something else than before, so that what is kept is made anew."""


_BY_ID = {check.id: check for check in CHECKS}


def check_of(id: str) -> Check:
    """The check of that id; KeyError where there is none."""
    return _BY_ID[id]
