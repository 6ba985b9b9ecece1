"""doccano JSONL: `label` for projects of spans, `entities` and `relations` for those with relations, facts as metadata.

doccano's page counts UTF-16 units, as JavaScript does (its issue 2290), so offsets after an emoji differ from ours.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from core.errors import FormatError
from core.exchange import losses
from core.exchange.about import HELD, about, facts
from core.exchange.format import Format, Job, Place
from core.exchange.jsonl_read import WRONG, why
from core.store.dataset_io import Sheet
from core.text.offsets import Utf16

ORIGIN = "import:doccano"


def write(sheets: Iterable[Sheet], job: Job) -> Iterator[list[Place]]:
    """Write the lines; see `Format`."""
    dump = json.JSONEncoder(ensure_ascii=False).encode
    entity = link = 0
    with job.path.open("w", encoding="utf-8", newline="\n") as file:
        for number, sheet in enumerate(losses.articles(sheets, job.report), 1):
            kept = losses.accepted(sheet, job.report)
            losses.beside_spans(sheet, kept, job.report, ("relation", *HELD))
            units = Utf16(sheet.article.text)
            ids = {a.id: entity + n for n, a in enumerate(kept, 1)}
            entity += len(kept)
            rows = [(units.to_units(a.span.start), units.to_units(a.span.end), a.label) for a in kept]
            entities = [
                {"id": ids[a.id], "label": label, "start_offset": start, "end_offset": end}
                for a, (start, end, label) in zip(kept, rows, strict=True)
            ]
            relations = []
            for relation in losses.linked(sheet, kept, job.report):
                link += 1
                ends = {"from_id": ids[relation.head], "to_id": ids[relation.tail]}
                relations.append({"id": link, **ends, "type": relation.kind})
                if relation.status is not None:
                    job.report.lost("status", sheet, relation=relation.kind, status=relation.status)
            line = {"id": number, "text": sheet.article.text, "label": rows, "entities": entities}
            file.write(dump(line | {"relations": relations, "Comments": []} | about(sheet)) + "\n")
            job.report.annotations.update(a.label for a in kept)
            yield [(a.span.start, a.span.end, a.label) for a in kept]


def reread(path: Path, text_of: Callable[[bytes], str]) -> Iterator[list[Place]]:
    """Read the lines back; see `Format`."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                data = json.loads(line)
                if data["text"] != text_of(bytes.fromhex(data["article"])):
                    raise ValueError("text")
                rows = row(data)[0]["annotations"]
                yield [(each["start"], each["end"], each["label"]) for each in rows]
            except WRONG as error:
                raise FormatError("line_broken", path=path, line=number, why=why(error)) from error


def row(line: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """A line of doccano's as one of ours, and notes on what was left out; raises what a wrong line makes Python say."""
    text = line["text"]
    units = Utf16(text)
    found: list[dict[str, Any]] = []
    index: dict[int | None, int] = {}
    entities = line.get("entities")
    if entities is None:
        spans = [(None, *each) for each in line.get("label") or line.get("labels") or ()]
    else:
        spans = [(each["id"], each["start_offset"], each["end_offset"], each["label"]) for each in entities]
    for id, start, end, label in spans:
        index[id] = len(found)
        ends = {"start": units.to_points(start), "end": units.to_points(end)}
        found.append(ends | {"label": str(label), "origin": ORIGIN})
    relations = [
        {"kind": each["type"], "head": index[each["from_id"]], "tail": index[each["to_id"]]}
        for each in line.get("relations", ())
    ]
    notes = [f"doccano: {comment}" for comment in line.get("Comments") or line.get("comments") or ()]
    return {"text": text, **facts(line), "annotations": found, "relations": relations}, notes


FORMAT = Format("doccano", "UTF-16 units", write, reread)
