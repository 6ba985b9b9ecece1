"""The overview counts what the dataset holds, by province, day, label, source and annotator, and remembers it."""

from dataclasses import replace
from pathlib import Path

import pytest
from layers import lay, sample_texts

from core.model.article import State
from core.model.edit import Edit
from core.model.ids import GOLD_LAYER, new_id
from core.people import Annotator
from core.review import overview_kept
from core.review.overview import Area, Work, origin, overview, titles
from core.review.overview_cards import card_rows
from core.review.scope import Scope, places
from core.store.store import Store
from core.verbs.states import set_state


@pytest.fixture
def two(store: Store, annotator: Annotator) -> tuple[bytes, bytes]:
    """An article that is done and one that is begun, both of Lào Cai."""
    first, second = list(sample_texts().values())[:2]
    return (
        lay(store, annotator, first, "https://www.baolaocai.vn/1.html"),
        lay(store, annotator, second, "tin/2.txt", State.STARTED),
    )


def test_every_figure_is_counted(store: Store, annotator: Annotator, two: tuple[bytes, bytes]):
    found = list(overview(store))[-1]
    area = found.areas["lao-cai"]
    accepted = [a for article in two for a in store.layer(article, annotator.id).accepted]
    assert found.whole and not found.gold
    assert area.states == {State.DONE: 1, State.STARTED: 1}
    assert (area.articles, area.finished, area.items) == (2, 1, len(accepted))
    assert area.labels["AGENCY"] == sum(a.label == "AGENCY" for a in accepted)
    assert sum(area.days.values()) == 1
    assert area.sources == {"baolaocai.vn": 1, "tin": 1}
    assert area.work == {annotator.id: Work(2, 1, len(accepted))}
    assert found.names[annotator.id] == annotator.name


def test_steps_come_in_the_order_of_what_they_cost(store: Store, two: tuple[bytes, bytes]):
    first, second, last = overview(store)
    assert first.together.articles == 2 and not first.together.days
    assert second.together.days and not second.together.labels
    assert last.together.labels


def test_the_gold_layer_speaks_for_an_article_that_has_one(
    store: Store, annotator: Annotator, two: tuple[bytes, bytes]
):
    done = store.layer(two[0], annotator.id)
    assert done.card
    gold = replace(done.card, id=new_id(), layer=GOLD_LAYER, province="yen-bai", state=State.STARTED)
    item = replace(done.accepted[0], id=new_id(), layer=GOLD_LAYER)
    store.apply(Edit("adjudicate", (), (gold, item)), annotator.id)
    found = list(overview(store))[-1]
    assert found.gold
    assert found.areas["yen-bai"].states == {State.STARTED: 1}
    assert found.together.labels == {item.label: 1}


def test_an_article_belongs_where_scopes_say(store: Store, annotator: Annotator, two: tuple[bytes, bytes]):
    other = Annotator(new_id(), "Lan")
    store.meet(other.id, other.name)
    card = store.layer(two[0], annotator.id).card
    assert card
    theirs = replace(card, id=new_id(), layer=other.id, province="ha-noi", province_by="person")
    store.apply(Edit("set_province", (), (theirs,)), other.id)
    found = list(overview(store))[-1]
    for province, area in found.areas.items():
        assert area.articles == len(places(store, Scope(frozenset([province]))))


def test_what_was_counted_last_is_kept(store: Store, two: tuple[bytes, bytes]):
    assert overview_kept.kept(store) is None
    found = list(overview(store))[-1]
    overview_kept.keep(store, found)
    assert overview_kept.kept(store) == found


def test_areas_add_up():
    one = Area({State.DONE: 2}, {3: 2}, {"DATE": 5}, {"a": 2}, {b"1": Work(2, 2, 5)})
    both = one + Area({State.NEW: 1}, {}, {"DATE": 1}, {}, {b"1": Work(1, 0, 1), b"2": Work(1, 1, 1)})
    assert both.states == {State.DONE: 2, State.NEW: 1}
    assert both.labels == {"DATE": 6}
    assert both.work == {b"1": Work(3, 2, 6), b"2": Work(1, 1, 1)}


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("https://www.baolaocai.vn/a/b.html", "baolaocai.vn"),
        ("/home/ha/tin/3.txt", "tin"),
        ("C:\\bai\\3.txt", "bai"),
        ("3.txt", ".txt"),
    ],
)
def test_where_an_article_is_from(path: str, expected: str):
    assert origin(path) == expected


def test_cards_are_listed_without_those_still_new(
    store: Store, annotator: Annotator, two: tuple[bytes, bytes], tmp_path: Path
):
    layer = store.layer(two[0], annotator.id)
    store.apply(set_state(layer, State.ACCEPTED, annotator.id), annotator.id)
    rows = {row.article: row for row in card_rows(store)}
    assert {id: row.state for id, row in rows.items()} == {two[0]: State.ACCEPTED, two[1]: State.STARTED}
    assert rows[two[0]].who == annotator.name and rows[two[0]].title == titles(store)[two[0]]
