"""A bundle is what was signed, or it is refused by name."""

import json
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from layers import lay

from core import paths
from core.cli import main
from core.errors import FormatError, StoreError
from core.people import Annotator
from core.store import bundle as bundles
from core.store.bundle import bundle, unbundle, verify
from core.store.integrity import flaws
from core.store.store import Store

HOA = Annotator(b"H" * 16, "Hoa")


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A user's folder of their own, so that the key is made anew."""
    monkeypatch.setattr(bundles, "user_data", lambda: tmp_path / "user")


@pytest.fixture
def dataset(tmp_path: Path) -> Path:
    """A dataset with two articles, closed."""
    store = Store(tmp_path / "gold.sqlite")
    for number in (1, 2):
        lay(store, HOA, f"Bài {number}\nÔng Lụa, Giám đốc Sở Y tế tỉnh Lào Cai, đến Hà Nội.", f"{number}.txt")
    store.close()
    return tmp_path / "gold.sqlite"


@pytest.fixture
def made(dataset: Path) -> Path:
    """A bundle of it."""
    bundle(dataset, dataset.with_suffix(".butvang"))
    return dataset.with_suffix(".butvang")


def test_what_is_unpacked_is_what_was_bundled(made: Path, tmp_path: Path):
    found = unbundle(made, tmp_path / "again.sqlite")
    assert found.ours and found.kind == "collection" and found.scheme == 1 and len(found.members) == 5
    one, other = (sqlite3.connect(tmp_path / name) for name in ("gold.sqlite", "again.sqlite"))
    for table in ("article_text", "annotation", "relation", "record", "card", "journal", "source_bytes", "dataset"):
        assert one.execute(f"SELECT * FROM {table}").fetchall() == other.execute(f"SELECT * FROM {table}").fetchall()
    one.close()
    other.close()
    store = Store(tmp_path / "again.sqlite")
    assert list(flaws(store)) == []
    store.close()


def test_equal_content_gives_equal_bytes(dataset: Path, tmp_path: Path):
    bundle(dataset, tmp_path / "a.butvang")
    bundle(dataset, tmp_path / "b.butvang")
    assert (tmp_path / "a.butvang").read_bytes() == (tmp_path / "b.butvang").read_bytes()


def test_the_sources_are_there_for_who_has_no_program(made: Path):
    with zipfile.ZipFile(made) as archive:
        names = [name for name in archive.namelist() if name.startswith("sources/")]
        assert {archive.read(name)[:6].decode() for name in names} == {"Bài 1", "Bài 2"} or len(names) == 2


def rewritten(
    path: Path, change: Callable[[str, bytes], tuple[str, bytes]], extra: dict[str, bytes] | None = None
) -> Path:
    """The bundle with members changed."""
    target = path.with_name("changed.butvang")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(*change(info.filename, old.read(info)))
        for name, content in (extra or {}).items():
            new.writestr(name, content)
    return target


def refused(path: Path, key: str, tmp_path: Path) -> None:
    """It is refused with that error, named, and nothing is left behind."""
    before = set(tmp_path.rglob("*"))
    for act in (verify, lambda p: unbundle(p, tmp_path / "out.sqlite")):
        with pytest.raises(FormatError) as caught:
            act(path)
        assert caught.value.key == key and path.name in str(caught.value)
    assert set(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("member", ["dataset.sqlite", "scheme.toml", "manifest.json", "manifest.sig"])
def test_a_changed_member_is_refused(made: Path, member: str, tmp_path: Path):
    def change(name: str, content: bytes) -> tuple[str, bytes]:
        if name != member:
            return name, content
        middle = len(content) // 2
        if name.endswith("json"):
            return name, content.replace(b'"collection"', b'"COLLECTION"')
        return name, content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]

    refused(rewritten(made, change), "bundle_tampered", tmp_path)


@pytest.mark.parametrize("name", ["../evil.txt", "/etc/x", "sources/../../x", "C:\\x", "sources/ABC"])
def test_a_member_that_would_go_elsewhere_is_refused(made: Path, name: str, tmp_path: Path):
    refused(rewritten(made, lambda n, c: (n, c), {name: b"x"}), "bundle_stranger", tmp_path)


def test_a_member_that_is_missing_or_too_many_is_refused(made: Path, tmp_path: Path):
    refused(rewritten(made, lambda n, c: (n, c), {"sources/" + "a" * 64: b"x"}), "bundle_tampered", tmp_path)


def test_a_bomb_is_refused(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bundles, "_MOST_BYTES", 1000)
    refused(made, "bundle_too_big", tmp_path)


@pytest.mark.parametrize("part", [0.0, 0.3, 0.7, 0.999])
def test_a_truncated_bundle_is_refused(made: Path, part: float, tmp_path: Path):
    cut = tmp_path / "cut.butvang"
    raw = made.read_bytes()
    cut.write_bytes(raw[: int(len(raw) * part)])
    refused(cut, "bundle_broken", tmp_path)


def test_what_is_no_bundle_is_refused(tmp_path: Path):
    with zipfile.ZipFile(tmp_path / "x.butvang", "w") as archive:
        archive.writestr("readme", "x")
    refused(tmp_path / "x.butvang", "bundle_none", tmp_path)
    with zipfile.ZipFile(tmp_path / "y.butvang", "w") as archive:
        archive.writestr("manifest.json", json.dumps([1]))
        archive.writestr("manifest.sig", "x")
    refused(tmp_path / "y.butvang", "bundle_none", tmp_path)


def test_nothing_is_written_over(made: Path, dataset: Path):
    before = dataset.read_bytes()
    with pytest.raises(StoreError):
        unbundle(made, dataset)
    assert dataset.read_bytes() == before


def test_who_else_signed_is_told(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(bundles, "user_data", lambda: tmp_path / "other")
    assert not verify(made).ours
    assert paths.user_data() != tmp_path / "other"
    if shutil.os.name == "posix":  # type: ignore[attr-defined]
        assert (tmp_path / "other" / "signing.key").stat().st_mode & 0o077 == 0


def test_the_commands_bundle_verify_and_unpack(dataset: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["bundle", str(dataset), "-o", str(tmp_path / "x")]) == 0
    assert main(["verify", str(tmp_path / "x.butvang"), "--json"]) == 0
    assert '"ours": true' in capsys.readouterr().out
    assert main(["unbundle", str(tmp_path / "x.butvang")]) == 0
    assert main(["check", str(tmp_path / "x.sqlite")]) == 0
    assert main(["verify", str(dataset)]) == 1
