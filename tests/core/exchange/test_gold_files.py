"""Gold articles, `name.json` beside `name.txt`, come in as layers that are done and go through every format."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from layers import all_sheets, plain

from core.errors import FormatError
from core.exchange import conll
from core.exchange.gold import read
from core.exchange.intake import Taken
from core.model.article import State
from core.people import Annotator
from core.store.store import Store

SHARED = Path("/work/shared/gold")
TEXT = "Ký kết quy chế\n\nChiều 28/7, ông Lụa, Trưởng Ban Dân vận; ông Lụa ký với UBND huyện.\n"


def _gold(folder: Path, **changes: object) -> Path:
    def span(words: str, label: str, nth: int = 1, **more: str) -> dict:
        start = -1
        for _ in range(nth):
            start = TEXT.index(words, start + 1)
        return {"start": start, "end": start + len(words), "label": label, "text": words, **more}

    spans = [
        span("Chiều 28/7", "DATE", value="2021-07-28TAF"),
        span("Lụa", "OFFICIAL", 2),
        span("Lụa", "OFFICIAL"),
        span("Trưởng Ban Dân vận", "TITLE"),
        span("Ban Dân vận", "AGENCY"),
    ]
    ends = {"from": {"label": "OFFICIAL", "text": "Lụa", "nth": 2}, "to": {"label": "TITLE", "text": spans[3]["text"]}}
    data = {
        "province": "Lào Cai",
        "published": "2021-07-29",
        "text_sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
        "spans": spans,
        "relations": [{"type": "HOLDS", "status": "former", **ends}],
        "agreements": [{"kind": "quy chế phối hợp", "parties": ["Ban Dân vận", "UBND huyện"]}],
    }
    (folder / "bai.txt").write_text(TEXT, "utf-8")
    path = folder / "bai.json"
    path.write_text(json.dumps(data | changes), "utf-8")
    return path


def test_a_gold_file_is_a_layer_that_is_done(tmp_path: Path, store: Store, annotator: Annotator, bring: Callable):
    (taken,) = bring(store, _gold(tmp_path))
    layer = store.layer(taken.article, annotator.id)
    date, first, title, agency, second = layer
    assert (date.value, date.value_by, first.value_by) == ("2021-07-28TAF", "person", None)
    assert {a.origin for a in layer} == {"import:gold"}
    assert agency.span.of(TEXT) == "Ban Dân vận"
    (link,) = layer.relations
    assert (link.kind, link.head, link.tail, link.status) == ("HOLDS", second.id, title.id, "former")
    (record,) = layer.records
    assert record.fields["parties"] == ["Ban Dân vận", "UBND huyện"]
    card = layer.card
    assert card
    assert (card.state, card.published, card.published_by) == (State.DONE, "2021-07-29", "person")
    assert card.province
    assert store.raw(card.sources[0].sha256) == TEXT.encode()


@pytest.mark.parametrize(
    "changes",
    [
        {"text_sha256": "00"},
        {"spans": [{"start": 0, "end": 2, "label": "X", "text": "Kí"}]},
        {"spans": [{"start": 0, "end": 999, "label": "X"}]},
        {"spans": None},
        {"province": "Xứ Nghệ"},
        {"published": "hôm qua"},
    ],
)
def test_a_wrong_gold_file_is_named(changes: dict, tmp_path: Path):
    path = _gold(tmp_path, **changes)
    (error,) = read(path)
    assert isinstance(error, FormatError)
    assert str(path) in str(error)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared gold is not on this machine")
def test_the_seeds_go_through_every_format(store: Store, other: Store, send: Callable, bring: Callable, tmp_path: Path):
    taken = bring(store, *sorted(SHARED.glob("seed-*.json")))
    assert all(isinstance(step, Taken) and step.new for step in taken)
    seeds = [json.loads(path.read_text("utf-8")) for path in sorted(SHARED.glob("seed-*.json"))]
    sheets = all_sheets(store)
    spans = [{(a.span.start, a.span.end, a.label, a.value) for a in sheet.annotations} for sheet in sheets]
    assert spans == [{(s["start"], s["end"], s["label"], s.get("value")) for s in seed["spans"]} for seed in seeds]
    assert [len(s.relations) for s in sheets] == [len(seed["relations"]) for seed in seeds]

    bring(other, send(store, "jsonl"))
    for sheet in sheets:
        assert sheet.layer
        layers = [plain(each.layer(sheet.article.id, sheet.layer.id)) for each in (store, other)]
        assert layers[0] == layers[1]

    third = Store(tmp_path / "third.sqlite")
    bring(third, send(store, "brat"))
    back = {
        s.article.id: {(a.span, a.label, a.value, a.mod, a.origin) for a in s.annotations} for s in all_sheets(third)
    }
    assert back == {s.article.id: {(a.span, a.label, a.value, a.mod, a.origin) for a in s.annotations} for s in sheets}
    assert sum(len(s.relations) for s in all_sheets(third)) == sum(len(s.relations) for s in sheets)
    third.close()

    held = list(conll.reread(send(store, "conll"), lambda id: store.article(id).text))
    outer = [
        {a.span for a in s.annotations if not any(o.span != a.span and o.span.contains(a.span) for o in s.annotations)}
        for s in sheets
    ]
    assert [{(start, end) for start, end, _ in places} for places in held] == [
        {(span.start, span.end) for span in spans} for spans in outer
    ]
