"""A saved web page gives its article, with title, date and the zones that its markup tells of."""

import socket

import pytest

from core.model.article import ZoneKind
from core.reading.document import Document
from core.reading.html import WHOLE_PAGE
from core.reading.registry import read_bytes

TITLE = "UBND tỉnh Kon Tum họp phiên thường kỳ tháng 5"
SAPO = "Sáng 6/5, UBND tỉnh Kon Tum họp phiên thường kỳ, bàn về đầu tư công và phòng, chống cháy rừng."
BODY = (
    "Phát biểu tại phiên họp, ông Nguyễn Tấn Khoa cho biết bốn tháng qua tỉnh mới giải ngân được 21% kế hoạch vốn.",
    "Giám đốc Sở Tài chính đề nghị các chủ đầu tư gửi hồ sơ trước ngày 20 hằng tháng để kịp đối chiếu với Kho bạc.",
    "Kết luận phiên họp, Chủ tịch UBND tỉnh yêu cầu các huyện trực cháy rừng cả ngày lẫn đêm cho đến hết tháng 6.",
)

PAPER = f"""<!DOCTYPE html>
<!-- saved from url=(0042)https://baokontum.example.vn/phien-hop.html -->
<html><head><meta charset="utf-8"><title>{TITLE} | Báo Kon Tum</title><meta property="og:title" content="{TITLE}">
<meta property="og:url" content="https://m.example.vn/">
<meta property="article:published_time" content="2024-05-06T08:00:00+07:00">
<link rel="stylesheet" href="http://127.0.0.1:9/a.css"><script src="http://127.0.0.1:9/a.js"></script></head>
<body><nav><ul><li><a href="/">Trang chủ</a></li><li><a href="/tt">Thời sự</a></li></ul></nav>
<article><h1 class="detail-title">{TITLE}</h1><p class="detail-sapo">{SAPO}</p><p>{BODY[0]}</p>
<figure><img src="http://127.0.0.1:9/a.jpg"><figcaption>Lãnh đạo các sở trong phiên họp</figcaption></figure>
<p>{BODY[1]}</p><table><tr><td>Đắk Glei</td><td>12%</td></tr><tr><td>Ia H’Drai</td><td>34%</td></tr></table>
<div class="PhotoCMS_Caption">Cánh rừng thông Măng Đen</div><p>{BODY[2]}</p></article>
<aside><h3>Tin khác</h3><ul><li><a href="/1">Kon Tum trồng sâm dây</a></li></ul></aside>
<footer>Bản quyền thuộc về Báo Kon Tum, giấy phép số 12/GP-TTĐT</footer></body></html>"""

PORTAL = f"""<html><head><title>Cổng thông tin điện tử tỉnh Kon Tum</title></head><body>
<div id="top"><a href="/">Trang chủ</a> | <a href="/gt">Giới thiệu</a></div>
<table><tr><td><ul><li><a href="1">Chuyên mục một</a></li><li><a href="2">Chuyên mục hai</a></li></ul></td><td>
<div class="news-title">{TITLE}</div><span class="date">Thứ Hai, 06/05/2024 08:15</span><div class="summary">{SAPO}</div>
<div class="content"><div>{BODY[0]}</div><div>{BODY[1]}</div><div>{BODY[2]}</div></div></td></tr></table></body></html>"""


def kinds(document: Document) -> dict[str, ZoneKind]:
    text = document.article.text
    return {line: zone.kind for zone in document.article.zones for line in zone.span.of(text).split("\n") if line}


def test_the_article_is_read_and_the_page_around_it_is_not() -> None:
    document = read_bytes(PAPER.encode(), "a.html")
    text = document.article.text
    assert text.startswith(f"{TITLE}\n\n{SAPO}\n\n{BODY[0]}\n\n")
    assert all(paragraph in text for paragraph in BODY)
    assert not any(noise in text for noise in ("Trang chủ", "Bản quyền", "sâm dây"))
    assert text.count(TITLE) == 1


def test_title_date_and_address_are_those_of_the_page() -> None:
    document = read_bytes(PAPER.encode(), "a.htm")
    assert document.title == TITLE
    assert document.published == "2024-05-06"
    assert document.url == "https://baokontum.example.vn/phien-hop.html"
    assert document.source.format == "html"


def test_markup_tells_the_zones() -> None:
    found = kinds(read_bytes(PAPER.encode(), "a.html"))
    assert found[TITLE] is ZoneKind.TITLE
    assert found[SAPO] is ZoneKind.SAPO
    assert found["Lãnh đạo các sở trong phiên họp"] is ZoneKind.CAPTION
    assert found["Cánh rừng thông Măng Đen"] is ZoneKind.CAPTION
    assert found[BODY[1]] is found["Đắk Glei\t12%"] is ZoneKind.BODY


def test_a_portal_of_tables_without_headings_gives_title_sapo_and_date() -> None:
    document = read_bytes(PORTAL.encode(), "a.html")
    assert document.article.text == "\n\n".join((TITLE, SAPO, *BODY))
    assert document.title == TITLE
    assert document.published == "2024-05-06"


@pytest.mark.parametrize("declared", ["windows-1252", "utf-8", "no-such-charset"])
def test_what_a_page_declares_does_not_spoil_utf8(declared: str) -> None:
    page = PAPER.replace('charset="utf-8"', f'charset="{declared}"')
    assert BODY[0] in read_bytes(page.encode(), "a.html").article.text


def test_a_declared_charset_is_used_where_the_bytes_are_no_utf8() -> None:
    russian = "Председатель народного комитета провинции выступил на заседании. " * 4
    page = f'<html><head><meta charset="windows-1251"></head><body><p>{russian}</p></body></html>'
    document = read_bytes(page.encode("cp1251"), "a.html")
    assert russian.strip() in document.article.text
    assert not document.warnings


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the reader asked the network")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert read_bytes(PAPER.encode(), "a.html").title == TITLE


def test_a_page_without_an_article_is_read_whole_and_said_to_be() -> None:
    document = read_bytes(
        "<body><script>x</script><select><option>y</option></select>Xin <b>chào</b><br>UBND</body>".encode(), "a.html"
    )
    assert document.article.text.split() == ["Xin", "chào", "UBND"]
    assert WHOLE_PAGE in document.warnings


def test_a_hundred_thousand_nested_tags_do_no_harm() -> None:
    nested = "<div>" * 100_000
    document = read_bytes(f"<html><body><p>{BODY[0]}</p>{nested}</body></html>".encode(), "a.html")
    assert BODY[0] in document.article.text
