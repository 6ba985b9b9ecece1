"""One HTML page of articles with their highlights, for colleagues without the program: no script, nothing loaded.

Highlights nest as the spans do; of spans that cross, the later is parted into pieces of one number.
"""

from collections.abc import Callable, Iterable, Iterator
from html import escape
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

from core.errors import FormatError
from core.exchange import losses
from core.exchange.about import HELD, about
from core.exchange.format import Format, Job, Place
from core.model.annotation import Annotation
from core.model.scheme import Scheme
from core.store.dataset_io import Sheet
from core.wording import language, say

_HELD = ("value", "mod", "calendar", "flag", "note", "decision", "relation", "record", "zones", *HELD)
_STYLE = """
:root{color-scheme:light dark}
body{font:17px/1.7 "Be Vietnam Pro","Noto Sans",sans-serif;max-width:46em;margin:2em auto;padding:0 1em}
.text{white-space:pre-wrap;overflow-wrap:anywhere;margin:1em 0 2em}
.title{font-weight:700;font-size:1.3em}.sapo{font-weight:600}.caption,.boilerplate{opacity:.65}
.facts,table,.legend{font-size:.85em;opacity:.85}
mark{background:none;color:inherit;border-bottom:2px solid var(--c);padding-bottom:1px}
mark mark{border-bottom-width:1px;padding-bottom:0}
mark:hover{background:color-mix(in srgb,var(--c) 20%,transparent)}
mark.rejected{text-decoration:line-through;border-bottom-style:dotted}
td{padding:0 1em .3em 0;vertical-align:top}hr{border:0;border-top:1px solid #8886;margin:3em 0}
"""
_Piece = tuple[int, int, str, str]


def write(sheets: Iterable[Sheet], job: Job) -> Iterator[list[Place]]:
    """Write the page; see `Format`."""
    with job.path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(_head(job.scheme))
        for sheet in losses.articles(sheets, job.report):
            losses.beside_spans(sheet, sheet.annotations, job.report, _HELD)
            job.report.annotations.update(a.label for a in sheet.annotations)
            file.write(_article(sheet, job))
            yield [(a.span.start, a.span.end, a.label) for a in sheet.annotations]
        file.write("</body></html>\n")


def _head(scheme: Scheme) -> str:
    colours = [
        f'mark[data-label="{_css(each.name)}"]{{--c:light-dark({each.light},{each.dark})}}' for each in scheme.labels
    ]
    legend = [
        f'<mark data-label="{escape(each.name)}">{escape(each.title[language()])}</mark>' for each in scheme.labels
    ]
    return (
        f'<!doctype html>\n<html lang="{language()}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(say('exchange.page_title'))}</title>\n<style>{_STYLE}mark{{--c:#888}}\n"
        + "\n".join(colours)
        + f'\n</style></head><body>\n<p class="legend">{" · ".join(legend)}</p>\n'
    )


def _css(name: str) -> str:
    return name.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")


def _article(sheet: Sheet, job: Job) -> str:
    facts = about(sheet)
    shown = " · ".join(escape(str(facts[name])) for name in ("published", "province", "source") if facts[name])
    body = marked(sheet.article.text, [*_zones(sheet), *_marks(sheet, job)])
    parts = [
        f'<hr><article id="{facts["article"]}">',
        f'<p class="facts">{shown}</p>',
        f'<div class="text">{body}</div>',
    ]
    return "\n".join([*parts, *_relations(sheet, job), *_records(sheet, job), "</article>\n"])


def _zones(sheet: Sheet) -> Iterator[_Piece]:
    for zone in sheet.article.zones:
        yield zone.span.start, zone.span.end, f'<span class="{zone.kind.value}">', "</span>"


def _marks(sheet: Sheet, job: Job) -> Iterator[_Piece]:
    for number, a in enumerate(sheet.annotations):
        rejected = ' class="rejected"' if a.decision == "rejected" else ""
        hint = escape(_hint(a, job.scheme))
        tag = f'<mark data-n="{number}" data-label="{escape(a.label)}"{rejected} title="{hint}">'
        yield a.span.start, a.span.end, tag, "</mark>"


