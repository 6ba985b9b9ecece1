"""JSONL holds all that a layer holds, and an import brings it back."""

import base64
import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from layers import all_sheets, lay, plain
from random_layers import QUICK, sheets

from core.errors import FormatError
from core.exchange.export import export
from core.exchange.format import Options
from core.exchange.intake import Intake, Taken
from core.exchange.jsonl_read import read
from core.exchange.registry import format_named
from core.model.article import State
from core.model.edit import Edit
from core.model.ids import GOLD_LAYER, new_id
from core.model.record import Record
from core.people import Annotator
from core.store import dataset_io
from core.store.arriving import Arriving
from core.store.dataset_io import LayerName, Selection, Sheet
from core.store.store import Store

DATA = Path(__file__).parents[2] / "data" / "exchange"


def test_exported_and_imported_again_every_layer_is_equal(
    samples: Store, other: Store, send: Callable, bring: Callable
):
    out = send(samples, "jsonl", done=False, rejected=True, whole=True)
    assert all(isinstance(step, Taken) for step in bring(other, out))
    theirs, ours = all_sheets(other), all_sheets(samples)
    assert [s.article for s in theirs] == [s.article for s in ours]
    for sheet in ours:
        assert sheet.layer
        layers = [plain(store.layer(sheet.article.id, sheet.layer.id)) for store in (samples, other)]
        assert layers[0] == layers[1]
        assert len(layers[0]) > 20
    again = send(other, "jsonl", "again.jsonl", done=False, rejected=True, whole=True)
    assert again.read_bytes() == out.read_bytes()


def test_importing_the_same_file_twice_adds_nothing(samples: Store, other: Store, send: Callable, bring: Callable):
    out = send(samples, "jsonl", rejected=True)
    bring(other, out)
    again = bring(other, out)
    assert [(t.added, t.kept) for t in again] == [(0, ())] * len(again)
    assert all(t.same > 20 for t in again)
    back = bring(samples, out)
    assert [(t.new, t.added, t.kept) for t in back] == [(False, 0, ())] * len(back)


@QUICK
@given(sheets())
def test_any_layer_comes_back_as_it_was(drawn: tuple[Sheet, ...]):
    who = Annotator(new_id(), "Hoa")
    options = Options()
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        stores = Store(here / "a.sqlite"), Store(here / "b.sqlite")
        outs = here / "a.jsonl", here / "b.jsonl"
        intake = Intake(stores[0], who)
        for number, sheet in enumerate(drawn):
            intake.take(_arrival(sheet, str(number)))
        for store, out, into in zip(stores, outs, (stores[1], None), strict=True):
            wanted = Selection(tuple(dataset_io.layers(store)), False, True, whole=True)
            list(export(store, format_named("jsonl"), out, wanted, options))
            if into:
                arrivals = Intake(into, who)
                taken = [arrivals.take(a) for a in read(out)]  # type: ignore[arg-type]
                assert not any(t.kept for t in taken)
        assert outs[0].read_bytes() == outs[1].read_bytes()
        for theirs, ours in zip(*map(all_sheets, stores), strict=True):
            assert _without_revisions(theirs) == _without_revisions(ours)
        for store in stores:
            store.close()


def _arrival(sheet: Sheet, where: str):
    from core.exchange.format import Arrival

    return Arrival(sheet, where, {})


def _without_revisions(sheet: Sheet) -> Sheet:
    def bare(items):
        return tuple(replace(item, rev=b"") for item in items)

    card = replace(sheet.card, rev=b"") if sheet.card else None
    parts = bare(sheet.annotations), bare(sheet.relations), bare(sheet.records)
    return Sheet(sheet.article, sheet.layer, card, *parts)


def test_a_line_has_every_key_that_detect_prints(example: Store, send: Callable):
    line = json.loads(send(example, "jsonl").read_text("utf-8"))
    keys = "path text title published province province_evidence zones annotations relations records"
    assert set(keys.split()) <= set(line)
    assert all(line["text"][a["start"] : a["end"]] == a["text"] for a in line["annotations"])
    holds = line["relations"][0]
    ends = [line["annotations"][holds[end]]["label"] for end in ("head", "tail")]
    assert (holds["kind"], ends) == ("HOLDS", ["OFFICIAL", "TITLE"])


