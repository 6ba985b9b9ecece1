"""What a text says of a time (a point, left open where it says nothing), and the value it resolves to."""

from dataclasses import dataclass
from enum import StrEnum

from core.model.span import Span

START, MID, END = "START", "MID", "END"
LUNAR = "lunar"


class Anchor(StrEnum):
    """The day that a relative time counts from."""

    PUBLISHED = "published"
    SPOKEN = "spoken"


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units (day, week, month, quarter, year) before or after the anchor."""

    unit: str
    by: int
    anchor: Anchor = Anchor.PUBLISHED


@dataclass(frozen=True, slots=True)
class Point:
    """One time as it is said; what it leaves out is None.

    `piece` is a part of a year (`Q2`, `H1`, `SP`), `months` a first and last month of it (*9 tháng đầu năm*), `block` a
    decade or century as printed in values (`199X`, `19XX`), `part` a part of the day (`TMO`), `clock` an hour (`T05:10`).
    `sexagenary` is the place of a year in the cycle of sixty (*Tân Sửu*), `last` the last day of the month (*30 Tết*).
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str | None = None
    clock: str | None = None
    piece: str | None = None
    months: tuple[int, int] | None = None
    block: str | None = None
    sexagenary: int | None = None
    shift: Shift | None = None
    lunar: bool = False
    leap: bool = False
    last: bool = False

    @property
    def bare(self) -> bool:
        """Whether the year is left to be worked out."""
        return self.year is None and self.shift is None and self.block is None and self.sexagenary is None


@dataclass(frozen=True, slots=True)
class Expression:
    """A time in a text: where it stands, its point or two ends, and which family of the grammar found it.

    `open` is a range without an end (*đến nay*); `listed` is one of several in a list; `reason` is a wording's key in
    `resources/i18n/times.toml`.
    """

    span: Span
    start: Point
    end: Point | None = None
    open: bool = False
    mod: str | None = None
    listed: bool = False
    reason: str = "times.found_day"


@dataclass(frozen=True, slots=True)
class Value:
    """An ISO 8601 value in the manner of TIMEX3, with `mod` START, MID or END and `calendar` `lunar` or None."""

    value: str
    mod: str | None = None
    calendar: str | None = None