def _hint(a: Annotation, scheme: Scheme) -> str:
    """What a highlight says when pointed at."""
    label = scheme.label(a.label)
    words = [label.title[language()] if label else a.label, a.value, a.mod, a.calendar, "?" if a.flag else None, a.note]
    return " · ".join(word for word in words if word)


def marked(text: str, pieces: Iterable[_Piece]) -> str:
    """The text escaped, with each piece's tags around it; what crosses is closed and opened again."""
    waiting = sorted(pieces, key=lambda p: (p[0], -p[1]))
    borders = sorted({0, len(text), *(end for piece in waiting for end in piece[:2])})
    out: list[str] = []
    open_now: list[_Piece] = []
    at = 0
    for start, end in pairwise(borders):
        first = next((n for n, piece in enumerate(open_now) if piece[1] <= start), len(open_now))
        again = [piece for piece in open_now[first:] if piece[1] > start]
        out += (piece[3] for piece in reversed(open_now[first:]))
        while at < len(waiting) and waiting[at][0] == start:
            again.append(waiting[at])
            at += 1
        out += (piece[2] for piece in again)
        open_now = [*open_now[:first], *again]
        out.append(escape(text[start:end], quote=False))
    out += (piece[3] for piece in reversed(open_now))
    return "".join(out)


def _relations(sheet: Sheet, job: Job) -> Iterator[str]:
    text = sheet.article.text
    words = {a.id: " ".join(a.span.of(text).split()) for a in sheet.annotations}
    titles = {kind.name: kind.title[language()] for kind in job.scheme.relations}
    rows = losses.linked(sheet, sheet.annotations, job.report)
    if rows:
        yield "<table>"
        for r in rows:
            cells = (words[r.head], titles.get(r.kind, r.kind), words[r.tail], r.status or "")
            yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"
        yield "</table>"


def _records(sheet: Sheet, job: Job) -> Iterator[str]:
    for record in sheet.records:
        if record.kind not in job.scheme.records:  # how something was decided, which is for no reader
            job.report.lost("record", sheet, record=record.kind, fields=dict(record.fields))
            continue
        job.report.records[record.kind] += 1
        yield "<table>"
        for name, value in record.fields.items():
            words = "; ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
            yield f"<tr><td>{escape(name)}</td><td>{escape(words)}</td></tr>" if value is not None else ""
        yield "</table>"


class _Reader(HTMLParser):
    """The text and highlights of each article, as a browser would have them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.done: list[tuple[str, str, list[Place]]] = []
        self._id = ""
        self._text: list[str] | None = None
        self._at = 0
        self._places: dict[str, Place] = {}
        self._open: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        if tag == "article":
            self._id = named["id"]
        elif tag == "div":
            self._text, self._at, self._places = [], 0, {}
        elif tag == "mark" and self._text is not None:
            self._places.setdefault(named["data-n"], (self._at, self._at, named["data-label"]))
            self._open.append((tag, named["data-n"]))
        elif tag == "span":
            self._open.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self._text is not None:
            self.done.append((self._id, "".join(self._text), list(self._places.values())))
            self._text = None
        elif tag in ("mark", "span") and self._open:
            opened, number = self._open.pop()
            if opened != tag:
                raise ValueError(f"<{opened}></{tag}>")
            if number:
                start, _, label = self._places[number]
                self._places[number] = start, self._at, label

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)
            self._at += len(data)


def reread(path: Path, text_of: Callable[[bytes], str]) -> Iterator[list[Place]]:
    """Read the page back as a browser would; see `Format`."""
    reader = _Reader()
    with path.open(encoding="utf-8", newline="\n") as file:
        for line in file:
            try:
                reader.feed(line)
            except (ValueError, KeyError) as error:
                raise FormatError("file_broken", path=path, why=error) from error
            for article, text, places in reader.done:
                if text != text_of(bytes.fromhex(article)):
                    raise FormatError("file_broken", path=path, why=article)
                yield places
            reader.done.clear()


FORMAT = Format("html", "code points", write, reread)
