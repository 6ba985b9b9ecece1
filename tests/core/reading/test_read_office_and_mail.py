"""OpenDocument, EPUB, Markdown, mail and saved web archives are articles too, and refused where they are broken."""

import contextlib
import io
import random
import zipfile
from email.message import EmailMessage

import pytest

from core.errors import ReadError
from core.reading.registry import read_bytes

BODY = "Phát biểu tại phiên họp, ông Rơ Châm Long cho biết bốn tháng qua tỉnh mới giải ngân được 21% kế hoạch vốn."
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "style")
)
RUN = '<text:span text:style-name="T1">tØnh</text:span>'
ODT = f"""<office:document-content {NAMES}><office:automatic-styles>
<style:style style:name="P1" style:parent-style-name="Title"/>
<style:style style:name="T1"><style:text-properties style:font-name=".VnTime"/></style:style>
</office:automatic-styles><office:body><office:text>
<text:h text:style-name="P1">Gia Lai họp</text:h>
<text:p>Phiên<text:s text:c="2"/>họp<text:tab/>của<text:s/>{RUN} ủy<text:line-break/>hết</text:p>
<text:list><text:list-item><text:p>Một</text:p></text:list-item></text:list>
<table:table><table:table-row><table:table-cell><text:p>A</text:p></table:table-cell>
<table:table-cell><text:p>B</text:p></table:table-cell></table:table-row></table:table>
<text:p>Đoạn<text:note><text:p>chú thích</text:p></text:note> cuối</text:p>
</office:text></office:body></office:document-content>"""


def zipped(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def test_open_document_is_read_in_order_with_its_styles_and_old_fonts() -> None:
    document = read_bytes(zipped({"content.xml": ODT}), "bài.odt")
    assert document.title == "Gia Lai họp"
    assert document.article.text == "Gia Lai họp\n\nPhiên  họp\tcủa tỉnh ủy\nhết\n\nMột\n\nA\tB\n\nĐoạn cuối"


def test_the_chapters_of_a_book_follow_its_spine() -> None:
    opf = """<package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
    <dc:title>Bản tin</dc:title><dc:date>2021-07-29T00:00:00Z</dc:date></metadata>
    <manifest><item id="b" href="t%E1%BA%ADp 2.xhtml"/><item id="a" href="x/1.xhtml"/></manifest>
    <spine><itemref idref="a"/><itemref idref="b"/></spine></package>"""
    parts = {
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OEBPS/b.opf"/></rootfiles></container>',
        "OEBPS/b.opf": opf,
        "OEBPS/x/1.xhtml": "<html><body><h1>Bản tin</h1><p>Một &amp; hai</p><script>x</script></body></html>",
        "OEBPS/tập 2.xhtml": "<html><body><p>Ba</p></body></html>",
    }
    document = read_bytes(zipped(parts), "bài.epub")
    assert document.article.text == "Bản tin\n\nMột & hai\n\nBa"
    assert (document.title, document.published) == ("Bản tin", "2021-07-29")


def test_markdown_is_read_as_it_would_be_shown() -> None:
    text = """---
title: "Ký kết"
date: 2021-07-29
---
# Ký kết

Ông **Lụa** [ký](http://x) quy chế,
rồi *về*.\\
Hết.

- một
- hai

|A|B|
|-|-|
|1|2|
"""
    document = read_bytes(text.encode(), "bài.md")
    assert document.article.text == "Ký kết\n\nÔng Lụa ký quy chế, rồi về.\nHết.\n\nmột\n\nhai\n\nA\tB\n\n1\t2"
    assert (document.title, document.published) == ("Ký kết", "2021-07-29")


def _mail() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Tin tỉnh: ký kết"
    message["From"] = "a@b.vn"
    message["Date"] = "Thu, 29 Jul 2021 08:00:00 +0700"
    return message


def test_a_mail_has_its_subject_as_title_and_its_day() -> None:
    message = _mail()
    message.set_content(f"{BODY}\n\nHết.\n", charset="utf-8", cte="quoted-printable")
    message.add_alternative("<p>khác</p>", subtype="html")
    message.add_attachment(b"\0\1", maintype="application", subtype="pdf", filename="a.pdf")
    document = read_bytes(message.as_bytes(), "thư.eml")
    assert document.article.text == f"Tin tỉnh: ký kết\n\n{BODY}\n\nHết."
    assert (document.title, document.published) == ("Tin tỉnh: ký kết", "2021-07-29")


def test_a_mail_of_html_alone_is_read_as_a_page() -> None:
    message = _mail()
    message.set_content(f"<html><body><p>{BODY}</p><p>{BODY[::-1]}</p></body></html>", subtype="html")
    assert BODY in read_bytes(message.as_bytes(), "thư.eml").article.text


def test_a_saved_web_archive_is_its_page() -> None:
    message = EmailMessage()
    message["Snapshot-Content-Location"] = "https://laocai.gov.vn/bai"
    message["MIME-Version"] = "1.0"
    page = f"<html><body><h1>Gia Lai họp phiên thường kỳ</h1><p>{BODY}</p></body></html>"
    message.add_related(page, subtype="html", charset="utf-8")
    message.add_related(b"\x89PNG", maintype="image", subtype="png")
    document = read_bytes(message.as_bytes(), "trang.mhtml")
    assert BODY in document.article.text
    assert document.url == "https://laocai.gov.vn/bai"


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("a.odt", zipped({"x": "y"}), "read_not_that_format"),
        ("a.odt", zipped({"content.xml": "<x"}), "read_not_that_format"),
        ("a.odt", zipped({"content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><x/>"}), "read_entities"),
        ("a.epub", zipped({"META-INF/container.xml": "<x/>"}), "read_not_that_format"),
        ("a.epub", b"x", "read_not_that_format"),
        ("a.eml", b"\x89PNG\r\n\x1a\n\0", "read_not_that_format"),
        ("a.eml", b"Subject: =?x?y?=\n\n", "read_blank"),
        ("a.mhtml", b"MIME-Version: 1.0\nContent-Type: text/plain\n\nx", "read_blank"),
        ("a.md", b"\x89PNG\r\n\x1a\n\0", "read_binary"),
    ],
)
def test_a_broken_one_is_refused_by_name(name: str, data: bytes, key: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name)
    assert caught.value.key == key
    assert name in str(caught.value)


def test_whatever_damage_a_file_has_it_is_read_or_refused() -> None:
    mail = _mail()
    mail.set_content(BODY, charset="utf-8", cte="quoted-printable")
    rtf = rb"{\rtf1{\fonttbl{\f0 .VnTime;}}\f0 T\'d8nh \u7911?y\par\uc2\u-10179??\u-8704??{\*\x y}\bin3 abc\cell\row}"
    whole = {"a.odt": zipped({"content.xml": ODT}), "a.eml": mail.as_bytes(), "a.mhtml": mail.as_bytes(), "a.rtf": rtf}
    chance = random.Random(1)
    for name, sound in whole.items():
        for _ in range(150):
            data = bytearray(sound)
            for _ in range(chance.randint(1, 6)):
                at = chance.randrange(len(data))
                data[at : at + chance.choice((0, 1, 1, 9))] = chance.randbytes(chance.randint(0, 3))
            with contextlib.suppress(ReadError):
                read_bytes(bytes(data), name)
