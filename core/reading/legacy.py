"""Vietnamese before Unicode: TCVN3 (ABC), VNI, VISCII, VPS and VIQR as codecs, and how a text in one of them is known.

The tables are `resources/legacy.toml`. In documents the font of each run says the encoding, and capitals: .VnTimeH.
"""

import codecs
import re
import tomllib
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any

from core.paths import resources

NAMES = ("tcvn3", "vni", "viscii", "vps", "viqr", "utf-8-mojibake")
"""Names that `bytes.decode` knows once this module is imported; the last is UTF-8 that was read as Windows-1252 once."""

_WORD = re.compile(r"[^\W\d_]+")
_CAPITALS = re.compile(r"\b(?=\w*[A-Z])(?!\w*[a-z])\w{2,}")
_VIQR = re.compile(
    r"\\(.)|(d)(?:d)|([aeo])(\^)([`'?~.]?)|([a])(\()([`'?~.]?)|([ou])(\+)([`'?~.]?)|([aeiouy])([`'?~.])", re.IGNORECASE
)
_MARKS = {"`": "\u0300", "'": "\u0301", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_MARKS |= {"^": "\u0302", "(": "\u0306", "+": "\u031b", "": ""}
_MOJIBAKE = re.compile(r"á[º»]|Ã[\u00a0-\u00bf]|Ä[\u2018\u0090\u0192‘]|Æ[°¡]|â€")
_UNICODE = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9\u0300-\u0323]")
_SAMPLE = 1 << 16


@cache
def _tables() -> dict[str, dict[bytes, str]]:
    """The letters of each 8-bit encoding by their bytes."""
    data = _data()
    letters = "".join(data["letters"].split())
    found = {}
    for name in ("tcvn3", "vni", "viscii", "vps"):
        codes = data[name].split()
        pairs = zip(codes, letters, strict=True)
        found[name] = {bytes.fromhex(code): letter for code, letter in pairs if code != "-"}
    return found


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((resources() / "legacy.toml").read_text("utf-8"))


@cache
def _common() -> frozenset[str]:
    return frozenset(_data()["common"].split())


@cache
def _pattern(name: str) -> re.Pattern[bytes]:
    codes = sorted(_tables()[name], key=lambda code: (-len(code), code))
    return re.compile(b"|".join(map(re.escape, codes)) + rb"|[\x80-\xff]")


def _decode_bytes(name: str, data: bytes) -> str:
    """The text of an 8-bit encoding; what its table lacks is as in Windows-1252. Raises UnicodeDecodeError."""
    table = _tables()[name]
    pieces: list[str] = []
    at = 0
    for match in _pattern(name).finditer(data):
        pieces.append(data[at : match.start()].decode("ascii"))
        letter = table.get(match[0])
        if letter is None:
            try:
                letter = match[0].decode("cp1252")
            except UnicodeDecodeError as error:
                raise UnicodeDecodeError(name, data, match.start(), match.end(), error.reason) from error
        pieces.append(letter)
        at = match.end()
    pieces.append(data[at:].decode("ascii"))
    text = "".join(pieces)
    return _CAPITALS.sub(lambda m: m[0].upper(), text) if name == "tcvn3" else text


def _decode_viqr(data: bytes) -> str:
    """VIQR as RFC 1456 has it: marks after their letter, a backslash before one that is none."""
    return unicodedata.normalize("NFC", _VIQR.sub(_letter, data.decode("utf-8")))


def _letter(m: re.Match[str]) -> str:
    if m[1] is not None:
        return m[1]
    if m[2] is not None:
        return "đ" if m[2] == "d" else "Đ"
    letter, *marks = [group for group in m.groups()[2:] if group is not None]
    return letter + "".join(_MARKS[mark] for mark in marks)


def _decode_mojibake(data: bytes) -> str:
    from ftfy import fix_encoding

    return fix_encoding(data.decode("utf-8"))


def _decode(name: str, data: bytes) -> str:
    if name == "viqr":
        return _decode_viqr(data)
    return _decode_mojibake(data) if name == "utf-8-mojibake" else _decode_bytes(name, data)


