"""Backups are whole, few, and bring back what was, without destroying what is."""

import sqlite3
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from layers import lay

from core.cli import main
from core.errors import StoreError
from core.people import Annotator
from core.store.backup import back_up, back_up_daily, backups, contents, folder_of, restore, superfluous
from core.store.integrity import flaws
from core.store.store import Store

HOA = Annotator(b"H" * 16, "Hoa")
TEXT = "Bài một\nÔng Lụa, Giám đốc Sở Y tế tỉnh Lào Cai, đến Hà Nội ngày 28/7/2021."


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A dataset with one article, closed."""
    store = Store(tmp_path / "gold.sqlite")
    lay(store, HOA, TEXT)
    store.close()
    return tmp_path / "gold.sqlite"


def test_a_backup_is_made_while_somebody_works_and_is_whole(dataset: Path):
    store = Store(dataset)
    with store.writing() as db:  # in the middle of a decision
        db.exec_driver_sql("UPDATE card SET note = 'dở dang'")
        made = back_up(dataset)
    store.close()
    assert contents(made.path).articles == 1
    assert sqlite3.connect(made.path).execute("SELECT note FROM card").fetchone() == ("xem\nlại",)
    opened = Store(made.path)
    assert list(flaws(opened)) == []
    opened.close()


def test_a_restored_backup_is_what_was_and_what_is_stays_aside(dataset: Path):
    made = back_up(dataset)
    store = Store(dataset)
    lay(store, HOA, "Bài hai\nBà Mai.", "2.txt")
    store.close()
    aside = restore(dataset, made.path)
    assert (contents(dataset).articles, contents(aside).articles) == (1, 2)
    opened = Store(dataset)
    assert list(flaws(opened)) == []
    opened.close()


def test_nothing_is_restored_under_somebody_who_works(dataset: Path):
    made = back_up(dataset)
    store = Store(dataset)
    with store.engine.connect() as db:
        db.exec_driver_sql("SELECT count(*) FROM journal").scalar()
        with pytest.raises(StoreError, match=r"gold\.sqlite"):
            restore(dataset, made.path)
    store.close()
    assert contents(dataset).articles == 1
    assert not list(dataset.parent.glob(".*"))


def test_a_damaged_dataset_is_not_backed_up_but_can_be_restored(dataset: Path):
    made = back_up(dataset)
    raw = bytearray(dataset.read_bytes())
    raw[4096 * 3 : 4096 * 40] = bytes(4096 * 37)
    dataset.write_bytes(raw)
    with pytest.raises(StoreError):
        back_up(dataset)
    assert len(backups(dataset)) == 1 and not list(folder_of(dataset).glob(".*"))
    aside = restore(dataset, made.path)
    assert contents(dataset).articles == 1
    assert aside.read_bytes() == bytes(raw)


def test_what_is_no_dataset_is_not_restored(dataset: Path, tmp_path: Path):
    other = tmp_path / "x.sqlite"
    other.write_text("không phải")
    before = dataset.read_bytes()
    with pytest.raises(StoreError):
        restore(dataset, other)
    with pytest.raises(StoreError):
        restore(dataset, tmp_path / "none.sqlite")
    assert dataset.read_bytes() == before


def test_days_weeks_and_months_keep_one_backup_each(dataset: Path):
    first = datetime(2025, 1, 1, 9)
    for day in range(0, 400, 3):
        for hour in (0, 5):
            now = first + timedelta(days=day, hours=hour)
            folder = folder_of(dataset)
            folder.mkdir(exist_ok=True)
            (folder / f"gold-{now:%Y-%m-%dT%H%M%S}.sqlite").write_bytes(b"")
    found = backups(dataset)
    old = superfluous(found, first + timedelta(days=400))
    kept = [b for b in found if b not in old]
    assert kept[0] == found[0]
    assert len({b.made.date() for b in kept}) == len(kept)
    assert 12 <= len(kept) <= 7 + 4 + 12
    assert superfluous(kept, first + timedelta(days=400)) == []


def test_one_backup_a_day(dataset: Path):
    now = datetime(2026, 11, 22, 9)
    assert back_up_daily(dataset, now)
    assert back_up_daily(dataset, now + timedelta(hours=8)) is None
    assert back_up_daily(dataset, now + timedelta(hours=25))
    assert back_up_daily(dataset.with_name("none.sqlite")) is None
    assert len(backups(dataset)) == 2


def test_the_command_makes_lists_and_restores(dataset: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["backup", str(dataset)]) == 0
    assert main(["backup", str(dataset), "--list"]) == 0
    (made,) = backups(dataset)
    assert str(made.path) in capsys.readouterr().out
    assert main(["backup", str(dataset), "--restore", str(made.path)]) == 0
    assert main(["backup", str(dataset.with_name("none.sqlite"))]) == 1
