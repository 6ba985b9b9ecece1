"""Resolving what a text says of a time against the day of publication and what the text said before."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from dateutil.relativedelta import FR, MO, SA, SU, TH, TU, WE, relativedelta

from core.timex import lunar
from core.timex.expression import LUNAR, Anchor, Expression, Point, Shift, Value
from core.timex.gregorian import add_days, add_months, add_years, nearest, years_about

UNKNOWN = "XXXX"
_FIRST_MONTHS = {"H1": 1, "H2": 7, "SP": 2, "SU": 5, "FA": 8, "WI": 11}
_WEEKDAYS = (MO, TU, WE, TH, FR, SA, SU)
_HALF_YEAR = 183  # days
_LUNAR_YEARS = range(1800, 2201)  # for which the calendar is computed


@dataclass(frozen=True, slots=True)
class Context:
    """What the text around a time says: the day and the time last spoken of, a year it shares, whether it is to come."""

    day: str | None = None
    time: str | None = None
    year: int | None = None
    ahead: bool = False


_NO_CONTEXT = Context()


def resolve(expression: Expression, published: date | None, context: Context = _NO_CONTEXT) -> Value:
    """The value of a time; `XXXX` where neither the text nor the publication date gives the year."""
    resolver = _Resolver(published, context, context.ahead)
    calendar = LUNAR if expression.start.lunar or (expression.end is not None and expression.end.lunar) else None
    if expression.open:
        return Value(f"{resolver.value(expression.start)}/", calendar=calendar)
    if expression.end is None:
        return Value(resolver.value(expression.start), expression.mod, calendar)
    left, right = shared(expression.start, expression.end)
    first = resolver.value(left)
    last = _Resolver(published, context, resolver.ahead, first).value(right)
    return Value(f"{first.split('/')[0]}/{last.split('/')[-1]}", expression.mod, calendar)


def shared(left: Point, right: Point) -> tuple[Point, Point]:
    """The two ends of a range with what only one of them says: *ngày 29 đến 31/5/2019*, *18h đến 20h ngày 28/7*."""
    if left.clock and not (left.day or left.shift or left.weekday):
        left = replace(right, clock=left.clock, part=left.part)
    if left.day and left.month is None and left.shift is None:
        left = replace(left, month=right.month, lunar=right.lunar)
    if right.day and right.month is None and right.shift is None:
        right = replace(right, month=left.month, lunar=left.lunar)
    wraps = (left.month or 0, left.day or 0) > (right.month or 0, right.day or 31) and bool(left.month and right.month)
    if left.bare and not right.bare and right.block is None:
        if right.year:
            left = replace(left, year=right.year - wraps)
        elif right.shift and right.shift.unit == "year" and left.month:
            left = replace(left, shift=replace(right.shift, by=right.shift.by - wraps))
    elif right.bare and left.year and (right.month or right.piece):
        right = replace(right, year=left.year + wraps)
    return left, right


class _Resolver:
    """Resolves single points against one publication date and context; `after` is the value they cannot precede."""

    def __init__(self, published: date | None, context: Context, ahead: bool, after: str = "") -> None:
        self.published = published
        self.context = context
        self.ahead = ahead
        self.after = _day(after.split("/")[0]) if after else None

    def value(self, point: Point) -> str:
        if point.block:
            return point.block
        time = point.clock or point.part or ""
        if point.lunar and point.month:
            return self._lunar(point, time)
        if point.shift:
            return self._shifted(point, point.shift, time)
        if point.weekday and not point.day:
            return self._weekday(point, time)
        year = point.year or self._cycle(point) or self._year(point)
        return _assembled(f"{year:04}" if year else UNKNOWN, point, time)

    def _base(self, anchor: Anchor, unit: str) -> str | None:
        """The day that a relative time counts from, as a value."""
        if anchor is Anchor.SPOKEN and (spoken := self.context.day if unit == "day" else self.context.time):
            return spoken
        return self.published.isoformat() if self.published else None

    def _shifted(self, point: Point, shift: Shift, time: str) -> str:
        base = self._base(shift.anchor, shift.unit)
        if shift.unit == "weekday":
            return self._turned(point, shift.by, time)
        if shift.unit == "day":
            return (add_days(base, shift.by) if base else "XXXX-XX-XX") + time
        if shift.unit == "week":
            return self._week(base, point, shift.by, time)
        year, month = (base or UNKNOWN)[:4], (base or "")[5:7]
        if shift.unit == "year":
            return _assembled(add_years(year, shift.by), point, time)
        if not month.isdecimal():
            known = f"XXXX-XX-{point.day:02}{time}" if point.day else "XXXX-XX"
            return UNKNOWN if shift.unit == "quarter" else known
        year, n = add_months(year, int(month), shift.by * (3 if shift.unit == "quarter" else 1))
        return f"{year}-Q{(n + 2) // 3}" if shift.unit == "quarter" else _assembled(year, replace(point, month=n), time)

    def _week(self, base: str | None, point: Point, by: int, time: str) -> str:
        day = _day(base or "")
        if not day:
            return f"XXXX-WXX-{point.weekday}{time}" if point.weekday else "XXXX-WXX"
        day += timedelta(7 * by)
        if point.weekday:
            return (day + timedelta(point.weekday - day.isoweekday())).isoformat() + time
        year, week, _ = day.isocalendar()
        return f"{year:04}-W{week:02}"

    def _weekday(self, point: Point, time: str) -> str:
        """A weekday alone is the last one, or the next one where the text looks ahead."""
        if not self.published or not point.weekday:
            return f"XXXX-WXX-{point.weekday}{time}"
        return _beside(self.published, point.weekday, 1 if self.ahead else -1).isoformat() + time

    def _turned(self, point: Point, by: int, time: str) -> str:
        """*Thứ Ba tới*, *thứ Ba vừa rồi*: never the day of publication itself."""
        if not self.published or not point.weekday:
            return f"XXXX-WXX-{point.weekday}{time}"
        if by == 0:
            return self._week(self.published.isoformat(), point, 0, time)
        return _beside(self.published + timedelta(by), point.weekday, by).isoformat() + time

    def _cycle(self, point: Point) -> int | None:
        """The year of a name in the cycle of sixty that is nearest before the next year's end."""
        if point.sexagenary is None or not self.published:
            return None
        latest = self.published.year + 1
        return latest - (latest - 4 - point.sexagenary) % 60

    def _year(self, point: Point) -> int | None:
        """The year that a day, a month or a part of a year goes without."""
        if not self.published:
            return self.context.year if point.day else None
        if point.piece or point.months:
            return self._year_of_part(point, self.published)
        if not point.month:
            return None
        first = [d for y in years_about(self.published) if (d := _real(y, point.month, point.day or 1))]
        if found := nearest(first, self.published, self.ahead, whole_month=not point.day, after=self.after):
            return found.year
        return None

    def _year_of_part(self, point: Point, written: date) -> int:
        """The year of a quarter, half or season: this one, but not one that begins more than half a year later."""
        start = date(written.year, _first_month(point), 1)
        if self.after:
            return self.after.year if start >= self.after.replace(day=1) else self.after.year + 1
        return written.year - ((start - written).days > _HALF_YEAR and not self.ahead)

    def _lunar(self, point: Point, time: str) -> str:
        """A lunar day or month by its Gregorian day or days."""
        year = self._lunar_year(point)
        first = _lunar_first(point, year) if year else None
        if year is None or first is None:
            return "XXXX-XX-XX" + time if point.day else "XXXX-XX"
        if point.day:
            return first.isoformat() + time
        _, length = lunar.month_span(year, point.month or 1) or (first, 29)
        return f"{first.isoformat()}/{(first + timedelta(length - 1)).isoformat()}"

    def _lunar_year(self, point: Point) -> int | None:
        """The lunar year said, or the one whose day is nearest."""
        if year := point.year or self._cycle(point):
            return year
        if point.shift and (base := self._base(point.shift.anchor, "year")):
            year = add_years(base[:4], point.shift.by)
            return int(year) if year.isdecimal() else None
        if not self.published:
            return None
        days = {d: y for y in years_about(self.published) if (d := _lunar_first(point, y))}
        day = nearest(days, self.published, self.ahead, whole_month=not point.day, after=self.after)
        return days[day] if day else None


