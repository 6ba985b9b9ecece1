"""What a web page's markup says of its parts: tags and class names, before the main text is taken out of it."""

import re
from dataclasses import dataclass
from typing import Any

from core.model.article import ZoneKind
from core.reading.zone_cues import cues

_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_LONGEST = 2000
_SILENT = {"script", "style", "noscript", "template", "head", "select", "textarea", "svg"}
_INLINE = {"a", "abbr", "b", "bdi", "big", "cite", "code", "em", "font", "i", "ins", "mark", "q", "s", "small", "span"}
_INLINE |= {"strong", "sub", "sup", "time", "tt", "u", "wbr"}
_TITLE_WORDS = 4


def in_one_line(text: str) -> str:
    """The text with every run of spaces as one space."""
    return " ".join(text.split())


@dataclass(frozen=True, slots=True)
class Markup:
    """The kind of each text that the page names, and the title and sapo that stand before its main text."""

    kinds: dict[str, ZoneKind]
    title: str
    sapo: str

    @classmethod
    def of(cls, page: Any, first: str) -> "Markup":
        """Read from the tree `page`, whose main text begins with the paragraph `first` (in one line)."""
        kinds: dict[str, ZoneKind] = {}
        heading = title = sapo = ""
        before = True
        for element in page.iter():
            kind = _kind(element)
            text = in_one_line(element.text_content()) if kind is not None else ""
            if text and len(text) <= _LONGEST:
                if kind is ZoneKind.CAPTION or before:
                    kinds.setdefault(text, kind or ZoneKind.BODY)
                if before and kind is ZoneKind.SAPO:
                    sapo = text
                elif before and element.tag == "h1":
                    heading = text
                elif before and kind is ZoneKind.TITLE and len(text.split()) >= _TITLE_WORDS:
                    title = text
            own = in_one_line(element.text or "") if isinstance(element.tag, str) else ""
            if len(own) >= 10 and first.startswith(own[:40]):
                before = False
        return cls(kinds, heading or title, sapo)


def _kind(element: Any) -> ZoneKind | None:
    """What a tag or the words of a class or id call an element; a page's own names come in many spellings."""
    if not isinstance(element.tag, str) or element.tag in ("html", "head", "body"):
        return None
    if element.tag == "h1":
        return ZoneKind.TITLE
    named = f"{element.get('class') or ''} {element.get('id') or ''}"
    words = {word.lower() for word in _WORDS.findall(named)}
    return next((kind for kind, names in cues().markup.items() if words & names), None)


def everything(page: Any) -> list[str]:
    """All text of a page that a browser would show, a line for each block."""
    from lxml.etree import iterwalk

    lines = [""]
    silent = 0
    for event, element in iterwalk(page, events=("start", "end", "comment", "pi")):
        start, tag = event == "start", element.tag
        if event in ("start", "end"):
            silent += (tag in _SILENT) * (1 if start else -1)
            if tag not in _INLINE:
                lines.append("")
        if not silent:
            lines[-1] += (element.text if start else element.tail) or ""
    return [line for line in map(in_one_line, lines) if line]
