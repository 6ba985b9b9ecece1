"""`butvang simulate`: how many actions it takes to bring articles to gold, without learning and with it."""

import hashlib
import json
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from core.cli.inputs import card_of
from core.detect.pipeline import detect
from core.detect.relink import with_suggestions
from core.model.annotation import Suggestion
from core.model.article import Article, ArticleCard, Source
from core.model.detection import Detection
from core.model.ids import new_id
from core.people import Annotator
from core.review.goldfile import Gold, read_folder
from core.review.simulate import LINKS, annotate
from core.session import Detector, Session
from core.store.store import Store
from core.text.fold import spelling
from core.wording import say

KINDS = ("accept_all", "done", "go", "reject", "relabel", "border", "mark", "value", "published")


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("simulate", help=say("learning.simulate"))
    def command(
        gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help=say("learning.simulate_gold"))],
        orders: Annotated[int, typer.Option(min=1, help=say("learning.simulate_orders"))] = 5,
        unknown: Annotated[float, typer.Option(min=0, max=1, help=say("learning.simulate_unknown"))] = 0.0,
        as_json: Annotated[bool, typer.Option("--json", help=say("cli.score_json"))] = False,
    ) -> None:
        golds = [g for g in read_folder(gold) if g.spans is not None]
        runs = [
            (seed, learning, play(golds, seed, learning, unaware(unknown)))
            for learning in (False, True)
            for seed in range(orders)
        ]
        spans = sum(len(g.spans or ()) for g in golds)
        if as_json:
            sys.stdout.write(json.dumps(_as_data(runs, spans, len(golds)), indent=1) + "\n")
        else:
            _show(runs, spans, len(golds))


def play(golds: Sequence[Gold], seed: int, learning: bool, detector: Detector | None = None) -> Counter[str]:
    """The actions, by kind, of annotating the articles in one order (0: by name) in a dataset of their own on disk."""
    order = list(golds)
    if seed:
        random.Random(seed).shuffle(order)
    with tempfile.TemporaryDirectory(prefix="butvang-") as folder:
        store = Store(Path(folder) / "gold.sqlite")
        who = Annotator(new_id(), "simulate")
        session = Session(store, who, detector or _detected, "simulate", learning)
        for gold in order:
            source = Source(gold.name, gold.article.id.hex(), "txt", "utf-8")
            card = ArticleCard(new_id(), gold.article.id, who.id, b"", gold.name, (source,))
            store.add(gold.article, source, b"", card, who.id)
        done = sum((annotate(session, gold) for gold in order), Counter())
        store.close()
    return done


@cache
def _detected_on(article: Article, published: str | None) -> Detection:
    return detect(article, card_of(article, (), published))


def _detected(article: Article, card: ArticleCard) -> Detection:
    """The rules, asked once however often the article is gone through; not told where it came from."""
    return _detected_on(article, card.published)


def unaware(share: float) -> Detector:
    """The rules as if they did not know a share of all surfaces, always the same: what learning is worth on other articles."""

    def known(article: Article, suggestion: Suggestion) -> bool:
        surface = f"{spelling(suggestion.span.of(article.text))} {suggestion.label}"
        return hashlib.sha256(surface.encode()).digest()[0] >= share * 256

    def detector(article: Article, card: ArticleCard) -> Detection:
        found = _detected(article, card)
        kept = tuple(s for s in found.suggestions if known(article, s))
        return with_suggestions(found, article, kept, lambda _: False)

    return detector if share else _detected


def actions(done: Counter[str]) -> int:
    """All actions but those for links."""
    return sum(number for kind, number in done.items() if kind != LINKS)


def _as_data(runs: list[tuple[int, bool, Counter[str]]], spans: int, articles: int) -> dict[str, Any]:
    data: dict[str, Any] = {"articles": articles, "spans": spans}
    for name, learning in (("off", False), ("on", True)):
        mine = [(seed, done) for seed, with_it, done in runs if with_it == learning]
        data[name] = {
            "actions_per_span": sum(actions(done) for _, done in mine) / len(mine) / spans,
            "orders": [
                {"seed": seed, "actions": actions(done), "links": done[LINKS], "kinds": dict(done)}
                for seed, done in mine
            ],
        }
    return data


def _show(runs: list[tuple[int, bool, Counter[str]]], spans: int, articles: int) -> None:
    console = Console()
    console.print(say("learning.simulate_counts"), highlight=False)
    orders = len(runs) // 2
    table = Table(title=say("learning.simulate_title", articles=articles, spans=spans, orders=orders))
    table.add_column(say("learning.actions"))
    for state in ("off", "on"):
        table.add_column(say(f"learning.{state}"), justify="right")
    off, on = ([done for _, with_it, done in runs if with_it == learning] for learning in (False, True))
    for kind in KINDS:
        table.add_row(say(f"learning.do_{kind}"), *(_mean([done[kind] for done in mine]) for mine in (off, on)))
    table.add_section()
    sums = [[actions(done) for done in mine] for mine in (off, on)]
    table.add_row(say("learning.all"), *map(_mean, sums))
    table.add_row(f"[bold]{say('learning.per_span')}", *(f"[bold]{sum(s) / orders / spans:.4f}" for s in sums))
    ranges = [f"{min(s) / spans:.4f} – {max(s) / spans:.4f}" for s in sums]
    table.add_row(say("learning.range"), *ranges)
    table.add_section()
    table.add_row(say("learning.links"), *(_mean([done[LINKS] for done in mine]) for mine in (off, on)))
    console.print(table)


def _mean(numbers: Sequence[int]) -> str:
    return f"{sum(numbers) / len(numbers):.1f}"
