"""Popolo JSON: persons, organizations, posts and memberships with their dates, each with the places it was read at.

Persons of one full name are one, and so are bodies of one name in one province; a name of one syllable is a person of its
article alone. `sources` have the article's path and, as their note, its id and the offsets; `articles` lists what was read.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from core.errors import FormatError
from core.exchange import losses
from core.exchange.about import HELD, about
from core.exchange.format import Format, Job, Place
from core.exchange.jsonl_read import WRONG, why
from core.exchange.popolo_tables import Tables
from core.model.annotation import Annotation
from core.model.relation import Relation
from core.store.dataset_io import Sheet

_LABELS = {"OFFICIAL": "persons", "AGENCY": "organizations", "TITLE": "posts"}
_LISTS = ("persons", "organizations", "posts", "memberships", "articles")
_OF = {table: label for label, table in _LABELS.items()}
_FRAME = "{\n" + ",\n".join(f' "{name}": [\n ]' for name in _LISTS) + "\n}\n"
_DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")


def write(sheets: Iterable[Sheet], job: Job) -> Iterator[list[Place]]:
    """Write the file, once all articles have been gathered; see `Format`."""
    with Tables() as tables:
        for sheet in losses.articles(sheets, job.report):
            yield _Gathering(sheet, job, tables).places
        with job.path.open("w", encoding="utf-8", newline="\n") as file:
            before = "{\n"
            for name in _LISTS:
                file.write(f'{before} "{name}": [')
                for number, line in enumerate(tables.lines(name)):
                    file.write(f",\n  {line}" if number else f"\n  {line}")
                file.write("\n ]")
                before = ",\n"
            file.write("\n}\n")


class _Gathering:
    """One article's share of the persons, bodies, posts and memberships."""

    def __init__(self, sheet: Sheet, job: Job, tables: Tables) -> None:
        self._sheet = sheet
        self._tables = tables
        self._facts = about(sheet)
        id = self._facts.pop("article")
        tables.put("articles", {"id": id, **self._facts})
        text = sheet.article.text
        kept = []
        for a in losses.accepted(sheet, job.report):
            if a.label in _LABELS:
                kept.append(a)
            else:
                job.report.lost("other_label", sheet, **losses.described(a, text))
        losses.beside_spans(sheet, kept, job.report, ("relation", *HELD))
        job.report.annotations.update(a.label for a in kept)
        self.places: list[Place] = [(a.span.start, a.span.end, a.label) for a in kept]
        self._there = {a.id: a for a in sheet.annotations if a.decision == "accepted"}
        self._of: dict[str, dict[bytes, list[Relation]]] = {"HOLDS": {}, "AT": {}, "DURING": {}}
        self._sort(job)
        rows = {a.id: self._row(a) for a in sorted(kept, key=lambda a: a.label == "TITLE")}
        for links in self._of["HOLDS"].values():
            for r in links:
                self._membership(r, rows)

    def _sort(self, job: Job) -> None:
        ends = {"HOLDS": ("OFFICIAL", "TITLE"), "AT": ("TITLE", "AGENCY"), "DURING": ("TITLE", "DATE")}
        for r in self._sheet.relations:
            head, tail = self._there.get(r.head), self._there.get(r.tail)
            if head and tail and (head.label, tail.label) == ends.get(r.kind):
                self._of[r.kind].setdefault(r.head, []).append(r)
                job.report.relations[r.kind] += 1
            else:
                words = [end.span.of(self._sheet.article.text) if end else None for end in (head, tail)]
                lost = {"relation": r.kind, "head": words[0], "tail": words[1], "status": r.status}
                job.report.lost("relation", self._sheet, **lost)

    def _words(self, a: Annotation) -> str:
        return " ".join(a.span.of(self._sheet.article.text).split())

    def _row(self, a: Annotation) -> dict[str, Any]:
        """The person, body or post that an annotation names, with this place among its sources."""
        words = self._words(a)
        table = _LABELS[a.label]
        if table == "persons":
            row: dict[str, Any] = {
                "id": self._id(table, words, "" if " " in words else self._sheet.article.id.hex()),
                "name": words,
            }
        elif table == "organizations":
            row = {"id": self._id(table, words, self._facts["province"] or ""), "name": words}
            row |= {"area": {"name": self._facts["province"]}} if self._facts["province"] else {}
        else:
            bodies = [self._row_id(self._there[r.tail]) for r in self._of["AT"].get(a.id, ())]
            at = bodies[0] if bodies else ""
            row = {"id": self._id(table, words, at or self._facts["province"] or ""), "label": words}
            row |= {"organization_id": at or None}
        place = f"{self._sheet.article.id.hex()} {a.span.start}..{a.span.end}"
        return self._tables.put(table, row, {"url": self._facts["source"], "note": place})

    def _row_id(self, body: Annotation) -> str:
        return self._id("organizations", self._words(body), self._facts["province"] or "")

    @staticmethod
    def _id(table: str, *words: str) -> str:
        """The same for the same words in every export."""
        key = "\n".join(word.casefold() for word in words)
        return f"{table}/{hashlib.sha256(key.encode('utf-8', 'backslashreplace')).hexdigest()[:16]}"

    def _membership(self, r: Relation, rows: dict[bytes, dict[str, Any]]) -> None:
        person, post = rows[r.head], rows[r.tail]
        start, end = self._period(r.tail)
        row = {
            "id": f"memberships/{r.id.hex()}",
            "person_id": person["id"],
            "post_id": post["id"],
            "organization_id": post["organization_id"],
            "role": post["label"],
            "status": r.status or "current",
            "start_date": start,
            "end_date": end,
        }
        self._tables.put("memberships", row, {"url": self._facts["source"], "note": self._sheet.article.id.hex()})

    def _period(self, post: bytes) -> tuple[str | None, str | None]:
        """Since when and until when a post is held, as ISO dates, where the article says it."""
        for r in self._of["DURING"].get(post, ()):
            start, _, end = (self._there[r.tail].value or "").partition("/")
            return tuple(match[0] if (match := _DAY.match(part)) else None for part in (start, end))  # type: ignore[return-value]
        return None, None


def reread(path: Path, text_of: Callable[[bytes], str]) -> Iterator[list[Place]]:
    """Read the file back, a line at a time: the words at each source are the name; see `Format`."""
    try:
        with Tables() as tables:
            for table, row in _rows(path):
                if table == "articles":
                    tables.put(table, row)
                for source in row["sources"] if table in _OF else ():
                    article, _, at = source["note"].partition(" ")
                    start, end = map(int, at.split(".."))
                    words = " ".join(text_of(bytes.fromhex(article))[start:end].split())
                    if words.casefold() != row["label" if table == "posts" else "name"].casefold():
                        raise ValueError(f"{source['note']}: “{words}”")
                    tables.place(article, (start, end, _OF[table]))
            yield from tables.places("articles")
    except WRONG as error:
        raise FormatError("file_broken", path=path, why=why(error)) from error


def _rows(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each row with the name of its list; ValueError where the lines are not one whole of JSON as `write` has it."""
    with path.open(encoding="utf-8", newline="\n") as file:
        found = file.readline()
        for name in _LISTS:
            found += file.readline()
            comma = False
            while (line := file.readline()).startswith("  "):
                yield name, json.loads(line.removesuffix("\n").removesuffix(","))
                comma = line.endswith(",\n")
                if not comma:
                    line = file.readline()
                    break
            found += f"{',' if comma else ''}{line}"
        found += file.read()
    if found != _FRAME:
        raise ValueError(found[:80])


FORMAT = Format("popolo", "code points in the notes of sources", write, reread)
