"""`butvang move`, `assign` and `waiting`: a dataset on a server, who works on what, and what has not gone up."""

import json
import sys
from collections import Counter, defaultdict
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from core.cli.data import AsJson, Dataset, opened, progress_bar
from core.errors import UsageError
from core.people import me
from core.store.move import copy_whole
from core.store.server import Server, target_of
from core.store.store import Store
from core.teams import assign
from core.wording import say


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""

    @app.command("move", help=say("team.move"))
    def _move(
        source: Dataset, target: Annotated[str, typer.Argument(metavar="TARGET", help=say("team.move_target"))]
    ) -> None:
        move(source, target)

    @app.command("assign", help=say("team.assign"))
    def _assign(
        dataset: Dataset,
        to: Annotated[list[str] | None, typer.Option("--to", help=say("team.assign_to"))] = None,
        double: Annotated[float | None, typer.Option("--double", help=say("team.assign_double"))] = None,
        on_demand: Annotated[
            bool | None, typer.Option("--on-demand/--no-on-demand", help=say("team.on_demand"))
        ] = None,
        release: Annotated[str | None, typer.Option("--release", help=say("team.release"))] = None,
        as_json: AsJson = False,
    ) -> None:
        store = opened(dataset)
        hand_out(store, to or [], double, on_demand, release)
        show_assigned(store, as_json)
        store.close()

    @app.command("waiting", help=say("team.waiting"))
    def _waiting(
        dataset: Dataset,
        again: Annotated[str | None, typer.Option("--again", metavar="ID", help=say("team.again"))] = None,
        drop: Annotated[str | None, typer.Option("--drop", metavar="ID", help=say("team.drop"))] = None,
        as_json: AsJson = False,
    ) -> None:
        waiting(dataset, again, drop, as_json)


def move(source: str, target: str) -> None:
    """Copy a dataset whole, from a file to a server or back."""
    store, there = opened(source), target_of(target)
    rows = 0
    with progress_bar() as progress:
        task = progress.add_task(say("team.moving"))
        for step in copy_whole(store, there):
            rows = step.done
            progress.update(task, completed=step.done, total=step.total)
    _print(say("team.moved", source=store.path, target=there, rows=rows))
    store.close()


def hand_out(store: Store, to: list[str], double: float | None, on_demand: bool | None, release: str | None) -> None:
    """Do what is asked for, in this order: take back, give on demand or not, share among those named."""
    by = me()
    among = [assign.annotator_named(store, name) for name in to]
    store.meet(by.id, by.name)
    if release is not None:
        count = assign.release(store, by.id, assign.annotator_named(store, release))
        sys.stderr.write(say("team.released", count=count, name=release) + "\n")
    if on_demand is not None:
        assign.hand_out_on_demand(store, on_demand, double)
    if among:
        with progress_bar() as progress:
            task = progress.add_task(say("team.assigning"))
            for done, total in assign.share(store, by.id, among, double):
                progress.update(task, completed=done, total=total)
    elif double is not None and on_demand is None:
        raise UsageError("double_of_what")


def show_assigned(store: Store, as_json: bool) -> None:
    """Who has what since when: for a person a line each, as JSON every article."""
    names = store.annotators()
    rows = list(assign.assignments(store))
    if as_json:
        _print(json.dumps([_row(each, names) for each in rows], ensure_ascii=False, indent=1))
        return
    takers = Counter(each.article for each in rows)
    by_person: dict[bytes, list[assign.Assignment]] = defaultdict(list)
    for each in rows:
        by_person[each.annotator].append(each)
    table = Table()
    for name in ("annotator", "assigned", "done", "double", "since"):
        table.add_column(say(f"team.column_{name}"), justify="left" if name == "annotator" else "right")
    for who, mine in sorted(by_person.items(), key=lambda pair: names.get(pair[0], "")):
        waits = [each.since for each in mine if not each.state.finished]
        done, double = len(mine) - len(waits), sum(takers[each.article] > 1 for each in mine)
        since = _day(min(waits)) if waits else "–"
        table.add_row(names.get(who, who.hex()), str(len(mine)), str(done), str(double), since)
    Console().print(table)
    if assign.on_demand(store):
        _print(say("team.is_on_demand", percent=f"{assign.share_of_doubles(store):g}"))


def waiting(dataset: str, again: str | None, drop: str | None, as_json: bool) -> None:
    """What this user has decided that is not at the server: sent if it can be, else listed, with what was refused and why."""
    from core.teams.conflicts import again as do_again
    from core.teams.store import TeamStore

    target = target_of(dataset)
    if not isinstance(target, Server):
        raise UsageError("not_a_server", path=target)
    store = TeamStore(target)
    store.send()
    for wanted, deal in (
        (again, lambda each: do_again(store, each)),
        (drop, lambda each: store.spool.forget(each.stamp.id)),
    ):
        if wanted is not None:
            found = [each for each in store.spool.refused() if each.stamp.id.hex() == wanted]
            if not found:
                raise UsageError("waiting_unknown", id=wanted)
            deal(found[0])
    rows = [
        {
            "id": each.stamp.id.hex(),
            "at": _day(each.stamp.at),
            "article": each.edit.article.hex(),
            "edit": say(f"edits.{each.edit.name}"),
            "refused": each.refused,
        }
        for each in (*store.spool.waiting(), *store.spool.refused())
    ]
    store.close()
    if as_json:
        _print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        _print(say("team.waits" if row["refused"] is None else "team.was_refused", **row))
    if not rows:
        _print(say("team.nothing_waits"))


def _row(each: assign.Assignment, names: dict[bytes, str]) -> dict[str, Any]:
    return {
        "article": each.article.hex(),
        "title": each.title,
        "annotator": names.get(each.annotator, ""),
        "annotator_id": each.annotator.hex(),
        "since": datetime.fromtimestamp(each.since / 1000, UTC).isoformat(timespec="seconds"),
        "state": each.state.value,
    }


def _day(at: int) -> str:
    return f"{datetime.fromtimestamp(at / 1000):%d/%m/%Y %H:%M}"


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
