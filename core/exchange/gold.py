"""Gold articles (`name.json` beside `name.txt`), read as layers that are done."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from core.errors import ButVangError
from core.exchange.beside import document_beside
from core.exchange.format import Arrival
from core.exchange.jsonl_read import only
from core.model.annotation import PERSON, RULE, Annotation
from core.model.article import Article, ArticleCard, State
from core.model.ids import new_id
from core.model.record import AGREEMENT, Record
from core.model.relation import Relation
from core.model.span import Span
from core.provinces.map import find
from core.reading.document import Document
from core.store.dataset_io import Sheet

ORIGIN = "import:gold"


def read(path: Path) -> Iterator[Arrival | ButVangError]:
    """What `name.json` says of the article `name.txt`: an arrival, or the error that hinders it."""
    return only(path, _read)


def _read(path: Path) -> Arrival:
    raw = path.read_bytes()
    data = json.loads(raw.decode("utf-8-sig"))
    document = document_beside(path)
    sha256 = hashlib.sha256(document.raw).hexdigest()
    if data.get("text_sha256", sha256) != sha256:
        raise ValueError(f"text_sha256: {path.with_suffix('.txt').name} ≠ {data['text_sha256']}")
    article = document.article
    annotations = tuple(_annotation(row, article) for row in data["spans"])
    relations = tuple(_relations(data.get("relations", ()), annotations, article))
    records = tuple(Record(new_id(), article.id, b"", b"", AGREEMENT, dict(r)) for r in data.get("agreements", ()))
    sheet = Sheet(article, None, _card(data, document), annotations, relations, records)
    return Arrival(sheet, str(path), {document.source.sha256: document.raw}, len(raw) + len(document.raw))


def _annotation(row: dict[str, Any], article: Article) -> Annotation:
    span = Span(row["start"], row["end"])
    if span.of(article.text) != row.get("text", span.of(article.text)) or span.end > len(article.text):
        raise ValueError(f"{span.start}..{span.end}: “{span.of(article.text)}” ≠ “{row.get('text')}”")
    values = {name: row.get(name) for name in ("value", "mod", "calendar")}
    by = PERSON if any(values.values()) else None
    made = Annotation(new_id(), article.id, b"", b"", span, str(row["label"]), origin=ORIGIN, value_by=by)
    return replace(made, **values)


def _relations(rows: list[dict[str, Any]], ends: tuple[Annotation, ...], article: Article) -> Iterator[Relation]:
    """The relations, whose ends are named by label, words and which of those of that label and words they are."""
    named: dict[tuple[str, str], list[bytes]] = {}
    for annotation in sorted(ends, key=lambda a: a.span.start):
        named.setdefault((annotation.label, annotation.span.of(article.text)), []).append(annotation.id)
    for row in rows:
        head, tail = (named[e["label"], e["text"]][e.get("nth", 1) - 1] for e in (row["from"], row["to"]))
        yield Relation(new_id(), article.id, b"", b"", row["type"], head, tail, row.get("status"))


def _card(data: dict[str, Any], document: Document) -> ArticleCard:
    published = data.get("published") or document.published
    day = date.fromisoformat(published) if published else None
    province = find(data["province"], day) if data.get("province") else None
    if data.get("province") and province is None:
        raise ValueError(f"province: {data['province']}")
    return ArticleCard(
        new_id(),
        document.article.id,
        b"",
        b"",
        document.title or document.article.title or str(data.get("id", "")),
        (document.source,),
        day.isoformat() if day else None,
        (PERSON if data.get("published") else RULE) if day else None,
        province.id if province else None,
        PERSON if province else None,
        State.DONE,
    )