def test_the_golden_line(example: Store, send: Callable):
    out = send(example, "jsonl", rejected=True)
    assert out.read_text("utf-8") == (DATA / "example.jsonl").read_text("utf-8")


def test_only_accepted_items_of_done_articles_unless_asked(store: Store, annotator: Annotator, send: Callable):
    lay(store, annotator, "Bài một xong rồi\nnhé các bạn ơi, vâng ạ", "1.txt")
    lay(store, annotator, "Bài hai chưa xong\nnhé các bạn ơi, vâng ạ", "2.txt", State.STARTED)

    def decisions(out: Path) -> list[set[str]]:
        lines = out.read_text("utf-8").splitlines()
        return [{a["decision"] for a in json.loads(line)["annotations"]} for line in lines]

    assert decisions(send(store, "jsonl")) == [{"accepted"}]
    assert decisions(send(store, "jsonl", done=False, rejected=True)) == [{"accepted", "rejected"}] * 2


def test_only_articles_of_a_province(store: Store, annotator: Annotator, send: Callable):
    lay(store, annotator, "Bài một xong rồi\nnhé các bạn")
    assert len(send(store, "jsonl", province="lao-cai").read_text("utf-8").splitlines()) == 1
    assert send(store, "jsonl", province="ha-noi").read_text("utf-8") == ""


def test_sources_bring_their_bytes_where_asked(
    store: Store, annotator: Annotator, add: Callable, other: Store, send: Callable, bring: Callable
):
    raw = "Tiêu đề\r\nThân bài".encode("utf-16")
    import hashlib

    from core.model.article import Article, ArticleCard, Source

    sha256 = hashlib.sha256(raw).hexdigest()
    article = Article.of("Tiêu đề\nThân bài")
    source = Source("x.txt", sha256, "txt", "utf-16")
    store.meet(annotator.id, annotator.name)
    card = ArticleCard(new_id(), article.id, annotator.id, b"", "Tiêu đề", (source,), state=State.DONE)
    store.add(article, source, raw, card, annotator.id)
    line = json.loads(send(store, "jsonl", sources=True).read_text("utf-8"))
    assert base64.b64decode(line["sources"][sha256]) == raw
    bring(other, send(store, "jsonl", sources=True))
    assert other.raw(sha256) == raw
    line["sources"][sha256] = base64.b64encode(b"else").decode()
    bad = send(store, "jsonl")
    bad.write_text(json.dumps(line), "utf-8")
    (error,) = read(bad)
    assert isinstance(error, FormatError)
    assert "SHA-256" in str(error)


def test_what_belongs_to_no_article_or_layer_goes_along_with_the_whole(
    store: Store, annotator: Annotator, other: Store, send: Callable, bring: Callable
):
    lay(store, annotator, "Bài một xong rồi\nnhé các bạn")
    record = Record(new_id(), b"", annotator.id, b"", "person", {"names": ["Lụa"]})
    store.apply(Edit("import_layer", (), (record,)), annotator.id)
    from core.model.article import Article

    with Arriving.into(store, annotator.id) as there:
        there.add_article(Article.of("Không ai đụng tới"), None, {})
    out = send(store, "jsonl", done=False, rejected=True, whole=True)
    bring(other, out)
    assert [s.article.text for s in all_sheets(other)] == ["", "Bài một xong rồi\nnhé các bạn", "Không ai đụng tới"]
    own = dataset_io.own_layer(other, annotator.id).records
    assert [(r.id, r.fields) for r in own] == [(record.id, record.fields)]
    assert send(other, "jsonl", "again", done=False, rejected=True, whole=True).read_bytes() == out.read_bytes()


