"""Bytes become text, every one of them accounted for, or a ReadError says what to do."""

import unicodedata

import pytest

from core.errors import ReadError
from core.reading.encodings import ENCODINGS, GUESSED, decode
from core.reading.registry import read_bytes

TEXT = "Chiều ngày 28/7, Ban Dân vận Tỉnh ủy Yên Bái tổ chức lễ ký kết ở huyện Mù Cang Chải."
TONES = "\u0300\u0301\u0303\u0309\u0323"


def as_1258(text: str) -> bytes:
    """As Windows writes Vietnamese: the vowel, then its tone."""
    decomposed = unicodedata.normalize("NFD", text)
    pieces: list[str] = []
    for c in decomposed:
        if unicodedata.combining(c) and c not in TONES:
            for i in range(len(pieces) - 1, -1, -1):
                if pieces[i] not in TONES:
                    pieces[i] = unicodedata.normalize("NFC", pieces[i] + c)
                    break
        else:
            pieces.append(c)
    return "".join(pieces).encode("cp1258")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (as_1258(TEXT), "windows-1258"),
    ],
)
def test_an_encoding_is_found_out_and_the_text_is_the_same(data: bytes, encoding: str) -> None:
    document = read_bytes(data, "bài.txt")
    assert document.article.text == TEXT
    assert document.source.encoding == encoding
    assert document.raw == data
    assert not document.warnings


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_user_may_choose_an_encoding(encoding: str) -> None:
    plain = "UBND huyen Hoa Vang"
    assert read_bytes(plain.encode(encoding), "a.txt", encoding).article.text == plain


def test_a_text_of_nothing_but_ascii_is_utf8() -> None:
    assert decode(b"UBND tinh", "a.txt").encoding == "utf-8"


def test_an_encoding_that_no_rule_knows_is_guessed_and_said_to_be() -> None:
    russian = "Председатель народного комитета провинции выступил на заседании и ответил на вопросы. " * 5
    decoded = decode(russian.encode("cp1251"), "a.txt")
    assert decoded.text == russian
    assert decoded.warnings == (GUESSED,)


def test_a_damaged_place_in_utf8_is_named_and_an_encoding_offered() -> None:
    data = TEXT.encode()
    broken = data + b"\n" + data[:40] + b"\xff" + data[40:]
    with pytest.raises(ReadError) as caught:
        read_bytes(broken, "hỏng.txt")
    assert caught.value.key == "read_wrong_encoding"
    assert caught.value.fields["byte"] == len(data) + 41
    assert caught.value.fields["line"] == 2
    assert "0xFF" in str(caught.value) and str(caught.value.fields["offer"]) in ENCODINGS


def test_a_cut_off_utf8_is_broken_not_mended() -> None:
    with pytest.raises(ReadError, match="hỏng"):
        read_bytes(TEXT.encode()[:-2] + b"\xe1\xba", "a.txt")


@pytest.mark.parametrize("wrong", ["utf-16-le", "utf-16-be", "windows-1258", "windows-1252", "iso-8859-1"])
def test_a_wrong_choice_is_an_error_that_offers_the_right_one(wrong: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(TEXT.encode(), "a.txt", wrong)
    assert caught.value.fields["offer"] == "utf-8"


def test_an_encoding_that_does_not_exist_is_said() -> None:
    with pytest.raises(ReadError, match="koi8-v") as caught:
        read_bytes(TEXT.encode(), "a.txt", "koi8-v")
    assert "windows-1258" in str(caught.value)


def test_the_text_is_in_nfc_with_plain_line_ends_and_otherwise_as_it_was() -> None:
    source = "  " + unicodedata.normalize("NFD", TEXT) + " 😀\r\n\r\nĐồng chí  Nguyễn Văn A \r"
    text = read_bytes(source.encode(), "a.txt").article.text
    assert text == "  " + TEXT + " 😀\n\nĐồng chí  Nguyễn Văn A \n"


def test_the_same_text_in_another_encoding_is_the_same_article() -> None:
    ids = {read_bytes(data, "a.txt").article.id for data in (TEXT.encode(), as_1258(TEXT), TEXT.encode("utf-16"))}
    assert len(ids) == 1
