"""The grammar of times: `read` finds every time in a text, ranges and lists included, without resolving it."""

import re
from dataclasses import replace
from functools import cache

from core.model.span import Span
from core.timex.bare import bare_at, day_alone, other_end, replace_weak
from core.timex.days import day_at
from core.timex.distances import distance_at
from core.timex.evidence import stands
from core.timex.expression import Expression, Point
from core.timex.holidays import holiday_at
from core.timex.lexicon import EDGE, table
from core.timex.periods import block_at, edge_at, month_at, quarter_at, same_at, season_at, some_months_at, week_at, year_at
from core.timex.source import Atom, Reader, Source

_TO = re.compile(r" (?:cho )?(?:đến|tới)(?: (?:hết|cuối|đầu|giữa))?(?: là)? | {0,2}-{1,2} {0,2}| (?=rạng sáng)| sang (?=sáng|ngày|năm|tháng|rạng)")
_NOW = re.compile(r"(?:hiện )?nay(?!\w)|thời điểm (?:này|hiện (?:tại|nay))|bây giờ|hiện tại(?!\w)")
_FROM = re.compile(r"(?:(?<!\w)kể )?(?<!\w)từ (?:khoảng )?\Z")
_AND = re.compile(r" ?(?:,|;|&) ?(?:và )?| (?:và|hoặc|hay|cùng) ")

_BY_WORD: dict[str, tuple[Reader, ...]] = {
    "digit": (some_months_at, distance_at, edge_at, day_at, bare_at),
    "count": (some_months_at, distance_at, edge_at),
    "ngày": (holiday_at, edge_at, day_at),
    "tháng": (edge_at, month_at),
    "năm": (year_at, some_months_at, distance_at, edge_at),
    "quý": (quarter_at,),
    "tuần": (edge_at, week_at),
    "edge": (edge_at, day_at, block_at),
    "block": (block_at,),
    "plural": (block_at, edge_at),
    "season": (season_at,),
    "day": (day_at, holiday_at),
    "same": (same_at,),
    "nửa": (some_months_at, edge_at, day_at),
    "ago": (distance_at,),
    "named": (holiday_at,),
}


@cache
def _triggers() -> dict[str, str]:
    """The words at which a time may begin, and the row of `_BY_WORD` (or `period`) that each stands for."""
    spans = table("spans")
    rows = {
        "day": [*{p.split()[0] for p in table("parts")}, "thứ", "chủ nhật", "chúa nhật", "cn", "hôm", "bữa", "mùng", "mồng", "rằm", "cùng ngày", "cùng hôm"],
        "named": ["tết", "giao thừa", "quốc khánh", "giỗ", "giáng sinh", "noel", "trung thu", "vu lan", "đại lễ", "lễ", "valentine", "halloween"],
        "season": ["mùa", "xuân", "hè"],
        "count": ["một", "hai", "ba", "bốn", "sáu", "bảy", "tám", "chín", "mười", "mười một"],
        "edge": ["ngay đầu", "giữa", "đầu", "cuối", "thượng tuần", "trung tuần", "hạ tuần"],
        "block": [*spans["decades"], *spans["centuries"]],
        "plural": ["những", "các", "mấy"],
        "nửa": ["nửa", "một nửa"],
        "same": ["cùng năm", "cùng tháng"],
        "ago": ["cách đây", "cách nay"],
        "period": spans["periods"],
    }
    triggers = {word: row for row, words in rows.items() for word in words}
    return triggers | {word: word for word in ("ngày", "tháng", "năm", "quý", "tuần")}


@cache
def _trigger() -> re.Pattern[str]:
    """One expression for all triggers, by first letter: scanning is most of the work, and this keeps it in C."""
    by_letter = dict[str, list[str]]()
    unit = "(?= (?:ngày|hôm|tuần|tháng|năm) )"
    for word, row in sorted(_triggers().items(), key=lambda item: -len(item[0])):
        by_letter.setdefault(word[0], []).append(re.escape(word[1:]) + (unit if row in ("count", "plural") else ""))
    words = "|".join(f"{letter}(?:{'|'.join(rests)}){EDGE}" for letter, rests in by_letter.items())
    return re.compile(f"[0-9]+|{words}")


def _row(trigger: str) -> str:
    return "digit" if trigger[0].isdecimal() else _triggers()[trigger]


