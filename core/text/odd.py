"""Characters that deceive the eye: those that nobody sees, those that turn the reading around, letters of another script.

They stay in the text as they were written; a reader is to show them.
"""

import re
from functools import lru_cache

from core.model.span import Span

_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
_CONTROLS = "\0-\x08\x0e-\x1f\x7f-\x9f"
_TWINS = "АВЕЅІЈКМНОРСТУХасеорхуіјѕΑΒΕΖΗΙΚΜΝΟΡΤΥΧο"  # Cyrillic and Greek ones that look like Latin
_FOREIGN = "\u0370-\u03ff\u0400-\u052f\u0530-\u058f\uff21-\uff3a\uff41-\uff5a"  # Greek, Cyrillic, Armenian, wide Latin
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"

_HIDDEN = re.compile(f"[{_UNSEEN}{_CONTROLS}]")
_MIXED = re.compile(f"[{_FOREIGN}]+(?=[{_LATIN}])|(?<=[{_LATIN}])[{_FOREIGN}]+|\\b[{_TWINS}]+\\b")
MARK = "¤"
"""What stands for a character that nobody would see."""


def hidden(text: str) -> list[Span]:
    """Where characters are that nobody sees or that turn the reading around, in order."""
    return [Span(*m.span()) for m in _HIDDEN.finditer(text)]


@lru_cache(maxsize=2)  # the reader and the status bar ask the same
def odd(text: str) -> tuple[Span, ...]:
    """All that deceives the eye: the hidden, and letters of another script that pass for Latin ones; in order."""
    if text.isascii() and not _HIDDEN.search(text):
        return ()
    return tuple(sorted([*hidden(text), *(Span(*m.span()) for m in _MIXED.finditer(text))]))


def shown(text: str) -> str:
    """The text with a mark for each hidden character: as many code points, and as many UTF-16 units."""
    return _HIDDEN.sub(MARK, text)
