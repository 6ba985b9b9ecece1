"""`butvang bench review`: the reviewer's side of a big dataset: the overview, filters, searches, patterns, counts."""

import json
import sqlite3
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain, islice
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from core.cli.data import opened
from core.model.library import Filter
from core.provinces.map import MERGER, units
from core.review.overview import overview
from core.review.overview_kept import keep, kept
from core.review.search.find import search, tally
from core.review.search.kwic import Hit
from core.store.dataset_io import layers
from core.store.shelf import Shelf
from core.store.store import Store
from core.wording import say

_FIRST = 200  # hits that are to come at once
_RUNS = 5
_DAYS = date(2019, 1, 1), date(2026, 6, 30)

SEARCHES = {
    "word": ("hội nghị", "thanh tra", "h'nguyệt", "nghi quyet"),
    "phrase": ('"ban dân vận"', '"ủy ban kiểm tra"', "chủ tịch ubnd tỉnh"),
    "province": ('tỉnh:"Lào Cai" chủ trì', 'tỉnh:"Lạng Sơn","Cao Bằng" trước:2021-09', "tỉnh:không nghị quyết"),
    "date": ("ngày:2021-07 hội nghị", "sau:2024 kiểm tra", "ngày:28/7/2021"),
    "label": ('nhãn:TITLE "dân vận"', "nhãn:DOCUMENT", 'nhãn:AGENCY -"tỉnh" "sở"'),
    "value": ("nhãn:DATE giá trị:2021-07", "giá trị:2019", "nhãn:DATE giá trị:không"),
    "state": ("nhãn:OFFICIAL trạng thái:xong", "trạng thái:mới", "cờ:không hội nghị"),
}
"""As reviewers search; the slowest line of a kind is what counts."""

PATTERNS = (
    "TITLE . AGENCY",
    '{OFFICIAL} "," {TITLE}',
    "DATE .*5 DOCUMENT",
    'tỉnh:"Lào Cai"',
    '{TITLE "chủ tịch"} OFFICIAL tỉnh:"Lào Cai"',
)

RARE = ('nhãn:DATE "chủ tịch"', '{PLACE "hội nghị"}')
"""Words that are frequent, and never stand in that label: all is read, nothing is found."""

TARGETS = {"kept": 1000.0, "filter": 100.0, "pattern": 1000.0, "breath": 100.0, **dict.fromkeys(SEARCHES, 100.0)}
"""Milliseconds, by issue 6; `breath` is the longest that a search without hits takes before it can be stopped."""


@dataclass(frozen=True, slots=True)
class Row:
    """Something measured: how long it took (milliseconds, the best of some runs), and what it was where there were several."""

    name: str
    ms: float
    what: str = ""


def register(app: typer.Typer) -> None:
    """Add the command to the group."""

    @app.command("review", help=say("bench.review"))
    def command(
        dataset: Annotated[Path, typer.Argument(help=say("bench.review_dataset"))],
        as_json: Annotated[bool, typer.Option("--json", help=say("cli.score_json"))] = False,
    ) -> None:
        opened(str(dataset)).close()
        with closing(Store(_spread(dataset))) as store:
            rows = list(_rows(store))
        if as_json:
            sys.stdout.write(
                json.dumps({r.name: {"ms": r.ms, "what": r.what} for r in rows}, ensure_ascii=False) + "\n"
            )
            return
        table = Table(title=say("bench.review_title", dataset=dataset))
        for column in ("what", "best", "wanted", "slowest"):
            table.add_column(say(f"bench.{column}"), justify="left" if column in ("what", "slowest") else "right")
        for row in rows:
            wanted = f"≤ {TARGETS[row.name]:.0f}" if row.name in TARGETS else ""
            table.add_row(say(f"bench.review_{row.name}"), f"{row.ms:.1f}", wanted, row.what)
        Console().print(table)


def _rows(store: Store) -> Iterator[Row]:
    *_, found = overview(store)
    began = time.perf_counter()
    *_, found = overview(store)
    yield Row("counted", (time.perf_counter() - began) * 1000)
    keep(store, found)
    yield Row("kept", _best(lambda: kept(store)))
    shelf = Shelf(store, layers(store)[0].id)
    filters = {
        "hội nghị": Filter("hội nghị"),
        "tỉnh": Filter(province="lao-cai"),
        "chữ và tỉnh": Filter("thanh tra", province="lao-cai"),
    }
    yield _slowest("filter", {name: lambda only=only: shelf.ids(only)[:_FIRST] for name, only in filters.items()})
    for kind, lines in SEARCHES.items():
        yield _slowest(kind, {line: lambda line=line: list(islice(_hits(store, line), _FIRST)) for line in lines})
    yield _slowest("pattern", {line: lambda line=line: list(islice(_hits(store, line), _FIRST)) for line in PATTERNS})
    yield max((_breath(store, line) for line in RARE), key=lambda row: row.ms)
    for line in ("hội nghị", "nhãn:TITLE"):
        began = time.perf_counter()
        *_, counts = tally(store, _lists(store, line), layers(store))
        yield Row(
            "tally",
            (time.perf_counter() - began) * 1000,
            f"{line} ({counts.hits})",
        )


def _lists(store: Store, line: str) -> Iterator[list[Hit]]:
    return search(store, line, layers(store), store.scheme())


def _hits(store: Store, line: str) -> Iterator[Hit]:
    return chain.from_iterable(_lists(store, line))


def _slowest(name: str, acts: dict[str, Callable[[], object]]) -> Row:
    taken = {what: _best(act) for what, act in acts.items()}
    slowest = max(taken, key=lambda what: taken[what])
    return Row(name, taken[slowest], slowest)


def _best(act: Callable[[], object]) -> float:
    taken = []
    for _ in range(_RUNS):
        began = time.perf_counter()
        act()
        taken.append((time.perf_counter() - began) * 1000)
    return min(taken)


def _breath(store: Store, line: str) -> Row:
    """The longest time between two signs of life of a search that goes through many articles; a second of it will do."""
    began = last = time.perf_counter()
    longest = 0.0
    for _ in _lists(store, line):
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
        if now - began > 1:
            break
    return Row("breath", longest * 1000, line)


def _spread(dataset: Path) -> Path:
    """The dataset, or, where its articles have no provinces, a copy beside it in which they have provinces and dates."""
    with closing(sqlite3.connect(dataset)) as db:
        if db.execute("SELECT 1 FROM detection WHERE province IS NOT NULL LIMIT 1").fetchone():
            return dataset
        copy = dataset.with_name(f"{dataset.stem}-review{dataset.suffix}")
        if not copy.exists():
            part = copy.with_suffix(".part")
            with closing(sqlite3.connect(part)) as other:
                db.backup(other)
                _give_places(other)
            part.rename(copy)
    return copy


def _give_places(db: sqlite3.Connection) -> None:
    """Each article its province and day by its number, as unevenly as provinces are: a few have most."""
    names = [unit.id for unit in units(date.fromordinal(MERGER.toordinal() - 1))]
    days = (_DAYS[1] - _DAYS[0]).days
    rows = db.execute(
        "SELECT article.number, detection.article FROM detection JOIN article ON article.id = detection.article"
    )
    given = []
    for number, article in rows:
        province = names[(number * number * 7 + number) % 97 % len(names)] if number % 11 else None
        day = _DAYS[0] + timedelta(number * 7919 % days)
        given.append((province, day.isoformat() if number % 13 else None, article))
    db.executemany("UPDATE detection SET province = ?, published = ? WHERE article = ?", given)
    db.commit()
