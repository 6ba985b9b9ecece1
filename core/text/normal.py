"""The normal form of an article's text: the only place where text changes."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


def normalize(text: str) -> str:
    """The text in NFC, without a leading BOM, with `\\n` for every kind of line end; nothing else changes."""
    return unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text.removeprefix("\ufeff")))
