"""A PDF's text layer comes back as paragraphs, column by column, without heads, feet and broken words."""

from importlib.resources import files

import pytest
from fpdf import FPDF

from core.errors import ReadError
from core.reading.registry import read_bytes

FONT = files("fontpkg_be_vietnam_pro")
ONE = (
    "Chiều ngày 28/7, Ban Dân vận Tỉnh ủy Yên Bái tổ chức lễ ký kết chương trình phối hợp ở huyện Mù Cang Chải với sự "
    "có mặt của lãnh đạo các xã và đại diện nhân dân trong vùng."
)
TWO = "Đồng chí Nguyễn Thị Lụa, Ủy viên Ban Thường vụ, cho biết những năm qua công tác này được các cấp quan tâm nhiều."


@pytest.fixture
def pdf() -> FPDF:
    made = FPDF(format="A4")
    path = next(p for p in FONT.rglob("*") if p.name.endswith("Regular.ttf"))  # type: ignore[attr-defined]
    made.add_font("Be", fname=str(path))
    made.set_font("Be", size=11)
    return made


def text_of(pdf: FPDF) -> str:
    return read_bytes(bytes(pdf.output()), "bài.pdf").article.text


def test_broken_lines_are_paragraphs_again(pdf: FPDF) -> None:
    pdf.add_page()
    pdf.multi_cell(120, 6, ONE, align="L")
    pdf.ln(6)
    pdf.multi_cell(120, 6, TWO, align="L")
    assert text_of(pdf) == f"{ONE}\n\n{TWO}"


def test_columns_are_read_one_after_the_other_below_their_title(pdf: FPDF) -> None:
    pdf.add_page()
    pdf.set_font_size(20)
    pdf.cell(0, 12, "Ký kết chương trình phối hợp công tác dân vận", new_x="LMARGIN", new_y="NEXT")
    pdf.set_font_size(11)
    top = pdf.get_y()
    pdf.multi_cell(80, 6, ONE, align="L")
    pdf.set_xy(110, top)
    pdf.set_left_margin(110)
    pdf.multi_cell(80, 6, TWO, align="L")
    assert text_of(pdf) == f"Ký kết chương trình phối hợp công tác dân vận\n\n{ONE}\n\n{TWO}"


def test_broken_words_are_whole_and_heads_and_page_numbers_gone(pdf: FPDF) -> None:
    days = ("hai", "ba", "tư")
    for n, day in enumerate(days, 1):
        pdf.add_page()
        pdf.cell(0, 6, "BÁO TỈNH", new_x="LMARGIN", new_y="NEXT")
        pdf.ln(10)
        for line in (f"Thứ {day}, những người làm công tác tuyên tru-", "yền của huyện đã họp cả ngày."):
            pdf.cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
            pdf.ln(n)
        pdf.set_y(-30)
        pdf.cell(0, 6, f"Trang {n}/3", align="C")
    expected = [f"Thứ {day}, những người làm công tác tuyên truyền của huyện đã họp cả ngày." for day in days]
    assert text_of(pdf) == "\n\n".join(expected)


def test_a_scan_a_locked_one_and_what_is_none_are_refused(pdf: FPDF) -> None:
    pdf.add_page()
    pdf.rect(10, 10, 50, 50)
    scan = bytes(pdf.output())
    locked = FPDF()
    locked.add_page()
    locked.set_encryption("o", "u")
    for data, key in (
        (scan, "read_scanned"),
        (bytes(locked.output()), "read_locked"),
        (b"%PDF-1.4", "read_not_that_format"),
    ):
        with pytest.raises(ReadError) as caught:
            read_bytes(data, "a.pdf")
        assert caught.value.key == key
