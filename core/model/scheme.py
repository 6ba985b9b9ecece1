"""The scheme of labels: what can be annotated, how it looks and what the guideline says of it."""

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from core.errors import ResourceError
from core.paths import resources
from core.wording import LANGUAGES, language


@dataclass(frozen=True, slots=True)
class Label:
    """One label: its name in files, its two letters on screen, its wordings and an example by language.

    `light` and `dark` are its colours (`#rrggbb`) on light and dark paper; `key` the digit that sets it.
    """

    name: str
    key: str
    code: str
    light: str
    dark: str
    title: dict[str, str]
    definition: dict[str, str]
    example: str


@dataclass(frozen=True, slots=True)
class RelationKind:
    """A kind of link: between which labels, with which statuses, the first being the default."""

    name: str
    head: str
    tail: str
    statuses: tuple[str, ...]
    title: dict[str, str]


@dataclass(frozen=True, slots=True)
class Scheme:
    """Labels in the order of their keys, kinds of relations and fields of records, with a version."""

    version: int
    labels: tuple[Label, ...]
    relations: tuple[RelationKind, ...]
    records: dict[str, tuple[str, ...]]

    def label(self, name: str) -> Label | None:
        """The label of that name; None for one that this scheme does not know."""
        return next((label for label in self.labels if label.name == name), None)

    @classmethod
    def parse(cls, text: str, where: object) -> "Scheme":
        """The scheme of a TOML text; ResourceError names `where` and the key that is wrong."""
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ResourceError("bad_toml", path=where, reason=error) from error
        scheme = cls(
            _at(table, "version", int, where),
            tuple(_label(name, row, where) for name, row in _at(table, "labels", dict, where).items()),
            tuple(_relation(name, row, where) for name, row in _at(table, "relations", dict, where).items()),
            {
                name: tuple(_at(row, "fields", list, where, f"records.{name}"))
                for name, row in _at(table, "records", dict, where).items()
            },
        )
        keys = [label.key for label in scheme.labels]
        if twice := next((k for k in keys if keys.count(k) > 1), None):
            raise ResourceError("bad_key", path=where, key=f"labels.*.key = {twice}")
        return scheme


def _label(name: str, row: dict[str, Any], where: object) -> Label:
    within = f"labels.{name}"
    key, code, light, dark, example = (
        _at(row, k, str, where, within) for k in ("key", "code", "light", "dark", "example")
    )
    title, definition = (_both(row, k, where, within) for k in ("title", "definition"))
    return Label(name, key, code, light, dark, title, definition, example)


def _relation(name: str, row: dict[str, Any], where: object) -> RelationKind:
    within = f"relations.{name}"
    head, tail = (_at(row, k, str, where, within) for k in ("head", "tail"))
    return RelationKind(
        name, head, tail, tuple(_at(row, "statuses", list, where, within)), _both(row, "title", where, within)
    )


def _at(table: dict[str, Any], key: str, kind: type, where: object, within: str = "") -> Any:
    """The value of a key; ResourceError where it is missing or of another type."""
    value = table.get(key)
    if not isinstance(value, kind):
        raise ResourceError("bad_key", path=where, key=f"{within}.{key}".lstrip("."))
    return value


def _both(row: dict[str, Any], key: str, where: object, within: str) -> dict[str, str]:
    """A wording in both languages."""
    value = _at(row, key, dict, where, within)
    for spoken in LANGUAGES:
        _at(value, spoken, str, where, f"{within}.{key}")
    return value


def shipped_text() -> str:
    """The scheme that new datasets start with, as TOML."""
    return (resources() / "scheme.toml").read_text("utf-8")


@cache
def shipped() -> Scheme:
    """The scheme that new datasets start with."""
    return Scheme.parse(shipped_text(), resources() / "scheme.toml")


def label_name(name: str) -> str:
    """What a label or a kind of relation is called in the language spoken; its own name where that is unknown."""
    scheme = shipped()
    known = scheme.label(name) or next((kind for kind in scheme.relations if kind.name == name), None)
    return known.title[language()] if known else name
