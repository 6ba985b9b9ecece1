"""A Word document gives its paragraphs and tables in order, with the zones that its styles tell of."""

import io
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from core.reading.document import Document
from core.reading.registry import read_bytes

BODY = (
    "Phát biểu tại phiên họp, ông Rơ Châm Long cho biết bốn tháng qua tỉnh mới giải ngân được 21% kế hoạch vốn.",
    "Kết luận phiên họp, Chủ tịch UBND tỉnh yêu cầu các huyện trực cháy rừng cả ngày lẫn đêm cho đến hết tháng 6.",
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@pytest.fixture
def document() -> Any:
    return docx.Document()


def read(document: Any) -> Document:
    buffer = io.BytesIO()
    document.save(buffer)
    return read_bytes(buffer.getvalue(), "bài.docx")


def test_paragraphs_and_tables_are_read_in_order(document: Any) -> None:
    document.add_paragraph(BODY[0])
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ("Họ và tên", "Phiếu", "Siu Hương", "41"), strict=True):
        cell.text = text
    document.add_paragraph(BODY[1])
    assert read(document).article.text == f"{BODY[0]}\n\nHọ và tên\tPhiếu\n\nSiu Hương\t41\n\n{BODY[1]}"


def test_a_table_that_lays_out_a_page_is_read_cell_by_cell(document: Any) -> None:
    left, right = document.add_table(1, 2)._cells
    left.text = "UBND TỈNH GIA LAI\nVĂN PHÒNG"
    right.text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    assert read(document).article.text == "UBND TỈNH GIA LAI\nVĂN PHÒNG\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"


def test_a_merged_cell_is_read_once(document: Any) -> None:
    row = document.add_table(1, 3).rows[0]
    row.cells[0].merge(row.cells[1]).text = "Gộp"
    row.cells[2].text = "Riêng"
    assert read(document).article.text == "Gộp\tRiêng"


def test_styles_tell_title_sapo_and_captions(document: Any) -> None:
    document.add_paragraph("Gia Lai họp phiên thường kỳ", "Title")
    document.add_paragraph("Nhiều việc được bàn.", "Subtitle")
    document.add_paragraph(BODY[0])
    document.add_paragraph("Rừng thông Đak Đoa", "Caption")
    document.add_paragraph(BODY[1])
    found = read(document)
    assert [zone.kind.value for zone in found.article.zones] == ["title", "sapo", "body", "caption", "body"]
    assert found.title == "Gia Lai họp phiên thường kỳ"


def test_a_first_heading_is_the_title_where_no_style_is(document: Any) -> None:
    document.add_heading("Gia Lai họp phiên thường kỳ", 1)
    document.add_paragraph(BODY[0])
    document.add_heading("Ý kiến đại biểu", 1)
    document.add_paragraph(BODY[1])
    assert read(document).title == "Gia Lai họp phiên thường kỳ"


def test_inserted_text_is_read_and_deleted_text_is_not(document: Any) -> None:
    document.add_paragraph("Chủ tịch ")._p.append(parse_xml(f"<w:ins {W}><w:r><w:t>UBND tỉnh</w:t></w:r></w:ins>"))
    document.paragraphs[0]._p.append(parse_xml(f"<w:del {W}><w:r><w:delText>cũ</w:delText></w:r></w:del>"))
    assert read(document).article.text == "Chủ tịch UBND tỉnh"


def test_content_controls_links_and_breaks_are_looked_through(document: Any) -> None:
    document.element.body.insert(
        0,
        parse_xml(
            f"<w:sdt {W}><w:sdtContent><w:p><w:hyperlink><w:r><w:t>Sở Y tế</w:t><w:br/><w:t>Gia Lai</w:t></w:r>"
            "</w:hyperlink></w:p></w:sdtContent></w:sdt>"
        ),
    )
    assert read(document).article.text == "Sở Y tế\nGia Lai"


def test_a_text_box_is_read_once_after_its_paragraph(document: Any) -> None:
    box = f"<w:txbxContent {W}><w:p><w:r><w:t>Trong khung</w:t></w:r></w:p></w:txbxContent>"
    drawing = (
        f'<w:r {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:AlternateContent>'
        f'<mc:Choice Requires="wps">{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent></w:r>'
    )
    document.add_paragraph("Ngoài khung")._p.append(parse_xml(drawing))
    assert read(document).article.text == "Ngoài khung\n\nTrong khung"


def test_a_document_without_words_is_blank(document: Any) -> None:
    from core.errors import ReadError

    document.add_table(2, 2)
    with pytest.raises(ReadError) as caught:
        read(document)
    assert caught.value.key == "read_blank"


def test_old_fonts_are_turned_into_unicode_run_by_run(document: Any) -> None:
    paragraph = document.add_paragraph()
    for words, font in (
        ("TØnh ñy ", ".VnTime"),
        ("hµ nam ", ".VnTimeH"),
        ("Tænh uûy ", "VNI-Times"),
        ("Tỉnh ủy", None),
    ):
        paragraph.add_run(words).font.name = font
    document.styles["Subtitle"].font.name = ".VnTime"
    document.add_paragraph("NhiÒu viÖc", "Subtitle")
    assert read(document).article.text == "Tỉnh ủy HÀ NAM Tỉnh ủy Tỉnh ủy\n\nNhiều việc"
