"""Rich Text Format: paragraphs and rows of tables, each run in the encoding of its font, old Vietnamese fonts too."""

import codecs
import re
from dataclasses import dataclass, field, replace

from core.errors import ReadError
from core.reading.document import Block, Content, Reader
from core.reading.legacy import font_encoding, in_font

_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_NO_TEXT = re.compile("[\0\ud800-\udfff]")  # half a pair, and what no text may hold
_MAX_BYTES = 64 << 20
_CHARACTERS = {"tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“"}
_CHARACTERS |= {"rdblquote": "”", "bullet": "•", "cell": "\t", "emspace": " ", "enspace": " ", "qmspace": " "}
_SYMBOLS = {b"~": "\xa0", b"_": "‑", b"-": "", b"\\": "\\", b"{": "{", b"}": "}", b"\n": "\n", b"\r": "\n"}
_SILENT = {"fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "header", "footer", "headerl", "headerr"}
_SILENT |= {"footerl", "footerr", "headerf", "footerf", "footnote", "annotation", "listtable", "listoverridetable"}
_SILENT |= {
    "themedata",
    "datastore",
    "fldinst",
    "nonshppict",
    "generator",
    "rsidtbl",
    "xmlnstbl",
    "latentstyles",
    "filetbl",
}
_CHARSETS = {0: "cp1252", 2: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5"}
_CHARSETS |= {161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251"}
_CHARSETS |= {222: "cp874", 238: "cp1250"}


@dataclass(frozen=True, slots=True)
class _State:
    """What a group inherits: whether it is shown, its font, how many characters follow a \\u, whether text is deleted."""

    silent: bool = False
    font: int | None = None
    skip: int = 1
    destination: str = ""


@dataclass(slots=True)
class _Document:
    """An RTF file as far as it has been read."""

    path: str
    codepage: str = "cp1252"
    default: int | None = None
    fonts: dict[int, str] = field(default_factory=dict)
    charsets: dict[int, str] = field(default_factory=dict)
    paragraphs: list[str] = field(default_factory=list)
    pieces: list[str] = field(default_factory=list)
    waiting: bytearray = field(default_factory=bytearray)
    waiting_font: int | None = None

    def bytes(self, data: bytes, font: int | None) -> None:
        """Take in bytes of text; those of one font are decoded together, for letters may be of two bytes."""
        if font != self.waiting_font:
            self.flush()
            self.waiting_font = font
        self.waiting += data

    def text(self, text: str, font: int | None) -> None:
        """Take in characters that need no decoding but that of an old font."""
        self.flush()
        self.pieces.append(in_font(text, self.fonts.get(font if font is not None else -1)))

    def flush(self) -> None:
        """Decode the bytes that wait."""
        if not self.waiting:
            return
        font = self.waiting_font if self.waiting_font is not None else self.default
        name = self.fonts.get(font, "") if font is not None else ""
        data = bytes(self.waiting)
        self.waiting.clear()
        if font_encoding(name):
            self.pieces.append(in_font(data.decode("cp1252", "replace"), name))
            return
        charset = self.charsets.get(font, self.codepage) if font is not None else self.codepage
        self.pieces.append(data.decode(charset, "replace"))

    def end(self) -> None:
        """End the paragraph."""
        self.flush()
        self.paragraphs.append(_NO_TEXT.sub("\ufffd", "".join(self.pieces)))
        self.pieces.clear()


def _read(data: bytes, path: str, encoding: str | None) -> Content:
    if not data.lstrip().startswith(b"{\\rtf"):
        raise ReadError("read_not_that_format", path=path, format="RTF")
    if len(data) > _MAX_BYTES:
        raise ReadError("read_too_big", path=path, megabytes=_MAX_BYTES >> 20)
    document = _Document(path)
    if encoding is not None:
        document.codepage = encoding
    _walk(data, document)
    document.end()
    blocks = tuple(Block(text.rstrip("\t")) for text in document.paragraphs if text.strip())
    return Content(blocks, document.codepage if encoding is None else encoding)


def _walk(data: bytes, document: _Document) -> None:
    """Go through the file once, with a stack of what each group inherits."""
    state = _State()
    stack: list[_State] = []
    drop = 0
    at = 0
    starred = False
    while at < len(data):
        match = _TOKEN.match(data, at)
        if match is None:  # a lone backslash at the end
            return
        at = match.end()
        word, number, byte, symbol, brace, plain = match.groups()
        if brace == b"{":
            stack.append(state)
        elif brace == b"}":
            if not stack:
                return
            state = stack.pop()
        elif symbol == b"*":
            starred = True
            continue
        elif word is not None:
            name, value = word.decode(), int(number) if number else None
            if name == "bin":
                at += max(value or 0, 0)
            elif drop and name == "u":
                drop -= 1
            else:
                state = _control(name, value, state, document, starred)
                drop = state.skip if name == "u" else drop
        elif state.silent:
            if state.destination == "fonttbl" and plain:
                _font_name(plain, state, document)
        elif symbol is not None:
            document.text(_SYMBOLS.get(symbol, ""), state.font)
        else:
            text = bytes([int(byte, 16)]) if byte else plain or b""
            dropped = min(drop, len(text))
            drop -= dropped
            document.bytes(text[dropped:], state.font)
        starred = False


def _control(name: str, value: int | None, state: _State, document: _Document, starred: bool) -> _State:
    """What a control word makes of the state, and of the document."""
    if name in _SILENT or starred:
        return replace(state, silent=True, destination=name)
    if name == "f" and value is not None:
        return replace(state, font=value)
    if name == "plain":
        return replace(state, font=document.default)
    if name == "uc":
        return replace(state, skip=min(max(value or 0, 0), 8))
    if name == "deff":
        document.default = value
    elif name == "ansicpg" and value:
        document.codepage = _known(f"cp{value}") or document.codepage
    elif name == "mac":
        document.codepage = "mac_roman"
    elif name == "fcharset" and state.font is not None and state.destination == "fonttbl":
        charset = _CHARSETS.get(value or 0)
        if charset and value:
            document.charsets[state.font] = charset
    elif state.silent:
        return state
    elif name in ("par", "sect", "page", "row"):
        document.end()
    elif name == "u" and value is not None:
        code = value & 0xFFFF
        document.text(chr(code) if not 0xD800 <= code < 0xE000 else _half(code, document), state.font)
    elif name in _CHARACTERS:
        document.text(_CHARACTERS[name], None)
    return state


def _half(code: int, document: _Document) -> str:
    """A half of a pair of UTF-16: the second completes the first."""
    document.flush()
    if code >= 0xDC00 and document.pieces and 0xD800 <= ord(document.pieces[-1][-1:] or "\0") < 0xDC00:
        first = ord(document.pieces.pop())
        return chr(0x10000 + ((first - 0xD800) << 10) + code - 0xDC00)
    return chr(code) if code < 0xDC00 else ""


def _font_name(plain: bytes, state: _State, document: _Document) -> None:
    """The name of a font of the table, which a semicolon ends."""
    if state.font is not None:
        name = plain.decode("cp1252", "replace").rstrip(";")
        document.fonts[state.font] = document.fonts.get(state.font, "") + name


def _known(codepage: str) -> str | None:
    try:
        return codecs.lookup(codepage).name
    except LookupError:
        return "utf-8" if codepage == "cp65001" else None


READER = Reader("rtf", (".rtf",), _read)
