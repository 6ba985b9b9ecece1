"""WebAnno TSV 3 read: our own, and what WebAnno and INCEpTION export, every span layer and every relation layer of it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from core.errors import ButVangError
from core.exchange.format import Arrival
from core.exchange.jsonl_read import arrival_of, only
from core.text.offsets import Utf16

VERSION = "WebAnno TSV 3.3"
ITEM, LINK = "webanno.custom.Item", "webanno.custom.Link"
SENTENCE = "#Text="
ORIGIN = "import:webanno"
_SPECIAL = re.compile(r"(->|[\\\[\]|_;\t\n\r*])")
_IN_TEXT = re.compile(r"([\\\t\n\r])")
_LETTERS = {"\t": "\\t", "\n": "\\n", "\r": "\\r"}
_ESCAPED = re.compile(r"\\(->|.)", re.DOTALL)
_BACK = {"t": "\t", "n": "\n", "r": "\r", "f": "\f", "b": "\b"}
_BAR = re.compile(r"(?<!\\)((?:\\\\)*)\|")
_NUMBERED = re.compile(r"((?:\\.|[^\\\[])*)(?:\[(\d+)\])?", re.DOTALL)
_ENDS = re.compile(r"([\d.-]+)(?:\[(\d+)_(\d+)\])?")
_LABELS = ("label", "value", "identifier", "kind", "PosValue", "DependencyType")


def escaped(words: str, within: str = "") -> str:
    """The words of a feature as WebAnno writes them, `*` for none; `within` the line of the text, less is special."""
    if within:
        return _IN_TEXT.sub(lambda m: _LETTERS.get(m[0], f"\\{m[0]}"), words)
    return _SPECIAL.sub(lambda m: _LETTERS.get(m[0], f"\\{m[0]}"), words) or "*"


def _plain(words: str) -> str:
    if words == "*":
        return ""
    return _ESCAPED.sub(lambda m: _BACK.get(m[1], m[1]), words)


@dataclass(frozen=True, slots=True)
class Token:
    """A token: its name (`sentence-number`), where it is in code points, and its words."""

    name: str
    start: int
    end: int
    words: str


@dataclass(slots=True)
class SpanRow:
    """A span: its layer, where it is in code points, its features."""

    layer: str
    start: int
    end: int
    features: dict[str, str]


@dataclass(frozen=True, slots=True)
class Parsed:
    """A file: its tokens, spans by layer and number (or token and place), links as head, tail and features, its text."""

    text: str
    tokens: list[Token]
    spans: dict[tuple[str, str], SpanRow]
    links: list[tuple[tuple[str, str], tuple[str, str], dict[str, str]]] = field(default_factory=list)


def parse(content: str) -> Parsed:
    """The whole file; raises one of `jsonl_read.WRONG` where it is not as WebAnno writes it."""
    lines = content.removeprefix("\ufeff").split("\n")
    if not lines[0].startswith("#FORMAT=WebAnno TSV 3"):
        raise ValueError(lines[0])
    layers = [line[6:].rstrip("\r").split("|") for line in lines if line.startswith(("#T_SP=", "#T_RL=", "#T_CH="))]
    rows = [row for line in lines if line[:1].isdigit() and len(row := line.rstrip("\r").split("\t")) >= 3]
    text, places = _text(rows)
    tokens = [Token(r[0], *at, r[2]) for r, at in zip(rows, places, strict=True)]
    parsed = Parsed(text, tokens, {})
    for row, token in zip(rows, tokens, strict=True):
        at = 3
        for layer in layers:
            columns = [_parts(cell) for cell in row[at : at + len(layer) - 1]]
            at += len(layer) - 1
            if columns and columns[0] != ["_"]:
                for n, values in enumerate(zip(*columns, strict=True)):
                    _take(parsed, token, layer, list(values), n)
    return parsed


_WIDEST_GAP = 1 << 20  # UTF-16 units of spaces between two tokens; what says more would be a bomb


def _text(rows: list[list[str]]) -> tuple[str, list[tuple[int, int]]]:
    """The text between the tokens is spaces, a line's end where a sentence ends; with the tokens' places in code points."""
    pieces: list[str] = []
    at = 0
    sentence = ""
    for row in rows:
        if "." in row[0]:
            continue  # part of the token before it
        start, end = map(int, row[1].split("-"))
        gap = "\n" if sentence and row[0].partition("-")[0] != sentence else " "
        sentence = row[0].partition("-")[0]
        wrong = start < 0 or start - at > _WIDEST_GAP or end - start != len(row[2].encode("utf-16-le")) // 2
        if wrong:
            raise ValueError(f"{row[1]} {row[2]}")
        pieces += gap * (start - at), row[2]
        at = end
    text = "".join(pieces)
    units = Utf16(text)
    places = [tuple(map(units.to_points, map(int, row[1].split("-")))) for row in rows]
    return text, [(start, end) for start, end in places]


def _parts(cell: str) -> list[str]:
    """What a cell has on one token, parted by bars that are not escaped."""
    found = []
    at = 0
    for bar in _BAR.finditer(cell):
        found.append(cell[at : bar.end() - 1])
        at = bar.end()
    return [*found, cell[at:]]


def _take(parsed: Parsed, token: Token, layer: list[str], values: list[str], place: int) -> None:
    """Take in what one token says of one layer: a part of a span, or the links to it."""
    name, *features = layer
    if features and features[-1].startswith("BT_"):
        base = features[-1][3:].partition("#")[0]
        ends = _ENDS.fullmatch(values[-1])
        if ends is None:
            raise ValueError(values[-1])
        head, tail = ends[2] or "0", ends[3] or "0"
        named = {f: _plain(_number(v)[0]) for f, v in zip(features[:-1], values, strict=False)}
        parsed.links.append((_key(base, head, ends[1]), _key(base, tail, token.name), named))
        return
    number = _number(values[0])[1]
    key = _key(name, number, token.name if not place else f"{token.name}|{place}")
    there = parsed.spans.get(key)
    if there is not None:
        there.end = max(there.end, token.end)
        return
    named = {f: _plain(_number(v)[0]) for f, v in zip(features, values, strict=True)}
    parsed.spans[key] = SpanRow(name, token.start, token.end, named)


def _key(layer: str, number: str, token: str) -> tuple[str, str]:
    """What a span is known by: its layer and number, or its only token where it has none."""
    return layer, number if number != "0" else f"@{token}"


def _number(cell: str) -> tuple[str, str]:
    found = _NUMBERED.fullmatch(cell)
    return (found[1], found[2] or "0") if found else (cell, "0")


def read(path: Path) -> Iterator[Arrival | ButVangError]:
    """What one file holds: an arrival, or the error that hinders it."""
    return only(path, _read)


def _read(path: Path) -> Arrival:
    data = path.read_bytes()
    parsed = _with_spaces(parse(data.decode("utf-8")), path.with_suffix(".txt"))
    row, notes = _row(parsed)
    return replace(arrival_of(row, str(path), len(data)), notes=tuple(f"{path}: {note}" for note in notes))


def _with_spaces(parsed: Parsed, beside: Path) -> Parsed:
    """The file with the text that stands beside it, if that has the same words at the same places."""
    if not beside.is_file():
        return parsed
    text = beside.read_bytes().decode("utf-8-sig", "replace")
    same = all(text[token.start : token.end] == token.words for token in parsed.tokens)
    return replace(parsed, text=text) if same else parsed


def _row(parsed: Parsed) -> tuple[dict[str, Any], list[str]]:
    """A file as a line of ours, and notes on links whose ends are no spans."""
    index = {key: n for n, key in enumerate(parsed.spans)}
    rows = []
    for span in parsed.spans.values():
        at = {"start": span.start, "end": span.end, "origin": ORIGIN}
        if span.layer == ITEM:
            own = {f: value for f, value in span.features.items() if value}
            rows.append(at | own | ({"value_by": "person"} if "value" in own else {}))
            continue
        label = next((span.features[f] for f in (*_LABELS, *span.features) if span.features.get(f)), None)
        label = label or span.layer.rpartition(".")[2]
        note = "\n".join(f"{f}: {value}" for f, value in span.features.items() if value and value != label)
        rows.append(at | {"label": label, "note": note})
    links, notes = [], []
    for head, tail, features in parsed.links:
        kind = next((value for value in features.values() if value), "RELATED")
        if head in index and tail in index:
            ends = {"kind": kind, "head": index[head], "tail": index[tail]}
            links.append(ends | {"status": features.get("status") or None})
        else:
            notes.append(f"{kind} {head[1]} {tail[1]}")
    return {"text": parsed.text, "annotations": rows, "relations": links}, notes
