"""Single times put together: ranges in every notation, and lists that share a month or a year."""

import re
from dataclasses import replace

from core.model.span import Span
from core.timex.bare import day_alone, other_end
from core.timex.evidence import stands
from core.timex.expression import Expression, Point
from core.timex.source import Atom, Source
from core.timex.triggers import any_at

_TO = re.compile(
    r" (?:cho )?(?:đến|tới)(?: (?:hết|cuối|đầu|giữa))?(?: là)? | {0,2}-{1,2} {0,2}"
    r"| (?=rạng sáng)| sang (?=sáng|ngày|năm|tháng|rạng)"
)
_NOW = re.compile(r"(?:hiện )?nay(?!\w)|thời điểm (?:này|hiện (?:tại|nay))|bây giờ|hiện tại(?!\w)")
_FROM = re.compile(r"(?:(?<!\w)kể )?(?<!\w)từ (?:khoảng )?\Z")
_AND = re.compile(r" ?(?:,|;|&) ?(?:và )?| (?:và|hoặc|hay|cùng) ")
_MAY_BE_OPEN = ("edge", "weekday", "year", "month/year")
_LONGEST_LIST = 12
_LONGEST_RANGE = 1100  # years: a millennium is celebrated


def expression_of(atom: Atom) -> Expression:
    """A single time as an expression."""
    return Expression(Span(atom.start, atom.end), atom.point, mod=atom.mod, reason=atom.reason)


def range_at(source: Source, left: Atom, last: int) -> Expression | None:
    """The range that begins with `left`, with a *từ* before it; `last` is where the last time ended."""
    m = _TO.match(source.text, left.end)
    if not m:
        return None
    spoken = "-" not in m[0]
    start = _from(source, left.start)
    if (now := _NOW.match(source.text, m.end())) and (spoken or now[0] == "nay"):
        if left.weak and left.weak not in _MAY_BE_OPEN and start == left.start:
            return None
        return Expression(Span(start, now.end()), left.point, open=True, reason="times.found_range")
    right = (other_end(source, m.end(), left) if left.unit != "clock" else None) or any_at(source, m.end())
    if right is None or not _fits(left, right, spoken and start < left.start):
        return None
    if weak := _weakness(left, right):
        whole = Atom(left.start, right.end, left.point, weak=weak)
        if not stands(source, whole, ranged=True, after=last):
            return None
    return Expression(Span(start, right.end), left.point, right.point, reason="times.found_range")


def _from(source: Source, start: int) -> int:
    m = _FROM.search(source.before(start, 16))
    return start - (len(m[0]) if m else 0)


def _weakness(left: Atom, right: Atom) -> str | None:
    """What a range needs to stand: little, where one of its ends is sure."""
    if left.weak == "day" or not (left.weak or right.weak):
        return None
    numeric = left.weak in ("year", "date/", "date-", "month/year")
    return left.weak if numeric or (left.weak and right.weak) else None


def _fits(left: Atom, right: Atom, spoken: bool) -> bool:
    """Whether two times make a range: of one unit, in order; after *từ* the units may differ."""
    a, b = left.point, right.point
    if left.unit == "clock":
        return (right.unit == "day" and b.clock is not None) or right.unit == "clock"
    if right.weak in ("clock", "event", "edge") or (right.unit == "year" and left.unit == "day"):
        return False
    if a.day and not a.month and not (b.month and b.day and (b.day > a.day or a.part)):
        return False
    if a.year and b.year and not 0 <= b.year - a.year <= _LONGEST_RANGE:
        return False
    if a.year and a.year == b.year and a.month and b.month and (a.month, a.day or 0) > (b.month, b.day or 31):
        return False
    return left.unit == right.unit or spoken


def list_at(source: Source, first: Atom) -> list[Expression]:
    """Times in a list that share a month or a year: *ngày 3, 4 và 5/8*, *quý I, II/2021*; empty if there is no list."""
    if (
        first.reason == "times.found_holiday"
        or first.point.months
        or first.weak not in (None, "day", "month/year", "year")
    ):
        return []
    atoms = [first]
    while len(atoms) < _LONGEST_LIST and (m := _AND.match(source.text, atoms[-1].end)):
        item = other_end(source, m.end(), first)
        if item is None and first.unit == "day" and not first.point.month:
            item = day_alone(source, m.end())
        if item is None or item.unit != first.unit:
            break
        atoms.append(item)
    while atoms and atoms[-1].weak == "day":
        atoms.pop()
    if len(atoms) < 2 or (first.weak in ("year", "month/year") and not stands(source, first)):
        return []
    points = [atom.point for atom in atoms]
    for i in range(len(points) - 2, -1, -1):
        points[i] = _from_next(points[i], points[i + 1])
    for i in range(1, len(points)):
        points[i] = _from_last(points[i], points[i - 1])
    joined = source.text[atoms[0].end : atoms[1].start + 1].split()
    if len(atoms) == 2 and joined[0] == "và" and joined[-1].isdigit() and first.point.day and not first.point.month:
        days = [point.day or 0 for point in points]
        if days[0] < days[1]:  # 15 và 16/9
            return [Expression(Span(first.start, atoms[1].end), points[0], points[1], reason=first.reason)]
    return [
        Expression(Span(a.start, a.end), point, mod=a.mod, listed=True, reason=a.reason)
        for a, point in zip(atoms, points, strict=True)
    ]


def _from_next(point: Point, following: Point) -> Point:
    """An item of a list with the month and year that the next one says."""
    if point.day and point.month is None:
        point = replace(point, month=following.month, lunar=following.lunar)
    said = following.shift if following.shift and following.shift.unit == "year" else None
    return replace(point, year=following.year, shift=said) if point.bare else point


def _from_last(point: Point, before: Point) -> Point:
    """An item with the year of the one before it, where it says none and comes later."""
    later = (before.month or 0, before.day or 0) <= (point.month or 0, point.day or 0)
    return replace(point, year=before.year) if before.year and point.bare and later else point


def days_of_one_month(source: Source, at: int, last: int) -> list[Expression]:
    """*12 đến 18/7*, *6 và 7/10*, *8 - 12/7/1957* with no *ngày* before them."""
    left = day_alone(source, at)
    if left is None:
        return []
    ranged = range_at(source, left, last)
    found = [ranged] if ranged else list_at(source, left)
    if not found or source.preceded_by(at, frozenset(["từ"])):
        return found
    dated = (found[-1].end or found[-1].start).year is not None
    whole = Atom(at, found[-1].span.end, found[-1].start, weak=None if dated else "date/")
    return found if stands(source, whole, after=last) else []
