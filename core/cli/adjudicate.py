"""`butvang adjudicate`: what annotators agree on goes into the gold layer, by a policy; what is left is counted."""

import json
import sys
from collections import Counter
from contextlib import closing
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from core.cli.data import AsJson, Dataset, opened, progress_bar
from core.cli.scopes import Province, scope_named
from core.errors import UsageError
from core.model.scheme import label_name
from core.people import me
from core.review.adjudication import Policy, Reason, Rule, merge_all, reasons
from core.review.stack import people
from core.store.store import Store
from core.wording import say


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("adjudicate", help=say("curation.adjudicate"))
    def command(
        dataset: Dataset,
        policy: Annotated[Rule, typer.Option(help=say("curation.adjudicate_policy"))] = Rule.ALL,
        by: Annotated[list[str] | None, typer.Option("--by", help=say("curation.adjudicate_by"))] = None,
        least: Annotated[int, typer.Option(min=1, help=say("curation.adjudicate_least"))] = 2,
        province: Province = None,
        as_json: AsJson = False,
    ) -> None:
        scope = scope_named(province)
        with closing(opened(dataset)) as store:
            chosen = Policy(policy, _named(store, by or (), policy), least)
            judge = me()
            store.meet(judge.id, judge.name)
            totals: Counter[str] = Counter()
            with progress_bar() as bar:
                task = bar.add_task(say("curation.adjudicating"))
                for step in merge_all(store, judge.id, chosen, scope):
                    bar.update(task, completed=step.done, total=step.total)
                    totals += Counter(articles=1, merged=step.merged, left=step.left, finished=int(not step.left))
            why = reasons(store, scope)
        counts = {name: totals[name] for name in ("articles", "merged", "left", "finished")}
        if as_json:
            rows = [{"reason": reason.value, "label": label, "count": n} for (reason, label), n in why.most_common()]
            sys.stdout.write(json.dumps(counts | {"reasons": rows}, ensure_ascii=False, indent=1) + "\n")
        else:
            typer.echo(say("curation.adjudicated", **counts))
            _show(why)


def _named(store: Store, names: list[str] | tuple[()], rule: Rule) -> frozenset[bytes]:
    there = people(store)
    known = ", ".join(there.values())
    found = frozenset(id for id, name in there.items() if name in names or id.hex() in names)
    if unknown := next((n for n in names if n not in there.values() and n not in {id.hex() for id in there}), None):
        raise UsageError("layer_unknown", name=unknown, known=known)
    if rule is Rule.NAMED and not found:
        raise UsageError("layer_needed", known=known)
    return found


def _show(why: Counter[tuple[Reason, str]]) -> None:
    if not why:
        return
    table = Table(say("curation.reason"), say("exchange.label"), title=say("curation.reasons"))
    table.add_column(say("curation.count"), justify="right")
    for (reason, label), number in why.most_common():
        table.add_row(say(f"curation.reason_{reason}"), label_name(label), str(number))
    Console().print(table)