def _encode(name: str, text: str) -> bytes:
    """The bytes of a text in an 8-bit encoding, for tests and for those who must hand such a file back."""
    if name in ("viqr", "utf-8-mojibake"):
        return text.encode("utf-8" if name != "viqr" else "ascii")
    back = {letter: code for code, letter in _tables()[name].items()}
    return b"".join(back.get(c) or c.encode("cp1252") for c in unicodedata.normalize("NFC", text))


def _search(name: str) -> codecs.CodecInfo | None:
    """What `codecs` asks for names that it does not know."""
    name = name.replace("_", "-")
    if name not in NAMES:
        return None

    def decoded(data: Any, errors: str = "strict") -> tuple[str, int]:
        return _decode(name, bytes(data)), len(data)

    def encoded(text: str, errors: str = "strict") -> tuple[bytes, int]:
        return _encode(name, text), len(text)

    return codecs.CodecInfo(encoded, decoded, name=name)


codecs.register(_search)


def share_of_common(text: str) -> float:
    """How many of its words are ones that any Vietnamese text has, 0 to 1; read wrong, hardly any is."""
    words = _WORD.findall(unicodedata.normalize("NFC", text[:_SAMPLE]).lower())
    return sum(word in _common() for word in words) / max(len(words), 1)


def recognised(data: bytes) -> str | None:
    """The old encoding that `data` reads as Vietnamese in, clearly better than in Windows-1252; None where there is none."""
    sample = data[:_SAMPLE]
    shares = {name: _share(lambda name=name: _decode_bytes(name, sample)) for name in ("tcvn3", "vni", "viscii", "vps")}
    best = max(shares, key=lambda name: shares[name])
    plain = _share(lambda: sample.decode("cp1252", "replace"))
    return best if shares[best] >= 0.1 and shares[best] > plain + 0.05 else None


def _share(decode: Callable[[], str]) -> float:
    try:
        return share_of_common(decode())
    except UnicodeDecodeError:
        return 0.0


def hidden_in(data: bytes, text: str) -> str | None:
    """The encoding that a text in UTF-8 is really in: VIQR where all is ASCII, mojibake where letters are read twice."""
    sample = text[:_SAMPLE]
    if text.isascii():
        if len(_VIQR.findall(sample)) * 8 < len(_WORD.findall(sample)):
            return None
        better = "viqr"
        found = _decode_viqr(sample.encode())
    elif len(_MOJIBAKE.findall(sample)) * 20 >= len(_WORD.findall(sample)):
        better = "utf-8-mojibake"
        found = _decode_mojibake(sample.encode())
    else:
        return None
    return better if share_of_common(found) >= max(0.1, share_of_common(sample) + 0.05) else None


def font_encoding(font: str) -> tuple[str, bool] | None:
    """The encoding that a font's name tells of, and whether its letters are all capitals; None for a font of Unicode."""
    low = font.strip("\"' ").lower()
    if low.startswith(".vn"):
        return "tcvn3", low.endswith("h")
    if low.startswith(("vni-", "vni ")):
        return "vni", False
    if low.startswith("vps "):
        return "vps", False
    return ("viscii", False) if "viscii" in low else None


def in_font(text: str, font: str | None) -> str:
    """The text of a run as its font shows it: letters of an old font turned into Unicode, others as they are."""
    known = font_encoding(font) if font else None
    if known is None or _UNICODE.search(text):  # a font of old, but text typed in Unicode
        return text
    name, capitals = known
    data = bytearray()
    pieces: list[str] = []

    def flush() -> None:
        pieces.append(_decode_bytes(name, bytes(data)))
        data.clear()

    for c in text:
        if "\uf020" <= c <= "\uf0ff":  # where Word keeps the characters of a symbol font
            data.append(ord(c) - 0xF000)
            continue
        try:
            data += c.encode("cp1252") if not "\x80" <= c <= "\x9f" else c.encode("latin-1")
        except UnicodeEncodeError:
            flush()
            pieces.append(c)
    flush()
    shown = "".join(pieces)
    return shown.upper() if capitals else shown
