"""The manual: pages of `resources/guide/manual` in a language, as HTML for the window and as a folder for a browser."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

from core.paths import resources
from core.wording import say

PICTURES = "pictures"


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its name (that of its file), its title, and the text below that as Markdown."""

    name: str
    title: str
    text: str


@cache
def pages(language: str) -> tuple[Page, ...]:
    """The manual's pages in the order of reading."""
    return tuple(_read(path, language) for path in sorted(folder().glob(f"*.{language}.md")))


def folder() -> Path:
    """Where the pages and their pictures are."""
    return resources() / "guide" / "manual"


def pictures(language: str) -> Path:
    """Where the pictures of a language are."""
    return folder() / PICTURES / language


def body(page: Page) -> str:
    """A page as HTML without a head; its pictures are named as they are in their folder."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False}).enable("table").render(f"# {page.title}\n\n{page.text}")


def write(target: Path, language: str) -> list[Path]:
    """Write the manual into a folder, which is made: one HTML file a page, pictures, one stylesheet; the files."""
    target.mkdir(parents=True, exist_ok=True)
    whole = pages(language)
    shutil.copy(folder() / "manual.css", target / "manual.css")
    shown = target / PICTURES
    shown.mkdir(exist_ok=True)
    for picture in sorted(pictures(language).glob("*.webp")):
        shutil.copy(picture, shown)
    written = []
    for number, page in enumerate(whole):
        path = target / ("index.html" if number == 0 else f"{page.name}.html")
        path.write_text("".join(_document(whole, number, language)), "utf-8")
        written.append(path)
    return written


def _read(path: Path, language: str) -> Page:
    head, _, text = path.read_text("utf-8").partition("\n")
    return Page(path.name.removesuffix(f".{language}.md"), head.removeprefix("# ").strip(), text.strip() + "\n")


def _document(whole: tuple[Page, ...], number: int, language: str) -> Iterator[str]:
    page = whole[number]
    yield f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
    yield '<meta name="viewport" content="width=device-width">\n'
    yield f"<title>{escape(page.title)} — Bút Vàng</title>\n"
    yield '<link rel="stylesheet" href="manual.css">\n</head>\n<body>\n'
    yield f'<nav aria-label="{escape(say("manual.contents"))}">\n<p>Bút Vàng</p>\n<ol>\n'
    for place, other in enumerate(whole):
        here = ' aria-current="page"' if place == number else ""
        yield f'<li><a href="{_file(whole, place)}"{here}>{escape(other.title)}</a></li>\n'
    yield "</ol>\n</nav>\n<main>\n"
    yield body(page).replace('<img src="', f'<img src="{PICTURES}/')
    if number + 1 < len(whole):
        yield f'<p class="next"><a href="{_file(whole, number + 1)}">{escape(whole[number + 1].title)} →</a></p>\n'
    yield "</main>\n</body>\n</html>\n"


def _file(whole: tuple[Page, ...], number: int) -> str:
    return "index.html" if number == 0 else f"{whole[number].name}.html"
