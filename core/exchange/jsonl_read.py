"""Lines of JSONL read as articles with their items: our own, those of `butvang detect`, and shorter ones by hand."""

import base64
import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from core.errors import ButVangError, FormatError
from core.exchange.format import Arrival
from core.exchange.shift import Shift
from core.model.annotation import RULE, Annotation, Decision
from core.model.article import Article, ArticleCard, Source, State, Zone, ZoneKind
from core.model.ids import new_id
from core.model.record import Record
from core.model.relation import Relation
from core.model.span import Span
from core.provinces.map import find
from core.store.dataset_io import OWN, LayerName, Sheet

WRONG = (ValueError, LookupError, TypeError, AttributeError, RecursionError)
"""What a line that is not as it should be makes Python say."""

_VALUES = ("value", "mod", "calendar", "value_by")


def why(error: Exception) -> str:
    """What was wrong, for a person: a missing key by its name."""
    return f"“{error.args[0]}”?" if isinstance(error, KeyError) else str(error) or type(error).__name__


def only(path: Path, read_one: Callable[[Path], Arrival]) -> Iterator[Arrival | ButVangError]:
    """What a file of one article holds: the arrival that `read_one` makes of it, or the error that hinders it."""
    try:
        yield read_one(path)
    except ButVangError as error:
        yield error
    except (OSError, *WRONG) as error:
        yield FormatError("file_broken", path=path, why=getattr(error, "strerror", None) or why(error))


def read(path: Path) -> Iterator[Arrival | ButVangError]:
    """What each line holds, a bad one as an error in its place."""
    try:
        with path.open("rb") as file:
            for number, line in enumerate(file, 1):
                if not line.strip():
                    continue
                try:
                    yield arrival_of(json.loads(line.decode("utf-8-sig")), f"{path}:{number}", len(line))
                except WRONG as error:
                    yield FormatError("line_broken", path=path, line=number, why=why(error))
    except OSError as error:
        yield FormatError("file_broken", path=path, why=error.strerror or error)


def arrival_of(line: dict[str, Any], where: str, size: int = 0) -> Arrival:
    """What one line holds. Items without id get a new one; raises one of WRONG for a line that is not as it should be."""
    layer = _layer(line["layer"]) if line.get("layer") else None
    layer_id = layer.id if layer else b""
    if "text" not in line:
        if "records" not in line:
            raise KeyError("text")
        own = tuple(_record(row, b"", layer_id, None) for row in line["records"])
        return Arrival(Sheet(OWN, layer, records=own), where, {}, size)
    shift = Shift(_text(line["text"]))
    zones = tuple(Zone(shift.span(z["start"], z["end"]), ZoneKind(z["kind"])) for z in line.get("zones", ()))
    article = Article.of(shift.text, zones)
    if line.get("id") not in (None, article.id.hex()):
        raise ValueError(f"id: {article.id.hex()} ≠ {line['id']}")
    annotations = _annotations(line.get("annotations", ()), article, layer_id, shift)
    relations = tuple(_relation(row, annotations, article, layer_id) for row in line.get("relations", ()))
    records = tuple(_record(row, article.id, layer_id, shift) for row in line.get("records", ()))
    raws = {sha256: base64.b64decode(kept, validate=True) for sha256, kept in line.get("sources", {}).items()}
    if wrong := next((s for s, raw in raws.items() if hashlib.sha256(raw).hexdigest() != s), None):
        raise ValueError(f"sources: SHA-256 ≠ {wrong}")
    card = _card(line, article, layer_id)
    return Arrival(Sheet(article, layer, card, tuple(annotations), relations, records), where, raws, size)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value or value.isspace():
        raise ValueError("“text”?")
    value.encode("utf-8")  # half a surrogate pair would not fit into the dataset
    return value


