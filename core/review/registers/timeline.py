"""Who held which post from when to when, as far as articles show it."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from core.review.grouping.bodies import BodyKey
from core.review.grouping.people import Holding
from core.review.seen import Seen


@dataclass(frozen=True, slots=True)
class Held:
    """A post of a person: title and agency as mostly written, the body's id (empty: none), status, and times.

    `first` and `last` are the publication dates of the first and last article that gives it to the person (ISO, None where
    none is dated), `since` the time for which the articles say that it is held. `former`: only ever said to be past.
    """

    title: str
    agency: str
    body: str
    single: bool
    former: bool
    status: str
    since: str
    first: str | None
    last: str | None
    seen: tuple[Seen, ...]


def timeline(holdings: Iterable[Holding]) -> tuple[Held, ...]:
    """The posts among some holdings, each once, in the order of time; what is past before what nobody dates."""
    found: dict[tuple[str, bool], list[Holding]] = defaultdict(list)
    for each in holdings:
        found[each.post.text, each.former].append(each)
    return tuple(sorted((_held(same) for same in found.values()), key=_order))


def _held(same: list[Holding]) -> Held:
    dated = sorted(h.seen.published for h in same if h.seen.published)
    post = same[0].post
    return Held(
        usual(h.title for h in same),
        usual(h.agency for h in same if h.agency),
        body_id(post.body) if post.body else "",
        post.single,
        same[0].former,
        usual(h.status for h in same),
        usual(h.since for h in same if h.since),
        dated[0] if dated else None,
        dated[-1] if dated else None,
        tuple(
            sorted(
                (h.seen for h in same),
                key=lambda s: (s.published or "", s.article, s.span is not None and s.span.start),
            )
        ),
    )


def _order(held: Held) -> tuple[str, bool, str]:
    return held.first or "9999", not held.former, held.title


def usual(words: Iterable[str]) -> str:
    """The wording that is met most often, of several the longest."""
    counts = Counter(words)
    return max(counts, key=lambda each: (counts[each], len(each), each), default="")


def body_id(key: BodyKey) -> str:
    """The id of a body: its owner and its name."""
    return f"{key.owner}/{key.name}"
