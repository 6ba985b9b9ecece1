"""The value of one time by itself, and whether a value typed by a person is one of ours."""

import re
from datetime import date

from core.timex.expression import Value
from core.timex.grammar import read
from core.timex.resolve import resolve

_PART = "T(?:MO|MI|AF|EV|NI|(?:[01]\\d|2[0-3]):[0-5]\\d|24:00)"
_ONE = re.compile(
    rf"(?P<y>\d{{4}}|XXXX)(?:-(?P<m>0[1-9]|1[0-2]|XX)(?:-(?P<d>0[1-9]|[12]\d|3[01]|XX)(?:{_PART})?)?"
    rf"|-(?:Q[1-4X]|H[12]|SP|SU|FA|WI)|-W(?:0[1-9]|[1-4]\d|5[0-3]|XX)(?:-(?:[1-7](?:{_PART})?|WE))?)?"
    r"|\d{3}X|\d{2}XX"
)
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def value_of(surface: str, published: str | None) -> Value | None:
    """The value of the one time in a surface, with no text around it; None where there is none or more than one."""
    found = read(surface)
    if len(found) != 1:
        return None
    return resolve(found[0], date.fromisoformat(published) if published else None)


def check(value: str) -> bool:
    """Whether a string is a value as the guideline writes them: a point, an interval `a/b` or an open one `a/`."""
    first, slash, last = value.partition("/")
    return _is_point(first) and (not slash or not last or _is_point(last))


def _is_point(value: str) -> bool:
    m = _ONE.fullmatch(value)
    if not m:
        return False
    if not (m["d"] and m["d"].isdecimal() and m["m"].isdecimal()):
        return True
    if m["y"].isdecimal():
        try:
            date(int(m["y"]), int(m["m"]), int(m["d"]))
        except ValueError:
            return False
    return int(m["d"]) <= _LENGTHS[int(m["m"]) - 1]
