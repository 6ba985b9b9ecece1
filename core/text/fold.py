"""Two foldings of Vietnamese text: `spelling` keeps offsets, `fold` is for searching."""

import re
import unicodedata
from functools import lru_cache

# The tone of an open oa, oe, uy is written on either vowel (hoà, hòa); ours is on the first. `qu` is a consonant.
_TONES = ("aàáảãạ", "eèéẻẽẹ", "yỳýỷỹỵ", "oòóỏõọ", "uùúủũụ")
_FIRST = {"a": "o", "e": "o", "y": "u"}


def _tone_swaps() -> dict[str, str]:
    rows = {row[0]: row for row in _TONES}
    return {
        first + rows[second][tone]: rows[first][tone] + second
        for second, first in _FIRST.items()
        for tone in range(1, 6)
    }


_SWAPS = _tone_swaps()
# Each begins with a letter, which the expression's engine looks for at once.
_LATE_TONES = (re.compile(r"o[àáảãạèéẻẽẹ](?<!qo.)(?![^\W\d_])"), re.compile(r"u[ỳýỷỹỵ](?<!qu.)(?![^\W\d_])"))

_DASHES = "‐‑‒–—―−﹘﹣－"
_SPACES = (
    "\t\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a"  # as wide as a space, or less
)
_SPACES += "\u202f\u205f\u3000\u200b\u200c\u200d\u2060\ufeff"
_SAME_LENGTH = (
    dict.fromkeys(_DASHES, "-")
    | dict.fromkeys(_SPACES, " ")
    | dict.fromkeys("“”„‟«»″", '"')
    | dict.fromkeys("‘’‚‛ʼ′`´", "'")
)
_ODD = re.compile(f"[{''.join(_SAME_LENGTH)}]")


def spelling(text: str) -> str:
    """One spelling for all: lower case, tone marks of open oa/oe/uy on the first vowel, plain dashes, spaces and quotes.

    As long as `text` (NFC), so offsets hold in both. Whole articles are kept for a while: every detector asks for it.
    """
    return _kept_spelling(text) if len(text) > _LONG else _spelling(text)


def _spelling(text: str) -> str:
    lower = text.lower()
    if len(lower) != len(text):  # İ and a few others grow
        lower = "".join(low if len(low := c.lower()) == 1 else c for c in text)
    # They are rare, so that looking for them costs a tenth of what `str.translate` does.
    plain = _ODD.sub(_same_length, lower)
    for late in _LATE_TONES:
        plain = late.sub(_swapped, plain)
    return plain


def _same_length(m: re.Match[str]) -> str:
    return _SAME_LENGTH[m[0]]


def _swapped(m: re.Match[str]) -> str:
    return _SWAPS[m[0]]


_LONG = 256
_kept_spelling = lru_cache(maxsize=4)(_spelling)


class _Folded(dict[int, str]):
    """What each character becomes, worked out when first met: one `str.translate` is twice as fast as NFD and a filter."""

    def __missing__(self, code: int) -> str:
        marks_off = "".join(c for c in unicodedata.normalize("NFD", chr(code)) if unicodedata.category(c) != "Mn")
        self[code] = plain = marks_off.casefold().replace("đ", "d")
        return plain


_FOLDED = _Folded()


def fold(text: str) -> str:
    """The text for searching: no tone marks, no diacritics, đ as d, case folded; its length may differ."""
    return text.translate(_FOLDED)


def fold_in_place(text: str) -> str:
    """`fold`, but as long as `text` (NFC), so that offsets hold in both: what would grow or vanish stays as it is."""
    folded = fold(text)
    return folded if len(folded) == len(text) else "".join(f if len(f := fold(c)) == 1 else c for c in text)
