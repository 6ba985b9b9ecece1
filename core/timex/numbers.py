"""Numbers in Vietnamese words and in Roman numerals."""

import re

DIGITS = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "nhăm": 5,
    "sáu": 6, "bảy": 7, "bẩy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_SCALES = {"trăm": 100, "nghìn": 1000, "ngàn": 1000}
_SILENT = ("linh", "lẻ")
_ROMAN = re.compile("(x{0,3})(ix|iv|v?i{0,3})")

ROMAN = "(?:x{1,3}(?:ix|iv|v?i{0,3})|ix|iv|vi{0,3}|i{1,3})"
UP_TO_31 = (
    "(?:ba mươi(?: mốt)?|hai mươi(?: (?:mốt|hai|ba|tư|bốn|lăm|nhăm|sáu|bảy|bẩy|tám|chín))?"
    "|hai (?:mốt|hai|ba|tư|lăm|nhăm|sáu|bảy|tám|chín)"
    "|mười(?: (?:một|hai|ba|bốn|tư|lăm|nhăm|sáu|bảy|bẩy|tám|chín))?|một|hai|ba|bốn|tư|năm|sáu|bảy|bẩy|tám|chín)"
)
_DIGIT = "(?:không|một|mốt|hai|ba|bốn|tư|năm|lăm|nhăm|sáu|bảy|bẩy|tám|chín)"
YEAR_WORDS = (
    f"(?:một|hai) (?:nghìn|ngàn)(?: {_DIGIT} trăm)?(?: (?:linh|lẻ|mười|{_DIGIT}(?: mươi)?))?(?: {_DIGIT})?"
    f"|hai không (?:không|một|hai|ba) {_DIGIT}"
)


def in_words(phrase: str) -> int | None:
    """The number that a phrase of small letters says (*hai mươi tám*, *hai nghìn không trăm hai mốt*); None if none."""
    total = part = 0
    parts = phrase.split()
    if len(parts) == 4 and all(p in DIGITS for p in parts):
        return int("".join(str(DIGITS[p]) for p in parts))
    for word in parts:
        if word in DIGITS:
            part = part * 10 + DIGITS[word] if part and part < 10 else part + DIGITS[word]
        elif word in ("mười", "mươi"):
            part = max(part, 1) * 10
        elif word in _SCALES:
            total, part = total + part * _SCALES[word], 0
        elif word not in _SILENT:
            return None
    return total + part if parts else None


def number(text: str) -> int | None:
    """The number written in digits or in words."""
    return int(text) if text.isdecimal() else in_words(text)


def roman(text: str) -> int | None:
    """The value of a Roman numeral up to XXXIX in small letters; None if it is none."""
    if not text or not (m := _ROMAN.fullmatch(text)):
        return None
    ones = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}
    return 10 * len(m[1]) + ones[m[2]]
