"""Title, sapo, body, captions and boilerplate of a text, told by their place and by the cues of `zones.toml`.

Every step looks at each line a fixed number of times, so the whole is linear in the length of the text.
"""

import re
from collections import Counter
from collections.abc import Sequence

from core.model.article import Zone, ZoneKind
from core.model.span import Span
from core.reading.lines import Line, lines_of
from core.reading.zone_cues import Cues, cues

_PICTURE_FILE = re.compile(r"[\w().\- ]{1,60}?\.(?i:jpe?g|png|gif|bmp|webp|tiff?)(?![a-z])")
_DATE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2} tháng \d{1,2},? (?:năm )?\d{4}")
_PLACE_AND_DATE = re.compile(rf"[^\d,.;:]{{2,40}}, (?:ngày )?(?:{_DATE.pattern})")
_LETTER = re.compile(r"[^\W\d_]")
_DATELINE = re.compile(r"\(?[\w .-]{2,25}\)? ?[-–—] |\([\w .-]{2,25}\)")
_NAME_BREAKS = re.compile(r"[\s,;/&|()–—-]+")
_BREADCRUMB = re.compile(r"[^>»›]{2,40}(?:\s[>»›]\s[^>»›]{2,60}){1,6}")
_NUMBERED = re.compile(r"(?:\d{1,2}|[IVX]{1,5}|[a-zđ])(?:\.\d{1,2})*\s?[.):/-]|[-+*•]")
_NAME = re.compile(r"[^\W\d_a-z]\w+(?: [^\W\d_a-z]\w*){1,4}[ ,]")
_TOOLBAR = 200
_BYLINE = 80
_SAPO = 600
_SAPO_WORDS = 12
_TITLE = 300
_REPEAT = 250


def zones(text: str, known: Sequence[Zone] = ()) -> tuple[Zone, ...]:
    """The zones of `text` (in normal form), in text order, without overlap, together covering all its paragraphs.

    `known` are the zones that the format's structure gave, in text order: what they cover is not guessed anew.
    """
    lines = lines_of(text)
    _take(lines, known)
    sure, looks = {z.kind for z in known}, cues()
    for line in lines:
        if line.open and line.short:
            line.kind = _by_itself(line, looks)
    if ZoneKind.TITLE not in sure:
        _find_title(lines, looks)
    if ZoneKind.SAPO not in sure:
        _find_sapo(lines, looks)
    _find_tail(lines, looks)
    _find_repeats(lines)
    _find_captions(lines, looks)
    _find_bylines(lines, looks)
    return tuple(_zones(lines))


def _take(lines: list[Line], known: Sequence[Zone]) -> None:
    """Give each line the kind of the known zone that it begins in."""
    at = 0
    for line in lines:
        while at < len(known) and known[at].span.end <= line.start:
            at += 1
        if at < len(known) and known[at].span.start <= line.start:
            line.kind = known[at].kind


def _by_itself(line: Line, looks: Cues) -> ZoneKind | None:
    """What a line is whatever stands around it."""
    if len(line.text) <= _TOOLBAR and not _LETTER.search(looks.tools.sub(" ", line.low)):
        return ZoneKind.BOILERPLATE
    if looks.labels.match(line.low) or looks.openings.match(line.low) or _tail_heading(line, looks):
        return ZoneKind.BOILERPLATE
    if _PLACE_AND_DATE.fullmatch(line.low) or (_BREADCRUMB.fullmatch(line.text) and not line.ended):
        return ZoneKind.BOILERPLATE
    if _PICTURE_FILE.match(line.text) or looks.credit.search(line.low):
        return ZoneKind.CAPTION
    if looks.caption_openings.match(line.low) and line.single and not looks.telling.search(line.low):
        return ZoneKind.CAPTION
    return None


def _tail_heading(line: Line, looks: Cues) -> bool:
    return line.low.strip(" .:-»>()0123456789") in looks.tails


def _find_title(lines: list[Line], looks: Cues) -> None:
    """The title is above the first paragraph: below the toolbar that stands there, or above the line with the date.

    What stands above the title is the page's head.
    """
    first = next((i for i, line in enumerate(lines) if line.open and line.told), len(lines))
    above = [i for i in range(first) if lines[i].open and len(lines[i].text) <= _TITLE and lines[i].words >= 3]
    tools = [i for i in range(first) if lines[i].kind is ZoneKind.BOILERPLATE]
    dates = [i for i in tools if _DATE.search(lines[i].low)]
    if first == len(lines) and len(above) < 2:
        return
    before_date = [i for i in above if dates and i < dates[-1] and not _masthead(lines[i], looks)]
    below_tools = [i for i in above if tools and i > tools[-1]]
    choice = before_date[-1:] or below_tools[:1] or (above[-1:] if tools or len(above) > 3 else above[:1])
    if not choice:
        return
    title = choice[0]
    lines[title].kind = ZoneKind.TITLE
    for i, line in enumerate(lines):
        if line.open and (i < title or line.text == lines[title].text or (i < first and _is_byline(line, looks))):
            line.kind = ZoneKind.BOILERPLATE


def _masthead(line: Line, looks: Cues) -> bool:
    """Whether it names the page rather than the article."""
    return line.text.isupper() or looks.feet.match(line.low) is not None


