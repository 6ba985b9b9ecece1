"""Prodigy JSONL: text, tokens, spans by offset and token, relations between spans, and what is known as `meta`."""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from core.errors import FormatError
from core.exchange import losses
from core.exchange.about import HELD, about, facts
from core.exchange.format import Format, Job, Place, appended
from core.exchange.jsonl_read import WRONG, why
from core.exchange.tokens import Tokens
from core.store.dataset_io import Sheet

ORIGIN = "import:prodigy"


def write(sheets: Iterable[Sheet], job: Job) -> Iterator[list[Place]]:
    """Write the lines; see `Format`."""
    dump = json.JSONEncoder(ensure_ascii=False).encode
    with job.path.open("w", encoding="utf-8", newline="\n") as file:
        for sheet in losses.articles(sheets, job.report):
            line = _line(sheet, job)
            file.write(dump(line) + "\n")
            yield [(span["start"], span["end"], span["label"]) for span in line["spans"]]


def _line(sheet: Sheet, job: Job) -> dict[str, Any]:
    text = sheet.article.text
    wanted = losses.accepted(sheet, job.report)
    words = Tokens(text, (a.span for a in wanted))
    spans: dict[bytes, dict[str, Any]] = {}
    kept = []
    for a in wanted:
        numbers = words.within(a.span)
        if not numbers:
            job.report.lost("no_words", sheet, **losses.described(a, text))
            continue
        start, end = words.edges(numbers)
        if (start, end) != (a.span.start, a.span.end):
            job.report.lost("edges", sheet, **losses.described(a, text), held=[start, end])
        at = {"start": start, "end": end, "token_start": numbers[0], "token_end": numbers[-1]}
        spans[a.id] = at | {"label": a.label, "text": text[start:end]} | ({"value": a.value} if a.value else {})
        kept.append(a)
        job.report.annotations[a.label] += 1
    losses.beside_spans(sheet, kept, job.report, ("value", "relation", *HELD))
    relations = []
    for relation in losses.linked(sheet, kept, job.report):
        head, child = spans[relation.head], spans[relation.tail]
        ends = {"head": head["token_end"], "child": child["token_end"], "head_span": head, "child_span": child}
        status = {"status": relation.status} if relation.status is not None else {}
        relations.append(ends | {"label": relation.kind} | status)
    tokens = [
        {"text": text[start:end], "start": start, "end": end, "id": n, "ws": text[end : end + 1] == " "}
        for n, (start, end) in enumerate(words.all)
    ]
    line = {"text": text, "meta": about(sheet), "tokens": tokens, "spans": list(spans.values())}
    return line | {"relations": relations, "answer": "accept"}


def reread(path: Path, text_of: Callable[[bytes], str]) -> Iterator[list[Place]]:
    """Read the lines back; see `Format`."""
    with path.open("rb") as file:
        for number, line in enumerate(file, 1):
            try:
                data = json.loads(line)
                text, tokens = text_of(bytes.fromhex(data["meta"]["article"])), data["tokens"]
                for span in data["spans"]:
                    edges = tokens[span["token_start"]]["start"], tokens[span["token_end"]]["end"]
                    words = text[span["start"] : span["end"]]
                    if edges != (span["start"], span["end"]) or words != span["text"] or data["text"] != text:
                        raise ValueError(f"{edges}: “{words}” ≠ “{span['text']}”")
                yield [(span["start"], span["end"], span["label"]) for span in data["spans"]]
            except WRONG as error:
                raise FormatError("line_broken", path=path, line=number, why=why(error)) from error


def row(line: dict[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """A line of Prodigy's as one of ours, and notes on what was left out; raises what a wrong line makes Python say.

    The spans of an answer that is not `accept` come without decisions: nobody stood by them.
    """
    answer = line.get("answer", "accept")
    notes = [] if answer == "accept" else [f"prodigy: answer {answer}: {len(line['spans'])} spans"]
    spans = line["spans"] if answer == "accept" else []
    found = [
        {"start": s["start"], "end": s["end"], "label": str(s["label"]), "value": s.get("value"), "origin": ORIGIN}
        for s in spans
    ]
    index = {(s["start"], s["end"], s["label"]): n for n, s in enumerate(spans)}
    relations = []
    for each in line.get("relations", ()) if spans else ():
        ends = [each.get(f"{end}_span") or {} for end in ("head", "child")]
        places = [index.get((end.get("start"), end.get("end"), end.get("label"))) for end in ends]
        if None in places:
            notes.append(f"prodigy: {each.get('label')} {[end.get('text') for end in ends]}")
        else:
            made = {"kind": each["label"], "head": places[0], "tail": places[1]}
            relations.append(made | {"status": each.get("status")})
    meta = line.get("meta") or {}
    return {"text": line["text"], **facts(meta), "annotations": found, "relations": relations}, notes


FORMAT = Format("prodigy", "code points, and tokens", write, reread, join=appended)
