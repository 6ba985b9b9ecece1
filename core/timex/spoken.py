"""A value in words, for the person who checks it: *chiều thứ Tư 28/7/2021*, a lunar day beside its Gregorian one."""

import re
from datetime import date, timedelta

from core.timex.expression import LUNAR
from core.timex.lexicon import BRANCHES, STEMS
from core.timex.lunar import to_lunar
from core.timex.values import check
from core.wording import area

_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


def in_words(value: str, mod: str | None = None, calendar: str | None = None, language: str = "vi") -> str:
    """A value (with its `mod` and `calendar`) as a person says it; the value itself where it is none of ours."""
    if not check(value):
        return value
    speaker = _Speaker(language)
    first, slash, last = value.partition("/")
    if slash:
        start, end = speaker.point(first), speaker.point(last) if last else ""
        words = speaker.say("range", start=start, end=end) if last else speaker.say("open", start=start)
    else:
        words = speaker.point(first)
    if mod:
        words = speaker.say(f"mod_{mod}", time=words)
    if calendar == LUNAR and (day := _day(first)):
        words = speaker.say("with_lunar", time=words, lunar=speaker.lunar(day))
    return words


class _Speaker:
    """Says single points in one language, with the wordings of `resources/i18n/times.toml`."""

    def __init__(self, language: str) -> None:
        self.language = language

    def say(self, key: str, **fields: object) -> str:
        return area("times")[key][self.language].format(**fields)

    def point(self, value: str) -> str:
        year, _, rest = value.partition("-")
        if not rest:
            return self._years(year)
        known = year.isdecimal()
        if rest[0] == "W":
            return self._week(year, rest)
        if rest[0] in "QH":
            return self.say(
                "in_year" if known else "in_some_year", part=self.say(rest if rest[1] != "X" else "Q"), year=year
            )
        if rest in ("SP", "SU", "FA", "WI"):
            return self.say("in_year" if known else "in_some_year", part=self.say(rest), year=year)
        if len(rest) == 2:
            month = self.say("month", month=self._month(rest)) if rest != "XX" else self.say("some_month")
            return self.say("month_of_year", month=self._month(rest), year=year) if known and rest != "XX" else month
        return self._daytime(year, rest[:2], rest[3:5], value[10:])

    def _years(self, year: str) -> str:
        if year == "XXXX":
            return self.say("some_year")
        if year.endswith("XX"):
            n = int(year[:2]) + 1
            return self.say("century", roman=_roman(n), n=n, ordinal=_ordinal(n))
        return self.say("decade", year=f"{year[:3]}0") if year.endswith("X") else self.say("year", year=year)

    def _month(self, month: str) -> str:
        return str(int(month)) if self.language == "vi" else self.say(f"month_{int(month)}")

    def _week(self, year: str, rest: str) -> str:
        number, _, weekday = rest[1:].partition("-")
        time = weekday[1:]
        if weekday and weekday != "WE":
            day = self.say(f"weekday_{weekday[0]}")
            return self.say(f"part_{time[1:]}", time=day) if time and time[1:].isalpha() else day
        if not (year.isdecimal() and number.isdecimal()):
            return self.say("some_week")
        try:
            monday = date.fromisocalendar(int(year), int(number), 1)
        except ValueError:
            return self.say("some_week")
        sunday = monday + timedelta(6)
        return self.say("week", n=int(number), year=year, first=_short(monday), last=_short(sunday))

    def _daytime(self, year: str, month: str, day: str, time: str) -> str:
        if day == "XX" or month == "XX":
            words = self.say("some_day")
        elif year.isdecimal() and (real := _day(f"{year}-{month}-{day}")):
            weekday = self.say(f"weekday_{real.isoweekday()}")
            words = self.say("day", weekday=weekday, day=int(day), month=self._month(month), year=int(year))
        else:
            words = self.say("day_of_some_year", day=int(day), month=self._month(month))
        if re.fullmatch(r"T\d\d:\d\d", time):
            return self.say("at", clock=time[1:], time=words)
        return self.say(f"part_{time[1:]}", time=words) if time else words

    def lunar(self, day: date) -> str:
        found = to_lunar(day)
        month = self.say("leap_month", n=found.month) if found.leap else self.say(f"lunar_month_{found.month}")
        name = f"{STEMS[(found.year - 4) % 10].title()} {BRANCHES[(found.year - 4) % 12].title()}"
        return self.say("lunar_day", day=found.day, month=month, year=name)


def _roman(n: int) -> str:
    return "X" * (n // 10) + _ROMAN[n % 10]


def _ordinal(n: int) -> str:
    suffix = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{suffix}"


def _short(day: date) -> str:
    return f"{day.day}/{day.month}"


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None
