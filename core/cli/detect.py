"""`butvang detect`: one line of JSON for each article, with all that the detectors say of it."""

import json
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated, Any

import typer

from core.cli.inputs import card_of, report
from core.detect.pipeline import detect
from core.errors import ReadError, UsageError
from core.model.article import Article, ArticleCard
from core.model.detection import Detection
from core.model.span import Span
from core.provinces.map import find, name_of
from core.reading.registry import read, walk
from core.wording import say

_CHUNK = 8


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("detect", help=say("cli.detect"))
    def command(
        paths: Annotated[list[Path], typer.Argument(help=say("cli.detect_paths"))],
        published: Annotated[str | None, typer.Option(help=say("cli.detect_published"))] = None,
        province: Annotated[str | None, typer.Option(help=say("cli.detect_province"))] = None,
        processes: Annotated[int, typer.Option(min=1, help=say("cli.detect_processes"))] = 1,
    ) -> None:
        if not run(paths, published, province, processes):
            raise typer.Exit(1)


def run(paths: list[Path], published: str | None, province: str | None, processes: int) -> bool:
    """Print the lines; whether every input could be read. UsageError for a date or province that is none."""
    try:
        day = date.fromisoformat(published).isoformat() if published else None
    except ValueError as error:
        raise UsageError("date_unreadable", date=published) from error
    unit = find(province, date.fromisoformat(day) if day else None) if province else None
    if province and unit is None:
        raise UsageError("province_unknown", name=province)
    work = partial(answer, published=day, province=unit.id if unit else None)
    todo = (found if isinstance(found, Path) else str(found) for found in walk(paths))
    if processes == 1:
        return _print(map(work, todo))
    with get_context("spawn").Pool(processes) as pool:
        return _print(pool.imap(work, todo, _CHUNK))


def _print(answers: Iterable[tuple[str, str]]) -> bool:
    well = True
    for line, failure in answers:
        if failure:
            well = False
            report(failure)
        else:
            sys.stdout.write(f"{line}\n")
    return well


def answer(path: Path | str, published: str | None, province: str | None) -> tuple[str, str]:
    """The line of the article in one file, or what went wrong with it (a path that could not be walked says it already)."""
    if isinstance(path, str):
        return "", path
    try:
        document = read(path)
    except ReadError as error:
        return "", str(error)
    card = card_of(document.article, (document.source,), published or document.published)
    told = replace(card, title=document.title, province=province)
    return json.dumps(line_of(document.article, told, detect(document.article, told)), ensure_ascii=False), ""


def line_of(article: Article, card: ArticleCard, detection: Detection) -> dict[str, Any]:
    """What scripts read of an article; offsets count in `text`, relations point into `annotations`."""
    text = article.text
    places = {(s.span, s.label): index for index, s in enumerate(detection.suggestions)}
    province = card.province or detection.province
    return {
        "path": card.sources[0].path if card.sources else "",
        "text": text,
        "title": card.title,
        "published": card.published or detection.published,
        "province": name_of(province) if province else None,
        "province_evidence": [
            {"province": name_of(e.province), "weight": round(e.weight, 3), "why": e.why}
            | ({"start": e.span.start, "end": e.span.end, "text": e.span.of(text)} if e.span else {})
            for e in detection.province_evidence
        ],
        "zones": [_ends(z.span) | {"kind": z.kind.value} for z in article.zones],
        "annotations": [
            _ends(s.span)
            | {"label": s.label, "text": s.span.of(text)}
            | {k: v for k in ("value", "mod", "calendar") if (v := getattr(s, k)) is not None}
            | {"origin": s.origin, "score": round(s.score, 3)}
            for s in detection.suggestions
        ],
        "relations": [
            {"kind": r.kind, "head": places[r.head], "tail": places[r.tail]}
            | ({"status": r.status} if r.status else {})
            for r in detection.relations
        ],
        "records": [
            {
                "kind": r.kind,
                "fields": dict(r.fields),
                "evidence": {k: [[s.start, s.end] for s in spans] for k, spans in r.evidence.items()},
            }
            for r in detection.records
        ],
    }


def _ends(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}
