"""Items as rows of their tables and as JSON of the journal, and back."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy import Table

from core.model.annotation import Annotation, Decision
from core.model.article import ArticleCard, Source, State
from core.model.edit import Item
from core.model.record import Record
from core.model.relation import Relation
from core.model.span import Span
from core.store import tables

TABLES: dict[type[Item], Table] = {
    ArticleCard: tables.card,
    Annotation: tables.annotation,
    Relation: tables.relation,
    Record: tables.record,
}
"""Item types in the order in which they are added, so that a relation finds its ends; removed in reverse."""

_NAMES = {cls: tuple(column.name for column in table.columns) for cls, table in TABLES.items()}
_TYPES = {cls.__name__: cls for cls in TABLES}
_IDS = {"id", "article", "layer", "rev", "head", "tail"}


_JOURNAL_NAMES = {cls: ("type", *names) for cls, names in _NAMES.items()}
_IDS_AT = {cls: [n for n, name in enumerate(names) if name in _IDS] for cls, names in _JOURNAL_NAMES.items()}
_encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def to_json(value: object) -> str:
    """Compact JSON in readable Vietnamese."""
    return _encoded(value)


def values_of(item: Item) -> tuple[Any, ...]:
    """The columns of an item, in the order of its table."""
    if isinstance(item, Annotation):  # field by field: of these there are hundreds of thousands
        a, span = item, item.span
        what = a.label, a.decision.value, a.origin, a.score, a.value, a.mod, a.calendar, a.value_by, a.flag, a.note
        return a.id, a.article, a.layer, a.rev, span.start, span.end, *what
    row = {name: getattr(item, name) for name in _NAMES[type(item)]}
    if isinstance(item, ArticleCard):
        sources = [
            {"path": s.path, "sha256": s.sha256, "format": s.format, "encoding": s.encoding} for s in item.sources
        ]
        row |= {"sources": to_json(sources), "state": item.state.value}
    elif isinstance(item, Record):
        row |= {
            "article": item.article or None,
            "fields": to_json(dict(item.fields)),
            "evidence": to_json({k: [[s.start, s.end] for s in spans] for k, spans in item.evidence.items()}),
        }
    return tuple(row.values())


def row_of(item: Item) -> dict[str, Any]:
    """The columns of an item by their names."""
    return dict(zip(_NAMES[type(item)], values_of(item), strict=True))


def item_of(cls: type[Item], row: Mapping[Any, Any]) -> Item:
    """The item of a row; the inverse of `row_of`."""
    values = dict(row)
    if cls is Annotation:
        values["span"] = Span(values.pop("start"), values.pop("end"))
        values["decision"] = Decision(values["decision"])
    elif cls is ArticleCard:
        values["sources"] = tuple(Source(**s) for s in json.loads(values["sources"]))
        values["state"] = State(values["state"])
    elif cls is Record:
        values["article"] = values["article"] or b""
        values["fields"] = json.loads(values["fields"])
        values["evidence"] = {k: tuple(Span(*s) for s in spans) for k, spans in json.loads(values["evidence"]).items()}
    return cls(**values)


def journal_text(items: Iterable[Item], known: Mapping[bytes, tuple[Any, ...]] = MappingProxyType({})) -> str:
    """Items as the journal keeps them: a JSON list of rows, each with its type, ids in hex.

    `known` are what `values_of` gives for some of them, by their ids.
    """
    rows = []
    for item in items:
        values = known.get(item.id) or values_of(item)
        rows.append(_annotation_text(*values) if isinstance(item, Annotation) else _item_text(type(item), values))
    return f"[{','.join(rows)}]"


def _item_text(cls: type[Item], values: Sequence[Any]) -> str:
    given = [cls.__name__, *values]
    for at in _IDS_AT[cls]:
        if given[at]:
            given[at] = given[at].hex()
    return to_json(dict(zip(_JOURNAL_NAMES[cls], given, strict=True)))


def _annotation_text(
    id: bytes, article: bytes, layer: bytes, rev: bytes, start: int, end: int, label: str, decision: str, *rest: Any
) -> str:
    """As `_item_text`, written out: of the items only these come in hundreds of thousands."""
    origin, score, value, mod, calendar, by, flag, note = rest
    return (
        f'{{"type":"Annotation","id":"{id.hex()}","article":"{article.hex()}","layer":"{layer.hex()}","rev":"{rev.hex()}",'
        f'"start":{start},"end":{end},"label":{_word(label)},"decision":"{decision}","origin":{_word(origin)},'
        f'"score":{_word(score)},"value":{_word(value)},"mod":{_word(mod)},"calendar":{_word(calendar)},'
        f'"value_by":{_word(by)},"flag":{"true" if flag else "false"},"note":{_word(note)}}}'
    )


@lru_cache(1024, typed=True)
def _word(value: str | float | None) -> str:
    return _encoded(value)


def journal_items(text: str) -> tuple[Item, ...]:
    """The items of a journal's JSON list; the inverse of `journal_text`."""
    found = []
    for row in json.loads(text):
        cls = _TYPES[row.pop("type")]
        found.append(item_of(cls, {k: bytes.fromhex(v) if k in _IDS and v is not None else v for k, v in row.items()}))
    return tuple(found)
