"""`butvang audit`: samples of finished articles to look at again, and the error rates that were found."""

import json
import sys
from contextlib import closing
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from core.cli.data import AsJson, Dataset, opened
from core.cli.scopes import Province, scope_named
from core.exchange.export import choose
from core.people import me
from core.review.audit import Method, Sample, draw, error_rate, judged, samples
from core.review.signoff import Audit
from core.review.signoff.page import audit_in_words
from core.store.store import Store
from core.wording import say


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("audit", help=say("curation.audit"))
    def command(
        dataset: Dataset,
        size: Annotated[int, typer.Option(min=0, help=say("curation.audit_size"))] = 0,
        method: Annotated[Method, typer.Option(help=say("curation.audit_method"))] = Method.RANDOM,
        seed: Annotated[int, typer.Option(help=say("curation.audit_seed"))] = 0,
        layer: Annotated[str | None, typer.Option(help=say("curation.audit_layer"))] = None,
        province: Province = None,
        as_json: AsJson = False,
    ) -> None:
        with closing(opened(dataset)) as store:
            if size:
                auditor = me()
                store.meet(auditor.id, auditor.name)
                audited = choose(store, [layer] if layer else ())[0]
                sample = draw(store, auditor.id, size, audited.id, scope_named(province), method=method, seed=seed)
                _show_drawn(store, sample, as_json)
            else:
                _show_all(store, as_json)


def _show_drawn(store: Store, sample: Sample, as_json: bool) -> None:
    titles = {id: card.title if (card := store.any_card(id)) else "" for id in sample.articles}
    if as_json:
        drawn = [{"article": id.hex(), "title": titles[id], "chance": c} for id, c in sample.chances.items()]
        facts: dict[str, Any] = {"sample": sample.id.hex(), "method": sample.method.value, "seed": sample.seed}
        _print(facts | {"population": sample.population, "articles": drawn})
        return
    table = Table(say("curation.audit_article"), say("curation.audit_chance"))
    for id, chance in sample.chances.items():
        table.add_row(titles[id], f"{chance:.2f}")
    Console().print(table)


def _show_all(store: Store, as_json: bool) -> None:
    audits = [Audit(sample, len(judged(store, sample)), error_rate(store, sample)) for sample in samples(store)]
    if as_json:
        _print([_as_data(audit) for audit in audits])
        return
    for audit in audits:
        typer.echo(audit_in_words(audit))
    if not audits:
        typer.echo(say("curation.sheet_audits_none"))


def _as_data(audit: Audit) -> dict[str, Any]:
    sample, rate = audit.sample, audit.rate
    facts = {"sample": sample.id.hex(), "method": sample.method.value, "size": len(sample.articles)}
    found = {"judged": audit.judged, "errors": rate.errors, "items": rate.items}
    return facts | found | {"rate": rate.value, "low": rate.low, "high": rate.high}


def _print(data: object) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
