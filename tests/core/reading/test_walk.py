"""Folders are walked in the order that a person expects, and only for articles."""

from pathlib import Path

from core.errors import ReadError
from core.reading.registry import READERS, read, walk


def files(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("UBND tỉnh họp.", "utf-8")


def names(root: Path, *paths: Path) -> list[str]:
    return [p.relative_to(root).as_posix() for p in walk(paths or [root]) if isinstance(p, Path)]


def test_bài_2_comes_before_bài_10(tmp_path: Path) -> None:
    files(tmp_path, "bài 10.txt", "bài 2.txt", "Bài 1.html", "2021/7.txt", "2021/11.txt")
    assert names(tmp_path) == ["2021/7.txt", "2021/11.txt", "Bài 1.html", "bài 2.txt", "bài 10.txt"]


def test_only_files_that_some_format_reads_and_none_hidden(tmp_path: Path) -> None:
    files(tmp_path, "a.TXT", "b.docx", "c.png", ".d.txt", ".git/e.txt", "không đuôi", "f.json")
    assert names(tmp_path) == ["a.TXT", "b.docx"]


def test_a_file_named_outright_is_given_whatever_it_is(tmp_path: Path) -> None:
    files(tmp_path, "a.png", "b.txt")
    assert names(tmp_path, tmp_path / "b.txt", tmp_path / "a.png") == ["b.txt", "a.png"]


def test_a_path_that_is_not_there_is_reported_in_its_place(tmp_path: Path) -> None:
    files(tmp_path, "a.txt")
    found = list(walk([tmp_path / "không có", tmp_path]))
    assert isinstance(found[0], ReadError) and found[0].key == "read_missing"
    assert found[1] == tmp_path / "a.txt"


def test_a_link_to_its_own_folder_does_not_go_round_in_circles(tmp_path: Path) -> None:
    files(tmp_path, "a.txt")
    (tmp_path / "vòng").symlink_to(tmp_path)
    (tmp_path / "vòng.txt").symlink_to(tmp_path)
    assert names(tmp_path) == ["a.txt"]


def test_a_broken_link_is_listed_and_its_reading_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "không có")
    (path,) = walk([tmp_path])
    assert isinstance(path, Path)
    try:
        read(path)
    except ReadError as error:
        assert error.key == "read_missing"


def test_no_two_formats_claim_a_suffix() -> None:
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix == suffix.lower() and suffix.startswith(".") for suffix in suffixes)
