"""Which libraries the program stands on, under which licences: `docs/licences.md`, and their texts for the bundle."""

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
INVENTORY = ROOT / "docs" / "licences.md"
EXTRAS = ("teams",)
"""Extras that are listed too; no bundle holds them."""

WHY = {
    "alembic": "migrations of a dataset's tables",
    "charset-normalizer": "guesses the encoding of a text file",
    "dkpro-cassis": "UIMA CAS",
    "ftfy": "texts that were decoded wrongly once",
    "lxml_html_clean": "asked for by trafilatura",
    "markdown-it-py": "articles in Markdown, the manual",
    "openpyxl": "Excel sheets",
    "pebble": "child processes with a time limit for each input",
    "platformdirs": "where a system keeps settings and data",
    "pypdfium2": "articles in PDF",
    "pyahocorasick": "looks up lexicons and the memory",
    "pynacl": "signs bundles",
    "python-crfsuite": "the tagger that learns",
    "python-dateutil": "arithmetic of months and years",
    "python-docx": "articles in Word's format",
    "rapidfuzz": "names that nearly match",
    "regex": "patterns on Vietnamese letters",
    "rich": "tables and progress on a terminal",
    "sqlalchemy": "the dataset",
    "trafilatura": "the article in a saved web page",
    "typer": "the command line",
    "uuid-utils": "ids in the order of time",
    "pyside6-essentials": "the window (Qt)",
    "fontpkg-be-vietnam-pro": "the interface's typeface",
    "fontpkg-noto-serif": "the typeface of articles",
    "psycopg": "a team's dataset on PostgreSQL (extra teams)",
}
_LICENCE_FILE = re.compile(r"(?i)(licen[cs]e|copying|notice|ofl|authors|copyright)")
_TEXT = ("", ".txt", ".md", ".rst", ".apache", ".bsd")
_WITHOUT = {  # whose wheels carry no text
    "pyside6-essentials": ("LGPL-3", "GPL-3"),
    "shiboken6": ("LGPL-3", "GPL-3"),
    "dkpro-cassis": ("Apache-2.0",),
    "fontpkg": (),
}

_HEAD = """# Thư viện và giấy phép · Libraries and their licences

*Do `packaging/licences.py` viết ra từ các gói đã cài; `make licences` viết lại. Bản đóng gói mang theo nguyên văn giấy phép.*

Written by `packaging/licences.py` from what is installed (`make licences`); a test holds that no library of the lock that the
program runs on is missing here. The bundle carries the texts in `licences/`. There is no offline database of known faults for
`pip-audit`, so this list stands in its place: versions are locked with hashes in `requirements.lock`, and with a network
`pip-audit -r requirements.lock` compares them with the database of that day.

| library | version | licence | why |
|---|---|---|---|"""
_TAIL = """
Beside these the bundle holds Python itself (PSF-2.0; without OpenSSL) and system libraries that Python and Qt are linked with
on the machine that builds it (SQLite: public domain; libffi, zlib, bzip2, xz, expat, brotli, libpng, freetype, fontconfig,
X11 and xcb client libraries, glib under LGPL-2.1, ICU: each under its own free licence).

Qt and PySide6 are used under the LGPL-3.0: their libraries lie in the bundle as files of their own and may be replaced."""


def needed() -> dict[str, tuple[Distribution, set[str]]]:
    """Every library that the program needs to run, by its normal name, and which others ask for it."""
    found: dict[str, tuple[Distribution, set[str]]] = {}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted_here = [*project["dependencies"], *(x for e in EXTRAS for x in project["optional-dependencies"][e])]
    waiting = [(Requirement(line), "butvang") for line in wanted_here]
    done: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        wanted, by = waiting.pop()
        name = normal(wanted.name)
        try:
            library = distribution(wanted.name)
        except PackageNotFoundError:
            continue  # of another system
        found.setdefault(name, (library, set()))[1].add(by)
        if (name, frozenset(wanted.extras)) in done:
            continue
        done.add((name, frozenset(wanted.extras)))
        for line in library.requires or ():
            below = Requirement(line)
            places = [{**default_environment(), "extra": extra} for extra in ("", *wanted.extras)]
            if below.marker is None or any(below.marker.evaluate(place) for place in places):
                waiting.append((below, name))
    return dict(sorted(found.items()))


def normal(name: str) -> str:
    """A library's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def licence(library: Distribution) -> str:
    """The licence's short name, as the library itself says."""
    said = library.metadata
    if said.get("License-Expression"):
        return said["License-Expression"]
    classed = [c.rpartition(" :: ")[2] for c in said.get_all("Classifier", []) if c.startswith("License ::")]
    short = (said.get("License") or "").strip().partition("\n")[0]
    return ", ".join(c for c in classed if c != "OSI Approved") or short[:60] or "see its licence file"


def texts(library: Distribution) -> Iterator[Path]:
    """Files of a library's own licence, notices and authors."""
    for file in library.files or ():
        named = _LICENCE_FILE.search(file.name) or "licenses" in file.parts
        if named and len(file.parts) <= 5 and file.suffix.lower() in _TEXT:
            path = Path(str(library.locate_file(file)))
            if path.is_file():
                yield path


def collected() -> list[tuple[str, str]]:
    """(file, folder in the bundle) of every licence text, for build.spec."""
    files = [(str(ROOT / "LICENSE"), "licences/butvang"), (str(INVENTORY), "licences")]
    for name, (library, _by) in needed().items():
        given = [*texts(library), *(ROOT / "packaging" / "texts" / f"{text}.txt" for text in _WITHOUT.get(name, ()))]
        files += [(str(path), f"licences/{name}") for path in given]
    return files


def inventory() -> str:
    """`docs/licences.md`."""
    lines = [_HEAD]
    why = {normal(name): reason for name, reason in WHY.items()}
    for name, (library, by) in needed().items():
        reason = why.get(name) or "needed by " + ", ".join(sorted(by - {"butvang"}))
        lines.append(f"| {name} | {library.version} | {licence(library)} | {reason} |")
    lines.append(_TAIL)
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # pyright: ignore[reportAttributeAccessIssue]
    INVENTORY.write_text(inventory(), "utf-8")
