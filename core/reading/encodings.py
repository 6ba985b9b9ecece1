"""From bytes to text: byte order marks, UTF-8, UTF-16, windows-1258, what came before, and a guess for what remains."""

import codecs
import re
from dataclasses import dataclass

from core.errors import ReadError
from core.reading import legacy
from core.reading.sniff import kind_of

_ANYTHING = "iso-8859-1"
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "windows-1258", *legacy.NAMES, "windows-1252", _ANYTHING)
"""The encodings that a user may choose from."""

GUESSED = "encoding_guessed"
"""The warning of a text whose encoding no rule here is sure of."""

TURNED = "encoding_turned"
"""The warning of a text in an encoding from before Unicode, which a person should look over."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # begins as UTF-16 does, so it is asked first
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a text on a Vietnamese desk may else be in; asked for all, charset-normalizer prefers old Macintosh pages.
_LIKELY = ("cp1258", "cp1252", "cp1251", "gb18030", "big5", "shift_jis", "euc_kr")
_SAMPLE = 1 << 16
_UTF8_SEQUENCE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]{1,3}")
_HIGH_BYTE = re.compile(rb"[\x80-\xff]")
_CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_TONE_AND_BASE = re.compile(f"(.)[{_TONES}]", re.DOTALL)
_VOWELS = set("aeiouyăâêôơưAEIOUYĂÂÊÔƠƯ")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and the keys of what a person should know."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, path: str, encoding: str | None = None, declared: str | None = None) -> Decoded:
    """The text of `data`, every byte accounted for; its byte order mark, if any, still in it.

    `encoding` is the user's choice and is obeyed; `declared` is what the file says of itself, used where it fits.
    Raises ReadError for bytes that are no text, or not text in that encoding.
    """
    if encoding is not None:
        return Decoded(_chosen(data, encoding, path), encoding)
    marked = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if marked is not None:
        return Decoded(_checked(_strictly(data, marked, path), path), marked)
    if (kind := kind_of(data)) is not None:
        raise ReadError("read_binary", path=path, kind=kind)
    if (wide := _unmarked_utf16(data)) is not None:
        return Decoded(_checked(_strictly(data, wide, path), path), wide)
    if b"\0" in data:
        raise ReadError("read_nul", path=path, byte=data.index(b"\0"))
    try:
        text = _checked(data.decode("utf-8"), path)
        hidden = legacy.hidden_in(data, text)
        return Decoded(text, "utf-8") if hidden is None else Decoded(data.decode(hidden), hidden, (TURNED,))
    except UnicodeDecodeError as error:
        if _mostly_utf8(data):
            raise _broken(path, "utf-8", error, data) from error
    return _eight_bit(data, path, declared)


def _chosen(data: bytes, encoding: str, path: str) -> str:
    """The text in the encoding that a user chose; ReadError where the bytes decode but plainly are something else."""
    text = _checked(_strictly(data, encoding, path), path)
    if not encoding.startswith("utf") and _HIGH_BYTE.search(data) and _is_utf8(data):
        raise ReadError("read_is_other_encoding", path=path, encoding=encoding, offer="utf-8")
    if encoding.startswith("utf-16") and not _reads_as_latin(text[:_SAMPLE]):
        raise ReadError("read_is_other_encoding", path=path, encoding=encoding, offer=_offer(data, encoding))
    return text


def _strictly(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except LookupError as error:
        raise ReadError("read_no_such_encoding", path=path, encoding=encoding, known=", ".join(ENCODINGS)) from error
    except UnicodeDecodeError as error:
        raise _broken(path, encoding, error, data) from error


def _broken(path: str, encoding: str, error: UnicodeDecodeError, data: bytes) -> ReadError:
    return ReadError(
        "read_wrong_encoding",
        path=path,
        encoding=encoding,
        byte=error.start,
        value=f"0x{data[error.start]:02X}",
        line=data.count(b"\n", 0, error.start) + 1,
        offer=_offer(data, encoding),
    )


def _offer(data: bytes, wrong: str) -> str:
    """Another encoding that the head of the file can be read in; the last one reads anything."""
    head = data[:_SAMPLE]
    if old := legacy.recognised(head):
        return old
    return next((name for name in ENCODINGS if name not in (wrong, *legacy.NAMES) and _fits(head, name)), _ANYTHING)


def _fits(head: bytes, encoding: str) -> bool:
    try:
        text = codecs.getincrementaldecoder(encoding)().decode(head)
    except UnicodeDecodeError:
        return False
    return not _CONTROL.search(text) and (not encoding.startswith("utf-16") or _reads_as_latin(text))


def _checked(text: str, path: str) -> str:
    """`text`, if it is one: no NUL, and hardly a control character; else ReadError."""
    if (nul := text.find("\0")) >= 0:
        raise ReadError("read_nul", path=path, byte=nul)
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) > len(sample) // 100:
        raise ReadError("read_binary", path=path, kind="?")
    return text


def _unmarked_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: spaces and plain letters put a NUL in every other byte."""
    sample = data[: _SAMPLE & ~1]
    sample = sample[: len(sample) & ~1]
    low, high = sample[1::2].count(0), sample[::2].count(0)
    name = "utf-16-le" if low > high else "utf-16-be"
    if max(low, high) * 5 < len(sample) // 2:
        return None
    text = sample.decode(name, errors="replace")
    return name if "\0" not in text and _reads_as_latin(text) else None


