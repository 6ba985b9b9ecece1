"""RTF is read paragraph by paragraph, each run in the encoding of its font."""

import pytest

from core.errors import ReadError
from core.reading.registry import read_bytes


def text_of(body: str, fonts: str = r"{\f0 Times New Roman;}") -> str:
    data = (r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl" + fonts + "}" + body + "}").encode("cp1252")
    return read_bytes(data, "bài.rtf").article.text


def test_paragraphs_tabs_and_unicode() -> None:
    assert text_of("T\\u7881?nh \\u7911?y\\par\n\\b Hai\\b0\\tab ba\\line b\\'e8n\\par") == "Tỉnh ủy\n\nHai\tba\nbèn"


def test_what_is_not_shown_is_not_read() -> None:
    hidden = r"{\stylesheet{\s0 Normal;}}{\info{\title X}}{\*\generator Y;}{\pict\bin4 }}{\}{\header tr}{\footnote n}"
    assert text_of(hidden + r"M\u7897 t{\field{\*\fldinst HYPERLINK x}{\fldrslt  link}}") == "Mộ link"


def test_old_fonts_and_their_capitals() -> None:
    fonts = r"{\f0\fnil Times;}{\f1\fnil .VnTime;}{\f2\fnil .VnTimeH;}{\f3\fnil VNI-Times;}"
    body = r"{\f1 T\'d8nh \'f1y} {\f2 h\'b5 nam} {\f3 T\'e6nh u\'fby} {\f0 xong}"
    assert text_of(body, fonts) == "Tỉnh ủy HÀ NAM Tỉnh ủy xong"


def test_a_vietnamese_charset_is_windows_1258() -> None:
    fonts = r"{\f0 A;}{\f1\fcharset163 Arial;}"
    assert text_of(r"{\f1 \'f0o\'e0n n\'fd\'f5\'ecc}", fonts) == "đoàn nước"


def test_astral_characters_and_uc() -> None:
    assert text_of(r"\uc1\u-10179?\u-8704? \uc0\u272 i") == "😀 Đi"


def test_a_table_is_rows_with_tabs() -> None:
    assert text_of(r"\trowd A\cell B\cell\row C\par") == "A\tB\n\nC"


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"x", "read_not_that_format"),
        (b"{\\rtf1", "read_blank"),
        (b"{\\rtf1\\", "read_blank"),
        (b"{\\rtf1" + b"{" * 100_000, "read_blank"),
    ],
)
def test_a_broken_one_is_refused(data: bytes, key: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, "a.rtf")
    assert caught.value.key == key
