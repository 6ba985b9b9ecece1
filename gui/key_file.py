"""The user's own keys: a TOML file over the keys that the program ships."""

import json
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtGui import QKeySequence

from core.errors import ResourceError
from core.paths import user_data

_MODIFIERS = {"Ctrl", "Shift", "Alt", "Meta", "Num"}

Keys = Mapping[str, Sequence[str]]
"""Keys in Qt's portable form by the names of commands."""


def path() -> Path:
    """Where the keys are kept."""
    return user_data() / "keys.toml"


def load() -> dict[str, tuple[str, ...]]:
    """The user's keys; none where there is no file. ResourceError names the file and the key that is wrong."""
    where = path()
    try:
        table = tomllib.loads(where.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ResourceError("bad_toml", path=where, reason=error) from error
    kept = table.get("keys", {})
    if not isinstance(kept, dict):
        raise ResourceError("bad_key", path=where, key="keys")
    for name, keys in kept.items():
        if not (isinstance(keys, list) and all(isinstance(key, str) and known(key) for key in keys)):
            raise ResourceError("bad_key", path=where, key=f"keys.{name}")
    return {name: tuple(keys) for name, keys in kept.items()}


def save(keys: Keys) -> None:
    """Keep the user's keys; raises OSError."""
    where = path()
    where.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{json.dumps(name)} = {json.dumps(list(chosen), ensure_ascii=False)}" for name, chosen in keys.items()]
    new = where.with_suffix(".new")
    new.write_text("\n".join(["[keys]", *lines, ""]), "utf-8")
    new.replace(where)


def known(key: str) -> bool:
    """Whether Qt knows a key; a bare Backspace is none, for typing methods send it."""
    text = QKeySequence(key).toString()
    held = {part for part in key.split("+")[:-1] if part}
    return bool(text) and "Unknown" not in text and text != "Backspace" and held <= _MODIFIERS


def writes(key: str) -> bool:
    """Whether a key, in Qt's portable form, writes something where text is typed."""
    *held, last = key.removesuffix("+").split("+") if key != "+" else ["+"]
    return bool(key) and (len(last) <= 1 or last == "Space") and not {"Ctrl", "Alt", "Meta"} & set(held)