def _reads_as_latin(text: str) -> bool:
    """Whether nearly all characters are of the blocks that Vietnamese is written in."""
    fine = sum(c < "\u0370" or "\u1e00" <= c < "\u2100" for c in text)
    return fine >= 0.95 * len(text)


def _mostly_utf8(data: bytes) -> bool:
    """Whether most bytes above ASCII stand in sequences that only UTF-8 has: a text of UTF-8 with a damaged place."""
    sample = _neighbourhood(data)
    high = len(_HIGH_BYTE.findall(sample))
    good = sum(len(m) for m in _UTF8_SEQUENCE.findall(sample) if _is_utf8(m))
    return good * 2 > high


def _neighbourhood(data: bytes) -> bytes:
    """A sample that begins a little before the first byte above ASCII."""
    first = _HIGH_BYTE.search(data)
    start = max(0, first.start() - 1) if first else 0
    return data[start : start + _SAMPLE]


def _is_utf8(sequence: bytes) -> bool:
    try:
        sequence.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _eight_bit(data: bytes, path: str, declared: str | None) -> Decoded:
    """Text of one byte a character: as declared, else windows-1258 if its tones sit on vowels, else a guess."""
    for name in (declared, "windows-1258"):
        if name is None:
            continue
        try:
            text = data.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
        if name == declared or _reads_as_vietnamese(text[:_SAMPLE]):
            return Decoded(_checked(text, path), _usual_name(name))
    if old := legacy.recognised(data):
        return Decoded(_checked(data.decode(old), path), old, (TURNED,))
    from charset_normalizer import from_bytes

    best = from_bytes(_neighbourhood(data), cp_isolation=list(_LIKELY)).best()
    if best is None:
        raise ReadError("read_unknown_encoding", path=path, known=", ".join(ENCODINGS))
    return Decoded(_checked(_strictly(data, best.encoding, path), path), _usual_name(best.encoding), (GUESSED,))


def _usual_name(encoding: str) -> str:
    """The name that a person knows: `cp1258` is `windows-1258`."""
    name = codecs.lookup(encoding).name
    return next((known for known in ENCODINGS if codecs.lookup(known).name == name), name)


def _reads_as_vietnamese(text: str) -> bool:
    """Whether the combining tones of windows-1258 stand on vowels, and there are as many as Vietnamese has."""
    bases = _TONE_AND_BASE.findall(text)
    on_vowels = sum(base in _VOWELS for base in bases)
    letters = sum(c.isalpha() for c in text)
    return 0 < letters <= 50 * len(bases) and on_vowels >= 0.95 * len(bases)