def test_layers_of_several_annotators_and_gold_keep_apart(store: Store, other: Store, send: Callable, bring: Callable):
    hoa, nam = Annotator(new_id(), "Hoa"), Annotator(new_id(), "Nam")
    for who, layer in ((hoa, hoa.id), (nam, nam.id), (hoa, GOLD_LAYER)):
        lay(store, who, "Bài một xong rồi\nnhé các bạn", layer=layer)
    out = send(store, "jsonl", done=False, rejected=True, whole=True)
    assert len(out.read_text("utf-8").splitlines()) == 3
    bring(other, out)
    assert [layer.name for layer in dataset_io.layers(other)] == ["gold", "Hoa", "Nam"]
    assert send(other, "jsonl", "b", done=False, rejected=True, whole=True).read_bytes() == out.read_bytes()
    assert len(send(other, "jsonl", "c").read_text("utf-8").splitlines()) == 1, "gold alone, unless told otherwise"


def test_a_line_by_hand_needs_only_text_and_spans(tmp_path: Path, store: Store, bring: Callable, annotator: Annotator):
    path = tmp_path / "a.jsonl"
    rows = [{"start": 0, "end": 7, "label": "LẠ"}]
    path.write_text(json.dumps({"text": "Hà Nội ơi", "annotations": rows}) + "\n\n", "utf-8")
    (taken,) = bring(store, path)
    (annotation,) = store.layer(taken.article, annotator.id)
    assert (annotation.label, annotation.origin) == ("LẠ", "import:jsonl")


def test_offsets_of_decomposed_text_follow_it_into_normal_form(
    tmp_path: Path, store: Store, bring: Callable, annotator: Annotator
):
    import unicodedata

    text = unicodedata.normalize("NFD", "Ông Lê Hữu Phước 😀\r\nở Hà Nội")
    words = unicodedata.normalize("NFD", "Hà Nội")
    start = text.index(words)
    row = {"start": start, "end": start + len(words), "label": "PLACE", "text": words}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": text, "annotations": [row]}), "utf-8")
    (taken,) = bring(store, path)
    (annotation,) = store.layer(taken.article, annotator.id)
    assert annotation.span.of(store.article(taken.article).text) == "Hà Nội"


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("{", "2"),
        ("[]", "2"),
        ('{"title": "x"}', "“text”"),
        ('{"text": ""}', "“text”"),
        ('{"text": "\\ud800"}', "surrogates"),
        ('{"text": "a b", "id": "00"}', "id: "),
        ('{"text": "a b", "annotations": [{"start": 0, "end": 9, "label": "X"}]}', "0..9"),
        ('{"text": "a b", "annotations": [{"start": 1, "end": 1, "label": "X"}]}', "1..1"),
        ('{"text": "a b", "annotations": [{"start": 0, "end": 1, "label": "X", "text": "b"}]}', "“a” ≠ “b”"),
        ('{"text": "a b", "annotations": [{"start": 0, "end": 1}]}', "“label”"),
        ('{"text": "a b", "annotations": [], "relations": [{"kind": "AT", "head": 0, "tail": 1}]}', "0 → 1"),
        ('{"text": "a b", "card": {"published": "hôm qua"}}', "hôm qua"),
        ('{"text": "a b", "card": {"state": "nửa"}}', "nửa"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_done(line: str, what: str, tmp_path: Path, store: Store, bring: Callable):
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "một"}\n' + line + '\n{"text": "ba"}\n', "utf-8")
    first, error, last = bring(store, path)
    assert isinstance(error, FormatError)
    assert (error.fields["path"], error.fields["line"]) == (path, 2)
    assert what in str(error)
    assert (first.new, last.new) == (True, True)


def test_a_file_that_is_not_utf8_is_named(tmp_path: Path):
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"\xff\xfe\x00\n")
    assert [type(e) for e in read(path)] == [FormatError]
    assert [type(e) for e in read(tmp_path / "nothing.jsonl")] == [FormatError]


def test_items_go_to_the_layer_that_is_named(example: Store, other: Store, send: Callable, bring: Callable):
    mine = LayerName(new_id(), "annotator", "Bình")
    bring(other, send(example, "jsonl"), into=mine)
    assert dataset_io.layers(other) == [mine]
