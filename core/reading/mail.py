"""Mail and web archives: `.eml` with its subject as title and its date, `.mhtml` as the page that a browser saved."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from core.errors import ReadError
from core.model.article import ZoneKind
from core.reading import html
from core.reading.document import Block, Content, Reader
from core.reading.encodings import decode

if TYPE_CHECKING:
    from email.message import EmailMessage, MIMEPart
    from email.policy import EmailPolicy

_HEADERS = ("From", "Subject", "Date", "MIME-Version", "Content-Type")
_LONGEST = 4000  # code points of a header
_FLOWED = re.compile(r"(?<!^--) \r?\n(?![>\r\n])", re.MULTILINE)


@cache
def _patient() -> EmailPolicy[EmailMessage]:
    """Headers as Python reads them, but no longer than a person writes them, and empty where the parser stumbles."""
    from email.policy import EmailPolicy  # loads slowly, for what is seldom read

    class Patient(EmailPolicy[EmailMessage] if TYPE_CHECKING else EmailPolicy):
        def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
            name, value = super().header_source_parse(sourcelines)
            return name, value[:_LONGEST]

        def header_fetch_parse(self, name: str, value: str) -> Any:
            try:
                return super().header_fetch_parse(name, value)
            except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError):
                return super().header_fetch_parse(name, "")

    return Patient()


def _parsed(data: bytes, path: str, format: str) -> EmailMessage:
    from email.errors import MessageError
    from email.parser import BytesParser

    try:
        message = BytesParser(policy=_patient()).parsebytes(data)
    except (MessageError, ValueError, LookupError, TypeError) as error:
        raise ReadError("read_not_that_format", path=path, format=format) from error
    if not any(name in message for name in _HEADERS):
        raise ReadError("read_not_that_format", path=path, format=format)
    return message


def _bytes_of(part: MIMEPart) -> tuple[bytes, str | None]:
    """The bytes of a part, and the encoding that it says it is in."""
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b"", part.get_content_charset()


def _read_mail(data: bytes, path: str, encoding: str | None) -> Content:
    message = _parsed(data, path, "EML")
    body = message.get_body(("plain", "html"))
    if body is None:
        raise ReadError("read_blank", path=path)
    subject = " ".join(_header(message, "Subject").split())
    title = (Block(subject, ZoneKind.TITLE),) if subject else ()
    if body.get_content_type() == "text/html":
        page = _page(body, path, encoding)
        rest = (
            tuple(Block(b.text, None if b.kind is ZoneKind.TITLE else b.kind) for b in page.blocks)
            if title
            else page.blocks
        )
        return Content((*title, *rest), page.encoding, _day(message), page.url, page.warnings)
    raw, charset = _bytes_of(body)
    decoded = decode(raw, path, encoding, charset)
    text = decoded.text
    if not text.strip():
        raise ReadError("read_blank", path=path)
    if str(body.get_param("format", "")).lower() == "flowed":
        text = _FLOWED.sub(" ", text)
    return Content((*title, Block(text.rstrip("\r\n"))), decoded.encoding, _day(message), None, decoded.warnings)


def _header(message: MIMEPart, name: str) -> str:
    return str(message.get(name, ""))


def _day(message: EmailMessage) -> str | None:
    from email.utils import parsedate_to_datetime

    try:
        return parsedate_to_datetime(_header(message, "Date")).date().isoformat()
    except (ValueError, TypeError, ArithmeticError):
        return None


def _page(part: MIMEPart, path: str, encoding: str | None) -> Content:
    """A part that is a web page; the encoding that mail tells is used where the page can be read in it."""
    raw, charset = _bytes_of(part)
    if encoding is None and charset:
        try:
            raw.decode(charset)
            encoding = charset
        except (LookupError, UnicodeDecodeError):
            encoding = None
    return html.READER.read(raw, path, encoding)


def _read_archive(data: bytes, path: str, encoding: str | None) -> Content:
    message = _parsed(data, path, "MHTML")
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise ReadError("read_blank", path=path)
    found = _page(page, path, encoding)
    url = _header(message, "Snapshot-Content-Location") or _header(page, "Content-Location") or None
    return Content(found.blocks, found.encoding, found.published, url or found.url, found.warnings)


EML = Reader("eml", (".eml",), _read_mail)
MHTML = Reader("mhtml", (".mhtml", ".mht"), _read_archive)
