"""What is no article is refused with a ReadError that names the file and says what to do."""

import io
import os
import tempfile
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import ReadError
from core.model.article import ZoneKind
from core.reading.registry import read, read_bytes, walk

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x02"
ELF = b"\x7fELF\x02\x01\x01" + bytes(9) + bytes(range(256)) * 4
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
LOCKED = OLE + "EncryptedPackage".encode("utf-16-le")


def zipped(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


BOMB = zipped({"word/document.xml": bytes(40 << 20)})
ENTITIES = zipped(
    {
        "[Content_Types].xml": b"<Types/>",
        "word/document.xml": b'<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><d>&b;</d>',
    }
)


@pytest.mark.parametrize(
    ("name", "data", "key"),
    [
        ("rỗng.txt", b"", "read_empty"),
        ("rỗng.docx", b"", "read_empty"),
        ("trắng.txt", " \n\t\u3000\r\n".encode(), "read_blank"),
        ("trắng.html", b"<html><body> <script>x=1</script></body></html>", "read_blank"),
        ("chỉ-bom.txt", b"\xef\xbb\xbf", "read_blank"),
        ("ảnh.txt", PNG, "read_binary"),
        ("ảnh.html", PNG, "read_binary"),
        ("chương trình.txt", ELF, "read_binary"),
        ("nén.txt", BOMB, "read_binary"),
        ("văn bản.txt", OLE, "read_binary"),
        ("điều khiển.txt", bytes(range(1, 9)) * 50, "read_binary"),
        ("nul.txt", "Ban Tuyên giáo\0 Tỉnh ủy".encode(), "read_nul"),
        ("bom.docx", BOMB, "read_bomb"),
        ("thực thể.docx", ENTITIES, "read_entities"),
        ("chữ.docx", "UBND tỉnh".encode(), "read_not_that_format"),
        ("zip.docx", zipped({"a.txt": b"a"}), "read_not_that_format"),
        ("cụt.docx", BOMB[:2000], "read_not_that_format"),
        ("cũ.docx", OLE, "read_old_office"),
        ("khóa.docx", LOCKED, "read_locked"),
        ("cũ.doc", OLE, "read_unknown_format"),
    ],
)
def test_what_cannot_be_read_is_said_by_name(name: str, data: bytes, key: str) -> None:
    with pytest.raises(ReadError) as caught:
        read_bytes(data, name)
    assert caught.value.key == key
    assert name in str(caught.value)


def test_a_zip_that_lies_about_its_sizes_is_damaged_not_unpacked() -> None:
    honest = zipped({"[Content_Types].xml": b" " * 1000, "word/document.xml": bytes(8 << 20)})
    size = (8 << 20).to_bytes(4, "little")
    with pytest.raises(ReadError) as caught:
        read_bytes(honest.replace(size, (100).to_bytes(4, "little")), "dối.docx")
    assert caught.value.key == "read_not_that_format"


def test_a_missing_file_and_a_folder_are_said(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as missing:
        read(tmp_path / "không có.txt")
    with pytest.raises(ReadError) as folder:
        read(tmp_path)
    (tmp_path / "thư mục.txt").mkdir()
    with pytest.raises(ReadError) as dressed_up:
        read(tmp_path / "thư mục.txt")
    assert missing.value.key == "read_missing"
    assert folder.value.key == dressed_up.value.key == "read_is_folder"


def test_a_pipe_is_refused_instead_of_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "ống.txt")
    with pytest.raises(ReadError) as caught:
        read(tmp_path / "ống.txt")
    assert caught.value.key == "read_no_file"


def test_a_path_with_vietnamese_letters_is_read(tmp_path: Path) -> None:
    path = tmp_path / "Tỉnh ủy Đắk Lắk" / "Bài số 1 (bản ủy quyền).TXT"
    path.parent.mkdir()
    path.write_text("UBND tỉnh Đắk Lắk họp.", "utf-8")
    assert read(path).source.path == str(path)


def test_a_path_that_is_no_utf8_is_read_and_can_be_stored(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xe0i.txt"))
    path.write_text("UBND tỉnh họp.", "utf-8")
    read(path).source.path.encode()


def test_fifty_megabytes_on_one_line_are_read_in_seconds() -> None:
    sentence = "Ban Tuyên giáo Tỉnh ủy và UBND tỉnh ký kết chương trình phối hợp. "
    data = (sentence * (50_000_000 // len(sentence.encode()) + 1)).encode()
    began = time.perf_counter()
    document = read_bytes(data, "lớn.txt")
    assert time.perf_counter() - began < 10
    assert [zone.kind for zone in document.article.zones] == [ZoneKind.BODY]


@pytest.fixture
def locked_folder() -> Iterator[Path]:
    """A folder with a file and a folder in it that may not be read; root gives up its rights for the while."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "1.txt").write_text("UBND tỉnh họp.", "utf-8")
        (folder / "2.txt").write_text("bí mật", "utf-8")
        (folder / "2.txt").chmod(0)
        (folder / "kín").mkdir(mode=0)
        root = os.geteuid() == 0
        if root:
            os.seteuid(65534)
        yield folder
        if root:
            os.seteuid(0)
        (folder / "kín").chmod(0o700)


def test_what_may_not_be_read_is_reported_and_the_rest_is_read(locked_folder: Path) -> None:
    read_bytes("UBND tỉnh họp.".encode(), "trước.txt")  # what is loaded when first used is loaded with all rights
    found = list(walk([locked_folder]))
    errors = [item for item in found if isinstance(item, ReadError)]
    texts = []
    for item in found:
        try:
            texts += [read(item).article.text] if isinstance(item, Path) else []
        except ReadError as error:
            errors.append(error)
    assert texts == ["UBND tỉnh họp."]
    assert [error.key for error in errors] == ["read_denied", "read_denied"]
    assert {Path(str(error.fields["path"])).name for error in errors} == {"kín", "2.txt"}
