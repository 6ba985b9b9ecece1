"""What must stand around a number before it is a time, and not a share, a price, a score or the number of something."""

import re

from core.timex.lexicon import words
from core.timex.source import Atom, Source

_AMOUNT = re.compile(r"(?:\d(?: {1,2}|[/.,])?|%[^.;\n]{0,12}\(|[$€£])\Z")
_MORE = re.compile(r" ?(?:\d|%|[a-z]\b|[.,]\d|/\w| ?[x×] ?\d)")
_OPEN = re.compile(r"(?:^|\n) ?\Z|[(\[] ?\Z")
_CLOSED = re.compile(r" ?(?:[)\]]|\n|$|-|,|;)")
_STOP = re.compile(r" ?(?:[.,;:)\]\"…]|\n|$|-|và(?!\w))")
_FESTIVE = re.compile(
    r"(?:ngày (?:truyền thống|thành lập|hội|lễ)|các ngày|kỷ niệm|dịp|nghỉ lễ|mít tinh)[^.;\n]{0,60}\Z"
)
_EVERY_MONTH = re.compile(r"^[^.;\n]*(?:hàng|hằng|mỗi) tháng")
_LISTED = re.compile(r"[:;,(] ?\Z|và \Z")
_RELATIVE = re.compile(
    r"(?:hôm (?:nay|qua|kia)|ngày (?:mai|kia)|(?:sáng|trưa|chiều|tối|đêm) (?:nay|qua|mai)|\w+ nhật|\w+ sau),? ?[(-]? ?\Z"
)
_BALLOT = re.compile(r"phiếu|tỷ lệ|tỉ lệ")
_NEAR = 40  # code points between two dates of a list


def stands(source: Source, atom: Atom, ranged: bool = False, after: int = -1) -> bool:
    """Whether a weak atom is a time. `ranged`: it is the whole of a range; `after`: where the last date ended."""
    kind, text, at = atom.weak, source.text, atom.start
    if kind is None:
        return True
    if kind in ("clock", "event", "edge"):
        return False
    before = source.before(at, 90)
    if _AMOUNT.search(before[-20:]) or (before and before[-1] in "./-\\_@#&=" and before[-2:-1].isalnum()):
        return False
    if source.followed_by(atom.end, words("counted")) or _MORE.match(text, atom.end):
        return False
    if kind == "day":
        return _day_alone(source, atom)
    if kind == "weekday":
        return source.preceded_by(at, words("weekday_before"))
    if kind == "worded":
        return not source.preceded_by(at, words("names"))
    if source.preceded_by(at, words("documents")):
        return False
    if not (ranged and kind == "year") and source.preceded_by(at, words("names")):
        return False
    if kind in ("year", "month/year"):
        return ranged or _year_alone(source, atom, before)
    return _date_alone(source, atom, before, ranged, after)


def _day_alone(source: Source, atom: Atom) -> bool:
    """*Ngày 15,*: a day whose month goes without saying."""
    if source.preceded_by(atom.start, words("habit")) or not _STOP.match(source.text, atom.end):
        return False
    if _EVERY_MONTH.search(source.text[atom.end : atom.end + 30]):
        return False
    return atom.point.part is not None or source.text.startswith(("ngày", "mùng", "mồng"), atom.start)


def _year_alone(source: Source, atom: Atom, before: str) -> bool:
    year = atom.point.year or 0
    if not 1900 <= year <= 2060 or source.preceded_by(atom.start, words("amounts")):
        return False
    return atom.weak == "year" or source.preceded_by(atom.start, words("before")) or bool(_OPEN.search(before))


def _date_alone(source: Source, atom: Atom, before: str, ranged: bool, after: int) -> bool:
    """*30/6* after *trước*, in brackets, in a list of dates, beside a relative day, in the name of a day."""
    if ranged:
        return True
    if _RELATIVE.search(before):
        return True
    slash = atom.weak == "date/" or (source.dashed and " " not in source.text[atom.start : atom.end])
    if slash and source.preceded_by(atom.start, words("before")):
        return True
    if slash and _OPEN.search(before) and _CLOSED.match(source.text, atom.end):
        return not _BALLOT.search(before[-_NEAR:])
    if slash and after >= 0 and atom.start - after <= _NEAR and "\n" not in source.text[after : atom.start]:
        return bool(_LISTED.search(before) or _FESTIVE.search(before))
    return slash and bool(_FESTIVE.search(before))
