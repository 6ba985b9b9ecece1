"""A glance shows what the library will show."""

from pathlib import Path

from layers import lay

from core.people import Annotator
from core.store.glance import glance
from core.store.shelf import Shelf
from core.store.store import Store


def test_a_glance_is_what_the_shelf_says(tmp_path: Path):
    who = Annotator(b"L" * 16, "Hoa")
    store = Store(tmp_path / "a.sqlite")
    store.meet(who.id, who.name)
    for number in range(3):
        lay(
            store,
            who,
            f"Bài {number}\nÔng Lụa, Giám đốc Sở Y tế tỉnh Lào Cai, đến Hà Nội ngày 28/7/2021.",
            f"{number}.txt",
        )
    shelf = Shelf(store, who.id)
    ids, rows = glance(store.path, who.id, rows=2)
    assert ids == shelf.ids()
    assert glance(store.path, who.id, 2)[0] == shelf.ids(most=2) == ids[:2]
    assert rows == shelf.rows(ids[:2])


def test_what_is_no_dataset_shows_nothing(tmp_path: Path):
    (tmp_path / "a.sqlite").write_text("không phải")
    assert glance(tmp_path / "a.sqlite", b"L" * 16) == glance(tmp_path / "b.sqlite", b"L" * 16) == ([], [])
