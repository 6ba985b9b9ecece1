"""Agreement records from articles of our own, through all detectors."""

from typing import Any

import pytest

from core.cli.inputs import card_of
from core.detect.bodies import same_body
from core.detect.pipeline import detect
from core.model.article import Article
from core.reading.zones import zones

QUANG_TRI = """Liên đoàn Lao động tỉnh ký chương trình phối hợp với Bảo hiểm xã hội tỉnh

QTO - Ngày 3/3/2023, Liên đoàn Lao động tỉnh Quảng Trị và Bảo hiểm xã hội tỉnh tổ chức lễ ký kết chương trình phối hợp \
công tác giữa hai đơn vị giai đoạn 2023 - 2028. Tham dự có Phó Chủ tịch UBND tỉnh Hoàng Văn Nam.

Căn cứ Quyết định số 12-QĐ/TW và Kế hoạch số 15-KH/TU ngày 2/1/2023 của Ban Thường vụ Tỉnh ủy, hai đơn vị thống nhất nội \
dung phối hợp gồm:

- Tuyên truyền, phổ biến chính sách bảo hiểm xã hội đến đoàn viên, người lao động.
- Trao đổi thông tin, giải quyết kịp thời các vướng mắc của người lao động.

Tại buổi lễ, Chủ tịch Liên đoàn Lao động tỉnh Nguyễn Thế Lập và Giám đốc Bảo hiểm xã hội tỉnh Nguyễn Thanh Tuấn đã ký \
chương trình phối hợp dưới sự chứng kiến của lãnh đạo tỉnh."""

HUE = """Ban Dân vận Tỉnh ủy ký kết chương trình phối hợp năm 2023

Chiều 10/2/2023, Ban Dân vận Tỉnh ủy Thừa Thiên Huế phối hợp với Ban Cán sự đảng UBND tỉnh tổ chức hội nghị tổng kết \
chương trình phối hợp năm 2022 và ký kết Chương trình phối hợp thực hiện công tác dân vận chính quyền giữa Ban Dân vận Tỉnh ủy \
và Ban Cán sự đảng UBND tỉnh. Các đồng chí: Nguyễn Văn Phương, Chủ tịch UBND tỉnh; Hoàng Khánh Hùng, Trưởng Ban Dân vận \
Tỉnh ủy đồng chủ trì hội nghị.

Năm 2023, hai bên thống nhất phối hợp tuyên truyền về công tác dân vận; đẩy mạnh cải cách hành chính."""

TWO = """Huyện ủy ký kết quy chế, chương trình phối hợp

Sáng 5/6/2022, Huyện ủy Na Rì tổ chức ký kết Quy chế phối hợp với Đảng ủy Quân sự huyện, Đảng ủy Công an huyện; ký kết chương \
trình phối hợp giữa Ban Tuyên giáo Huyện ủy và Hội Nông dân huyện giai đoạn 2022 - 2025.

Bí thư Huyện ủy Nông Văn Kỳ, Chỉ huy trưởng Ban Chỉ huy Quân sự huyện Hà Văn Tú ký kết quy chế phối hợp

Trưởng Ban Tuyên giáo Huyện ủy Lý Thị Hoa, Chủ tịch Hội Nông dân huyện Triệu Văn Sơn ký chương trình phối hợp"""


def records(text: str) -> list[dict[str, Any]]:
    """The fields of the records that the detectors fill."""
    article = Article.of(text, zones(text))
    return [dict(record.fields) for record in detect(article, card_of(article)).records]


def test_a_record_has_the_fields_that_the_article_gives() -> None:
    """Kind, day, province, parties, signers, period, ground and bulleted points."""
    (record,) = records(QUANG_TRI)
    assert record["kind"] == "chương trình phối hợp"
    assert record["signed_on"] == "2023-03-03"
    assert record["province"] == "Quảng Trị"
    assert record["parties"] == ["Liên đoàn Lao động tỉnh Quảng Trị", "Bảo hiểm xã hội tỉnh"]
    assert record["signers"] == ["Nguyễn Thế Lập", "Nguyễn Thanh Tuấn"]
    assert record["chairs"] == []
    assert record["period"] == "2023/2028"
    assert record["legal_basis"] == ["Quyết định số 12-QĐ/TW", "Kế hoạch số 15-KH/TU"]
    assert [point.split(",")[0] for point in record["contents"]] == ["Tuyên truyền", "Trao đổi thông tin"]


def test_topics_may_stand_before_the_parties_and_two_may_chair() -> None:
    """ "Chương trình phối hợp thực hiện ... giữa A và B"; summing up the old one beside it changes nothing."""
    (record,) = records(HUE)
    assert record["parties"] == ["Ban Dân vận Tỉnh ủy", "Ban Cán sự đảng UBND tỉnh"]
    assert record["signed_on"] == "2023-02-10TAF"
    assert record["chairs"] == ["Nguyễn Văn Phương", "Hoàng Khánh Hùng"]
    assert record["signers"] == []
    assert record["contents"][-1] == "đẩy mạnh cải cách hành chính"


