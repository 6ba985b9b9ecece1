"""`butvang detect`: one line of JSON for each article, with all that the detectors say of it."""

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Annotated, Any

import typer

from core.cli.inputs import articles, files, report
from core.detect.pipeline import detect
from core.errors import ReadError, UsageError
from core.model.article import Article, ArticleCard
from core.model.detection import Detection
from core.model.span import Span
from core.provinces.map import find, name_of
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
    work = partial(lines_of, published=day, province=unit.id if unit else None)
    if processes == 1:
        return _print(map(work, files(paths)))
    with get_context("spawn").Pool(processes) as pool:
        return _print(pool.imap(work, files(paths), _CHUNK))


def _print(results: Iterator[tuple[list[str], str]]) -> bool:
    well = True
    for lines, failure in results:
        sys.stdout.writelines(f"{line}\n" for line in lines)
        if failure:
            well = False
            report(failure)
    return well


def lines_of(path: Path, published: str | None, province: str | None) -> tuple[list[str], str]:
    """The lines of the articles in one file, and what went wrong with it (empty: nothing)."""
    lines = []
    try:
        for article, card in articles(path):
            told = replace(card, published=published or card.published, province=province)
            lines.append(json.dumps(line_of(article, told, detect(article, told)), ensure_ascii=False))
    except ReadError as error:
        return lines, str(error)
    except OSError as error:
        return lines, f"{path}: {error.strerror}"
    return lines, ""


def line_of(article: Article, card: ArticleCard, detection: Detection) -> dict[str, Any]:
    """What scripts read of an article; offsets count in `text`, relations point into `annotations`."""
    text = article.text
    places = {(s.span, s.label): index for index, s in enumerate(detection.suggestions)}
    province = card.province or detection.province
    return {
        "path": card.sources[0].path if card.sources else "",
        "text": text,
        "title": article.title,
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
