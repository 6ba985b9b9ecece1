"""Reading a time by its distance: *cách đây 3 ngày*, *một tuần trước đó*, *hai hôm sau*."""

import re
from functools import cache

from core.timex.expression import Anchor, Point, Shift
from core.timex.numbers import UP_TO_31, number
from core.timex.source import Atom, Source

_UNITS = {"ngày": "day", "hôm": "day", "tuần": "week", "tháng": "month", "năm": "year", "thập kỷ": "decade"}
_ENDS = r"(?= ?(?:[,.;:!?()\]\"…]|\n|$|(?:thì|là|và|cũng|đã|vẫn|tại|ở)(?!\w)))"


@cache
def _pattern() -> re.Pattern[str]:
    amount = rf"(?P<n>\d{{1,3}}|{UP_TO_31}) (?P<u>{'|'.join(_UNITS)})"
    return re.compile(
        rf"(?:cách (?:đây|nay) (?:đúng |hơn |gần |khoảng |tròn |chừng |trên )?(?P<n1>\d{{1,3}}|{UP_TO_31}) (?P<u1>{'|'.join(_UNITS)})(?![^\W\d_])"
        rf"|{amount} (?P<way>trước|sau) đ(?:ó|ấy)(?!\w)|{amount.replace('<n>', '<n2>').replace('<u>', '<u2>')}"
        rf" (?P<way2>trước(?: đây)?|sau|nữa)(?!\w){_ENDS})"
    )


def distance_at(source: Source, at: int) -> Atom | None:
    """A time so many days, weeks, months or years from the publication or from the day last spoken of."""
    m = _pattern().match(source.text, at)
    if not m:
        return None
    amount = number(m["n1"] or m["n"] or m["n2"])
    unit = _UNITS[m["u1"] or m["u"] or m["u2"]]
    way = m["way"] or m["way2"] or "trước"
    anchor = Anchor.SPOKEN if m["way"] or way == "sau" else Anchor.PUBLISHED
    if not amount:
        return None
    if unit == "decade":
        unit, amount = "year", amount * 10
    elif unit == "week":
        unit, amount = "day", amount * 7
    by = -amount if way.startswith("trước") else amount
    return Atom(at, m.end(), Point(shift=Shift(unit, by, anchor)), reason="times.found_distance")
