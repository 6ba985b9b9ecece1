"""The sample collection: the same for a seed, true by construction, with every fault where the list of faults says."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from sample_files import collection, sample_dataset

from core.errors import StoreError
from core.provinces.map import MERGER, name_of
from core.review.collection import Slip, make, write
from core.store import tables
from core.store.census import census
from core.store.dataset_io import layers
from core.store.store import Store


@pytest.fixture
def sample(tmp_path: Path) -> Iterator[Store]:
    """The collection in a dataset."""
    store = Store(sample_dataset(tmp_path))
    yield store
    store.close()


def test_a_seed_gives_the_same_collection_every_time_and_another_seed_another():
    assert make(1) == collection()
    assert {a.article.id for a in make(7).articles}.isdisjoint(a.article.id for a in collection().articles)


def test_two_hundred_articles_of_eight_provinces_over_both_maps():
    per_province = Counter(a.province for a in collection().articles)
    assert len(per_province) == 8
    assert set(per_province.values()) == {25}
    since = [a for a in collection().articles if date.fromisoformat(a.published) >= MERGER]
    assert len(since) == 100
    names = Counter(name_of(province) for province in per_province)
    assert names["Lào Cai"] == names["An Giang"] == 2  # the same name, another territory
    assert len({a.article.id for a in collection().articles}) == 200
    assert len({a.kind for a in collection().articles}) == 6


def test_spans_stand_on_whole_words_and_only_agencies_within_titles_nest():
    for sample in collection().articles:
        text = sample.article.text
        for span in sample.spans:
            words = span.span.of(text)
            assert words == words.strip(" ,.\n"), words
            assert not text[span.span.start - 1 : span.span.start].isalnum()
            assert not text[span.span.end : span.span.end + 1].isalnum()
        for outer in sample.spans:
            for inner in sample.spans:
                if inner is not outer and inner.span.overlaps(outer.span):
                    assert {inner.label, outer.label} == {"AGENCY", "TITLE"}, (words, sample.path)


def test_relations_and_records_point_at_what_is_there():
    for sample in collection().articles:
        places = {(s.span, s.label) for s in sample.spans}
        assert all(r.head in places and r.tail in places for r in sample.relations)
        assert all(r.head[1] == "OFFICIAL" for r in sample.relations if r.kind == "HOLDS")
        for record in sample.records:
            evidence = {name: [s.of(sample.article.text) for s in spans] for name, spans in record.evidence.items()}
            assert evidence["parties"] == record.fields["parties"]
            assert evidence["contents"] == record.fields["contents"]
            assert len(record.fields["signers"]) == 2


def test_every_official_has_a_title_but_those_who_were_planted_without():
    planted = {(f.article, f.span) for f in collection().planted("official_without_title")}
    for sample in collection().articles:
        text = sample.article.text
        held = {r.head[0].of(text).rsplit(" ", 1)[-1] for r in sample.relations if r.kind == "HOLDS"}
        bare = [s for s in sample.spans if s.label == "OFFICIAL" and s.span.of(text).rsplit(" ", 1)[-1] not in held]
        assert {(sample.article.id, s.span) for s in bare} <= planted


def test_every_check_of_the_list_has_a_fault_to_find():
    checks = {f.check for f in collection().faults}
    assert checks >= {
        "labelled_differently",
        "loose_comma",
        "half_syllable",
        "level_missing",
        "official_without_title",
        "title_without_holder",
        "two_holders",
        "date_unresolved",
        "date_too_early",
        "date_too_late",
        "body_gone",
        "document_issuer",
        "no_label",
        "near_duplicate",
        "too_fast",
        "low_score",
    }
    assert all(f.other for f in collection().faults if f.check in ("two_holders", "title_without_holder"))
    assert len(collection().anniversaries) == 3


@pytest.mark.parametrize("seed", range(2, 8))
def test_every_seed_has_all_faults(seed: int):
    made = make(seed)
    assert Counter(f.check for f in made.faults) == Counter(f.check for f in collection().faults)
    assert all(f.other for f in made.faults if f.check in ("two_holders", "title_without_holder"))


def test_layers_differ_from_the_truth_only_where_a_slip_or_a_fault_was_planted():
    planted = {(p.article, p.annotator) for p in collection().disagreements}
    faulty = {f.article for f in collection().faults}
    for (article, annotator), layer in collection().layers.items():
        sample = collection().of(article)
        same = (
            {(s.span, s.label, s.value) for s in layer.spans} == {(s.span, s.label, s.value) for s in sample.spans}
            and set(layer.relations) == set(sample.relations)
            and layer.records == sample.records
            and (layer.published, layer.province) == (sample.published, sample.province)
        )
        if (
            (article, annotator) not in planted
            and article not in faulty
            and (article, annotator) not in collection().begun
        ):
            assert same, sample.path
        if (article, annotator) in planted:
            assert not same, sample.path


def test_every_kind_of_slip_was_planted():
    assert {p.slip for p in collection().disagreements} == set(Slip)


def test_the_dataset_holds_what_the_collection_says(sample: Store):
    counted = {count.layer.name: count for count in census(sample).layers}
    assert [name.name for name in layers(sample)] == [a.name for a in collection().annotators]
    assert counted["Nguyễn Thu An"].states["done"] == 200
    assert counted["Phạm Hà Chi"].states["started"] == 4
    for (article, annotator), said in list(collection().layers.items())[::37]:
        layer = sample.layer(article, annotator)
        assert {(a.span, a.label, a.value) for a in layer} == {(s.span, s.label, s.value) for s in said.spans}
        assert len(layer.relations) == len(said.relations)
        assert layer.card and layer.card.published == said.published


def test_the_journal_tells_of_weeks_of_work_and_of_those_who_hurried(sample: Store):
    kept = tables.journal.c
    with sample.engine.connect() as db:
        rows = db.execute(kept.at.table.select().order_by(kept.seq)).all()
    days = {datetime.fromtimestamp(row.at / 1000).date() for row in rows}
    assert len(days) > 10
    hurried = {(f.article, f.annotator) for f in collection().planted("too_fast")}
    lasted = {}
    for key in {(row.article, row.annotator) for row in rows if row.name == "done"}:
        times = [row.at for row in rows if (row.article, row.annotator) == key and row.kind == "do"]
        lasted[key] = (max(times) - min(times)) / 1000
    assert all(lasted[key] < 5 for key in hurried)
    assert all(seconds > 25 for key, seconds in lasted.items() if key not in hurried)


def test_the_collection_goes_into_an_empty_dataset_only(sample: Store):
    with pytest.raises(StoreError, match="mới"):
        next(iter(write(sample, collection())))
