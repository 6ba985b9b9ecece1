"""Translations are complete: every wording is there in both languages, and every wording that the code asks for is there."""

import ast
import string
import tomllib
from pathlib import Path

import pytest

from core import wording
from core.paths import resources

ROOT = Path(__file__).parents[2]
AREAS = {p.stem: tomllib.loads(p.read_text("utf-8")) for p in sorted((resources() / "i18n").glob("*.toml"))}
OWN_FORMS = {"times.century"}  # thế kỷ XX, 20th century: each language is given its own form of the number


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("area", AREAS)
def test_every_wording_is_there_in_both_languages_with_the_same_fields(area: str):
    for key, row in AREAS[area].items():
        assert set(row) == {"vi", "en"}, f"{area}.{key}"
        assert row["vi"].strip() and row["en"].strip(), f"{area}.{key}"
        if f"{area}.{key}" not in OWN_FORMS:
            assert fields(row["vi"]) == fields(row["en"]), f"{area}.{key}"


def asked() -> set[str]:
    """Wordings that the code names outright: `say("area.key")`, and errors by their keys."""
    found = set()
    for path in (*ROOT.glob("core/**/*.py"), *ROOT.glob("gui/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not (isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant)):
                continue
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            value = node.args[0].value
            if name == "say" and isinstance(value, str) and "." in value:
                found.add(value)
            elif name in ("ReadError", "FormatError", "ResourceError", "StoreError", "UsageError"):
                found.add(f"errors.{value}")
    return found


def test_every_wording_that_the_code_asks_for_is_there():
    missing = [key for key in asked() if key.partition(".")[2] not in AREAS.get(key.partition(".")[0], {})]
    assert not missing, missing
    assert len(asked()) > 100


def test_what_cannot_be_said_in_a_language_is_not_spoken(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    wording.use_language("")
    assert wording.say("edits.accept") == "accept"
    monkeypatch.setenv("LC_ALL", "vi_VN.UTF-8")
    wording.use_language("fr")
    assert wording.say("edits.accept") == "nhận"
    with pytest.raises(KeyError):
        wording.say("edits.no_such_thing")
