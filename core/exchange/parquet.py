"""Parquet for Hugging Face `datasets`: a folder with a dataset card, one row an article, spans and links as lists.

Offsets are code points, as Python's strings have them. Written in groups of rows, so that memory does not grow.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from core.errors import FormatError
from core.exchange import losses
from core.exchange.about import HELD, about
from core.exchange.extra import need
from core.exchange.format import Format, Job, Place
from core.exchange.jsonl_read import WRONG, why
from core.exchange.rows import zone_rows
from core.model.scheme import Scheme
from core.store.dataset_io import Sheet
from core.wording import language

FILE, CARD = "train-00000-of-00001.parquet", "README.md"
_GROUP = 256
_WORDS = ("value", "mod", "calendar", "origin", "value_by", "note")
_HELD = ("value", "mod", "calendar", "flag", "note", "decision", "relation", "record", "zones", "source", *HELD)


def write(sheets: Iterable[Sheet], job: Job) -> Iterator[list[Place]]:
    """Write the folder; see `Format`. UsageError where pyarrow is not installed."""
    arrow, files = need("pyarrow", "parquet"), need("pyarrow.parquet", "parquet")
    job.path.mkdir()
    schema = _schema(arrow)
    count = 0
    with files.ParquetWriter(job.path / FILE, schema, compression="zstd") as writer:
        group: list[dict[str, Any]] = []
        for sheet in losses.articles(sheets, job.report):
            losses.beside_spans(sheet, sheet.annotations, job.report, _HELD)
            job.report.annotations.update(a.label for a in sheet.annotations)
            group.append(_row(sheet, job))
            count += 1
            if len(group) == _GROUP:
                writer.write_table(arrow.Table.from_pylist(group, schema))
                group = []
            yield [(a.span.start, a.span.end, a.label) for a in sheet.annotations]
        writer.write_table(arrow.Table.from_pylist(group, schema))
    (job.path / CARD).write_text(_card(job.scheme, count), "utf-8", newline="\n")


def _schema(arrow: Any) -> Any:
    words, number = arrow.string(), arrow.int32()
    span = {"start": number, "end": number, "label": words, "text": words, "decision": words}
    span |= {**dict.fromkeys(_WORDS, words), "score": arrow.float64(), "flag": arrow.bool_()}
    link = {"kind": words, "head": number, "tail": number, "status": words}
    zone = {"start": number, "end": number, "kind": words}
    listed = {"spans": span, "relations": link, "zones": zone}
    return arrow.schema(
        {
            **dict.fromkeys(("id", "text", "title", "published", "province", "source"), words),
            **{name: arrow.list_(arrow.struct(list(fields.items()))) for name, fields in listed.items()},
            "records": words,
        }
    )


def _row(sheet: Sheet, job: Job) -> dict[str, Any]:
    facts = about(sheet)
    text = sheet.article.text
    index = {a.id: n for n, a in enumerate(sheet.annotations)}
    job.report.records.update(record.kind for record in sheet.records)
    places = [
        {
            "start": a.span.start,
            "end": a.span.end,
            "label": a.label,
            "text": a.span.of(text),
            "decision": str(a.decision),
        }
        | {name: getattr(a, name) for name in (*_WORDS, "score", "flag")}
        for a in sheet.annotations
    ]
    links = [
        {"kind": r.kind, "head": index[r.head], "tail": index[r.tail], "status": r.status}
        for r in losses.linked(sheet, sheet.annotations, job.report)
    ]
    records = [
        {"kind": r.kind, "fields": dict(r.fields)}
        | {"evidence": {name: [[s.start, s.end] for s in spans] for name, spans in r.evidence.items()}}
        for r in sheet.records
    ]
    row = {"id": facts.pop("article"), "text": text} | facts
    row |= {"spans": places, "relations": links, "zones": zone_rows(sheet.article)}
    return row | {"records": json.dumps(records, ensure_ascii=False)}


def _card(scheme: Scheme, count: int) -> str:
    """The dataset card: what Hugging Face reads of it between the dashes, and the labels for people."""
    labels = "".join(
        f"| `{each.name}` | {each.title[language()]} | {each.definition[language()]} |\n" for each in scheme.labels
    )
    size = (
        "n<1K" if count < 1000 else "1K<n<10K" if count < 10_000 else "10K<n<100K" if count < 100_000 else "100K<n<1M"
    )
    return f"""---
language:
- vi
task_categories:
- token-classification
size_categories:
- {size}
configs:
- config_name: default
  data_files:
  - split: train
    path: {FILE}
---

# Vietnamese provincial news, annotated

{count} articles, scheme version {scheme.version}. `spans` nest; `start` and `end` count code points of `text`, and
`text[start:end]` is the span's own `text`. `relations` name their ends by their index in `spans`; `records` is JSON.

```python
from datasets import load_dataset
articles = load_dataset("parquet", data_files="{FILE}")["train"]
```

| Label | Title | Definition |
|---|---|---|
{labels}"""


def reread(path: Path, text_of: Callable[[bytes], str]) -> Iterator[list[Place]]:
    """Read the rows back; see `Format`."""
    files = need("pyarrow.parquet", "parquet")
    with files.ParquetFile(path / FILE) as file:
        for batch in file.iter_batches(batch_size=_GROUP, columns=["id", "text", "spans"]):
            for row in batch.to_pylist():
                try:
                    text = text_of(bytes.fromhex(row["id"]))
                    spans = row["spans"]
                    if row["text"] != text or any(text[s["start"] : s["end"]] != s["text"] for s in spans):
                        raise ValueError("text[start:end] != text")
                    yield [(s["start"], s["end"], s["label"]) for s in spans]
                except WRONG as error:
                    raise FormatError("file_broken", path=path / FILE, why=why(error)) from error


FORMAT = Format("parquet", "code points", write, reread, folder=True, extra="pyarrow")
