"""How many findings of each check are open, for the sheet."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from core.review.checks.muting import muted
from core.review.checks.registry import CHECKS
from core.review.checks.run import check, queue
from core.review.scope import Scope
from core.review.signoff.sheet import OpenCheck
from core.store.store import Store


@dataclass(frozen=True, slots=True)
class Checking:
    """A step: how much is done of how much; the last one has the checks that found anything."""

    done: int
    total: int
    checks: tuple[OpenCheck, ...] | None = None


def open_checks(store: Store, scope: Scope) -> Iterator[Checking]:
    """Run the checks over a scope and count what each has found, the open and the muted apart, in the registry's order."""
    quiet = muted(store)
    found = []
    done = total = 0
    for step in check(store, scope, shown=lambda _: True):
        done, total = step.done, step.total
        found += step.findings
        yield Checking(done, total)
    left = Counter(each.finding.check for each in queue(f for f in found if f.key not in quiet))
    hushed = Counter(each.finding.check for each in queue(f for f in found if f.key in quiet))
    rows = (OpenCheck(one.title, left[one.id], hushed[one.id]) for one in CHECKS)
    yield Checking(done, total, tuple(row for row in rows if row.open or row.muted))
