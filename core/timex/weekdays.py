"""Weekdays: whether *thứ hai* is Monday or "second", and a weekday alone or with its week."""

import re
from dataclasses import replace

from core.timex.expression import Point, Shift
from core.timex.lexicon import EDGE, one_of, table, words
from core.timex.source import Atom, Source

_WEEK = re.compile(r" (?:của )?tuần (này|trước|tới|sau|qua|rồi|vừa rồi|vừa qua)(?!\w)")
_TURN = re.compile(r" (tới|vừa rồi|vừa qua|này)(?!\w)")
_HABIT = re.compile(r" (?:hàng|hằng|mỗi|các|cuối|xanh|đỏ|hồng|tình nguyện)")
_EVERY_WEEK = re.compile(r"[^.;\n(]{0,40}? (?:hàng|hằng|mỗi) tuần")
_DATED = re.compile(r" (?:tuần|ngày|tới|vừa)")
_BREAKS = "\n,.;:|(-"


def weekday_pattern() -> str:
    """An expression for a weekday."""
    return f"thứ ?(?:{one_of(table('weekdays'))})(?!\\w)|(?:chủ|chúa) nhật{EDGE}|cn(?= ?,? ?\\d)"


def weekday_of(word: str) -> int:
    """The number of a weekday (Monday is 1) from a match of `weekday_pattern`."""
    return table("weekdays").get(word.removeprefix("thứ").strip(), 7)


def is_weekday(source: Source, at: int, end: int, after_day_word: bool) -> bool:
    """Whether the word from `at` to `end` is a weekday; `after_day_word`: a part of the day, *ngày* or an hour precedes."""
    if after_day_word or not source.text.startswith("thứ", at):
        return not source.preceded_by(at, words("habit"))
    if source.preceded_by(at, words("ordinals")):
        return False
    first, last = source.raw[at : at + 3], source.raw[at:end][3:].strip()
    if last[0].isupper() and (first == "THỨ" or not last.isupper() or len(last) == 1):
        return True
    before = source.before(at, 12).rstrip(" ")
    starts = not before or before[-1] in _BREAKS or source.preceded_by(at, words("weekday_before"))
    return starts or _DATED.match(source.text, end) is not None


def bare_weekday(source: Source, at: int, start: int, end: int, point: Point) -> Atom | None:
    """A weekday from `start` to `end` without a date, or with its week; what is said of it begins at `at`."""
    if week := _WEEK.match(source.text, end):
        by = table("shifts")[week[1]][0]
        return Atom(at, week.end(), replace(point, shift=Shift("week", by)), reason="times.found_weekday")
    if _HABIT.match(source.text, end) or _EVERY_WEEK.match(source.text, end):
        return None
    if turn := _TURN.match(source.text, end):
        by = {"tới": 1, "này": 0}.get(turn[1], -1)
        return Atom(at, turn.end(), replace(point, shift=Shift("weekday", by)), reason="times.found_weekday")
    last = source.raw[start:end].split()[-1]
    named = "nhật" in source.text[start:end] or (last[0].isupper() and not source.raw[start:end].isupper())
    strong = named or point.part is not None or source.text.startswith(("hôm", "bữa"), at)
    return Atom(at, end, point, weak=None if strong else "weekday", reason="times.found_weekday")
