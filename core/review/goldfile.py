"""Gold articles as files: `name.txt` beside `name.json`, what people agreed on about the text."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.errors import FormatError
from core.model.annotation import Suggestion
from core.model.article import Article
from core.model.record import AGREEMENT, SuggestedRecord
from core.model.relation import SuggestedRelation
from core.model.span import Span
from core.reading.zones import zones
from core.text.normal import normalize


@dataclass(frozen=True, slots=True)
class Gold:
    """The truth about one article; None is what nobody annotated. `province` is a name, `published` an ISO date."""

    name: str
    article: Article
    spans: tuple[Suggestion, ...] | None = None
    relations: tuple[SuggestedRelation, ...] | None = None
    records: tuple[SuggestedRecord, ...] | None = None
    province: str | None = None
    published: str | None = None


def read_folder(folder: Path, only: str = "*") -> list[Gold]:
    """The gold articles of `folder` whose name fits the glob `only`, by name.

    Raises FormatError where there are none, or where a file is not what it should be.
    """
    files = sorted(p for p in folder.glob("*.json") if p.with_suffix(".txt").is_file() and p.match(f"{only}.json"))
    if not files:
        raise FormatError("gold_missing", path=folder)
    return [read_file(path) for path in files]


def read_file(path: Path) -> Gold:
    """One gold article from its `.json` and the `.txt` beside it; FormatError where they are broken or do not fit."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        raw = path.with_suffix(".txt").read_bytes()
        text = normalize(raw.decode("utf-8-sig"))
    except ValueError as error:
        raise FormatError("gold_broken", path=path, key="JSON, UTF-8", why=error) from error
    if data.get("text_sha256", sha := hashlib.sha256(raw).hexdigest()) != sha:
        raise FormatError("gold_broken", path=path, key="text_sha256", why=sha)
    try:
        return Gold(
            name=path.stem,
            article=Article.of(text, zones(text)),
            spans=_spans(text, data["spans"]) if "spans" in data else None,
            relations=_relations(text, data) if "relations" in data else None,
            records=tuple(SuggestedRecord(AGREEMENT, r) for r in data["agreements"]) if "agreements" in data else None,
            province=data.get("province"),
            published=data.get("published"),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FormatError("gold_broken", path=path, key=type(error).__name__, why=error) from error


def _spans(text: str, rows: list[dict[str, Any]]) -> tuple[Suggestion, ...]:
    found = []
    for row in rows:
        span = Span(row["start"], row["end"])
        if span.of(text) != row.get("text", span.of(text)):
            raise ValueError(f"{span.start}..{span.end}: {span.of(text)!r}, {row['text']!r}")
        found.append(Suggestion(span, row["label"], "gold", 1.0, row.get("value"), row.get("mod"), row.get("calendar")))
    return tuple(found)


def _relations(text: str, data: Mapping[str, Any]) -> tuple[SuggestedRelation, ...]:
    places: dict[tuple[str, str], list[Span]] = {}
    for row in sorted(data["spans"], key=lambda r: r["start"]):
        span = Span(row["start"], row["end"])
        places.setdefault((row["label"], span.of(text)), []).append(span)

    def end(row: dict[str, Any]) -> tuple[Span, str]:
        return places[row["label"], row["text"]][row.get("nth", 1) - 1], row["label"]

    return tuple(SuggestedRelation(r["type"], end(r["from"]), end(r["to"]), r.get("status")) for r in data["relations"])
