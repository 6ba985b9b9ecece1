"""Plain text: the whole file is one block, as it stands."""

from core.reading.document import Block, Content, Reader
from core.reading.encodings import decode


def _read(data: bytes, path: str, encoding: str | None) -> Content:
    decoded = decode(data, path, encoding)
    return Content((Block(decoded.text),), decoded.encoding, warnings=decoded.warnings)


READER = Reader("txt", (".txt",), _read)
