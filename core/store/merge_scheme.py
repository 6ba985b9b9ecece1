"""Schemes of two datasets: a label that only the other has is taken over, one that it defines otherwise is to be decided."""

import json
import tomllib
from typing import Any

from sqlalchemy import Connection, insert, select, update

from core.store import tables
from core.store.connect import speaking
from core.store.rows import to_json
from core.store.store import Store

_PARTS = ("labels", "relations", "records")
_VARIANTS = "merge.scheme"
"""The fact that keeps, by part and name, the definitions that other datasets have: those to decide and those decided."""


def unite_schemes(db: Connection, theirs: Connection) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Take over what only their scheme has: the names of that, and of what is defined otherwise and waits for a decision."""
    text, other = (_fact(each, "scheme") or "" for each in (db, theirs))
    ours, found = tomllib.loads(text), tomllib.loads(other)
    keys = {row.get("key") for row in ours.get("labels", {}).values()}
    kept = json.loads(_fact(db, _VARIANTS) or "{}")
    before = to_json(kept)
    for name, variant in json.loads(_fact(theirs, _VARIANTS) or "{}").items():
        for state in ("open", "decided"):
            _keep(kept, name, state, variant[state])
    added: list[str] = []
    for part in _PARTS:
        for name, row in found.get(part, {}).items():
            mine = ours.get(part, {}).get(name)
            if mine is None:
                row = row | {"key": ""} if row.get("key") in keys else row
                text = f"{text.rstrip()}\n\n{_table(part, name, row)}"
                added.append(name)
            elif _meaning(mine) != _meaning(row):
                _keep(kept, f"{part}.{name}", "open", [_meaning(mine), _meaning(row)])
    if added:
        put(db, "scheme", text)
    if to_json(kept) != before:
        put(db, _VARIANTS, to_json(kept))
    return tuple(added), tuple(name for name in kept if _open(kept[name]))


def scheme_variants(store: Store) -> dict[str, list[dict[str, Any]]]:
    """Definitions among which a person has to decide, by `part.name`."""
    with speaking(store.path), store.engine.connect() as db:
        kept = json.loads(_fact(db, _VARIANTS) or "{}")
    return {name: variant["open"] for name, variant in sorted(kept.items()) if _open(variant)}


def decide_variant(store: Store, name: str, chosen: int) -> None:
    """Define `part.name` as the variant at the place `chosen` of `scheme_variants` from now on."""
    part, _, label = name.partition(".")
    with speaking(store.path), store.writing() as db:
        kept = json.loads(_fact(db, _VARIANTS) or "{}")
        row = kept[name]["open"][chosen]
        _keep(kept, name, "decided", kept[name]["open"])
        scheme = tomllib.loads(_fact(db, "scheme") or "")
        scheme[part][label] = scheme[part][label] | row
        put(db, "scheme", _whole(scheme))
        put(db, _VARIANTS, to_json(kept))


def _meaning(row: dict[str, Any]) -> dict[str, Any]:
    """What a definition says; keys and colours are each machine's own."""
    return {name: value for name, value in row.items() if name not in ("key", "code", "light", "dark")}


def _keep(kept: dict[str, Any], name: str, state: str, rows: list[Any]) -> None:
    variant = kept.setdefault(name, {"open": [], "decided": []})
    variant[state] = sorted({to_json(row): row for row in (*variant[state], *rows)}.values(), key=to_json)


def _open(variant: dict[str, Any]) -> bool:
    return any(row not in variant["decided"] for row in variant["open"])


def _whole(scheme: dict[str, Any]) -> str:
    """A scheme as TOML."""
    plain = {name: value for name, value in scheme.items() if not isinstance(value, dict)}
    lines = [f"{name} = {_value(value)}\n" for name, value in plain.items()]
    parts = (_table(part, name, row) for part in _PARTS for name, row in scheme.get(part, {}).items())
    return "\n".join(["".join(lines), *parts])


def _table(part: str, name: str, row: dict[str, Any]) -> str:
    lines = [f"{key} = {_value(value)}" for key, value in row.items()]
    return "\n".join([f"[{part}.{to_json(name)}]", *lines, ""])


def _value(value: Any) -> str:
    """Strings, numbers, lists and flat tables: JSON's strings are TOML's."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{to_json(k)} = {_value(v)}" for k, v in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return to_json(value)


def _fact(db: Connection, key: str) -> str | None:
    return db.scalar(select(tables.dataset.c.value).where(tables.dataset.c.key == key))


def put(db: Connection, key: str, value: str) -> None:
    """Keep a fact of the dataset."""
    if not db.execute(update(tables.dataset).where(tables.dataset.c.key == key).values(value=value)).rowcount:
        db.execute(insert(tables.dataset).values(key=key, value=value))
