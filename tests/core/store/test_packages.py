"""Work packages: one person's articles, nobody else's layers, and home again."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from machines import HOA, MAI, Machine

from core.cli import main
from core.errors import UsageError
from core.model.article import State
from core.store import bundle as bundles
from core.store.bundle import unbundle
from core.store.packages import active_minutes, choose, hand_out, packages


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user's folder of their own."""
    monkeypatch.setattr(bundles, "user_data", lambda: tmp_path / "user")


@pytest.fixture
def office(tmp_path: Path) -> Machine:
    """Three articles, all marked by Hoa, who gives two of them to Mai."""
    machine = Machine(tmp_path / "office.sqlite")
    for number in range(3):
        article = machine.add(f"Bài {number}. Sở Y tế họp bàn kín.")
        machine.mark(article, 7, 14, note="của Hoa")
    return machine


def away(office: Machine, tmp_path: Path) -> Machine:
    hand_out(office.store, MAI, choose(office.store, MAI.id, count=2), tmp_path / "mai.butvang", HOA.id)
    unbundle(tmp_path / "mai.butvang", tmp_path / "mai.sqlite")
    return Machine(tmp_path / "mai.sqlite")


def test_a_package_holds_its_articles_and_nobody_elses_layer(office: Machine, tmp_path: Path):
    mai = away(office, tmp_path)
    assert len({i.article for i in mai.items().values()}) == 2
    assert {i.layer for i in mai.items().values()} == {MAI.id} and mai.flaws() == []
    mai.store.close()
    with closing(sqlite3.connect(tmp_path / "mai.sqlite")) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert "của Hoa".encode() not in (tmp_path / "mai.sqlite").read_bytes()


def test_what_is_done_away_comes_home(office: Machine, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    mai = away(office, tmp_path)
    card = next(i for i in mai.items().values() if type(i).__name__ == "ArticleCard")
    mai.mark(card.article, 0, 3, who=MAI)
    mai.change(card, MAI, state=State.DONE)
    assert choose(office.store, MAI.id) == choose(office.store, HOA.id) and len(choose(office.store, HOA.id)) == 1
    assert main(["merge", str(office.store.path), str(tmp_path / "mai.sqlite")]) == 0
    (package,) = packages(office.store)
    assert (len(package.articles), len(package.left), bool(package.returned)) == (2, 1, True)
    assert len(office.store.layer(card.article, MAI.id)) == 1 and len(office.store.layer(card.article, HOA.id)) == 1
    assert office.flaws() == []
    capsys.readouterr()
    assert main(["package", "list", str(office.store.path), "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["person"], row["articles"], row["left"], row["days"]) == ("Mai", 2, 1, 0)


def test_time_away_from_the_desk_is_no_work(office: Machine):
    article = next(i.article for i in office.items().values())
    start = 1_700_000_000_000
    for minute, place in ((0, 0), (2, 1), (3, 2), (63, 3), (64, 4)):
        office.store.clock = lambda at=start + minute * 60_000: at  # type: ignore[misc]
        office.mark(article, place, place + 1, who=MAI)
    assert active_minutes(office.store, article, MAI.id) == 4.0


def test_a_package_that_comes_unpacked_or_not_is_merged_the_same(office: Machine, tmp_path: Path):
    away(office, tmp_path)
    assert main(["merge", str(office.store.path), str(tmp_path / "mai.butvang")]) == 0
    assert packages(office.store)[0].returned and office.flaws() == []


def test_there_must_be_something_to_hand_out(office: Machine, tmp_path: Path):
    with pytest.raises(UsageError):
        hand_out(office.store, MAI, [], tmp_path / "x.butvang", HOA.id)
    assert not (tmp_path / "x.butvang").exists() and packages(office.store) == []


def test_the_command_hands_out_by_name(office: Machine, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    out = str(tmp_path / "lan.butvang")
    assert main(["package", "out", str(office.store.path), "--annotator", "Lan", "--count", "1", "-o", out]) == 0
    assert main(["verify", out, "--json"]) == 0
    said = capsys.readouterr().out
    assert json.loads(said[said.index("{") :])["facts"]["name"] == "Lan"
    assert main(["package", "out", str(office.store.path), "--annotator", "Lan", "--province", "Xyz", "-o", out]) == 2
