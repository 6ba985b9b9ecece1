"""Headers that Python's mail parser stumbles over, or takes minutes for: found by `make fuzz`, kept."""

import pytest

from core.errors import ReadError
from core.reading.registry import read_bytes

MAIL = b"From: a@x.vn\nSubject: K\xc3\xbd\nDate: %b\nContent-Type: text/plain; charset=utf-8%b\n\nTin\n"


@pytest.mark.parametrize(
    "date", [b"Thu, 29 Jul 99999999999999999999 08:00:00 +0700", b"(" * 2000, b"=?utf-8?b?////?=" * 500, b"\0"]
)
def test_a_date_that_is_none_is_left_out(date: bytes):
    document = read_bytes(MAIL % (date, b""), "thư.eml")
    assert document.published is None
    assert document.article.text.endswith("Tin")


@pytest.mark.parametrize("more", [b"(" * 2000, b'; a="' + b"\\" * 3000, b"; x*=" + b"%" * 5000])
def test_a_type_that_is_none_is_read_or_refused(more: bytes):
    try:
        assert "Tin" in read_bytes(MAIL % (b"Thu, 29 Jul 2021 08:00:00 +0700", more), "thư.eml").article.text
    except ReadError as error:
        assert "thư.eml" in str(error)