def test_each_signing_is_a_record_of_its_own() -> None:
    """Two kinds in one sentence, each with its parties, period and signers."""
    rules, programme = records(TWO)
    assert (rules["kind"], programme["kind"]) == ("quy chế phối hợp", "chương trình phối hợp")
    assert rules["parties"] == ["Huyện ủy Na Rì", "Đảng ủy Quân sự huyện", "Đảng ủy Công an huyện"]
    assert programme["parties"] == ["Ban Tuyên giáo Huyện ủy", "Hội Nông dân huyện"]
    assert (rules["period"], programme["period"]) == (None, "2022/2025")
    assert (rules["signers"], programme["signers"]) == (["Nông Văn Kỳ", "Hà Văn Tú"], ["Lý Thị Hoa", "Triệu Văn Sơn"])


@pytest.mark.parametrize(
    "text",
    [
        "Sáng 3/3, Hội Nông dân tỉnh sơ kết 2 năm thực hiện Chương trình phối hợp giữa Hội Nông dân tỉnh và Sở Y tế.",
        "Chủ tịch UBND tỉnh ký Quyết định số 12/QĐ-UBND khen thưởng việc thực hiện tốt chương trình phối hợp giữa Hội Nông dân \
tỉnh và Sở Y tế.",
        "Công ty Hoa Sen ký hợp đồng với đối tác.",
    ],
)
def test_what_is_not_signed_now_is_no_record(text: str) -> None:
    """Reports on old agreements, other papers signed, companies' contracts."""
    assert records(text) == []


def test_every_field_points_to_the_words_that_bear_it() -> None:
    """Evidence are spans of the article, and they are the fields' surfaces."""
    article = Article.of(QUANG_TRI, zones(QUANG_TRI))
    (record,) = detect(article, card_of(article)).records
    for name in ("parties", "signers", "legal_basis", "contents"):
        assert [span.of(article.text) for span in record.evidence[name]] == record.fields[name]
    assert record.evidence["signed_on"][0].of(article.text) == "Ngày 3/3/2023"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("VKSND tỉnh", "Viện Kiểm sát nhân dân tỉnh", True),
        ("HĐND", "HĐND thành phố", True),
        ("Ban Tuyên giáo Thành ủy", "Ban Tuyên giáo Thành uỷ Lào Cai", True),
        ("Thường trực HĐND", "HĐND", False),
        ("UBND tỉnh", "UBND huyện", False),
    ],
)
def test_wordings_of_one_body_are_known(one: str, other: str, same: bool) -> None:
    """Abbreviations, spellings, and a place left out."""
    assert same_body(one, other) is same is same_body(other, one)


ANAPHORIC = """Tổng kết 5 năm công tác phối hợp

Sáng 12/3/2024, tại trụ sở Công an tỉnh Hà Nam, Hội Cựu chiến binh tỉnh phối hợp với Công an tỉnh tổ chức hội nghị.

Tại hội nghị, hai đơn vị đã ký kết Quy chế phối hợp giai đoạn 2024 - 2029. Theo đó, hai bên sẽ tuyên truyền pháp luật; phối hợp \
nắm tình hình cơ sở. Quy chế được xây dựng trên cơ sở Luật Cựu chiến binh năm 2005.

Thay mặt Hội Cựu chiến binh tỉnh, Thiếu tướng Nguyễn Văn Khương, Chủ tịch Hội và thay mặt Công an tỉnh, Đại tá Tô Dũng, Giám đốc \
Công an tỉnh đã ký vào bản quy chế."""


def test_two_units_are_those_that_the_sentence_before_names() -> None:
    """ "Hai đơn vị đã ký kết ..."; the day, the ground and the signers stand elsewhere, the latter for their bodies."""
    (record,) = records(ANAPHORIC)
    assert record["parties"] == ["Hội Cựu chiến binh tỉnh", "Công an tỉnh"]
    assert record["signed_on"] == "2024-03-12TMO"
    assert record["period"] == "2024/2029"
    assert record["signers"] == ["Nguyễn Văn Khương", "Tô Dũng"]
    assert record["legal_basis"] == ["Luật Cựu chiến binh năm 2005"]
    assert len(record["contents"]) == 2


@pytest.mark.parametrize(
    ("sentence", "signers"),
    [
        ("Tham gia ký kết có Đại tá Lê An, Chỉ huy trưởng; ông Vũ Bình, Giám đốc Sở Ngoại vụ.", ["Lê An", "Vũ Bình"]),
        ("Ký kết kế hoạch có ông Lê An, Chỉ huy trưởng và ông Vũ Bình, Giám đốc Sở Ngoại vụ.", ["Lê An", "Vũ Bình"]),
        ("Đồng chí Lê An, Chỉ huy trưởng và đồng chí Vũ Bình, Giám đốc Sở Ngoại vụ ký kết.", ["Lê An", "Vũ Bình"]),
        ("Ông Lê An, Chỉ huy trưởng và ông Vũ Bình, Giám đốc sở là những người đặt bút ký.", ["Lê An", "Vũ Bình"]),
        ("Dự lễ ký kết có ông Lê An, Phó Chủ tịch UBND tỉnh.", []),
        ("Chủ trì lễ ký kết là ông Lê An, Phó Chủ tịch UBND tỉnh.", []),
    ],
)
def test_signers_are_told_in_many_ways(sentence: str, signers: list[str]) -> None:
    """A list before or after "ký kết", but neither guests nor who chairs."""
    lead = "Chiều 9/12/2022, BĐBP tỉnh và Sở Ngoại vụ ký kết kế hoạch phối hợp. Kế hoạch có hiệu lực từ năm 2023 đến năm 2025. "
    (record,) = records(f"Ký kết kế hoạch\n\n{lead}{sentence}")
    assert record["signers"] == signers
    assert record["period"] == "2023/2025"
