"""An export parted for training: train, dev and test, the same from the same seed, copies of an article on one side.

Portals copy articles from each other. Those that share most of their words are a cluster, and a cluster is never parted: it
goes where the first of its articles goes, by chance, by province, by source or by time.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from core.errors import UsageError
from core.exchange.export import Progress, export
from core.exchange.format import Format, Options
from core.store.connect import speaking
from core.store.dataset_io import Selection, Traits, chosen, text_of, traits
from core.store.store import Store
from core.text.near import near_pairs, sketch

BYS = ("random", "province", "time", "source")
_NAMES = {2: ("train", "test"), 3: ("train", "dev", "test")}
_NEAR = 0.8


@dataclass(frozen=True, slots=True)
class Split:
    """How to part: the shares of train, (dev) and test, which add up to 1; by what; and what chance is made from."""

    shares: tuple[float, ...] = (0.8, 0.1, 0.1)
    by: str = BYS[0]
    seed: int = 1

    @classmethod
    def parse(cls, shares: str, by: str, seed: int) -> "Split":
        """A split as written on the command line, `0.8,0.1,0.1`; UsageError for what is none."""
        try:
            numbers = tuple(float(share) for share in shares.split(","))
        except ValueError as error:
            raise UsageError("split_shares", shares=shares) from error
        if len(numbers) not in _NAMES or min(numbers) <= 0 or abs(sum(numbers) - 1) > 1e-6:
            raise UsageError("split_shares", shares=shares)
        if by not in BYS:
            raise UsageError("split_by", name=by, known=", ".join(BYS))
        return cls(numbers, by, seed)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the sets."""
        return _NAMES[len(self.shares)]


@dataclass(frozen=True, slots=True)
class Parted:
    """The articles of each set in the order in which they were added, and how many have a near-duplicate."""

    sets: dict[str, list[bytes]]
    copies: int


def part(store: Store, selection: Selection, split: Split) -> Parted:
    """Part the selected articles. About half a kilobyte of memory is taken an article."""
    with speaking(store.path), store.engine.connect() as db:
        ids = chosen(db, selection)
        seen: list[tuple[str, str]] = []  # of each article the group that it belongs to, and its date

        def sketches() -> Iterator[tuple[int, tuple[int, ...]]]:
            for number, each in enumerate(traits(db, selection, ids)):
                seen.append((_group(each, split.by), each.published or ""))
                yield number, sketch(each.text)

        pairs = near_pairs(sketches(), _NEAR, lambda number: text_of(db, ids[number]))
        first = _clusters(pairs, len(ids))
    sizes = Counter(first)
    groups: dict[object, list[int]] = defaultdict(list)  # of first articles of clusters
    for number in sizes:
        groups[seen[number][0] if split.by in ("province", "source") else number].append(number)
    keyed = {name: (_order(split, seen, ids, members), members) for name, members in groups.items()}
    side: dict[int, int] = {}
    counts = [0] * len(split.shares)
    for _, members in sorted(keyed.values()):
        weight = sum(sizes[number] for number in members)
        at = _side(counts, split, len(ids))
        counts[at] += weight
        side |= dict.fromkeys(members, at)
    sets: dict[str, list[bytes]] = {name: [] for name in split.names}
    for number, id in enumerate(ids):
        sets[split.names[side[first[number]]]].append(id)
    return Parted(sets, sum(size for size in sizes.values() if size > 1))


def split_export(
    store: Store, format: Format, out: Path, selection: Selection, options: Options, split: Split
) -> Iterator[tuple[str, Progress]]:
    """Export each set to a path of its own (`path_of`), with how it was made in its report; the set's name with each step."""
    parted = part(store, selection, split)
    counts = {name: len(ids) for name, ids in parted.sets.items()}
    facts: dict[str, Any] = {"shares": list(split.shares), "by": split.by, "seed": split.seed, "articles": counts}
    for name, ids in parted.sets.items():
        said = {"split": {"set": name, **facts, "near_duplicates_kept_together": parted.copies}}
        for step in export(store, format, path_of(format, out, name), selection, options, ids, said):
            yield name, step


def path_of(format: Format, out: Path, name: str) -> Path:
    """Where a set goes: `gold.train.jsonl` for the file `gold.jsonl`, `gold/train` for the folder `gold`."""
    return out / name if format.folder else out.with_name(f"{out.stem}.{name}{out.suffix}")


def _clusters(pairs: Iterable[tuple[int, int, float]], count: int) -> list[int]:
    """For each of so many articles the first one of its cluster."""
    first = list(range(count))

    def root(number: int) -> int:
        while first[number] != number:
            first[number] = number = first[first[number]]
        return number

    for a, b, _ in pairs:
        one, other = sorted((root(a), root(b)))
        first[other] = one
    return [root(number) for number in range(count)]


def _group(article: Traits, by: str) -> str:
    """What an article is kept together with: its province, or the portal or folder that it came from."""
    if by == "province":
        return article.province or ""
    address = urlsplit(article.source)
    return address.netloc or article.source.replace("\\", "/").rpartition("/")[0].partition("!")[0]


def _order(
    split: Split, seen: Sequence[tuple[str, str]], ids: Sequence[bytes], members: Sequence[int]
) -> tuple[str, ...]:
    """Where a group stands in the row in which sets are filled: by time, or by chance, which is the seed's on any machine."""
    number = members[0]
    name = seen[number][0].encode() if split.by in ("province", "source") else ids[number]
    chance = hashlib.sha256(f"{split.seed}:".encode() + name).hexdigest()
    return (seen[number][1], chance) if split.by == "time" else (chance,)


def _side(counts: Sequence[int], split: Split, total: int) -> int:
    """The set to fill next: by time the first that is not full, else the one that lacks the greatest part of its share."""
    wanted = [share * total for share in split.shares]
    if split.by == "time":
        return next((at for at, count in enumerate(counts) if count + 0.5 < wanted[at]), len(counts) - 1)
    return max(range(len(counts)), key=lambda at: (1 - counts[at] / wanted[at], -at))
