"""Texts that are nearly the same, as portals copy them from each other: sketches of their shingles, and pairs of those.

A shingle is four folded words in a row; a sketch is the smallest hashes of a text's shingles (bottom-k), by which the share
of shingles that two texts have in common (Jaccard) is known to within a few hundredths.
"""

import re
from array import array
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from math import ceil, sqrt
from typing import TypeVar
from zlib import crc32

from core.text.fold import fold

SIZE = 128
"""Hashes in a sketch: the share is then right to 0.035 (one standard deviation) near 0.8."""

_WORDS = 4
_PROBED = 32  # of the smallest hashes, those that candidates are looked up by
_MIX, _MASK = 0x9E3779B1, 0xFFFFFFFF
_COUNTERS = 1 << 22
_NOT_WORDS = re.compile(rb"[^0-9a-z\x80-\xff]+")

Id = TypeVar("Id", bound=Hashable)


def shingles(text: str) -> set[int]:
    """Hashes of every four words in a row, tone marks and case aside, the same on every machine; of a shorter text one."""
    words = _NOT_WORDS.sub(b" ", fold(text).encode("utf-8", "surrogatepass")).split()
    if not words:
        return set()
    rows = zip(*(words[n:] for n in range(_WORDS)), strict=False) if len(words) >= _WORDS else [words]
    return {crc32(b" ".join(row)) * _MIX & _MASK for row in rows}


def sketch(text: str) -> tuple[int, ...]:
    """The smallest hashes of a text's shingles, in order; empty for a text without words."""
    return tuple(sorted(shingles(text))[:SIZE])


def alike(a: Iterable[int], b: Iterable[int]) -> float:
    """The share of their shingles that two texts have in common, 0 to 1, as their sketches tell it."""
    ours, theirs = set(a), set(b)
    smallest = sorted(ours | theirs)[:SIZE]
    return sum(h in ours and h in theirs for h in smallest) / len(smallest) if smallest else 0.0


def near_pairs(
    sketches: Iterable[tuple[Id, tuple[int, ...]]], least: float = 0.8, text_of: Callable[[Id], str] | None = None
) -> Iterator[tuple[Id, Id, float]]:
    """Pairs of texts that have at least the share `least` of their shingles in common, with that share.

    The earlier text of a pair is named first; pairs come in the order of their later text. With `text_of` each pair is
    confirmed by all shingles of both texts, else the share is as the sketches tell it. About half a kilobyte is held a text.
    """
    ids: list[Id] = []
    kept: list[array[int]] = []
    met = bytearray(_COUNTERS)  # how often a hash was met (more for some that fall together), at most 255 times
    for id, hashes in sketches:
        ids.append(id)
        kept.append(array("I", hashes))
        for h in hashes[:_PROBED]:
            at = h % _COUNTERS
            met[at] += met[at] < 255
    found: defaultdict[int, list[int]] = defaultdict(list)
    for number, hashes in enumerate(kept):
        smallest, shared = hashes[:_PROBED], _shared(len(hashes[:_PROBED]), least)
        probes = _probes(smallest, met, shared)
        mine = set(smallest)
        for other in sorted({other for h in probes for other in found[h]}):
            if len(mine.intersection(kept[other][:_PROBED])) < shared:
                continue
            share = alike(kept[other], hashes)
            if text_of and share >= least - _doubt(least):
                share = _exact(text_of(ids[other]), text_of(ids[number]))
            if share >= least:
                yield ids[other], ids[number], share
        for h in probes:
            found[h].append(number)


def _shared(of: int, least: float) -> int:
    """How many of their smallest hashes two texts as near as `least` share, give or take what chance takes."""
    return max(1, ceil(of * (least - _doubt(least, of)))) if of else 1


def _probes(hashes: "array[int]", met: bytearray, shared: int) -> list[int]:
    """The rarest hashes of a text, so many that a text which shares so many of them has one among its own.

    Of n hashes with at least s shared, one of the n - s + 1 that come first in any one order is shared. What no other text
    has is not looked up.
    """
    rarest = sorted(hashes, key=lambda h: (met[h % _COUNTERS], h))[: len(hashes) - shared + 1]
    return rarest[bisect_left(rarest, 2, key=lambda h: met[h % _COUNTERS]) :]


def _doubt(share: float, of: int = SIZE) -> float:
    """How far a share told by so many hashes may be from the real one: four standard deviations."""
    return 4 * sqrt(share * (1 - share) / of)


def _exact(a: str, b: str) -> float:
    ours, theirs = shingles(a), shingles(b)
    return len(ours & theirs) / len(ours | theirs) if ours or theirs else 0.0
