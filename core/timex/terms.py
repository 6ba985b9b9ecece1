"""Periods of years by name: *giai đoạn 2021 – 2025*, *nhiệm kỳ mới 2016-2021*, *đầu nhiệm kỳ 2015-2020*."""

import re
from dataclasses import replace

from core.model.span import Span
from core.timex.bare import bare_at, replace_weak
from core.timex.expression import Expression, Point
from core.timex.joins import range_at
from core.timex.lexicon import table
from core.timex.source import Atom, Source
from core.timex.triggers import PERIOD, any_at, row_of, trigger

_FILLER = re.compile(
    r" ?(?:(?:mới|này|hiện nay|trước|sau|tiếp theo|đầu|cuối) )?(?:\d{1,2} năm )?(?:là )?(?P<from>từ )?(?:khoảng )?"
)
_SLASH_YEAR = re.compile(r"/(20\d\d)(?!\d)")
_EDGE = re.compile(r"(?P<mod>đầu|giữa|cuối) ")


def term_at(source: Source, at: int, end: int) -> Expression | None:
    """The period whose name stands from `at` to `end`, if its years follow."""
    filler = _FILLER.match(source.text, end)
    if filler is None or filler.end() == end:
        return None
    atom = bare_at(source, filler.end()) or any_at(source, filler.end())
    if atom is None or not _is_dated(atom):
        return None
    atom = replace_weak(atom)
    if ranged := range_at(source, atom, -1):
        return replace(ranged, span=Span(at, ranged.span.end), reason="times.found_period")
    if atom.unit != "year":
        return None
    if slash := _SLASH_YEAR.match(source.text, atom.end):
        return Expression(Span(at, slash.end()), atom.point, Point(year=int(slash[1])), reason="times.found_period")
    return None if filler["from"] else Expression(Span(at, atom.end), atom.point, reason="times.found_period")


def _is_dated(atom: Atom) -> bool:
    if atom.unit not in ("year", "month", "day") or atom.weak == "day":
        return False
    return atom.point.shift is None or atom.point.month is not None


def edge_of_term(source: Source, at: int) -> Expression | None:
    """The beginning, middle or end of a dated period."""
    m = _EDGE.match(source.text, at)
    found = trigger().match(source.text, m.end()) if m else None
    if not m or not found or row_of(found[0]) != PERIOD:
        return None
    term = term_at(source, found.start(), found.end())
    return replace(term, span=Span(at, term.span.end), mod=table("mods")[m["mod"]]) if term else None
