"""JSONL, the lossless format: one article as one layer has it on each line, a superset of what `butvang detect` prints.

Beside the keys of `detect`: `id` (the article's), `layer`, `card`, `scheme` (its version), for each annotation `id`,
`decision`, `value_by`, `flag`, `note`, for relations and records `id`, and `sources` (bytes in base64) where asked for.
A line without `text` holds records of the dataset itself. Revisions are not written: they name rows of the journal, which
stays with its dataset, so that an import gives new ones and exporting again gives the same bytes.
"""

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from core.errors import FormatError
from core.exchange.format import Format, Job, Place, appended
from core.exchange.jsonl_read import WRONG, why
from core.exchange.rows import annotation_text, card_row, record_row, relation_row, zone_rows
from core.model.article import ArticleCard
from core.provinces.map import name_of
from core.store.dataset_io import Sheet

_dump = json.JSONEncoder(ensure_ascii=False).encode


def write(sheets: Iterable[Sheet], job: Job) -> Iterator[list[Place]]:
    """Write the lines; see `Format`."""
    with job.path.open("w", encoding="utf-8", newline="\n") as file:
        for sheet in sheets:
            file.write(_line(sheet, job))
            yield [(a.span.start, a.span.end, a.label) for a in sheet.annotations]


def _line(sheet: Sheet, job: Job) -> str:
    own = {"layer": _layer(sheet)} if sheet.layer else {}
    records = [record_row(record) for record in sheet.records]
    job.report.records.update(record.kind for record in sheet.records)
    if not sheet.article.id:
        return _dump(own | {"scheme": job.scheme.version, "records": records}) + "\n"
    text, card = sheet.article.text, sheet.card
    job.report.annotations.update([annotation.label for annotation in sheet.annotations])
    before = {
        "id": sheet.article.id.hex(),
        "path": card.sources[0].path if card and card.sources else "",
        "text": text,
        "title": (card.title if card else "") or sheet.article.title,
        "published": card.published if card else None,
        "province": name_of(card.province) if card and card.province else None,
        "province_evidence": [],  # the detectors' own, made anew wherever it is read
        "zones": zone_rows(sheet.article),
    }
    after = {
        "relations": _relations(sheet, job),
        "records": records,
        "scheme": job.scheme.version,
        "card": card_row(card) if card else None,
    }
    after |= own | (_sources(sheet, card, job) if card else {})
    rows = ", ".join([annotation_text(annotation, text) for annotation in sheet.annotations])
    return f'{_dump(before)[:-1]}, "annotations": [{rows}], {_dump(after)[1:]}\n'


def _layer(sheet: Sheet) -> dict[str, str]:
    assert sheet.layer
    return {"id": sheet.layer.id.hex(), "kind": sheet.layer.kind, "name": sheet.layer.name}


def _relations(sheet: Sheet, job: Job) -> list[dict[str, Any]]:
    index = {annotation.id: n for n, annotation in enumerate(sheet.annotations)}
    rows = []
    for relation in sheet.relations:
        if relation.head in index and relation.tail in index:
            job.report.relations[relation.kind] += 1
            rows.append(relation_row(relation, index))
        else:
            job.report.lost("loose_relation", sheet, id=relation.id.hex(), relation=relation.kind)
    return rows


def _sources(sheet: Sheet, card: ArticleCard, job: Job) -> dict[str, Any]:
    """The bytes of the article's sources in base64 by their SHA-256, where asked for and kept."""
    found: dict[str, str] = {}
    for source in card.sources:
        raw = job.raw(source.sha256) if job.options.sources else None
        if raw is None:
            job.report.lost("source_bytes", sheet, path=source.path, sha256=source.sha256)
        else:
            found[source.sha256] = base64.b64encode(raw).decode("ascii")
    return {"sources": found} if found else {}


def reread(path: Path, text_of: Callable[[bytes], str]) -> Iterator[list[Place]]:
    """Read the lines back; see `Format`."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                data = json.loads(line)
                text = data.get("text", "")
                rows = data.get("annotations", ())
                if any(text[row["start"] : row["end"]] != row["text"] for row in rows):
                    raise ValueError("text[start:end] != text")
                yield [(row["start"], row["end"], row["label"]) for row in rows]
            except WRONG as error:
                raise FormatError("line_broken", path=path, line=number, why=why(error)) from error


FORMAT = Format("jsonl", "code points", write, reread, layers=True, join=appended)
