"""Label Studio: `tasks.json`, one task a line within its list, and `label_config.xml`, the labelling interface for it.

Offsets are code points, as its page has counted since the fix of its issue 1559. A value is a text field of its region,
a note the region's `meta`; the status of a relation is its second label.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from core.errors import ButVangError, FormatError
from core.exchange import losses
from core.exchange.about import HELD, about, facts
from core.exchange.format import Arrival, Format, Job, Place
from core.exchange.jsonl_read import WRONG, arrival_of, why
from core.model.annotation import Annotation
from core.model.scheme import Scheme
from core.store.dataset_io import Sheet
from core.wording import language

TASKS, CONFIG = "tasks.json", "label_config.xml"
ORIGIN = "import:labelstudio"
_UNKNOWN = "#808080"


def write(sheets: Iterable[Sheet], job: Job) -> Iterator[list[Place]]:
    """Write the folder; see `Format`."""
    job.path.mkdir()
    labels: set[str] = set()
    kinds: set[str] = set()
    with (job.path / TASKS).open("w", encoding="utf-8", newline="\n") as file:
        before = "[\n"
        for number, sheet in enumerate(losses.articles(sheets, job.report), 1):
            kept = losses.accepted(sheet, job.report)
            losses.beside_spans(sheet, kept, job.report, ("value", "note", "relation", *HELD))
            result = [row for a in kept for row in _region(a, sheet.article.text)]
            for r in losses.linked(sheet, kept, job.report):
                words = [r.kind, *([r.status] if r.status is not None else [])]
                kinds.update(words)
                ends = {"from_id": r.head.hex(), "to_id": r.tail.hex()}
                result.append({"type": "relation", **ends, "direction": "right", "labels": words})
            data = {"text": sheet.article.text} | about(sheet)
            task = {"id": number, "data": data, "annotations": [{"result": result}]}
            file.write(before + json.dumps(task, ensure_ascii=False))
            before = ",\n"
            labels.update(a.label for a in kept)
            job.report.annotations.update(a.label for a in kept)
            yield [(a.span.start, a.span.end, a.label) for a in kept]
        file.write("[]\n" if before == "[\n" else "\n]\n")
    (job.path / CONFIG).write_text(_config(job.scheme, labels, kinds), "utf-8", newline="\n")


def _region(a: Annotation, text: str) -> Iterator[dict[str, Any]]:
    """A region with its label, and its value as a text field of that region."""
    at = {"start": a.span.start, "end": a.span.end}
    of = {"id": a.id.hex(), "to_name": "text"}
    words = {"text": a.span.of(text), "labels": [a.label]}
    meta = {"meta": {"text": [a.note]}} if a.note else {}
    yield of | {"from_name": "label", "type": "labels", "value": at | words} | meta
    if a.value is not None:
        yield of | {"from_name": "value", "type": "textarea", "value": at | {"text": [a.value]}}


def _config(scheme: Scheme, labels: set[str], kinds: set[str]) -> str:
    """The interface: the scheme's labels and relations, then what else was seen."""
    shown = {each.name: each.light for each in scheme.labels}
    shown |= dict.fromkeys(sorted(labels.difference(shown)), _UNKNOWN)
    links = [kind.name for kind in scheme.relations]
    links += [status for kind in scheme.relations for status in kind.statuses]
    links += sorted(kinds.difference(links))
    title = {each.name: each.title[language()] for each in scheme.labels}
    lines = ["<View>", '  <Labels name="label" toName="text">']
    lines += [
        f"    <Label value={quoteattr(name)} background={quoteattr(colour)} hint={quoteattr(title.get(name, name))}/>"
        for name, colour in shown.items()
    ]
    lines += ["  </Labels>", "  <Relations>"]
    lines += [f"    <Relation value={quoteattr(name)}/>" for name in dict.fromkeys(links)]
    lines += ["  </Relations>", '  <Text name="text" value="$text"/>']
    lines += ['  <TextArea name="value" toName="text" perRegion="true" editable="true" maxSubmissions="1"/>', "</View>"]
    return "".join(f"{line}\n" for line in lines)


def reread(path: Path, text_of: Callable[[bytes], str]) -> Iterator[list[Place]]:
    """Read the tasks back, a line at a time; see `Format`."""
    with (path / TASKS).open(encoding="utf-8", newline="\n") as file:
        for number, line in enumerate(file, 1):
            if line in ("[\n", "]\n", "[]\n"):
                continue
            try:
                task = json.loads(line.rstrip(",\n"))
                text = text_of(bytes.fromhex(task["data"]["article"]))
                if task["data"]["text"] != text:
                    raise ValueError("text")
                regions = [r["value"] for r in task["annotations"][0]["result"] if r["type"] == "labels"]
                if any(text[r["start"] : r["end"]] != r["text"] for r in regions):
                    raise ValueError("text[start:end] != text")
                yield [(r["start"], r["end"], r["labels"][0]) for r in regions]
            except WRONG as error:
                raise FormatError("line_broken", path=path / TASKS, line=number, why=why(error)) from error


def arrivals(tasks: list[Any], path: Path, size: int) -> Iterator[Arrival | ButVangError]:
    """What a list of tasks, as Label Studio exports it, holds: of each the first annotation that was not cancelled."""
    for number, task in enumerate(tasks, 1):
        try:
            row, notes = _row(task)
            arrival = arrival_of(row, f"{path}:{number}", size // max(len(tasks), 1))
            yield replace(arrival, notes=tuple(f"{path}:{number}: {note}" for note in notes))
        except WRONG as error:
            yield FormatError("line_broken", path=path, line=number, why=why(error))


def _row(task: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """A task as a line of ours."""
    data = task["data"]
    made = [each for each in task.get("annotations", ()) if not each.get("was_cancelled")]
    result = made[0]["result"] if made else []
    notes = [f"annotations: {len(made)}"] if len(made) > 1 else []
    named = next((r["to_name"] for r in result if r.get("type") in ("labels", "hypertextlabels")), "text")
    text = data[named] if named in data else data["text"]
    found: dict[str, dict[str, Any]] = {}
    for each in result:
        value = each.get("value", {})
        if each["type"] == "labels":
            note = "\n".join([*value["labels"][1:], *each.get("meta", {}).get("text", ())])
            at = {"start": value["start"], "end": value["end"], "text": value.get("text")}
            found[each["id"]] = at | {"label": value["labels"][0], "origin": ORIGIN, "note": note}
    rows = list(found)
    relations = []
    for each in result:
        if each["type"] == "relation" and {each["from_id"], each["to_id"]} <= found.keys():
            kind, *status = each.get("labels") or ["RELATED"]
            ends = [rows.index(each["from_id"]), rows.index(each["to_id"])]
            ends = ends[::-1] if each.get("direction") == "left" else ends
            relations.append({"kind": kind, "head": ends[0], "tail": ends[1], "status": (status or [None])[0]})
        elif each["type"] == "textarea" and each.get("id") in found and each["from_name"] == "value":
            found[each["id"]] |= {"value": "\n".join(each["value"]["text"]), "value_by": "person"}
        elif each["type"] != "labels":
            notes.append(json.dumps(each, ensure_ascii=False))
    return {"text": text, **facts(data), "annotations": list(found.values()), "relations": relations}, notes


FORMAT = Format("labelstudio", "code points", write, reread, folder=True)