def _find_sapo(lines: list[Line], looks: Cues) -> None:
    """The sapo is the first paragraph below a title, not too long, with a body below it; printed twice, it is sapo twice."""
    title = next((i for i, line in enumerate(lines) if line.kind is ZoneKind.TITLE), None)
    if title is None:
        return
    rest = [line for line in lines[title + 1 :] if line.open]
    if len(rest) < 3 or len(rest[0].text) > _SAPO or looks.never_sapo.match(rest[0].low):
        return
    first, second = rest[0], rest[1]
    alone = first.block != second.block and first.words >= _SAPO_WORDS
    if not (first.sentence or alone or _DATELINE.match(first.text) or second.text.startswith(first.text)):
        return
    first.kind = ZoneKind.SAPO
    if second.text == first.text:
        second.kind = ZoneKind.SAPO


def _find_tail(lines: list[Line], looks: Cues) -> None:
    """Below "Tin khác" there is nothing of the article, unless most of its text is: then only the list of links goes."""
    left = sum(len(line.text) for line in lines if line.open and line.prose)
    whole = max(1, left)
    tail = links = False
    for line in lines:
        if line.open and line.prose:
            left -= len(line.text)
            links = False
        elif line.kind is ZoneKind.BOILERPLATE and _tail_heading(line, looks):
            links = True
            tail = tail or left * 3 < whole
        if line.open and (tail or links):
            line.kind = ZoneKind.BOILERPLATE


def _find_repeats(lines: list[Line]) -> None:
    """A short line printed twice, at once or in another section, stands below a picture or in the picture's tag."""
    last: dict[str, Line] = {}
    before: Line | None = None
    for line in lines:
        twin = last.get(line.text)
        if twin is not None and (twin is before or twin.block != line.block):
            for copy in (twin, line):
                copy.kind = copy.kind or ZoneKind.CAPTION
        if line.open and len(line.text) <= _REPEAT and line.words >= 3:
            last[line.text] = line
        before = line


def _find_captions(lines: list[Line], looks: Cues) -> None:
    """Lines that show a scene without telling of it, and those that a text in sections keeps for its end."""
    sections = _sections(lines)
    for line in lines:
        if not line.open or not line.short or line.words < 3 or not line.single or _NUMBERED.match(line.text):
            continue
        telling = looks.telling.search(line.low) is not None
        if sections and line.block == lines[-1].block:
            if not (telling and len(line.text) > _TOOLBAR) and not _is_byline(line, looks):
                line.kind = ZoneKind.CAPTION
        elif not telling and (_shows(line, looks) if not line.ended else not sections and _shows_in_full(line, looks)):
            line.kind = ZoneKind.CAPTION


def _shows(line: Line, looks: Cues) -> bool:
    """Someone doing something, without a full stop: Đồng chí A, Bí thư Huyện ủy phát biểu tại hội nghị."""
    people = looks.people.match(line.low)
    if people is None and _NAME.match(line.text):
        people = looks.people.search(line.low)
    return people is not None and looks.scenes.search(line.low, people.end()) is not None


def _shows_in_full(line: Line, looks: Cues) -> bool:
    """The same with a full stop, where the deed is one that pictures are taken of."""
    if not line.text.endswith(".") or len(line.text) > _TOOLBAR or _DATE.search(line.low):
        return False
    return looks.people.match(line.low) is not None and looks.acts.search(line.low) is not None


def _sections(lines: list[Line]) -> bool:
    """Whether blank lines part sections, not paragraphs: nearly all text in one block of many lines, and a block below it."""
    sizes: Counter[int] = Counter()
    counts: Counter[int] = Counter()
    for line in lines:
        sizes[line.block] += len(line.text)
        counts[line.block] += 1
    if len(sizes) < 3:
        return False
    main, size = sizes.most_common(1)[0]
    last = lines[-1].block
    return main == last - 1 and counts[main] >= 4 and size >= 0.6 * sizes.total() and sizes[last] <= 0.35 * size


def _find_bylines(lines: list[Line], looks: Cues) -> None:
    """Below the last paragraph: who wrote it, and the foot of the page."""
    told = [i for i, line in enumerate(lines) if line.open and line.sentence and not _foot(line, looks)]
    if not told:
        return
    foot = False
    for line in lines[told[-1] + 1 :]:
        foot = foot or _foot(line, looks)
        if line.open and (foot or _is_byline(line, looks)):
            line.kind = ZoneKind.BOILERPLATE


def _foot(line: Line, looks: Cues) -> bool:
    return line.short and not line.prose and looks.feet.match(line.low) is not None


def _is_byline(line: Line, looks: Cues) -> bool:
    """Names and nothing else, or a source: Minh Tuệ; HOÀNG TÙNG - Thu Hà; VH; (Theo TTXVN)."""
    text = line.text.removesuffix(".")
    if len(text) > _BYLINE or text.endswith((".", ";", ":", "?", "!", ",")) or looks.people.match(line.low):
        return False
    if line.low.lstrip("(").startswith("theo ") and not line.ended:
        return True
    words = [word for word in _NAME_BREAKS.split(text) if word]
    names = [word for word in words if word[0].isupper()]
    others = [word for word in words if not word[0].isupper() and word.lower() not in looks.byline_words]
    return 1 <= len(names) <= 10 and not others


def _zones(lines: Sequence[Line]) -> list[Zone]:
    """Neighbours of one kind as one zone; each caption is its own."""
    found: list[Zone] = []
    first: Line | None = None
    for i, line in enumerate(lines):
        first = first or line
        kind = line.kind or ZoneKind.BODY
        below = (lines[i + 1].kind or ZoneKind.BODY) if i + 1 < len(lines) else None
        if below is not kind or kind is ZoneKind.CAPTION:
            found.append(Zone(Span(first.start, line.end), kind))
            first = None
    return found
