"""The detector against gold, counted by hand."""

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from core.errors import FormatError
from core.model.annotation import Suggestion
from core.model.detection import Detection
from core.model.record import AGREEMENT, SuggestedRecord
from core.model.relation import SuggestedRelation
from core.model.span import Span
from core.review.goldfile import read_folder
from core.review.score import Score, score
from core.review.tally import Tally

TEXT = "Ngày 5/3/2021, Chủ tịch UBND tỉnh Hà An ký quy chế phối hợp giữa UBND tỉnh và HĐND tỉnh về an ninh, trật tự."


def at(words: str, nth: int = 1) -> Span:
    """The nth place where the words stand in TEXT."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return Span(start, start + len(words))


DATE = Suggestion(at("Ngày 5/3/2021"), "DATE", "test", value="2021-03-05")
POST = Suggestion(at("Chủ tịch UBND tỉnh"), "TITLE", "test")
BODY = Suggestion(at("UBND tỉnh"), "AGENCY", "test")
NAME = Suggestion(at("Hà An"), "OFFICIAL", "test")


def write_gold(folder: Path, name: str = "bai", **parts: Any) -> Path:
    """A gold article on disk: TEXT with its spans; `parts` replace or add keys, None takes one away."""
    data = {
        "id": name,
        "province": "Sơn La",
        "text_sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "spans": [
            {"start": s.span.start, "end": s.span.end, "label": s.label, "text": s.span.of(TEXT)}
            | ({"value": s.value} if s.value else {})
            for s in (DATE, POST, BODY, NAME)
        ],
        "relations": [
            {"type": "HOLDS", "from": {"label": "OFFICIAL", "text": "Hà An", "nth": 1},
             "to": {"label": "TITLE", "text": "Chủ tịch UBND tỉnh", "nth": 1}},
        ],
        "agreements": [
            {"kind": "quy chế phối hợp", "signed_on": "2021-03-05", "parties": ["UBND tỉnh", "HĐND tỉnh"], "signers": ["Hà An"],
             "period": None, "contents": ["an ninh", "trật tự"]},
        ],
    } | parts  # fmt: skip
    (folder / f"{name}.txt").write_text(TEXT, encoding="utf-8")
    path = folder / f"{name}.json"
    path.write_text(json.dumps({k: v for k, v in data.items() if v is not None}, ensure_ascii=False), encoding="utf-8")
    return path


def scored(folder: Path, detection: Detection, province: str | None = "Sơn La") -> Score:
    """The score of one detection against the gold of a folder."""
    return score([(gold, detection, province) for gold in read_folder(folder)])


def record(**fields: Any) -> SuggestedRecord:
    """An agreement as a detector gives it."""
    empty: dict[str, Any] = {
        "kind": "quy chế phối hợp",
        "signed_on": "2021-03-05",
        "parties": ["UBND", "Hội đồng nhân dân tỉnh"],
    }
    return SuggestedRecord(AGREEMENT, empty | {"signers": ["Hà An"], "period": None, "contents": []} | fields)


def test_a_gold_article_is_read_with_its_spans_relations_and_records(tmp_path: Path) -> None:
    """Spans by offsets, relations by label, words and nth, an absent key as None."""
    write_gold(tmp_path, agreements=None)
    (gold,) = read_folder(tmp_path)
    assert gold.spans is not None and [s.label for s in gold.spans] == ["DATE", "TITLE", "AGENCY", "OFFICIAL"]
    assert gold.relations == (SuggestedRelation("HOLDS", (NAME.span, "OFFICIAL"), (POST.span, "TITLE")),)
    assert gold.records is None
    assert gold.province == "Sơn La"


@pytest.mark.parametrize(
    ("parts", "named"),
    [
        ({"text_sha256": "0" * 64}, "text_sha256"),
        ({"spans": [{"start": 0, "end": 4, "label": "DATE", "text": "Năm"}]}, "ValueError"),
        ({"relations": [{"type": "AT", "from": {"label": "TITLE", "text": "x"}, "to": {}}]}, "KeyError"),
    ],
)
def test_broken_gold_is_named(tmp_path: Path, parts: dict[str, Any], named: str) -> None:
    """Another text, spans that are not their words, ends that are not there."""
    write_gold(tmp_path, **parts)
    with pytest.raises(FormatError, match=rf"bai\.json.*{named}"):
        read_folder(tmp_path)


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    """Nothing to score is said, and the glob is part of the asking."""
    write_gold(tmp_path)
    with pytest.raises(FormatError):
        read_folder(tmp_path, "seed-*")


def test_spans_count_only_when_exact(tmp_path: Path) -> None:
    """One right, one too short, one with the wrong label, one missed."""
    write_gold(tmp_path)
    short = Suggestion(at("5/3/2021"), "DATE", "test", value="2021-03-05")
    wrong = Suggestion(NAME.span, "PLACE", "test")
    result = scored(tmp_path, Detection((short, POST, wrong)))
    labels = result.tallies["label"]
    assert labels["DATE"] == Tally(1, 1, 0)
    assert labels["TITLE"] == Tally(1, 1, 1)
    assert labels["AGENCY"] == Tally(1, 0, 0)
    assert labels["PLACE"] == Tally(0, 1, 0)
    assert result.micro("label") == Tally(4, 3, 1)
    faults = {(f.measure, f.gold, f.found) for f in result.faults}
    assert ("DATE", "Ngày 5/3/2021", "5/3/2021") in faults
    assert ("OFFICIAL", "Hà An", "Hà An [PLACE]") in faults
    assert ("AGENCY", "UBND tỉnh", "") in faults


def test_values_count_among_those_found(tmp_path: Path) -> None:
    """A date found with another value is wrong, one that was not found does not count."""
    write_gold(tmp_path)
    wrong = Suggestion(DATE.span, "DATE", "test", value="2021-05-03")
    assert scored(tmp_path, Detection((wrong,))).tallies["value"]["DATE"] == Tally(1, 1, 0)
    assert "value" not in scored(tmp_path, Detection()).tallies


def test_relations_are_pairs_of_exact_spans(tmp_path: Path) -> None:
    """HOLDS and AT count, DURING does not."""
    write_gold(tmp_path)
    right = SuggestedRelation("HOLDS", (NAME.span, "OFFICIAL"), (POST.span, "TITLE"), "current")
    extra = SuggestedRelation("AT", (POST.span, "TITLE"), (BODY.span, "AGENCY"))
    term = SuggestedRelation("DURING", (POST.span, "TITLE"), (DATE.span, "DATE"))
    result = scored(tmp_path, Detection(relations=(right, extra, term)))
    assert result.tallies["relation"] == {"HOLDS": Tally(1, 1, 1), "AT": Tally(0, 1, 0)}


def test_records_meet_by_their_parties(tmp_path: Path) -> None:
    """Parties in other words are the same bodies; items count one by one, points by their characters."""
    write_gold(tmp_path)
    other = record(parties=["Sở Y tế", "Công an tỉnh"], signers=[])
    half = record(signed_on="2021-03-06", signers=["Hà An", "Lê Bình"], contents=["an ninh"])
    fields = scored(tmp_path, Detection(records=(other, half))).tallies["record"]
    assert fields["kind"] == Tally(1, 2, 1)
    assert fields["signed_on"] == Tally(1, 2, 0)
    assert fields["parties"] == Tally(2, 4, 2)
    assert fields["signers"] == Tally(1, 2, 1)
    assert fields["contents"] == Tally(len("an ninh") + len("trật tự"), len("an ninh"), len("an ninh"))


def test_what_nobody_annotated_is_not_scored(tmp_path: Path) -> None:
    """Absent keys leave no tallies and no faults."""
    write_gold(tmp_path, spans=None, relations=None, agreements=None, province=None)
    result = scored(tmp_path, Detection((DATE,), records=(record(),)), "Hà Nam")
    assert result.tallies == {} and result.faults == [] and result.articles == 1


def test_the_province_is_right_or_wrong(tmp_path: Path) -> None:
    """By its name; none found is missed."""
    write_gold(tmp_path)
    assert scored(tmp_path, Detection()).tallies["province"]["province"] == Tally(1, 1, 1)
    assert scored(tmp_path, Detection(), "Hà Nam").tallies["province"]["province"] == Tally(1, 1, 0)
    assert scored(tmp_path, Detection(), None).tallies["province"]["province"] == Tally(1, 0, 0)


def test_measures_are_those_of_the_textbook() -> None:
    """Precision, recall, F1; nothing to find and nothing found is all right."""
    tally = Tally(4, 5, 3)
    assert (tally.precision, tally.recall, round(tally.f1, 4)) == (0.6, 0.75, 0.6667)
    assert (Tally().precision, Tally().recall, Tally().f1) == (1, 1, 1)
    assert (Tally(0, 2, 0).precision, Tally(2, 0, 0).recall) == (0, 0)
