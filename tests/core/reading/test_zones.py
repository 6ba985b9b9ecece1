"""Title, sapo, body, captions and boilerplate are told apart by place and cues."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.model.article import Zone, ZoneKind
from core.model.span import Span
from core.reading.zones import zones
from core.text.normal import normalize

TITLE = "HĐND tỉnh Hậu Giang thông qua 12 nghị quyết quan trọng"
SAPO = "Sáng 9/12, HĐND tỉnh Hậu Giang bế mạc kỳ họp cuối năm, thông qua 12 nghị quyết về kinh tế - xã hội của tỉnh."
BODY = (
    "Phát biểu bế mạc, bà Hồ Thu Ánh đề nghị UBND tỉnh sớm triển khai các nghị quyết, nhất là kế hoạch đầu tư công.",
    "Theo báo cáo thẩm tra của Ban Kinh tế - Ngân sách, thu ngân sách năm nay vượt dự toán gần 8%, cao nhất từ trước đến nay.",
    "Kỳ họp cũng đã dành trọn một buổi để chất vấn giám đốc hai sở về nước sạch nông thôn và tiến độ các khu tái định cư.",
)
ARTICLE = "\n\n".join((TITLE, SAPO, *BODY))


def kinds(text: str) -> dict[str, str]:
    """The kind of each line of `text`."""
    return {
        line.strip(): zone.kind.value for zone in zones(text) for line in zone.span.of(text).split("\n") if line.strip()
    }


def test_title_sapo_and_body_of_a_plain_article() -> None:
    assert [zone.kind.value for zone in zones(ARTICLE)] == ["title", "sapo", "body"]
    assert kinds(ARTICLE)[TITLE] == "title"
    assert kinds(ARTICLE)[SAPO] == "sapo"


@pytest.mark.parametrize(
    "line",
    [
        "Skip to main content",
        "In trang Xuất PDF Đọc nội dung",
        "-A A +A",
        "Chia sẻ: Facebook | Zalo | Twitter",
        "Trang chủ > Tin tức > Chính trị",
        "Thứ Hai, 12/12/2022 08:15 GMT+7",
        "05:10, 20/10/2016",
        "Lượt xem: 1.024",
        "Hậu Giang, ngày 12/12/2022",
    ],
)
def test_bars_and_datelines_above_the_article_are_boilerplate(line: str) -> None:
    found = kinds(f"{line}\n\n{ARTICLE}")
    assert found[line] == "boilerplate"
    assert found[TITLE] == "title" and found[SAPO] == "sapo"


@pytest.mark.parametrize(
    "line", ["05:10, 20/10/2016", "In trang Xuất PDF", "Cập nhật: 12/12/2022 | Lượt xem: 5", "MINH TUỆ"]
)
def test_they_are_too_between_title_and_sapo(line: str) -> None:
    found = kinds(ARTICLE.replace(TITLE, f"{TITLE}\n{line}"))
    assert found[line] == "boilerplate"
    assert found[TITLE] == "title" and found[SAPO] == "sapo"


def test_a_slogan_above_the_toolbar_is_not_the_title() -> None:
    slogan = "Thi đua lập thành tích chào mừng kỷ niệm 20 năm chia tách tỉnh"
    found = kinds(f"{slogan}\n\nIn trang Xuất PDF\n\n{ARTICLE}")
    assert found[slogan] == "boilerplate"
    assert found[TITLE] == "title"


def test_a_title_may_ask() -> None:
    asks = "Vì sao nhiều khu tái định cư ở Hậu Giang vẫn vắng người?"
    assert kinds(ARTICLE.replace(TITLE, asks))[asks] == "title"


@pytest.mark.parametrize(
    "line",
    [
        "Toàn cảnh kỳ họp",
        "090921-2.JPGĐại diện các cơ quan ký kết",
        "IMG_0012.jpeg",
        "Đại biểu biểu quyết thông qua nghị quyết. Ảnh: Thu Hà",
        "Đại biểu biểu quyết thông qua nghị quyết - Ảnh: THU HÀ",
        "(Ảnh minh hoạ: Internet)",
        "Bà Hồ Thu Ánh, Chủ tịch HĐND tỉnh phát biểu bế mạc kỳ họp",
        "Đồng chí Lê Văn Bảy, Bí thư Tỉnh ủy phát biểu chỉ đạo kỳ họp.",
        "Các đại biểu bấm nút biểu quyết.",
    ],
)
def test_what_stands_below_a_picture_is_a_caption(line: str) -> None:
    assert kinds(ARTICLE.replace(BODY[1], f"{line}\n\n{BODY[1]}"))[line] == "caption"


@pytest.mark.parametrize(
    "line",
    [
        "Đồng chí Lê Văn Bảy đã dự và phát biểu chỉ đạo.",
        "Kiểm tra, giám sát thường xuyên",
        "Báo cáo Chủ tịch UBND tỉnh trước ngày 15",
        "1. Chủ tịch UBND tỉnh chủ trì, điều hành chung",
        "Phản hồi của cử tri rất tích cực.",
        "Ngày 5/12, ông Lê Văn Bảy trao quyết định bổ nhiệm.",
    ],
)
def test_a_short_piece_of_the_story_is_body(line: str) -> None:
    assert kinds(ARTICLE.replace(BODY[1], f"{line}\n\n{BODY[1]}"))[line] == "body"


def test_a_line_printed_twice_is_a_caption_both_times() -> None:
    line = "Cầu Xà No nhìn từ trên cao"
    text = ARTICLE.replace(BODY[1], f"{line}\n{line}\n\n{BODY[1]}")
    assert [z.span.of(text) for z in zones(text) if z.kind is ZoneKind.CAPTION] == [line, line]


def test_a_sapo_printed_twice_is_sapo_and_a_longer_first_paragraph_is_body() -> None:
    twice = ARTICLE.replace(SAPO, f"{SAPO}\n\n{SAPO}")
    assert [zone.kind.value for zone in zones(twice)] == ["title", "sapo", "body"]
    longer = f"{SAPO} Kỳ họp diễn ra trong ba ngày."
    assert kinds(ARTICLE.replace(SAPO, f"{SAPO}\n\n{longer}"))[longer] == "body"


def test_a_paragraph_that_goes_on_is_no_sapo() -> None:
    on = SAPO.replace("Sáng 9/12,", "Theo đó, sáng 9/12,")
    assert kinds(ARTICLE.replace(SAPO, on))[on] == "body"


@pytest.mark.parametrize(
    "line",
    [
        "Tác giả:Minh Tuệ",
        "VH",
        "DUY DANH",
        "Minh Triết",
        "Hoàng Tùng - Thu Hà",
        "(Theo TTXVN)",
        "Tin, ảnh: T.H",
        "Lê Anh.",
    ],
)
def test_a_byline_at_the_end_is_boilerplate(line: str) -> None:
    assert kinds(f"{ARTICLE}\n\n{line}")[line] == "boilerplate"


def test_all_below_tin_khác_is_boilerplate() -> None:
    tail = (
        "Tin khác",
        "Hậu Giang khởi công cầu mới",
        "Phản hồi",
        "Họ và tên Email",
        "Bản quyền thuộc về Báo Hậu Giang",
    )
    found = kinds("\n".join((ARTICLE, *tail)))
    assert {found[line] for line in tail} == {"boilerplate"}
    assert found[BODY[2]] == "body"


def test_a_box_of_links_within_the_article_does_not_end_it() -> None:
    text = ARTICLE.replace(BODY[0], f"Tin liên quan\nHậu Giang khởi công cầu mới\n\n{BODY[0]}")
    found = kinds(text)
    assert found["Tin liên quan"] == found["Hậu Giang khởi công cầu mới"] == "boilerplate"
    assert found[BODY[0]] == found[BODY[2]] == "body"


def test_captions_kept_for_the_end_of_a_text_in_sections() -> None:
    body = "\n".join((*BODY, "Kỳ họp bế mạc lúc 11 giờ 30.", "Thu Hà"))
    text = f"{TITLE}\n\n{SAPO}\n\n{body}\n\nHội trường trong phiên bế mạc.\nBà Hồ Thu Ánh."
    found = kinds(text)
    assert found["Hội trường trong phiên bế mạc."] == found["Bà Hồ Thu Ánh."] == "caption"
    assert found["Thu Hà"] == "boilerplate"
    assert found["Kỳ họp bế mạc lúc 11 giờ 30."] == "body"


def test_lines_broken_at_a_margin_are_paragraphs() -> None:
    def wrap(paragraph: str) -> str:
        lines = [""]
        for word in paragraph.split():
            lines = [*lines, word] if len(lines[-1]) + len(word) > 60 else [*lines[:-1], f"{lines[-1]} {word}".strip()]
        return "\n".join(lines)

    text = "\n\n".join([TITLE, *(wrap(f"{p} {q}") for p, q in zip(BODY, BODY[1:] + BODY[:1], strict=True))])
    assert [zone.kind.value for zone in zones(text)] == ["title", "sapo", "body"]


def test_what_the_format_knows_is_not_guessed_anew() -> None:
    known = Zone(Span(0, len(TITLE)), ZoneKind.CAPTION)
    found = zones(ARTICLE, [known, Zone(Span(ARTICLE.index(SAPO), ARTICLE.index(SAPO) + len(SAPO)), ZoneKind.TITLE)])
    assert [zone.kind.value for zone in found] == ["caption", "title", "sapo", "body"]


LINES = st.sampled_from(
    [TITLE, SAPO, *BODY, "Tin khác", "VH", "Ảnh: VH", "-A A +A", "  ", "a" * 500, "😀", "1. x", "“", "a.jpg"]
)


@given(st.one_of(st.text(max_size=300), st.lists(LINES, max_size=30).map("\n".join)))
@example("")
@example("\n \n")
@example("Ảnh: a\n" * 50)
def test_zones_are_in_order_apart_and_cover_every_letter(text: str) -> None:
    text = normalize(text)
    found = zones(text)
    at = 0
    for zone in found:
        assert not text[at : zone.span.start].strip()
        assert zone.span.start >= at and zone.span.end <= len(text)
        assert zone.span.of(text) == zone.span.of(text).strip()
        at = zone.span.end
    assert not text[at:].strip()
