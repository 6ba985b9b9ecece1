"""Reading a time by its distance: *cách đây 3 ngày*, *một tuần trước đó*, *hai hôm sau*."""

import re
from functools import cache

from core.timex.expression import Anchor, Point, Shift
from core.timex.lexicon import EDGE
from core.timex.numbers import UP_TO_31, number
from core.timex.source import Atom, Source

_UNITS = {"ngày": "day", "hôm": "day", "tuần": "week", "tháng": "month", "năm": "year", "thập kỷ": "decade"}
_IN_UNITS = {"week": ("day", 7), "decade": ("year", 10)}
_NOT_MEASURED = r"(?= ?(?:[,.;:!?()\]\"…]|\n|$|(?:thì|là|và|cũng|đã|vẫn|tại|ở)(?!\w)))"  # else: *3 ngày sau khi …*


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    amount = rf"(?P<n>\d{{1,3}}|{UP_TO_31}) (?P<u>{'|'.join(_UNITS)}){EDGE}"
    roughly = "(?:đúng |hơn |gần |khoảng |tròn |chừng |trên )?"
    return (
        re.compile(f"cách (?:đây|nay) {roughly}{amount}(?P<way>)(?P<that>)"),
        re.compile(f"{amount} (?P<way>trước|sau) (?P<that>đó|ấy)(?!\\w)"),
        re.compile(f"{amount} (?P<way>trước|sau|nữa)(?: đây)?(?P<that>)(?!\\w){_NOT_MEASURED}"),
    )


def distance_at(source: Source, at: int) -> Atom | None:
    """A time so many days, weeks, months or years from the publication or from the day last spoken of."""
    m = next((m for pattern in _patterns() if (m := pattern.match(source.text, at))), None)
    amount = number(m["n"]) if m else None
    if not m or not amount:
        return None
    unit, factor = _IN_UNITS.get(_UNITS[m["u"]], (_UNITS[m["u"]], 1))
    later = m["way"] in ("sau", "nữa")
    anchor = Anchor.SPOKEN if m["that"] or m["way"] == "sau" else Anchor.PUBLISHED
    shift = Shift(unit, amount * factor * (1 if later else -1), anchor)
    return Atom(at, m.end(), Point(shift=shift), reason="times.found_distance")
