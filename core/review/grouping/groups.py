"""Members brought into groups: first what is surely one, then what people decided, the oldest decision first."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from core.review.grouping.decisions import Decided, Member, Verdict

T = TypeVar("T")


def grouped(
    clusters: Iterable[Sequence[T]], member: Callable[[T], Member], decided: Sequence[Decided]
) -> Iterator[list[T]]:
    """The clusters as people decided; `member` names each thing by what decisions know it by.

    A split takes its members out of wherever they are; a merge joins all groups that hold one of its members.
    """
    group_of: dict[Member, int] = {}
    groups: dict[int, list[T]] = {}
    for number, cluster in enumerate(clusters):
        groups[number] = list(cluster)
        for each in cluster:
            group_of[member(each)] = number
    for decision in decided:
        there = [m for m in decision.members if m in group_of]
        if decision.verdict is Verdict.SPLIT and there:
            _split(groups, group_of, set(there), member)
        elif decision.verdict is Verdict.MERGE:
            numbers = list(dict.fromkeys(group_of[m] for m in there))
            for other in numbers[1:]:
                for each in groups.pop(other):
                    groups[numbers[0]].append(each)
                    group_of[member(each)] = numbers[0]
    yield from groups.values()


def _split(
    groups: dict[int, list[T]], group_of: dict[Member, int], out: set[Member], member: Callable[[T], Member]
) -> None:
    new = max(groups) + 1
    groups[new] = []
    for number in {group_of[m] for m in out}:
        groups[new] += [each for each in groups[number] if member(each) in out]
        groups[number] = [each for each in groups[number] if member(each) not in out]
        if not groups[number]:
            del groups[number]
    for m in out:
        group_of[m] = new