def read(text: str) -> list[Expression]:
    """Every time that a text speaks of, in order; spans do not overlap. Linear in the length of the text."""
    return read_source(Source(text))


def read_source(source: Source) -> list[Expression]:
    """`read` for a text that is folded already."""
    found, done, last = list[Expression](), 0, -1
    for m in _trigger().finditer(source.text):
        at = m.start()
        if at < done or not _begins(source, at):
            continue
        row = _row(m[0])
        for expression in _period(source, at, m.end()) if row == "period" else _times(source, at, row, last):
            if expression.span.start >= done:
                found.append(expression)
                done = last = expression.span.end
    return found


def _begins(source: Source, at: int) -> bool:
    """Whether a word begins here; a capital after a small letter begins one too (*giáoSáng 28/7*)."""
    if at == 0:
        return True
    before = source.raw[at - 1]
    if source.text[at].isdecimal():
        further = source.text[at - 2 : at - 1]
        return not (before.isalnum() or before in "/.\\_" and further.isalnum() or before in "-," and further.isdecimal())
    return not (before.isalpha() or before == "_") or (source.raw[at].isupper() and not before.isupper())


def _single(source: Source, at: int, kind: str) -> Atom | None:
    return next((a for r in _BY_WORD[kind] if (a := r(source, at))), None)


def _any(source: Source, at: int) -> Atom | None:
    """A time of any family at an offset."""
    m = _trigger().match(source.text, at)
    row = _row(m[0]) if m else "period"
    return _single(source, at, row) if row != "period" else None


def _times(source: Source, at: int, kind: str, last: int) -> list[Expression]:
    atom = _single(source, at, kind)
    if kind == "edge" and atom is None:
        return _edge_of_period(source, at)
    if kind == "digit" and (atom is None or atom.weak in ("clock", "day")):
        return _days_of_one_month(source, at, last) or (_ranged(source, atom, last) if atom else [])
    if atom is None:
        return []
    return _ranged(source, atom, last) or _listed(source, atom) or ([_expression(atom)] if stands(source, atom, after=last) else [])


def _ranged(source: Source, left: Atom, last: int) -> list[Expression]:
    """A range that begins with `left`, taking in a *từ* before it; empty if there is none."""
    m = _TO.match(source.text, left.end)
    if not m:
        return []
    spoken = "-" not in m[0]
    start = _from(source, left.start)
    if (now := _NOW.match(source.text, m.end())) and (spoken or now[0] == "nay"):
        if left.weak and left.weak not in ("edge", "weekday", "year", "month/year") and start == left.start:
            return []
        return [Expression(Span(start, now.end()), left.point, open=True, reason="times.found_range")]
    right = other_end(source, m.end(), left) if left.unit != "clock" else None
    right = right or _any(source, m.end())
    if right is None or right.weak in ("clock", "event", "edge") and left.unit != "clock":
        return []
    if right.unit == "year" and left.unit == "day" or not _fits(source, left, right, spoken and start < left.start):
        return []
    if left.weak or right.weak:
        whole = Atom(left.start, right.end, left.point, weak=_weaker(left, right))
        if not stands(source, whole, ranged=True, after=last):
            return []
    return [Expression(Span(start, right.end), left.point, right.point, reason="times.found_range")]


def _weaker(left: Atom, right: Atom) -> str | None:
    """What a range of two needs: little, where one of its ends is sure."""
    if left.weak == "day":
        return None
    if (left.weak is None or right.weak is None) and left.weak not in ("year", "date/", "date-", "month/year"):
        return None
    return left.weak


def _fits(source: Source, left: Atom, right: Atom, spoken: bool) -> bool:
    """Whether two times make a range: of one unit, in order; after *từ* the units may differ."""
    a, b = left.point, right.point
    if left.unit == "clock":
        return right.unit == "day" and b.clock is not None or right.unit == "clock"
    if a.day and not a.month and not (b.month and b.day and (b.day > a.day or a.part)):
        return False
    if a.year and b.year and (a.year > b.year or b.year - a.year > 300):
        return False
    if a.year and a.year == b.year and a.month and b.month and (a.month, a.day or 0) > (b.month, b.day or 31):
        return False
    return left.unit == right.unit or spoken


def _from(source: Source, start: int) -> int:
    m = _FROM.search(source.before(start, 16))
    return start - (len(m[0]) if m else 0)


