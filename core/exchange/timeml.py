"""TimeML: a file for each article with its dates as TIMEX3 in the text, the publication date as the time of creation."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from core.errors import ButVangError, FormatError
from core.exchange import losses
from core.exchange.format import Arrival, Format, Job, Place
from core.exchange.jsonl_read import WRONG, arrival_of, only, why
from core.exchange.names import file_name, xml_text
from core.model.annotation import Annotation
from core.store.dataset_io import Sheet

DATE = "DATE"
ORIGIN = "import:timeml"
_LUNAR = "lunar"
_HELD = ("value", "mod", "calendar", "title", "published")


def write(sheets: Iterable[Sheet], job: Job) -> Iterator[list[Place]]:
    """Write the folder; see `Format`."""
    job.path.mkdir()
    for sheet in losses.articles(sheets, job.report):
        kept = _kept(sheet, job)
        losses.beside_spans(sheet, kept, job.report, _HELD)
        name = file_name(sheet, lambda name: (job.path / f"{name}.tml").exists())
        (job.path / f"{name}.tml").write_text(_document(sheet, kept, job), "utf-8", newline="\n")
        job.report.annotations.update(a.label for a in kept)
        yield [(a.span.start, a.span.end, a.label) for a in kept]


def _kept(sheet: Sheet, job: Job) -> list[Annotation]:
    """The dates that do not overlap a longer one, in text order; what is no date is reported."""
    kept: list[Annotation] = []
    for a in losses.accepted(sheet, job.report):
        what = losses.described(a, sheet.article.text)
        if a.label != DATE:
            job.report.lost("other_label", sheet, **what)
        elif kept and a.span.start < kept[-1].span.end:
            job.report.lost("nested", sheet, **what, within=losses.described(kept[-1], sheet.article.text))
        else:
            kept.append(a)
    return kept


def _document(sheet: Sheet, kept: list[Annotation], job: Job) -> str:
    card = sheet.card
    title = (card.title if card else "") or sheet.article.title
    day = card.published if card else None
    created = _timex(0, day or "XXXX-XX-XX", day or "", ' functionInDocument="CREATION_TIME"')
    text, at = sheet.article.text, 0
    body: list[str] = []
    for n, a in enumerate(kept, 1):
        more = "".join(f" {name}={quoteattr(_held(v, sheet, job))}" for name, v in _more(a))
        body += (
            escape(_held(text[at : a.span.start], sheet, job)),
            _timex(n, _held(a.value or "", sheet, job), _held(a.span.of(text), sheet, job), more),
        )
        at = a.span.end
    body.append(escape(_held(text[at:], sheet, job)))
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        "<TimeML>",
        f"<DOCID>{sheet.article.id.hex()}</DOCID>",
        f"<DCT>{created}</DCT>",
        f"<TITLE>{escape(_held(title, sheet, job))}</TITLE>",
        f"<TEXT>{''.join(body)}</TEXT>",
        "</TimeML>\n",
    ]
    return "\n".join(parts)


def _more(a: Annotation) -> Iterator[tuple[str, str]]:
    """The attributes that not every date has; TIMEX3 has no calendar, so it is the comment."""
    if a.mod:
        yield "mod", a.mod
    if a.calendar:
        yield "comment", a.calendar


def _timex(number: int, value: str, words: str, more: str) -> str:
    return f'<TIMEX3 tid="t{number}" type="{_type(value)}" value={quoteattr(value)}{more}>{escape(words)}</TIMEX3>'


def _type(value: str) -> str:
    """The kind of time that a value is: an interval lasts, what is within a day is a TIME."""
    if "/" in value or value.startswith("P"):
        return "DURATION"
    return "TIME" if "T" in value else "DATE"


def _held(words: str, sheet: Sheet, job: Job) -> str:
    held = xml_text(words)
    if held != words:
        job.report.lost("characters", sheet, words=words)
    return held


def reread(path: Path, text_of: Callable[[bytes], str]) -> Iterator[list[Place]]:
    """Read the folder back; see `Format`."""
    for each in path.glob("*.tml"):
        try:
            root = _parse(each.read_bytes())
            text, times = _times(root)
            if text != xml_text(text_of(bytes.fromhex(root.findtext("DOCID") or ""))):
                raise ValueError("TEXT")
            yield [(row["start"], row["end"], DATE) for row in times]
        except WRONG as error:
            raise FormatError("file_broken", path=each, why=why(error)) from error


def _parse(data: bytes) -> Any:
    from lxml.etree import XMLParser, XMLSyntaxError, fromstring

    try:
        root = fromstring(data, XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except XMLSyntaxError as error:
        raise ValueError(error) from error
    if root.tag != "TimeML" or root.find("TEXT") is None:
        raise ValueError(f"<{root.tag}>")
    return root


def _times(root: Any) -> tuple[str, list[dict[str, Any]]]:
    """The text of a document, and its times with their offsets in it; other tags are looked through."""
    from lxml.etree import iterwalk

    pieces: list[str] = []
    starts: dict[Any, int] = {}
    found: list[dict[str, Any]] = []
    at = 0
    body = root.find("TEXT")
    for event, element in iterwalk(body, events=("start", "end")):
        start = event == "start"
        if start:
            starts[element] = at
        elif element.tag == "TIMEX3" and starts[element] < at:
            comment = element.get("comment")
            row = {"start": starts[element], "end": at, "label": DATE, "origin": ORIGIN}
            values = {"value": element.get("value") or None, "mod": element.get("mod") or None}
            values["calendar"] = comment if comment == _LUNAR else None
            notes = [f"{name}: {element.get(name)}" for name in ("quant", "freq") if element.get(name)]
            notes += [comment] if comment and comment != _LUNAR else []
            found.append(row | values | {"value_by": "person" if values["value"] else None, "note": "\n".join(notes)})
        words = (element.text if start else element.tail if element is not body else "") or ""
        pieces.append(words)
        at += len(words)
    return "".join(pieces), sorted(found, key=lambda row: (row["start"], -row["end"]))


def read(path: Path) -> Iterator[Arrival | ButVangError]:
    """What one file holds: an arrival with its dates, or the error that hinders it."""
    return only(path, _read)


def _read(path: Path) -> Arrival:
    data = path.read_bytes()
    root = _parse(data)
    text, times = _times(root)
    created = (root.find("DCT/TIMEX3").get("value") or "")[:10] if root.find("DCT/TIMEX3") is not None else ""
    line = {"text": text, "title": root.findtext("TITLE") or None, "published": _day(created), "annotations": times}
    left = {e.tag for e in root.iter() if e.tag in ("EVENT", "SIGNAL", "TLINK", "SLINK", "ALINK")}
    notes = (f"{path}: {', '.join(sorted(left))}",) if left else ()
    return replace(arrival_of(line, str(path), len(data)), notes=notes)


def _day(value: str) -> str | None:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        return None


FORMAT = Format("timeml", "text between tags", write, reread, folder=True)
