"""What each check of one article finds, and what it lets pass."""

import pytest
from made import found, marked, words

from core.review.checks.registry import CHECKS
from core.wording import area


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Ông [Trần Văn An,|OFFICIAL] phát biểu.", "Trần Văn An"),
        ("Ông [Trần Văn A|OFFICIAL]n phát biểu.", "Trần Văn An"),
        ("[đồng chí Trần Văn An|OFFICIAL] phát biểu.", "Trần Văn An"),
        ("[Ban Tuyên giáo|AGENCY] Tỉnh ủy tổ chức.", "Ban Tuyên giáo Tỉnh ủy"),
        ("Theo [UBND|AGENCY] tỉnh, việc đã xong.", "UBND tỉnh"),
        ("[UBND|AGENCY] huyện Bát Xát tổ chức.", "UBND huyện Bát Xát"),
        ("[Chủ tịch UBND|TITLE] tỉnh Lào Cai nói.", "Chủ tịch UBND tỉnh Lào Cai"),
        ("[Hội Nông dân (HND tỉnh|AGENCY]) họp.", "Hội Nông dân (HND tỉnh)"),
    ],
)
def test_a_loose_end_is_found_with_the_border_that_it_should_have(text: str, better: str):
    (finding,) = found("loose_end", text)
    plain, _ = marked(text)
    assert finding.fix and finding.fix.onto and finding.fix.onto.of(plain) == better


@pytest.mark.parametrize(
    "text",
    [
        "[Ban Tuyên giáo Tỉnh ủy|AGENCY] tổ chức hội nghị.",
        "[Thường trực HĐND|AGENCY], [UBND|AGENCY], [Tòa án nhân dân tỉnh|AGENCY] dự.",
        "[HĐND|AGENCY] [tỉnh Cà Mau|AGENCY]",
        "Ông [Y Biêr Niê|OFFICIAL] và bà [H'Yim Kđoh|OFFICIAL].",
        "Tại [TP. Lào Cai|PLACE].",
        "[Sở Y tế|AGENCY] các tỉnh dự.",
    ],
)
def test_what_begins_and_ends_on_its_words_is_no_loose_end(text: str):
    assert not found("loose_end", text)


def test_the_rarer_label_of_the_same_words_is_shown_against_the_usual_one():
    text = "[Hà Nội|PLACE] và [Hà Nội|PLACE], rồi [Hà Nội|AGENCY]."
    (finding,) = found("labelled_differently", text)
    assert finding.fix and (finding.fix.label, finding.fix.to) == ("AGENCY", "PLACE")
    assert len(finding.others) == 2
    assert not found("labelled_differently", "[Hà Nội|PLACE] và [Hà Nội|PLACE].")


def test_words_that_are_labelled_elsewhere_are_missed_where_they_stand_alone():
    text = "[Trần Văn An|OFFICIAL] chủ trì. Sau đó Trần Văn An kết luận, trước Trần Văn An Bình."
    (finding,) = found("missed_mention", text)
    assert words(text, finding) == ["Trần Văn An"] and finding.fix and finding.fix.label == "OFFICIAL"


@pytest.mark.parametrize(
    ("text", "published", "reason"),
    [
        ("Họp [ngày 5/3|DATE].", None, "date_without_value"),
        ("Họp [ngày 31/2/2021|DATE=2021-02-31].", None, "date_wrong_value"),
        ("Họp [ngày 5/3|DATE=XXXX-03-05].", "2021-03-08", "date_with_gap"),
    ],
)
def test_a_date_is_unresolved_without_a_value_with_a_wrong_one_or_with_a_gap(
    text: str, published: str | None, reason: str
):
    assert [f.reason for f in found("date_unresolved", text, published)] == [reason]


def test_a_date_may_have_a_gap_where_nobody_knows_when_the_article_was_published():
    assert not found("date_unresolved", "Họp [ngày 5/3|DATE=XXXX-03-05], [thập niên 90|DATE=199X].")


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Kế hoạch bắt đầu [ngày 5/3/1921|DATE=1921-03-05].", 1),
        ("Ký [năm 1912|DATE=1912].", 1),
        ("Mừng Đảng, [ngày 3/2/1930|DATE=1930-02-03].", 0),
        ("Chi bộ đầu tiên ra đời [năm 1930|DATE=1930].", 0),
        ("Ký [năm 2021|DATE=2021].", 0),
    ],
)
def test_nothing_is_before_1945_but_anniversaries_and_history(text: str, count: int):
    assert len(found("date_too_early", text)) == count


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Hội nghị diễn ra [ngày 5/3/2031|DATE=2031-03-05].", 1),
        ("Ký [ngày 5/3/2022|DATE=2022-03-05].", 0),
        ("Phấn đấu [đến năm 2030|DATE=2030] đạt chuẩn.", 0),
        ("[Giai đoạn 2026 - 2030|DATE=2026/2030]", 0),
    ],
)
def test_nothing_is_more_than_a_year_after_publication_but_plans(text: str, count: int):
    assert len(found("date_too_late", text, "2021-03-08")) == count