def _beside(day: date, weekday: int, way: int) -> date:
    """The next (`way` 1) or last (-1) day with that weekday, `day` itself included."""
    return day + relativedelta(weekday=_WEEKDAYS[weekday - 1](way))


def _first_month(point: Point) -> int:
    """The month in which a part of a year begins."""
    piece = point.piece or ""
    if point.months:
        return point.months[0]
    return int(piece[1]) * 3 - 2 if piece[0] == "Q" else _FIRST_MONTHS[piece]


def _lunar_first(point: Point, year: int) -> date | None:
    """The Gregorian day of a lunar day or of the first of a lunar month; month 13 is the last one before `year`."""
    month, year = (12, year - 1) if point.month == 13 else (point.month or 1, year)
    span = lunar.month_span(year, month, point.leap) if year in _LUNAR_YEARS else None
    if span is None:
        return None
    first, length = span
    day = length if point.last else point.day or 1
    return first + timedelta(day - 1) if day <= length else None


def _assembled(year: str, point: Point, time: str) -> str:
    if point.day:
        month = f"{point.month:02}" if point.month else "XX"
        return f"{year}-{month}-{point.day:02}{time}"
    if point.month:
        return f"{year}-{point.month:02}"
    if point.months:
        return f"{year}-{point.months[0]:02}/{year}-{point.months[1]:02}"
    return f"{year}-{point.piece}" if point.piece else year


def _real(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(value: str) -> date | None:
    """The first day that a value covers, where it is known."""
    parts = value[:10].split("-")
    try:
        return date(int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, int(parts[2]) if len(parts) > 2 else 1)
    except ValueError:
        return None


def last_day(value: str) -> str | None:
    """The day that a value ends with, without its hour; None where it names none."""
    day = value.split("/")[-1][:10]
    return day if len(day) == 10 and day[4] == day[7] == "-" and day[8:].isdecimal() else None


def last_time(value: str) -> str | None:
    """The day, month or year that a value ends with; None where it is open or says no more than a part of a year."""
    time = value.split("/")[-1][:10]
    return time if time[:4].isdecimal() and (len(time) == 4 or time[5:7].isdecimal()) else last_day(value)
