"""Looking into a zip before anything unpacks it."""

import io
import zipfile
import zlib

from core.errors import ReadError
from core.reading.sniff import kind_of

BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What reading a part of a damaged archive makes Python say."""

MAX_UNPACKED = 256 << 20
MAX_PARTS = 10_000
_MAX_RATIO = 200
_SMALL = 16 << 20  # below this, any ratio is harmless: blank pages pack well
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def open_zip(data: bytes, path: str, format: str) -> zipfile.ZipFile:
    """The archive, once its own figures say that it is safe to unpack; ReadError if it is none, or a bomb.

    The sizes in an archive's directory bind: `zipfile` never unpacks more of a part than they say.
    """
    if kind_of(data) == "OLE":
        raise ReadError("read_locked" if _ENCRYPTED in data else "read_old_office", path=path)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise ReadError("read_not_that_format", path=path, format=format) from error
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    if unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS or (unpacked > _SMALL and unpacked > _MAX_RATIO * packed):
        raise ReadError("read_bomb", path=path, megabytes=unpacked >> 20)
    if any(part.flag_bits & 1 for part in parts):
        raise ReadError("read_locked", path=path)
    return archive
