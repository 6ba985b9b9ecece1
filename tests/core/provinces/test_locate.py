"""The province of an article."""

import pytest

from core.model.annotation import Suggestion
from core.model.article import Article
from core.model.span import Span
from core.provinces.hints import of_source
from core.provinces.locate import locate
from core.provinces.map import name_of
from core.reading.zones import zones


def located(
    text: str, *spans: tuple[str, str], sources: tuple[str, ...] = (), published: str | None = None
) -> str | None:
    """The name of the province of a text whose words `spans` have these labels."""
    suggestions = [
        Suggestion(Span(at, at + len(words)), label, "test")
        for label, words in spans
        for at in [i for i in range(len(text)) if text.startswith(words, i)]
    ]
    found, _ = locate(Article.of(text, zones(text)), suggestions, sources, published)
    return name_of(found) if found else None


def test_the_body_that_acts_outweighs_the_places_in_passing() -> None:
    """A visit to other provinces does not move an article."""
    text = "UBND tỉnh Sơn La họp bàn\n\nĐoàn đã đi Hòa Bình, Phú Thọ và Hà Nội học tập. UBND tỉnh sẽ báo cáo."
    spans = [("AGENCY", "UBND tỉnh Sơn La"), ("PLACE", "Hòa Bình"), ("PLACE", "Phú Thọ"), ("PLACE", "Hà Nội")]
    assert located(text, *spans) == "Sơn La"


def test_districts_name_their_province() -> None:
    """Huyện ủy Mường Khương is Lào Cai's; a name that many provinces have decides nothing alone."""
    assert located("Huyện ủy Mường Khương tổng kết năm.", ("AGENCY", "Huyện ủy Mường Khương")) == "Lào Cai"
    assert located("Huyện ủy Châu Thành tổng kết năm.", ("AGENCY", "Huyện ủy Châu Thành")) is None
    text = "Huyện ủy Châu Thành tổng kết năm. Đại biểu đến từ huyện Giồng Riềng."
    spans = [("AGENCY", "Huyện ủy Châu Thành"), ("PLACE", "huyện Giồng Riềng")]
    assert located(text, *spans) == "Kiên Giang"


def test_the_word_before_a_name_says_which_unit_it_is() -> None:
    """Huyện Quảng Ninh is in Quảng Bình, tỉnh Quảng Ninh is itself."""
    assert located("Huyện ủy Quảng Ninh họp phiên thường kỳ.", ("AGENCY", "Huyện ủy Quảng Ninh")) == "Quảng Bình"
    assert located("Tỉnh ủy Quảng Ninh họp phiên thường kỳ.", ("AGENCY", "Tỉnh ủy Quảng Ninh")) == "Quảng Ninh"


@pytest.mark.parametrize(
    ("head", "province"),
    [
        ("(LĐ online) - Sáng nay, Tỉnh ủy họp.", "Lâm Đồng"),
        ("LSO- Sáng nay, Tỉnh ủy họp.", "Lạng Sơn"),
        ("(TTH) - Sáng nay, Tỉnh ủy họp.", "Thừa Thiên Huế"),
        ("QTO - Sáng nay, Tỉnh ủy họp.", "Quảng Trị"),
        ("(Baoquangngai.vn)- Sáng nay, Tỉnh ủy họp.", "Quảng Ngãi"),
        ("Tỉnh ủy họp sáng nay.\n\nẢnh: Báo Hà Nam", "Hà Nam"),
        ("Tỉnh ủy họp sáng nay.\n\nTheo Báo Đồng Khởi", "Bến Tre"),
        ("Thành ủy họp sáng nay.\n\nMã QR truy cập Fanpage Cổng tin tức Thành phố Hải Phòng", "Hải Phòng"),
    ],
)
def test_papers_and_portals_give_it_away(head: str, province: str) -> None:
    """Initials in datelines, domains, papers by name, portals."""
    assert located(head) == province


@pytest.mark.parametrize(
    ("source", "of"),
    [
        ("https://baolaocai.vn/bai-viet/123-ky-ket", "lao-cai"),
        ("https://tuyengiao.bacgiang.gov.vn/tin", "bac-giang"),
        ("https://hcmcpv.org.vn/tin-tuc/abc", "ho-chi-minh"),
        ("/data/lang-son/2021/bai.txt", "lang-son"),
        ("C:\\bai\\QuangNam\\a.html", "quang-nam"),
        ("/home/hagiangson/bai.txt", None),
        ("/data/2021/bai.txt", None),
    ],
)
def test_paths_and_urls_speak_too(source: str, of: str | None) -> None:
    """A host, a folder or a file name with the province's name."""
    assert of_source(source) == of


def test_a_source_decides_where_the_text_is_silent() -> None:
    """The same text of two portals belongs to two provinces."""
    text = "Ban Tuyên giáo Tỉnh ủy tổ chức hội nghị báo cáo viên."
    assert located(text, sources=("https://tinhuybinhdinh.vn/a",)) == "Bình Định"
    assert located(text) is None


@pytest.mark.parametrize(
    ("text", "published", "province"),
    [
        ("UBND tỉnh Yên Bái họp thường kỳ.", "2024-05-01", "Yên Bái"),
        ("UBND tỉnh Yên Bái họp thường kỳ.", None, "Yên Bái"),
        ("UBND phường Yên Bái, tỉnh Lào Cai họp.", "2025-08-01", "Lào Cai"),
        ("UBND tỉnh Hà Tây họp thường kỳ.", "2006-05-01", "Hà Tây"),
        ("UBND tỉnh Hà Tây họp thường kỳ.", None, "Hà Tây"),
        ("Nguyên Chủ tịch UBND tỉnh Hà Tây nói.", "2012-05-01", "Hà Nội"),
        ("UBND huyện Mường Nhé, tỉnh Lai Châu họp.", "2003-05-01", "Lai Châu"),
        ("UBND thành phố Huế họp.", "2025-03-01", "Huế"),
        ("UBND tỉnh Thừa Thiên Huế họp.", None, "Thừa Thiên Huế"),
    ],
)
def test_the_map_in_force_on_the_day_counts(text: str, published: str | None, province: str) -> None:
    """The date chooses the map; where it is unknown, the map in which the names exist."""
    agency = text.rpartition(" họp")[0] or text
    assert located(text, ("AGENCY", agency.partition(" thường")[0]), published=published) == province


def test_people_streets_and_things_are_no_places() -> None:
    """Names of provinces inside other names say nothing."""
    text = "Ông Nguyễn Hòa Bình đến quê Bình Định. Tư tưởng Hồ Chí Minh, đường Hà Nội, thị trấn Chợ Mới."
    assert located(text) is None