def _days_of_one_month(source: Source, at: int, last: int) -> list[Expression]:
    """*12 đến 18/7*, *6 và 7/10*, *8 - 12/7/1957* with no *ngày* before them."""
    left = day_alone(source, at)
    if left is None:
        return []
    found = _ranged(source, left, last) or _listed(source, left)
    if not found:
        return []
    sure = (found[-1].end or found[-1].start).year is not None
    whole = Atom(at, found[-1].span.end, found[-1].start, weak=None if sure else "date/")
    if source.preceded_by(at, frozenset(["từ"])) or stands(source, whole, after=last):
        return found
    return []


def _listed(source: Source, first: Atom) -> list[Expression]:
    """Times in a list that share a month or a year: *ngày 3, 4 và 5/8*, *quý I, II/2021*; empty if there is no list."""
    atoms = [first]
    while len(atoms) < 12 and (m := _AND.match(source.text, atoms[-1].end)):
        item = other_end(source, m.end(), first)
        if item is None and first.unit == "day" and not first.point.month:
            item = day_alone(source, m.end())
        if item is None:
            break
        atoms.append(item)
    while atoms and atoms[-1].weak == "day":
        atoms.pop()
    if len(atoms) < 2 or first.reason == "times.found_holiday" or (first.weak and first.weak not in ("day", "month/year", "year")):
        return []
    if first.weak in ("year", "month/year") and not stands(source, first):
        return []
    for i in range(len(atoms) - 2, -1, -1):
        atoms[i] = _shared(atoms[i], atoms[i + 1].point)
    for i in range(1, len(atoms)):
        before, here = atoms[i - 1].point, atoms[i].point
        if before.year and here.bare and (before.month or 0, before.day or 0) <= (here.month or 0, here.day or 0):
            atoms[i].point = replace(here, year=before.year)
    return [replace(_expression(replace_weak(a)), listed=True) for a in atoms] if all(a.unit == first.unit for a in atoms) else []


def _shared(atom: Atom, following: Point) -> Atom:
    """An item of a list with the month and year that the next one says."""
    point = atom.point
    if point.day and point.month is None:
        point = replace(point, month=following.month, lunar=following.lunar)
    if point.bare:
        point = replace(point, year=following.year, shift=following.shift if following.day is None or point.day else None)
    return Atom(atom.start, atom.end, point, atom.mod, atom.weak, atom.reason)


_FILLER = re.compile(r" ?(?:(?:mới|này|hiện nay|trước|sau|tiếp theo|đầu|cuối) )?(?:\d{1,2} năm )?(?:là )?(?P<from>từ )?(?:khoảng )?")


def _period(source: Source, at: int, end: int) -> list[Expression]:
    """*Giai đoạn 2021 - 2025*, *nhiệm kỳ mới 2016-2021*, *giai đoạn từ năm 2016 đến năm 2020*."""
    filler = _FILLER.match(source.text, end)
    if filler is None or (pos := filler.end()) == end:
        return []
    atom = bare_at(source, pos) or _any(source, pos)
    if atom is None or atom.unit not in ("year", "month", "day") or atom.point.shift and not atom.point.month or atom.weak == "day":
        return []
    strong = replace_weak(atom)
    if ranged := _ranged(source, strong, -1):
        return [replace(ranged[0], span=Span(at, ranged[0].span.end), reason="times.found_period")]
    slash = re.match(r"/(20\d\d)(?!\d)", source.text[strong.end : strong.end + 5])
    if slash and strong.unit == "year":
        return [Expression(Span(at, strong.end + 5), strong.point, Point(year=int(slash[1])), reason="times.found_period")]
    if atom.unit != "year" or filler["from"]:
        return []
    return [Expression(Span(at, strong.end), strong.point, reason="times.found_period")]


_EDGE_OF = re.compile(r"(?P<mod>đầu|giữa|cuối) ")


def _edge_of_period(source: Source, at: int) -> list[Expression]:
    """*Đầu nhiệm kỳ 2015-2020*: the period must be a dated one."""
    m = _EDGE_OF.match(source.text, at)
    trigger = _trigger().match(source.text, m.end()) if m else None
    if not m or not trigger or _row(trigger[0]) != "period":
        return []
    found = _period(source, m.end(), trigger.end())
    return [replace(e, span=Span(at, e.span.end), mod=table("mods")[m["mod"]]) for e in found]


def _expression(atom: Atom) -> Expression:
    return Expression(Span(atom.start, atom.end), atom.point, mod=atom.mod, reason=atom.reason)
