"""What is erased is nowhere: not in a table, not in the journal, not in the file's bytes, and no merge brings it back."""

import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest
from layers import lay
from machines import Machine

from core.cli import main
from core.errors import StoreError
from core.model.library import Filter
from core.people import Annotator
from core.store import bundle as bundles
from core.store.backup import back_up
from core.store.bundle import bundle
from core.store.erase import erase
from core.store.shelf import Shelf
from core.text.fold import fold

HOA = Annotator(b"H" * 16, "Hoa")
WORD = "Xơrăngkhuyn"
TEXT = f"Chuyện bà {WORD}\nÔng Lụa, Giám đốc Sở Y tế tỉnh Lào Cai, và bà {WORD} đến Hà Nội ngày 28/7/2021."


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user's folder of their own."""
    monkeypatch.setattr(bundles, "user_data", lambda: tmp_path / "user")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    """Thirty articles, one of which has a word that no other has."""
    machine = Machine(tmp_path / "a.sqlite")
    for number in range(30):
        lay(machine.store, HOA, f"Bài {number}\nÔng Lụa, Giám đốc Sở Y tế tỉnh Lào Cai.", f"{number}.txt")
    return machine


def raw(folder: Path) -> bytes:
    """All bytes of all files of the dataset."""
    return b"".join(path.read_bytes() for path in sorted(folder.glob("a.sqlite*")))


def test_its_words_are_in_no_byte_of_the_file(machine: Machine, tmp_path: Path):
    id = lay(machine.store, HOA, TEXT)
    assert WORD.encode() in raw(tmp_path) and fold(WORD).encode() in raw(tmp_path)
    packed = zlib.compress(TEXT.encode())
    assert packed in raw(tmp_path)
    done = erase(machine.store, id, "theo yêu cầu", HOA.id)
    assert done.entries > 1 and done.sources == 1
    for some in (WORD.encode(), fold(WORD).encode(), packed, fold(WORD)[2:].encode()):
        assert some not in raw(tmp_path)
    assert Shelf(machine.store, HOA.id).ids(Filter(WORD)) == [] and len(Shelf(machine.store, HOA.id).ids()) == 30
    assert machine.flaws() == []
    machine.store.close()
    assert WORD.encode() not in raw(tmp_path)


def test_the_erasure_is_noted_and_the_journal_is_guarded_again(machine: Machine, tmp_path: Path):
    id = lay(machine.store, HOA, TEXT)
    erase(machine.store, id, "theo yêu cầu", HOA.id)
    (note,) = [i for i in machine.items().values() if getattr(i, "kind", "") == "erased"]
    assert note.fields["article"] == id.hex() and note.fields["reason"] == "theo yêu cầu"  # type: ignore[union-attr]
    with (
        closing(sqlite3.connect(tmp_path / "a.sqlite")) as db,
        pytest.raises(sqlite3.IntegrityError, match="only grows"),
    ):
        db.execute("DELETE FROM journal")


def test_a_merge_does_not_bring_it_back_and_says_so(machine: Machine, tmp_path: Path):
    id = lay(machine.store, HOA, TEXT)
    other = machine.copy(tmp_path / "b.sqlite")
    erase(machine.store, id, "theo yêu cầu", HOA.id)
    done = machine.take(other)
    assert done.erased == (id.hex(),) and done.new == 0
    machine.store.close()
    assert WORD.encode() not in raw(tmp_path)
    back = Machine(tmp_path / "a.sqlite")
    assert other.take(back).erased_there == (id.hex(),)
    assert other.store.article(id) and other.flaws() == [] and back.flaws() == []
    erase(other.store, id, "theo yêu cầu", HOA.id)
    assert other.take(back).erased_there == ()


def test_where_it_still_is_is_named(machine: Machine, tmp_path: Path):
    before = back_up(machine.store.file)
    id = lay(machine.store, HOA, TEXT)
    backup = back_up(machine.store.file)
    bundle(machine.store.file, tmp_path / "sub" / "x.butvang")
    done = erase(machine.store, id, "theo yêu cầu", HOA.id)
    assert set(done.files) == {backup.path, tmp_path / "sub" / "x.butvang"} and before.path not in done.files


def test_sources_that_others_have_stay(machine: Machine):
    id = lay(machine.store, HOA, TEXT)
    kept = next(i for i in machine.items().values() if type(i).__name__ == "ArticleCard" and i.article != id)
    sha256 = kept.sources[0].sha256  # type: ignore[union-attr]
    erase(machine.store, id, "theo yêu cầu", HOA.id)
    assert machine.store.raw(sha256)


def test_while_somebody_reads_nothing_is_erased(machine: Machine, tmp_path: Path):
    id = lay(machine.store, HOA, TEXT)
    with closing(sqlite3.connect(tmp_path / "a.sqlite", isolation_level=None)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM journal").fetchone()
        lay(machine.store, HOA, "Bài nữa\nÔng Lụa.", "x.txt")
        with machine.store.engine.connect() as db:
            db.exec_driver_sql("PRAGMA busy_timeout=50")
        with pytest.raises(StoreError, match=r"a\.sqlite"):
            erase(machine.store, id, "theo yêu cầu", HOA.id)
    assert machine.store.article(id).text == TEXT


def test_the_command_asks_and_erases(machine: Machine, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    lay(machine.store, HOA, TEXT, "bí-mật.txt")
    machine.store.close()
    command = ["erase", str(tmp_path / "a.sqlite"), "bí-mật.txt", "--reason", "theo yêu cầu"]
    assert main(command) == 1  # nobody there to say yes
    assert main([*command, "--yes", "--json"]) == 0
    assert main(["check", str(tmp_path / "a.sqlite")]) == 0
    assert WORD.encode() not in raw(tmp_path)
