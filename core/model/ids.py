"""Ids: an article is known by its text, everything else by a UUIDv7; 16 bytes in memory and on disk, hex outside."""

GOLD_LAYER = bytes(15) + b"\x01"
"""The layer that adjudication writes to, the same in every dataset."""


def new_id() -> bytes:
    """A fresh UUIDv7: ids made later on one machine sort later."""
    from uuid_utils import uuid7  # as below: what makes ids is not needed for the window to appear

    return uuid7().bytes


def article_id(text: str) -> bytes:
    """The first 16 bytes of the SHA-256 of the text in NFC, so that an article is one wherever it was read."""
    import hashlib
    import unicodedata

    return hashlib.sha256(unicodedata.normalize("NFC", text).encode()).digest()[:16]
