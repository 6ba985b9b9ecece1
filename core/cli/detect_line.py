"""The line of JSON that `butvang detect` prints of an article: read, detected and spelled out, in whichever process."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.cli.inputs import card_of
from core.detect.pipeline import detect
from core.errors import ReadError
from core.model.article import Article, ArticleCard
from core.model.detection import Detection
from core.model.span import Span
from core.provinces.map import name_of
from core.reading.registry import read


def answer(path: Path | str, published: str | None, province: str | None) -> tuple[str, str]:
    """The line of the article in one file, or what went wrong with it (what could not be walked to says it already)."""
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
