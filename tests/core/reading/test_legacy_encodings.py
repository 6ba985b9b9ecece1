"""Vietnamese from before Unicode is recognised, turned into Unicode whole, and its bytes are kept."""

import subprocess

import pytest

from core.reading.encodings import TURNED, decode
from core.reading.legacy import font_encoding, in_font
from core.reading.registry import read_bytes

TEXT = (
    "Chiều ngày 28/7, Ban Dân vận Tỉnh ủy và Thường trực HĐND tỉnh đã tổ chức hội nghị ký kết quy chế phối hợp. "
    "Đồng chí Nguyễn Thị Lụa, Ủy viên Ban Thường vụ, cho biết những năm qua công tác này được các cấp quan tâm."
)
LOWER = (
    "Để thực hiện chỉ thị này, những đồng chí ở huyện đã họp với các xã và người dân cho ý kiến về quỹ, lũ, sẵn, vẻ."
)


@pytest.mark.parametrize("encoding", ["vni", "viscii"])
def test_an_old_encoding_is_recognised_and_the_text_is_the_same(encoding: str) -> None:
    data = TEXT.encode(encoding)
    document = read_bytes(data, "bài.txt")
    assert document.article.text == TEXT
    assert document.source.encoding == encoding
    assert document.warnings == (TURNED,)
    assert document.raw == data


@pytest.mark.parametrize("encoding", ["tcvn3", "vps"])
def test_one_without_all_capitals_too(encoding: str) -> None:
    document = read_bytes(LOWER.encode(encoding), "bài.txt")
    assert document.article.text == LOWER
    assert document.source.encoding == encoding


@pytest.mark.parametrize(("encoding", "charmap"), [("viscii", "VISCII"), ("tcvn3", "TCVN5712-1")])
def test_the_tables_are_those_of_glibc(encoding: str, charmap: str) -> None:
    text = TEXT if encoding == "viscii" else LOWER
    try:
        theirs = subprocess.run(["iconv", "-f", "UTF-8", "-t", charmap], input=text.encode(), capture_output=True)
    except FileNotFoundError:
        pytest.skip("no iconv here")
    if theirs.returncode:
        pytest.skip("this iconv does not know it")
    assert text.encode(encoding) == theirs.stdout


def test_words_in_capitals_of_tcvn3_are_capitals() -> None:
    data = "tỉnh và những người của các huyện".encode("tcvn3") + b" UBND T\xd8NH"
    assert decode(data, "a.txt").text == "tỉnh và những người của các huyện UBND TỈNH"


def test_viqr_is_read_as_its_rfc_has_it() -> None:
    viqr = b"Ba'o ca'o cu?a U?y ban nha^n da^n ti?nh DDo^`ng Nai ve^` ca'c co^ng vie^.c dda~ la`m trong na(m qua\\."
    document = read_bytes(viqr, "a.txt")
    assert document.article.text == "Báo cáo của Ủy ban nhân dân tỉnh Đồng Nai về các công việc đã làm trong năm qua."
    assert document.source.encoding == "viqr"


def test_english_is_not_viqr() -> None:
    text = b"What is the deal? I don't know. You said 'no'. Are we done? It's a lot to do. Go. Be there."
    assert decode(text, "a.txt").encoding == "utf-8"


def test_letters_that_were_read_twice_are_mended() -> None:
    whole = "Tỉnh ủy và các ban của Đảng với người dân được họp".encode()
    mojibake = "".join(
        bytes([b]).decode("cp1252") if b not in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else chr(b) for b in whole
    )
    document = read_bytes(mojibake.encode(), "a.txt")
    assert document.article.text.encode() == whole
    assert document.source.encoding == "utf-8-mojibake"


def test_sound_unicode_is_left_alone() -> None:
    assert decode(TEXT.encode(), "a.txt").warnings == ()
    assert decode("Ã, á», Â là những chữ cái".encode(), "a.txt").text == "Ã, á», Â là những chữ cái"


def test_a_font_tells_its_encoding() -> None:
    assert font_encoding(".VnTime") == ("tcvn3", False)
    assert font_encoding(".VnTimeH") == ("tcvn3", True)
    assert font_encoding("VNI-Times") == ("vni", False)
    assert font_encoding("Times New Roman") is None
    assert in_font("TØnh ñy", ".VnTime") == "Tỉnh ủy"
    assert in_font("tØnh ñy", ".VnTimeH") == "TỈNH ỦY"
    assert in_font("\uf054\uf0d8nh", ".VnTime") == "Tỉnh"
    assert in_font("Tỉnh uûy", "VNI-Times") == "Tỉnh uûy"
    assert in_font("Tænh uûy", "VNI-Times") == "Tỉnh ủy"
    assert in_font("TØnh", "Arial") == "TØnh"
