"""Files made to do harm, one of each kind: they are read as words, or refused by name; nothing is run, fetched or written."""

import io
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from core.errors import ButVangError, FormatError, ReadError
from core.exchange.registry import READERS
from core.reading.registry import read, read_bytes, walk

WORDS = "Chiều 28/7, Tỉnh ủy Lào Cai và Sở Y tế họp bàn về công tác phối hợp trong năm 2021 tại thành phố Lào Cai."
SECRET = "MẬT-KHẨU-CỦA-MÁY"
ODF = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(parts: dict[str, str | bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def docx(body: str, head: str = "") -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    words = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return zipped(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="a" Type="{office}" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'{head}<w:document xmlns:w="{words}"><w:body><w:p><w:r><w:t>{WORDS} {body}</w:t>'
            "</w:r></w:p></w:body></w:document>",
        }
    )


def odt(body: str, head: str = "") -> bytes:
    return zipped(
        {
            "content.xml": f'{head}<office:document-content xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0">'
            f"<office:body><office:text><text:p>{WORDS} {body}</text:p></office:text></office:body>"
            "</office:document-content>"
        }
    )


def epub(body: str, head: str = "") -> bytes:
    return zipped(
        {
            "META-INF/container.xml": '<container><rootfiles><rootfile full-path="b.opf"/></rootfiles></container>',
            "b.opf": f'{head}<package xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata><dc:title>Tin {body}</dc:title>'
            '</metadata><manifest><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>',
            "a.xhtml": f"{head}<html><body><p>{WORDS} {body}</p></body></html>",
        }
    )


def html(body: str, head: str = "") -> bytes:
    article = f"<article><h1>Tin</h1><p>{WORDS} {body}</p></article>"
    return f"{head}<html><head><meta charset='utf-8'></head><body>{article}</body></html>".encode()


MAKERS = {"docx": docx, "odt": odt, "epub": epub, "html": html}
Maker = Callable[[str, str], bytes]


@pytest.fixture
def secret(tmp_path: Path) -> str:
    """The address of a file on this machine that no article may bring in."""
    path = tmp_path / "riêng" / "secret.txt"
    path.parent.mkdir()
    path.write_text(SECRET, "utf-8")
    return path.as_uri()


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_an_entity_brings_no_file_of_this_machine_into_an_article(make: Maker, secret: str) -> None:
    name = f"tin.{next(suffix for suffix, each in MAKERS.items() if each is make)}"
    data = make("&mật;", f'<!DOCTYPE x [<!ENTITY mật SYSTEM "{secret}">]>')
    try:
        assert SECRET not in read_bytes(data, name).article.text
    except ReadError as refused:
        assert refused.key in ("read_entities", "read_not_that_format")


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_a_billion_laughs_stay_few(make: Maker) -> None:
    name = f"tin.{next(suffix for suffix, each in MAKERS.items() if each is make)}"
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    data = make("&l9;", f'<!DOCTYPE x [<!ENTITY l0 "ha">{lines}]>')
    try:
        assert len(read_bytes(data, name).article.text) < 10_000
    except ReadError as refused:
        assert refused.key in ("read_entities", "read_not_that_format")


XMI = (
    '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore" xmi:version="2.0">'
    '<cas:NULL xmi:id="0"/><cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="{body}"/>'
    '<cas:View sofa="1" members=""/></xmi:XMI>'
)
TIMEML = "<TimeML><DOCID>a</DOCID><TEXT>{body}</TEXT></TimeML>"


@pytest.mark.parametrize(("suffix", "whole"), [(".xmi", XMI), (".tml", TIMEML)])
def test_an_entity_brings_no_file_of_this_machine_into_annotations(
    suffix: str, whole: str, secret: str, tmp_path: Path
) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    for head, body in (
        (f'<!DOCTYPE x [<!ENTITY s SYSTEM "{secret}">]>', "&s;"),
        (f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]>', "&l9;"),
    ):
        path = tmp_path / f"tin{suffix}"
        path.write_text(head + whole.format(body=body), "utf-8")
        path.with_suffix(".txt").write_text(WORDS, "utf-8")
        (tmp_path / "TypeSystem.xml").write_text(
            f'{head}<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier"><name>{body}</name>'
            "<types/></typeSystemDescription>",
            "utf-8",
        )
        for found in READERS[suffix](path):
            if isinstance(found, ButVangError):
                assert isinstance(found, FormatError)
            else:
                assert SECRET not in found.sheet.article.text and len(found.sheet.article.text) < 10_000


def _link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    return info


def _tree(folder: Path) -> Iterator[tuple[str, bytes]]:
    return ((str(p), p.read_bytes()) for p in sorted(folder.rglob("*")) if p.is_file())


def test_members_that_would_go_elsewhere_stay_in_their_archive_and_links_are_no_articles(
    secret: str, tmp_path: Path
) -> None:
    path = tmp_path / "trong" / "tin.zip"
    path.parent.mkdir()
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("../../x.txt", "/etc/x.txt", "C:\\x.txt", "a/../../../b.txt"):
            archive.writestr(name, WORDS)
        archive.writestr(_link("liên kết.txt"), secret.removeprefix("file://"))
    before = list(_tree(tmp_path))
    found = list(walk([path]))
    assert [str(each).rpartition("!")[2] for each in found] == ["/etc/x.txt", "C:\\x.txt"]
    for each in found:
        assert isinstance(each, Path) and read(each).article.text == WORDS
    assert list(_tree(tmp_path)) == before


def test_a_zip_in_a_zip_is_not_unpacked(tmp_path: Path) -> None:
    inner = zipped({f"{n}.txt": bytes(1 << 20) for n in range(20)})
    for _ in range(5):
        inner = zipped({f"{n}.zip": inner for n in range(10)} | {"bài.txt": WORDS})
    path = tmp_path / "tin.zip"
    path.write_bytes(inner)
    assert [str(each) for each in walk([path])] == [f"{path}!bài.txt"]


def test_a_member_that_says_it_is_short_is_damaged_not_unpacked(tmp_path: Path) -> None:
    size = (8 << 20).to_bytes(4, "little")
    path = tmp_path / "tin.zip"
    path.write_bytes(zipped({"bài.txt": b"a" * (8 << 20)}).replace(size, (100).to_bytes(4, "little")))
    (found,) = walk([path])
    with pytest.raises(ReadError) as said:
        read(found) if isinstance(found, Path) else None
    assert said.value.key == "read_not_that_format"


def test_a_page_runs_nothing_and_loads_nothing_and_shows_its_words() -> None:
    active = (
        "<script>document.write('CHẠY')</script><img src='http://x.vn/theo-dõi.gif' onerror='CHẠY()'>"
        "<iframe src='data:text/html,CHẠY'></iframe><object data='http://x.vn/a.swf'></object><style>@import 'http://x.vn/a.css'</style>"
    )
    head = "<meta http-equiv='refresh' content='0;url=http://x.vn/'><base href='http://x.vn/'>"
    text = read_bytes(html(active, head), "tin.html").article.text  # no socket: see conftest
    assert WORDS in text and "CHẠY" not in text and "x.vn" not in text


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("thẻ.html", b"<p>" + WORDS.encode() + b"<div>" * 100_000 + WORDS.encode()),
        ("thuộc tính.html", b"<p a='" + b"x" * (8 << 20) + b"'>" + WORDS.encode()),
        ("nhóm.rtf", b"{\\rtf1 " + b"{" * 100_000 + b"a" + b"}" * 100_000 + b"}"),
        ("số.rtf", b"{\\rtf1\\uc99999999999999999999 \\u99999999999999999999?\\bin99999999999999 a}"),
        ("đoạn.md", b"> " * 20_000 + WORDS.encode()),
        ("ngoặc.md", b"[" * 50_000 + WORDS.encode()),
        (
            "vòng.pdf",
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>"
            b"endobj\ntrailer<</Root 1 0 R/Size 3>>\n%%EOF",
        ),
        (
            "đếm.pdf",
            b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 999999999>>"
            b"endobj\nxref\n0 999999999\ntrailer<</Root 1 0 R/Size 999999999/Prev 9>>\nstartxref\n9\n%%EOF",
        ),
        ("sâu.docx", docx("</w:t>" + "<w:r>" * 5_000 + "</w:r>" * 5_000 + "<w:t>")),
        ("sâu.odt", odt("<text:span>" * 5_000 + "</text:span>" * 5_000)),
        (
            "phần.eml",
            b"Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n"
            + b"--b\nContent-Type: message/rfc822\n\n" * 3_000,
        ),
    ],
)
def test_what_is_nested_without_end_is_read_or_refused(name: str, data: bytes) -> None:
    try:
        assert read_bytes(data, name).article.text
    except ReadError as refused:
        assert name in str(refused)


def test_macros_are_bytes_that_nobody_runs() -> None:
    with zipfile.ZipFile(buffer := io.BytesIO(docx("")), "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 AutoOpen Shell")
    assert read_bytes(buffer.getvalue(), "tin.docx").article.text.strip() == WORDS
    with pytest.raises(ReadError) as said:
        read_bytes(buffer.getvalue(), "tin.docm")
    assert said.value.key == "read_unknown_format"


def test_what_cannot_be_seen_stays_in_the_text_as_it_was_written() -> None:
    text = "Sở\u200b Y tế \u202eiah tịch\u202c, ông \u0410n và bà B\u0456nh họp."  # Cyrillic А and і
    assert read_bytes(text.encode(), "tin.txt").article.text == text
