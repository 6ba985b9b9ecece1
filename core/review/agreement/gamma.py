"""Gamma: agreement on where units are and what they are called at once, by the best alignment of all annotators' units.

Y. Mathet, A. Widlöcher, J.-P. Métivier, The unified and holistic method gamma, Computational Linguistics 41 (2015), 437-479.
Dissimilarities as there (positional sporadic, nominal categories, an empty unit costs 1), weighted 3 and 1 as pygamma-agreement
does (H. Titeux, R. Riad, JOSS 6, 2021). The best alignment is found exactly: the units of an article fall into small groups that
can stand together at all. Chance is what the annotators' own units give when layers are turned around the article by other
distances, on average over `SAMPLES` turns. That takes longer than all other measures, so it is counted where it is asked for.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations, product
from random import Random

from core.model.annotation import Annotation
from core.review.agreement.counts import Counts

POSITION, CATEGORY = 3.0, 1.0
SAMPLES = 30
MOST = 300
"""An article with more units than this is left out: its alignment would take too long."""

Unit = tuple[int, int, str]
"""Start, end, label."""

Tuple = tuple[float, int]
"""A unitary alignment: its disorder, and its units as bits."""


def count_gamma(counts: Counts, length: int, layers: Mapping[bytes, Sequence[Annotation]], seed: int = 0) -> None:
    """Add an article's observed and expected disorder, weighted by the units that an annotator has on average."""
    said = [[(a.span.start, a.span.end, a.label) for a in annotations] for annotations in layers.values()]
    units = sum(map(len, said))
    if not units or units > MOST:
        return
    random = Random(f"{seed} {length} {units}")
    chance = [disorder(turned(said, length, random)) for _ in range(SAMPLES)]
    weight = units / len(said)
    counts["gamma", "observed", ""] += weight * disorder(said)
    counts["gamma", "expected", ""] += weight * sum(chance) / len(chance)


def dissimilarity(one: Unit, other: Unit) -> float:
    """How far two units are from one another: by their borders, measured by their lengths, and by their labels."""
    off = abs(one[0] - other[0]) + abs(one[1] - other[1])
    place = (off / (one[1] - one[0] + other[1] - other[0])) ** 2
    return POSITION * place + CATEGORY * (one[2] != other[2])


def disorder(said: Sequence[Sequence[Unit]]) -> float:
    """The disorder of the best alignment, for each unit that an annotator has on average; 0 where there are no units."""
    units = sorted((unit, who) for who, some in enumerate(said) for unit in some)
    if not units:
        return 0.0
    groups = _groups(len(units), tuples := _tuples(units, len(said)))
    return sum(_best(group, tuples) for group in groups) * len(said) / len(units)


def _tuples(units: Sequence[tuple[Unit, int]], annotators: int) -> list[list[Tuple]]:
    """For each unit the alignments that it is the first of and that cost less than leaving their units alone."""
    pairs = annotators * (annotators - 1) / 2
    reach = max(end - start for (start, end, _), _ in units)
    near: list[dict[int, list[int]]] = []
    apart: dict[tuple[int, int], float] = {}
    most = pairs * 2  # beyond this no alignment that holds the two pays
    for n, (unit, who) in enumerate(units):
        by: dict[int, list[int]] = {}
        for m in range(n + 1, len(units)):
            other, whose = units[m]
            if other[0] - unit[1] > 2 * annotators * reach:
                break
            if whose != who and (d := dissimilarity(unit, other)) < most:
                apart[n, m] = d
                by.setdefault(whose, []).append(m)
        near.append(by)
    found: list[list[Tuple]] = []
    for n, by in enumerate(near):
        mine: list[Tuple] = [(1.0, 1 << n)]
        for size in range(1, annotators):
            for whose in combinations(by, size):
                mine.extend(
                    (cost, sum(1 << m for m in (n, *others)))
                    for others in product(*(by[who] for who in whose))
                    if (cost := _cost((n, *sorted(others)), apart, pairs)) is not None
                )
        found.append(sorted(mine, key=lambda row: row[0] - row[1].bit_count()))
    return found


def _cost(members: tuple[int, ...], apart: Mapping[tuple[int, int], float], pairs: float) -> float | None:
    """The disorder of some units aligned: pairs of units by how far they are apart, pairs with nothing cost 1 each."""
    total = pairs - len(members) * (len(members) - 1) / 2
    for pair in combinations(members, 2):
        if pair not in apart:
            return None
        total += apart[pair]
    return total / pairs if total / pairs < len(members) else None


def _groups(count: int, tuples: Sequence[Sequence[Tuple]]) -> list[int]:
    """Units that alignments connect, as bits."""
    into = list(range(count))

    def root(n: int) -> int:
        while into[n] != n:
            n = into[n]
        return n

    for mine in tuples:
        for _, bits in mine:
            first = root((bits & -bits).bit_length() - 1)
            rest = bits & (bits - 1)
            while rest:
                into[root((rest & -rest).bit_length() - 1)] = first
                rest &= rest - 1
    masks: dict[int, int] = {}
    for n in range(count):
        masks[root(n)] = masks.get(root(n), 0) | 1 << n
    return list(masks.values())


def _best(group: int, tuples: Sequence[Sequence[Tuple]]) -> float:
    """The least disorder of a group: its first unit stands in one of its alignments, the rest is a smaller group."""

    @cache
    def least(left: int) -> float:
        if not left:
            return 0.0
        first = (left & -left).bit_length() - 1
        return min(cost + least(left & ~bits) for cost, bits in tuples[first] if bits & left == bits)

    return least(group)


def turned(said: Sequence[Sequence[Unit]], length: int, random: Random) -> list[list[Unit]]:
    """Layers drawn from the annotators', each turned around the article by a distance that no other has."""
    sizes = [end - start for some in said for start, end, _ in some]
    least = min(sum(sizes) / len(sizes), length / (2 * len(said)))
    turns: list[float] = []
    while len(turns) < len(said):
        turn = random.uniform(0, length)
        if all(least <= abs(turn - other) <= length - least for other in turns):
            turns.append(turn)
    found = []
    for turn in turns:
        some = random.choice(said)
        found.append([((s + round(turn)) % length, (s + round(turn)) % length + e - s, label) for s, e, label in some])
    return found
