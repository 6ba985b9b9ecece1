"""A text as the grammar reads it, and the single times that its readers find in it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from core.text.fold import spelling
from core.timex.expression import Point

_AFTER = re.compile(r"[ \n]?([^\W\d]+|%)(?: ([^\W\d]+))?(?: ([^\W\d]+))?")
_BEFORE = re.compile(r"(?:([^\W\d]+) )?(?:([^\W\d]+) )?(\w+)[ \n:]{0,3}\Z")
_WORD_BEFORE = re.compile(r"([^\W\d_]+) \Z")
_DASHED = re.compile(r"(?:ngày|sáng|chiều|tối|trưa|hôm) \d{1,2}\Z")
_DASH = re.compile(r"-\d{1,2}(?![\d/-])")
_BEFORE_DASH = 9
_REACH = 40


@dataclass(frozen=True, slots=True)
class Source:
    """The text as written, and in one spelling of the same length."""

    raw: str
    text: str = field(init=False)
    dashed: bool = field(init=False)  # writes 4 May as "ngày 4-5"

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", spelling(self.raw))
        dashes = (m.start() for m in _DASH.finditer(self.text))
        object.__setattr__(self, "dashed", any(_DASHED.search(self.before(at, _BEFORE_DASH)) for at in dashes))

    def followed_by(self, at: int, phrases: frozenset[str]) -> bool:
        """Whether one of some phrases (of up to three words) comes next."""
        if not (m := _AFTER.match(self.text, at)):
            return False
        one, two, three = m[1], m[2], m[3]
        return one in phrases or bool(
            two and (f"{one} {two}" in phrases or (three and f"{one} {two} {three}" in phrases))
        )

    def preceded_by(self, at: int, phrases: frozenset[str]) -> bool:
        """Whether one of some phrases (of up to three words) comes right before."""
        if not (m := _BEFORE.search(self.text[max(0, at - _REACH) : at])):
            return False
        three, two, one = m[1], m[2], m[3]
        return one in phrases or bool(
            two and (f"{two} {one}" in phrases or (three and f"{three} {two} {one}" in phrases))
        )

    def is_name(self, at: int) -> bool:
        """Whether the word at an offset is part of a name: a capital right after another word with a capital."""
        m = _WORD_BEFORE.search(self.raw[max(0, at - 20) : at])
        return bool(m) and self.raw[at].isupper() and m[1][0].isupper() and not m[1].isupper()

    def before(self, at: int, reach: int = _REACH) -> str:
        """The stretch of text before an offset."""
        return self.text[max(0, at - reach) : at]


@dataclass(slots=True)
class Atom:
    """A single time found by a reader.

    `weak` says why it does not stand without support (`core.timex.evidence`): `day` has no month, `clock` no day, `date/`,
    `date-`, `worded`, `year` and `month/year` are bare numbers, `weekday` may be an order, `edge` names no period, `event` is
    part of an event's name.
    """

    start: int
    end: int
    point: Point
    mod: str | None = None
    weak: str | None = None
    reason: str = "times.found_day"

    @property
    def unit(self) -> str:
        """What the point is fine to: clock, day, month, piece or year."""
        p = self.point
        if p.day or p.last or p.weekday or (p.shift and p.shift.unit == "day"):
            return "day"
        if p.clock:
            return "clock"
        if p.month or p.months or (p.shift and p.shift.unit == "month"):
            return "month"
        return "piece" if p.piece or (p.shift and p.shift.unit in ("week", "quarter")) else "year"


Reader = Callable[[Source, int], Atom | None]
