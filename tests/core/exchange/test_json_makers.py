"""JSON of doccano, Prodigy and Label Studio comes back in, also as those tools write it themselves."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from layers import GOLD_TEXT, all_sheets

from core.errors import FormatError
from core.exchange.registry import READERS
from core.store.store import Store

RELATIONS = {("HOLDS", "Trần Thị Lụa"), ("AT", "Trưởng Ban Tuyên giáo\nTỉnh ủy")}


def _accepted(store: Store) -> set[tuple[str, str]]:
    return {
        (a.span.of(sheet.article.text), a.label)
        for sheet in all_sheets(store)
        for a in sheet.annotations
        if a.decision == "accepted"
    }


@pytest.mark.parametrize(
    ("format", "file"),
    [("doccano", "out.jsonl"), ("prodigy", "out.jsonl"), ("labelstudio", "out")],
)
def test_what_was_exported_comes_back(
    format: str, file: str, example: Store, other: Store, send: Callable, bring: Callable
):
    out = send(example, format, file)
    path = out / "tasks.json" if out.is_dir() else out
    (taken,) = bring(other, path)
    assert not taken.notes
    assert _accepted(other) == _accepted(example)
    (sheet,) = all_sheets(other)
    assert sheet.article.text == GOLD_TEXT
    words = {a.id: a.span.of(GOLD_TEXT) for a in sheet.annotations}
    assert {(r.kind, words[r.head]) for r in sheet.relations} == RELATIONS
    assert sheet.card
    assert (sheet.card.title, sheet.card.published) == ("Ký kết quy chế", "2021-07-29")
    (again,) = bring(other, path)
    assert again.added == 0


def test_doccano_counts_as_javascript_does(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": 1, "text": "😀 Lụa", "label": [[3, 6, "OFFICIAL"]], "Comments": ["?"]}), "utf-8")
    (arrival,) = READERS[".jsonl"](path)
    assert not isinstance(arrival, Exception)
    (mark,) = arrival.sheet.annotations
    assert mark.span.of(arrival.sheet.article.text) == "Lụa"
    assert arrival.notes == ("doccano: ?",)


def test_an_answer_that_prodigy_rejected_brings_no_spans_and_says_so(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    row = {"text": "ông Lụa", "spans": [{"start": 4, "end": 7, "label": "OFFICIAL"}], "answer": "reject"}
    path.write_text(json.dumps(row), "utf-8")
    (arrival,) = READERS[".jsonl"](path)
    assert not isinstance(arrival, Exception)
    assert not arrival.sheet.annotations
    assert "reject" in arrival.notes[0]


def test_what_label_studio_exports_is_read(tmp_path: Path):
    path = tmp_path / "project-1.json"
    region = {"id": "x", "from_name": "label", "to_name": "body", "type": "labels"}
    choice = {"id": "y", "from_name": "sentiment", "to_name": "body", "type": "choices", "value": {"choices": ["+"]}}
    cancelled = {"was_cancelled": True, "result": [region | {"value": {"start": 0, "end": 3, "labels": ["TITLE"]}}]}
    done = {"result": [region | {"value": {"start": 4, "end": 7, "labels": ["OFFICIAL"], "text": "Lụa"}}, choice]}
    path.write_text(json.dumps([{"data": {"body": "ông Lụa"}, "annotations": [cancelled, done]}]), "utf-8")
    (arrival,) = READERS[".json"](path)
    assert not isinstance(arrival, Exception)
    assert [a.label for a in arrival.sheet.annotations] == ["OFFICIAL"]
    assert "sentiment" in arrival.notes[0]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", {"text": "ông Lụa", "label": [[4, 70, "X"]]}),
        ("a.jsonl", {"text": "ông Lụa", "entities": [{"id": 1}], "relations": []}),
        ("a.jsonl", {"text": "ông Lụa", "spans": [{"start": 4}]}),
        ("a.json", [{"data": {"text": "ông Lụa"}, "annotations": [{"result": [{"type": "labels"}]}]}]),
        ("a.json", ["?"]),
    ],
)
def test_a_broken_one_is_named(name: str, content: object, tmp_path: Path):
    path = tmp_path / name
    path.write_text(json.dumps(content), "utf-8")
    (error,) = READERS[path.suffix](path)
    assert isinstance(error, FormatError)
    assert str(path) in str(error)


def test_articles_in_jsonl_are_known_by_the_names_of_their_columns(tmp_path: Path, store: Store, bring: Callable):
    path = tmp_path / "bài.jsonl"
    row = {"Tiêu đề": "Ký kết quy chế", "Nội dung": "UBND tỉnh họp.", "Ngày đăng": "29/07/2021", "lượt xem": 3}
    path.write_text(json.dumps(row, ensure_ascii=False), "utf-8")
    bring(store, path)
    (sheet,) = all_sheets(store)
    assert sheet.article.text == "Ký kết quy chế\n\nUBND tỉnh họp."
    assert sheet.card
    assert (sheet.card.title, sheet.card.published) == ("Ký kết quy chế", "2021-07-29")