@pytest.mark.parametrize(
    ("body", "published", "province", "reasons"),
    [
        ("UBND huyện Bát Xát", "2026-02-01", "lao-cai-2025", ["body_ended"]),
        ("UBND huyện Bát Xát", "2025-06-30", "lao-cai-1991", []),
        ("Thành ủy", "2026-02-01", "hai-phong-2025", []),
        ("Thành ủy Lào Cai", "2026-02-01", "lao-cai-2025", ["body_ended"]),
        ("Công an huyện", "2025-04-01", "lao-cai-1991", ["body_ended"]),
        ("Ban Tuyên giáo Tỉnh ủy", "2025-08-01", "lao-cai-2025", ["body_ended"]),
        ("Ban Tuyên giáo Tỉnh ủy", "2024-08-01", "lao-cai-1991", []),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy", "2024-08-01", "lao-cai-1991", ["body_not_yet"]),
        ("Ban Tuyên giáo và Dân vận Tỉnh ủy", "2025-08-01", "lao-cai-2025", []),
        ("Sở Kế hoạch và Đầu tư", "2025-05-01", "lao-cai-1991", ["body_ended"]),
        ("Sở Tư pháp", "2025-05-01", "lao-cai-1991", []),
        ("Bộ Nông nghiệp và Môi trường", "2024-05-01", None, ["body_not_yet"]),
        ("Tỉnh ủy Yên Bái", "2025-09-01", "lao-cai-2025", ["body_ended"]),
        ("UBND tỉnh Hậu Giang", "2002-05-01", None, ["body_not_yet_alone"]),
        ("Tòa án nhân dân khu vực 1", "2026-05-01", "lao-cai-2025", []),
    ],
)
def test_a_body_is_held_against_the_day_of_the_article(
    body: str, published: str, province: str | None, reasons: list[str]
):
    text = f"[{body}|AGENCY] tổ chức hội nghị."
    assert [f.reason for f in found("body_not_yet_or_no_longer", text, published, province)] == reasons


def test_what_ended_may_be_spoken_of_as_past():
    text = "Ông là [nguyên Bí thư|TITLE]. [UBND huyện Bát Xát|AGENCY] trước đây đóng tại đây."
    (finding,) = found("body_not_yet_or_no_longer", text, "2026-02-01", "lao-cai-2025")
    assert finding.severity < 2


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("[Quyết định số 238-QĐ/TW|DOCUMENT] của [UBND tỉnh|AGENCY]", ["document_issuer"]),
        ("[Quyết định số 238-QĐ/TW|DOCUMENT] [ngày 30/9/2020|DATE] của [Ban Bí thư Trung ương Đảng|AGENCY]", []),
        ("[Nghị quyết số 12-QĐ/TU|DOCUMENT] của [Tỉnh ủy|AGENCY]", ["document_kind"]),
        ("[Chính phủ|AGENCY] ban hành [Nghị định số 15/2021/NĐ-CP|DOCUMENT]", []),
        ("[Bộ Y tế|AGENCY] ban hành [Nghị định số 15/2021/NĐ-CP|DOCUMENT]", ["document_issuer"]),
        ("[Kế hoạch số 47-KH/TU|DOCUMENT=74-KH/TU]", ["document_value"]),
        ("[Luật Đất đai 2013|DOCUMENT] của [Quốc hội|AGENCY]", []),
    ],
)
def test_a_documents_number_is_held_against_its_text(text: str, reasons: list[str]):
    assert [f.reason for f in found("document_issuer", text)] == reasons


def test_a_finished_article_has_labels():
    (finding,) = found("no_label", "Không có gì.")
    assert finding.severity == 5 and not finding.spans
    assert not found("no_label", "[Hà Nội|PLACE]")


def test_an_official_needs_a_post():
    (finding,) = found("official_without_title", "Ông [Trần Văn An|OFFICIAL] nói. Ông [An|OFFICIAL] về.")
    assert finding.fields["words"] == "Trần Văn An"
    assert not found("official_without_title", "[Giám đốc|TITLE] [Trần Văn An|OFFICIAL] nói.")  # nothing is linked here


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.id)
def test_every_check_says_what_it_is_and_why(check):
    assert 1 <= check.weight <= 5
    for key in (f"{check.id}_title", f"{check.id}_why"):
        assert key in area("checks")
