"""An import adds what is new, keeps what is there, tells where the two differ, and can be undone whole."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from layers import all_sheets, lay, plain

from core.exchange.format import Arrival
from core.exchange.intake import Intake
from core.history import History
from core.model.annotation import Annotation
from core.model.article import Article, ArticleCard, Source, State
from core.model.edit import Edit
from core.model.ids import GOLD_LAYER, new_id
from core.model.relation import Relation
from core.model.span import Span
from core.people import Annotator
from core.store import journal
from core.store.dataset_io import LayerName, Sheet
from core.store.store import Store

TEXT = "Ông Lụa ở Hà Nội"
ARTICLE = Article.of(TEXT)


def mark(start: int, end: int, label: str, **more: object) -> Annotation:
    return Annotation(new_id(), ARTICLE.id, b"", b"", Span(start, end), label, **more)  # type: ignore[arg-type]


def card(**more: object) -> ArticleCard:
    return ArticleCard(new_id(), ARTICLE.id, b"", b"", **more)  # type: ignore[arg-type]


def arrival(*annotations: Annotation, relations: tuple[Relation, ...] = (), card: ArticleCard | None = None) -> Arrival:
    return Arrival(Sheet(ARTICLE, None, card, annotations, relations), "tệp:1", {})


def test_an_annotation_that_says_otherwise_is_left_out_and_told(store: Store, annotator: Annotator):
    intake = Intake(store, annotator)
    intake.take(arrival(mark(4, 7, "OFFICIAL"), mark(10, 16, "PLACE", note="đúng")))
    taken = intake.take(arrival(mark(4, 7, "OFFICIAL", origin="rule:names"), mark(10, 16, "PLACE", note="sai")))
    assert (taken.added, taken.same) == (0, 1)
    ((what, theirs, ours),) = taken.kept
    assert (what, "sai" in theirs, "đúng" in ours) == ("annotation", True, True)
    notes = [a.note for a in store.layer(ARTICLE.id, annotator.id)]
    assert notes == ["", "đúng"]


def test_links_find_their_ends_among_what_is_there(store: Store, annotator: Annotator):
    first = mark(4, 7, "OFFICIAL")
    Intake(store, annotator).take(arrival(first))
    twin, place = mark(4, 7, "OFFICIAL"), mark(10, 16, "PLACE")
    link = Relation(new_id(), ARTICLE.id, b"", b"", "AT", twin.id, place.id)
    for _ in range(2):
        taken = Intake(store, annotator).take(arrival(twin, place, relations=(link,)))
    assert (taken.added, taken.same, taken.kept) == (0, 3, ())
    (there,) = store.layer(ARTICLE.id, annotator.id).relations
    assert (there.head, there.tail) == (first.id, place.id)


def test_ids_that_another_layer_uses_are_given_anew(store: Store, annotator: Annotator):
    first = arrival(mark(4, 7, "OFFICIAL"), card=card(title="Bài"))
    Intake(store, annotator).take(first)
    Intake(store, annotator, LayerName(GOLD_LAYER, "gold", "gold")).take(first)
    mine, gold = (store.layer(ARTICLE.id, id) for id in (annotator.id, GOLD_LAYER))
    assert [(a.span, a.label) for a in mine] == [(a.span, a.label) for a in gold]
    assert not plain(mine).keys() & plain(gold).keys()


def test_a_card_is_filled_where_it_is_open_and_kept_where_it_is_not(store: Store, annotator: Annotator):
    sources = Source("a.txt", "0" * 64, "txt", "utf-8"), Source("b.txt", "1" * 64, "txt", "utf-8")
    intake = Intake(store, annotator)
    intake.take(arrival(card=card(title="Bài", sources=sources[:1], published="2021-07-29", published_by="person")))
    theirs = card(title="Khác", sources=sources, published="2020-01-01", province="lao-cai", state=State.DONE)
    taken = intake.take(arrival(card=replace(theirs, province_by="person")))
    mine = store.layer(ARTICLE.id, annotator.id).card
    assert mine
    assert (mine.title, mine.published, mine.province, mine.province_by) == ("Bài", "2021-07-29", "lao-cai", "person")
    assert (mine.sources, mine.state) == (sources, State.DONE)
    assert taken.kept == (("published", "2020-01-01", "2021-07-29"),)
    again = intake.take(arrival(card=replace(theirs, published=None)))
    assert not again.kept
    assert store.layer(ARTICLE.id, annotator.id).card == mine


def test_an_import_is_one_batch_and_undone_as_one(
    samples: Store, other: Store, annotator: Annotator, send: Callable, bring: Callable
):
    bring(other, send(samples, "jsonl", rejected=True))
    undone = History(other, annotator.id).undo()
    assert len(undone) == len(all_sheets(samples))
    assert all(edit.name == "import_layer" for edit in undone)
    assert [len(s.annotations) for s in all_sheets(other)] == [0] * len(undone)
    assert [s.card.state for s in all_sheets(other) if s.card] == [State.NEW] * len(undone)
    History(other, annotator.id).redo()
    for sheet in all_sheets(samples):
        layers = [plain(each.layer(sheet.article.id, annotator.id)) for each in (samples, other)]
        assert layers[0] == layers[1]


def test_the_journal_says_who_imported_into_whose_layer(samples: Store, other: Store, send: Callable, bring: Callable):
    minh = Annotator(new_id(), "Minh")
    taken = bring(other, send(samples, "jsonl"), who=minh)
    theirs = [entry for entry in journal.of_article(other, taken[0].article) if entry.name == "import_layer"]
    hoa = next(sheet.layer for sheet in all_sheets(other))
    assert hoa
    assert hoa.name == "Hoa"
    assert [(e.annotator, e.layer, e.kind, bool(e.batch)) for e in theirs] == [(minh.id, hoa.id, "do", True)]


def test_an_old_file_does_not_rename_an_annotator(store: Store, annotator: Annotator, tmp_path: Path, bring: Callable):
    store.meet(annotator.id, "Hoa Nguyễn")
    layer = {"id": annotator.id.hex(), "kind": "annotator", "name": "Hoa"}
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": TEXT, "layer": layer}), "utf-8")
    bring(store, path, who=Annotator(new_id(), "Minh"))
    assert store.annotators()[annotator.id] == "Hoa Nguyễn"


def test_work_that_went_on_is_not_undone_by_importing_the_old_export(
    store: Store, annotator: Annotator, send: Callable, bring: Callable
):
    id = lay(store, annotator, "Bài một xong rồi\nnhé các bạn ơi")
    out = send(store, "jsonl", rejected=True)
    before = store.layer(id, annotator.id).accepted[0]
    moved = replace(before, span=Span(before.span.start, before.span.end - 1))
    store.apply(Edit("move_border", (before,), (moved,)), annotator.id)
    (taken,) = bring(store, out)
    assert taken.added == 0
    assert [what for what, _, _ in taken.kept] == ["annotation"]
    assert store.layer(id, annotator.id).at(moved.span, moved.label)
