"""UIMA CAS read: our own, and what INCEpTION and others export, each layer's label taken from its first telling feature."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.errors import ButVangError, FormatError
from core.exchange.about import facts
from core.exchange.format import Arrival, Place
from core.exchange.jsonl_read import arrival_of, why
from core.text.offsets import Utf16

TYPES = "TypeSystem.xml"
ITEM, LINK, ARTICLE = "webanno.custom.Item", "webanno.custom.Link", "webanno.custom.Article"
FEATURES = {
    "label": "String",
    "value": "String",
    "mod": "String",
    "calendar": "String",
    "flag": "Boolean",
    "note": "String",
    "decision": "String",
    "origin": "String",
    "score": "Double",
    "value_by": "String",
}
_LABELS = ("label", "value", "identifier", "kind", "DependencyType", "PosValue")
_NO_ITEMS = {"Token", "Sentence", "Paragraph", "DocumentAnnotation", "DocumentMetaData", "TagDescription"}
_EDITORS = ("sofa", "begin", "end", "xmiID", "type")


def read(path: Path) -> Iterator[Arrival | ButVangError]:
    """What one file holds, its types as it has them (JSON) or from `TypeSystem.xml` beside it; or the error that hinders."""
    try:
        yield _arrival(path)
    except ButVangError as error:
        yield error
    except Exception as error:  # cassis and lxml raise of every kind on a file that is none
        yield FormatError("file_broken", path=path, why=getattr(error, "strerror", None) or why(error))


def _arrival(path: Path) -> Arrival:
    import warnings

    with warnings.catch_warnings():
        warnings.filterwarnings("error", "Not mapping external offset")  # it points out of the text
        return _loaded(path)


def _loaded(path: Path) -> Arrival:
    import cassis

    data = path.read_bytes()
    if path.suffix.lower() == ".json":
        cas = cassis.load_cas_from_json(data.decode("utf-8-sig"))
    else:
        types = path.with_name(TYPES)
        if not types.is_file():
            raise FormatError("types_missing", path=path, types=TYPES)
        described = types.read_bytes()
        if b"<!DOCTYPE" in data or b"<!DOCTYPE" in described:
            raise FormatError("file_broken", path=path, why="<!DOCTYPE")
        cas = cassis.load_cas_from_xmi(data.decode("utf-8"), cassis.load_typesystem(described.decode("utf-8")))
    text = cas.sofa_string
    rows: dict[int, dict[str, Any]] = {}
    links: list[Any] = []
    known: dict[str, Any] = {}
    structures: list[Any] = [*cas.select_all_fs()]
    for each in structures:
        name = each.type.name
        features = {f.name for f in each.type.all_features}
        if {"Governor", "Dependent"} <= features:
            links.append(each)
        elif name == ARTICLE:
            known = {f: each.get(f) for f in features}
        elif {"begin", "end"} <= features and name.rpartition(".")[2] not in _NO_ITEMS and each.begin < each.end:
            rows[each.xmiID] = _row(each, features)
    index: dict[Any, int] = {id: n for n, id in enumerate(rows)}
    notes = []
    relations = []
    for each in links:
        ends = [index.get(getattr(end, "xmiID", None)) for end in (each.Governor, each.Dependent)]
        kind = _first(each, {f.name for f in each.type.all_features}) or each.type.name.rpartition(".")[2]
        if None in ends:
            notes.append(f"{path}: {each.type.name} {kind}")
        else:
            relations.append({"kind": kind, "head": ends[0], "tail": ends[1], "status": _get(each, "status")})
    line = {"text": text, **facts(known), "annotations": list(rows.values()), "relations": relations}
    return replace(arrival_of(line, str(path), len(data)), notes=tuple(notes))


def _row(each: Any, features: set[str]) -> dict[str, Any]:
    """A feature structure as a row of ours: all features of our own type, of another's the label, the rest in the note."""
    at = {"start": each.begin, "end": each.end}
    if each.type.name == ITEM:
        return at | {f: value for f in FEATURES if (value := _get(each, f)) is not None and value != ""}
    label = _first(each, features) or each.type.name.rpartition(".")[2]
    rest = {f: _get(each, f) for f in sorted(features.difference(_EDITORS))}
    note = "\n".join(f"{f}: {value}" for f, value in rest.items() if isinstance(value, str) and value != label)
    return at | {"label": label, "note": note, "origin": "import:cas"}


def _first(each: Any, features: set[str]) -> str | None:
    values = (_get(each, f) for f in _LABELS if f in features)
    return next((value for value in values if isinstance(value, str) and value), None)


def _get(each: Any, feature: str) -> Any:
    return getattr(each, feature, None)


def places_of(path: Path) -> tuple[str, str, list[Place]]:
    """The article's id, text and spans of a file of ours, by the bare XML or JSON: UTF-16 units brought to code points."""
    rows = list(_xml(path) if path.suffix == ".xmi" else _json(path))
    text = next(row["sofaString"] for name, row in rows if name == "Sofa")
    article = next(row["article"] for name, row in rows if name == "Article")
    units = Utf16(text)
    return (
        article,
        text,
        [
            (units.to_points(int(row["begin"])), units.to_points(int(row["end"])), row["label"])
            for name, row in rows
            if name == "Item"
        ],
    )


def _xml(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    from lxml.etree import QName, XMLParser, XMLSyntaxError, parse

    try:
        root = parse(path, XMLParser(resolve_entities=False, no_network=True, huge_tree=True)).getroot()
    except XMLSyntaxError as error:
        raise ValueError(error) from error
    for element in root:
        yield QName(element).localname, {str(name): value for name, value in element.attrib.items()}


def _json(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in json.loads(path.read_bytes())["%FEATURE_STRUCTURES"]:
        yield row["%TYPE"].rpartition(".")[2], row
