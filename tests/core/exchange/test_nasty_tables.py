"""What articles say is never run: not by a spreadsheet that opens a register, not by a browser that opens a page."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import pytest
from machines import HOA, Machine

from core.exchange.csv_registers import guarded

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", '=HYPERLINK("http://x.vn","a")', "'=1")
HTML = (
    "<script>alert(1)</script><img src=http://x.vn/a.gif onerror=alert(1)><iframe src='data:text/html,x'></iframe>"
    "<meta http-equiv=refresh content='0;url=http://x.vn'><a href=\"javascript:alert(1)\">a</a> &lt;b&gt; </div></article>"
)


@pytest.fixture
def hostile(tmp_path: Path) -> Machine:
    """A dataset of articles whose every name is a formula or a piece of a page."""
    machine = Machine(tmp_path / "gold.sqlite")
    for words in (*(f for f in FORMULAS if f.strip() == f), HTML):
        text = f"{words} là của Sở Y tế, ông Lò Văn Pó.\n"
        article = machine.add(text, path=f"{words[:40].replace('/', '_')}.txt")
        for label in ("AGENCY", "PERSON", "DOCUMENT"):
            machine.mark(article, 0, len(words), label, note=words, value=None)
    return machine


def test_no_cell_of_a_csv_register_is_a_formula(hostile: Machine, send: Callable):
    out = send(hostile.store, "csv", layers=[HOA.id.hex()], done=False)
    tables = [io.StringIO(path.read_text("utf-8-sig"), newline="") for path in out.glob("*.csv")]
    cells = [cell for table in tables for row in csv.reader(table) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.lstrip(" ")[:1] in ("=", "+", "-", "@", "\t", "\r", "＝")]


@pytest.mark.parametrize("words", FORMULAS)
def test_a_formula_is_guarded_by_an_apostrophe(words: str):
    assert guarded(words) == f"'{words}"


def test_no_cell_of_a_workbook_is_a_formula(hostile: Machine, send: Callable):
    out = send(hostile.store, "xlsx", layers=[HOA.id.hex()], done=False)
    with zipfile.ZipFile(out) as book:
        sheets = [book.read(name).decode() for name in book.namelist() if "worksheets/" in name]
        assert not [name for name in book.namelist() if "vba" in name.lower() or "externalLink" in name]
    assert any("HYPERLINK" in sheet for sheet in sheets) or "HYPERLINK" in _strings(out)
    assert not [sheet for sheet in sheets if re.search(r"<f[ >]|<hyperlink", sheet)]


def _strings(path: Path) -> str:
    with zipfile.ZipFile(path) as book:
        return "".join(book.read(name).decode() for name in book.namelist() if "sharedStrings" in name)


class _Browser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.policy = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if ("http-equiv", "Content-Security-Policy") in attrs:
            self.policy = str(dict(attrs)["content"])


def test_a_page_shows_an_article_full_of_markup_and_runs_none_of_it(hostile: Machine, send: Callable):
    out = send(hostile.store, "html", layers=[HOA.id.hex()], done=False)
    page = out.read_text("utf-8")
    browser = _Browser()
    browser.feed(page)
    assert not browser.tags & {"script", "img", "iframe", "object", "embed", "link", "base", "a", "form", "svg"}
    assert not {
        name for name in browser.attributes if name.startswith("on") or name in ("src", "href", "srcset", "style")
    }
    assert browser.policy.startswith("default-src 'none'")
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not re.search(r"url\(|@import", page.partition("</style>")[0])
