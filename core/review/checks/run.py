"""The checks run over a collection: article by article, then over all of them together."""

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from core.review.checks.across import Holders
from core.review.checks.duplicates import compared
from core.review.checks.finding import Finding
from core.review.checks.known import measures
from core.review.checks.muting import muted
from core.review.checks.pace import too_fast
from core.review.checks.registry import CHECKS, check_of
from core.review.checks.words_across import Labels
from core.review.digest import Digest
from core.review.digests import digests
from core.review.scope import EVERYTHING, Scope
from core.store.dataset_io import LayerName
from core.store.store import Store
from core.text.near import near_pairs


@dataclass(frozen=True, slots=True)
class Checked:
    """A step: how much is done of how much, and what was found in it."""

    done: int
    total: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Queued:
    """A finding as the queue shows it once, with the others that say the same in the article's other layers."""

    finding: Finding
    also: tuple[Finding, ...] = ()


def check(
    store: Store,
    scope: Scope = EVERYTHING,
    layers: Sequence[LayerName] = (),
    only: Collection[str] = (),
    shown: Callable[[Finding], bool] | None = None,
) -> Iterator[Checked]:
    """Run the checks (those of `only`, if any are named) over the articles of a scope, in the layers named or what stands.

    What is muted is left out, unless `shown` decides what is yielded. Findings of single articles come as they are read,
    those that compare articles with the last steps. Memory holds what posts and words need, no texts.
    """
    quiet = muted(store) if shown is None else {}
    wanted = frozenset(only) or frozenset(each.id for each in CHECKS)

    def taken(findings: Iterable[Finding]) -> tuple[Finding, ...]:
        kept = (f for f in findings if f.check in wanted)
        return tuple(f for f in kept if (shown(f) if shown else f.key not in quiet))

    whole = _Whole(store, wanted)
    total = 0
    for read in digests(store, scope, layers):
        total = read.total
        yield Checked(read.done, total, taken(f for d in read.digests for f in whole.first(d)))
    for findings in whole.then(layers):
        yield Checked(total, total, taken(findings))


def queue(findings: Iterable[Finding]) -> list[Queued]:
    """Findings by how much they matter, the same said of several layers of an article as one."""
    same: dict[tuple[str, bytes], list[Finding]] = defaultdict(list)
    for each in findings:
        same[each.key, each.article].append(each)
    order = {each.id: n for n, each in enumerate(CHECKS)}
    found = [Queued(first, tuple(others)) for first, *others in same.values()]
    return sorted(
        found, key=lambda q: (-q.finding.severity, order[q.finding.check], q.finding.article, q.finding.spans)
    )


class _Whole:
    """What is gathered over all articles."""

    def __init__(self, store: Store, wanted: frozenset[str]) -> None:
        self._store = store
        self._wanted = wanted
        self._holders, self._labels = Holders(), Labels()
        self._sketches: dict[bytes, array[int]] = {}
        self._seen: dict[bytes, None] = {}

    def first(self, d: Digest) -> Iterator[Finding]:
        """Gather from a digest; what its own article's checks found."""
        self._seen[d.article] = None
        self._holders.add(d)
        self._labels.add(d)
        if "near_duplicate" in self._wanted:
            self._sketches[d.article] = array("I", d.sketch)
        return iter(d.findings)

    def then(self, layers: Sequence[LayerName]) -> Iterator[Iterator[Finding]]:
        """What shows once all articles are known, and by the journal; check after check, each as long as it takes."""
        ways: dict[str, Callable[[], Iterator[Finding]]] = {
            "two_holders": self._holders.pairs,
            "title_without_holder": self._holders.alone,
            "labelled_differently": lambda: self._odd(layers),
            "too_fast": lambda: too_fast(self._store, self._seen),
            "near_duplicate": self._duplicates,
        }
        for id, look in ways.items():
            if id in self._wanted:
                yield check_of(id).signed(look())

    def _odd(self, layers: Sequence[LayerName]) -> Iterator[Finding]:
        if odd := self._labels.odd():
            for read in digests(self._store, Scope(articles=odd), layers):
                for d in read.digests:
                    yield from self._labels.rare(d)

    def _duplicates(self) -> Iterator[Finding]:
        def text(id: bytes) -> str:
            return self._store.article(id).text

        sketches = ((id, tuple(hashes)) for id, hashes in self._sketches.items())
        for one, other, _ in near_pairs(sketches, measures("near")["share"], text):
            pair = Scope(articles=frozenset((one, other)))
            sheets: dict[bytes, dict[bytes, Digest]] = defaultdict(dict)
            for read in digests(self._store, pair):
                for d in read.digests:
                    sheets[d.layer][d.article] = d
            for both in sheets.values():
                if len(both) == 2 and (found := compared(both[one], both[other], (text(one), text(other)))):
                    yield found
