"""An archive is read member by member and a table row by row, each an article with a path of its own."""

import zipfile
from pathlib import Path

from core.errors import ReadError
from core.model.article import ZoneKind
from core.reading.registry import read, read_bytes, walk

CSV = """Tiêu đề;Ngày đăng;Nội dung
Ký kết quy chế;29/07/2021;"UBND tỉnh họp.
Dòng hai."
;;
Bầu cử;2021-05-23;=HĐND tỉnh họp.
"""


def test_the_files_of_an_archive_are_articles(tmp_path: Path) -> None:
    path = tmp_path / "tin.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("bài 10.txt", "bài 2.txt", "ảnh.png", "__MACOSX/bài.txt", "con/bài 1.html", ".ẩn.txt"):
            archive.writestr(name, "UBND tỉnh họp." if name.endswith("txt") else "<p>HĐND tỉnh họp.</p>")
    found = list(walk([tmp_path]))
    assert [str(item).partition("!")[2] for item in found] == ["bài 2.txt", "bài 10.txt", "con/bài 1.html"]
    document = read(Path(str(found[2])))
    assert document.article.text == "HĐND tỉnh họp."
    assert document.source.path == f"{path}!con/bài 1.html"
    assert read_bytes(document.raw, document.source.path).article == document.article


def test_the_rows_of_a_table_are_articles(tmp_path: Path) -> None:
    path = tmp_path / "tin.csv"
    path.write_text(CSV, "utf-8-sig")
    first, second = (read(item) for item in walk([path]) if isinstance(item, Path))
    assert first.article.text == "Ký kết quy chế\n\nUBND tỉnh họp.\nDòng hai."
    assert (first.title, first.published) == ("Ký kết quy chế", "2021-07-29")
    assert first.article.zones[0].kind is ZoneKind.TITLE
    assert second.source.path == f"{path}!3.row"
    assert second.article.text == "Bầu cử\n\n=HĐND tỉnh họp."


def test_what_is_no_archive_and_no_table_of_articles_is_said(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04")
    (tmp_path / "b.csv").write_text("x,y\n1,2\n", "utf-8")
    (tmp_path / "c.zip").write_bytes(b"PK\x05\x06" + bytes(18))
    keys = [item.key for item in walk([tmp_path]) if isinstance(item, ReadError)]
    assert keys == ["read_not_that_format", "read_no_text_column", "read_blank"]


def test_a_member_that_is_not_there_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "tin.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "UBND tỉnh họp.")
    try:
        read(Path(f"{path}!b.txt"))
    except ReadError as error:
        assert error.key == "read_missing"
