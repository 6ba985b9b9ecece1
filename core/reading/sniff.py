"""What a file is by its first bytes, whatever its name says."""

_MAGIC = (
    (b"\x7fELF", "ELF"),
    (b"MZ", "EXE"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"BM", "BMP"),
    (b"RIFF", "RIFF"),
    (b"%PDF-", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"PK\x03\x04", "ZIP"),
    (b"PK\x05\x06", "ZIP"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "OLE"),
    (b"SQLite format 3\0", "SQLite"),
    (b"\x1f\x8b", "GZIP"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ\0", "XZ"),
    (b"7z\xbc\xaf\x27\x1c", "7Z"),
    (b"Rar!", "RAR"),
    (b"ID3", "MP3"),
)

# These begin words too, so they count only where a NUL follows within the file's head.
_SHORT = {"EXE", "BMP", "RIFF", "BZIP2", "MP3"}


def kind_of(data: bytes) -> str | None:
    """A short name of the kind of a known binary or word processor's file, such as `PNG` or `OLE`; None otherwise."""
    kind = next((name for magic, name in _MAGIC if data.startswith(magic)), None)
    if kind in _SHORT and b"\0" not in data[:512]:
        return None
    return kind
