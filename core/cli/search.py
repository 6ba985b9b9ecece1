"""`butvang search`: a concordance of a dataset, for people and for scripts."""

import json
import sys
from itertools import chain, islice
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from core.cli.data import AsJson, Dataset, opened
from core.review.search.find import Tally, search, tally
from core.review.search.kwic import Hit
from core.store.dataset_io import layers
from core.wording import say

_MOST_COUNTED = 20


def register(app: typer.Typer) -> None:
    """Name the command."""
    app.command("search", help=say("search.command"))(_search)


def _search(
    dataset: Dataset,
    line: Annotated[str, typer.Argument(help=say("search.line"))],
    limit: Annotated[int, typer.Option(min=0, help=say("search.limit"))] = 200,
    count: Annotated[bool, typer.Option("--count", help=say("search.counts"))] = False,
    as_json: AsJson = False,
) -> None:
    store = opened(dataset)
    try:
        names = layers(store)
        found = search(store, line, names, store.scheme())
        if count:
            *_, counts = tally(store, found, names)
            _print_counts(counts, {each.id: each.name for each in names}, as_json)
            return
        who = {each.id: each.name for each in names}
        for hit in islice(chain.from_iterable(found), limit or None):
            _print_hit(hit, who, as_json)
    finally:
        store.close()


def _print_hit(hit: Hit, who: dict[bytes, str], as_json: bool) -> None:
    if not as_json:
        left, right = (" ".join(context.split()) for context in (hit.left, hit.right))
        Console(soft_wrap=True, highlight=False).print(
            f"{escape(hit.title[:32]):32}  {escape(left[-48:]):>48} [bold]{escape(hit.words)}[/bold] {escape(right[:48])}"
            + (f"  [dim]{hit.label}{f' = {escape(hit.value)}' if hit.value else ''}[/dim]" if hit.label else "")
        )
        return
    row = {
        "article": hit.article.hex(),
        "title": hit.title,
        "start": hit.span.start,
        "end": hit.span.end,
        "left": hit.left,
        "text": hit.words,
        "right": hit.right,
    }
    row |= {"label": hit.label, "value": hit.value} if hit.label else {}
    row |= {"layer": who[hit.layer]} if hit.layer else {}
    row |= {"parts": [[part.start, part.end] for part in hit.parts]} if hit.parts else {}
    sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


def _print_counts(counts: Tally, who: dict[bytes, str], as_json: bool) -> None:
    by = {
        "words": counts.words,
        "labels": counts.labels,
        "layers": {who[id]: n for id, n in counts.layers.items()},
        "provinces": {name or say("search.no_province"): n for name, n in counts.provinces.items()},
    }
    if as_json:
        sys.stdout.write(
            json.dumps({"hits": counts.hits, "articles": counts.articles, **by}, ensure_ascii=False) + "\n"
        )
        return
    console = Console()
    console.print(say("search.found", hits=counts.hits, articles=counts.articles))
    for table in by.values():
        grid = Table(show_header=False, box=None)
        for name, number in sorted(table.items(), key=lambda row: (-row[1], row[0]))[:_MOST_COUNTED]:
            grid.add_row(str(number), escape(name))
        console.print(grid)