def _layer(row: dict[str, str]) -> LayerName:
    if row["kind"] not in ("annotator", "gold"):
        raise ValueError(f"layer.kind: {row['kind']}")
    return LayerName(_id(row), row["kind"], str(row["name"]))


def _id(row: dict[str, Any]) -> bytes:
    """The id of a row, or a new one where it has none."""
    id = bytes.fromhex(row["id"]) if row.get("id") else new_id()
    if len(id) != 16:
        raise ValueError(f"id: {row['id']}")
    return id


def _annotations(rows: Iterable[dict[str, Any]], article: Article, layer: bytes, shift: Shift) -> list[Annotation]:
    """The annotations of a line, one after the other in one loop: an import has hundreds of thousands."""
    made = []
    id, text, place = article.id, article.text, shift.span
    for row in rows:
        get = row.get
        span = place(row["start"], row["end"])
        surface, there = get("text"), text[span.start : span.end]
        if surface is not None and there != surface and Shift(surface).text != there:
            raise ValueError(f"{span.start}..{span.end}: “{there}” ≠ “{surface}”")
        value, mod, calendar, by = get("value"), get("mod"), get("calendar"), get("value_by")
        for key in _VALUES if value is not None or mod is not None or calendar is not None or by is not None else ():
            if get(key) is not None:
                _word(row, key)
        decision = Decision.ACCEPTED if get("decision", "accepted") == "accepted" else Decision(row["decision"])
        origin, score = get("origin") or "import:jsonl", float(get("score", 1.0))
        rest = value, mod, calendar, by, bool(get("flag", False)), str(get("note", ""))
        made.append(Annotation(_id(row), id, layer, b"", span, _word(row, "label"), decision, origin, score, *rest))
    return made


def _word(row: dict[str, Any], key: str) -> str:
    word = row[key]
    if not word or not isinstance(word, str):
        raise ValueError(f"{key}: {word!r}")
    return word


def _relation(row: dict[str, Any], ends: list[Annotation], article: Article, layer: bytes) -> Relation:
    head, tail = row["head"], row["tail"]
    if not (0 <= head < len(ends) and 0 <= tail < len(ends)):
        raise ValueError(f"relations: {head} → {tail}")
    status = _word(row, "status") if row.get("status") is not None else None
    return Relation(_id(row), article.id, layer, b"", _word(row, "kind"), ends[head].id, ends[tail].id, status)


def _record(row: dict[str, Any], article: bytes, layer: bytes, shift: Shift | None) -> Record:
    place = shift.span if shift else Span
    evidence = {name: tuple(place(*ends) for ends in spans) for name, spans in row.get("evidence", {}).items()}
    return Record(_id(row), article, layer, b"", _word(row, "kind"), dict(row.get("fields", {})), evidence)


def _card(line: dict[str, Any], article: Article, layer: bytes) -> ArticleCard | None:
    """The card of a line; a line of `detect` or by hand has its title, date and province at the top."""
    row = line.get("card", {})
    if row is None:
        return None
    if not row:
        province = find(line["province"]) if line.get("province") else None
        return ArticleCard(
            new_id(),
            article.id,
            layer,
            b"",
            str(line.get("title") or article.title or Path(line.get("path") or "").stem),
            (),
            _date(line.get("published")),
            RULE if line.get("published") else None,
            province.id if province else None,
            RULE if province else None,
            State.STARTED if line.get("annotations") else State.NEW,
        )
    return ArticleCard(
        _id(row),
        article.id,
        layer,
        b"",
        str(row.get("title", "")),
        tuple(Source(s["path"], s["sha256"], s["format"], s["encoding"]) for s in row.get("sources", ())),
        _date(row.get("published")),
        *(row.get(key) for key in ("published_by", "province", "province_by")),
        state=State(row.get("state", "new")),
        flag=bool(row.get("flag", False)),
        note=str(row.get("note", "")),
    )


def _date(value: str | None) -> str | None:
    return None if value is None else date.fromisoformat(value).isoformat()
