"""`butvang selftest`: does this installation work? The samples opened, detected, corrected, exported and read again."""

import tempfile
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import typer

from core import verbs
from core.batch import detect_all, import_articles
from core.exchange.export import choose, export
from core.exchange.format import Options
from core.exchange.intake import Intake
from core.exchange.json_lines import read as read_lines
from core.exchange.registry import format_named
from core.model.article import State
from core.paths import resources
from core.people import Annotator
from core.session import Session
from core.store.integrity import flaws
from core.store.selection import Selection
from core.store.store import Store
from core.wording import say

_WHO = Annotator(b"selftest" * 2, "selftest")


class _WrongError(Exception):
    """What is not as it must be, in words."""


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("selftest", help=say("selftest.help"))
    def command() -> None:
        with tempfile.TemporaryDirectory(prefix="butvang-") as folder:
            try:
                for line in run(Path(folder)):
                    typer.echo(line)
            except _WrongError as wrong:
                typer.echo(say("selftest.wrong", what=wrong), err=True)
                raise typer.Exit(1) from None
        typer.echo(say("selftest.window" if find_spec("PySide6") else "selftest.no_window"))
        typer.echo(say("selftest.well"))


def run(folder: Path) -> Iterator[str]:
    """Do everything once in an empty folder, saying what was done; _WrongError where something is not as it must be."""
    store = Store(folder / "gold.sqlite")
    with closing(store):
        read = [step for step in import_articles(store, _WHO, [resources() / "samples"]) if _well(step.error)]
        yield say("selftest.read", count=len(read))
        found = list(detect_all(store, _WHO))
        session = Session(store, _WHO)
        suggested = sum(len(session.open(step.article).open) for step in read if step.article)
        _must(suggested > 10 * len(read), f"{suggested} / {len(read)}")
        yield say("selftest.detected", count=suggested, articles=len(found))
        decided = _correct(session)
        _must(not list(flaws(store)), "check --integrity")
        yield say("selftest.corrected", count=decided)
        for name in ("jsonl", "brat", "conll"):
            out = folder / f"out.{name}"
            *_, last = export(store, format_named(name), out, Selection(choose(store)), Options())
            yield say("selftest.exported", format=name, count=last.done)
        again = Store(folder / "again.sqlite")
        with closing(again):
            taken = [_well(one) for one in Intake(again, _WHO).take_all(read_lines(folder / "out.jsonl"))]
            for step in read[:1]:
                if step.article:
                    there = {(a.span, a.label) for a in again.layer(step.article, _WHO.id).accepted}
                    _must(there == {(a.span, a.label) for a in store.layer(step.article, _WHO.id).accepted}, "jsonl")
        yield say("selftest.read_again", count=len(taken))


def _correct(session: Session) -> int:
    """Decide about every article, take something back, and finish; how many annotations there are then."""
    count = 0
    for id in session.shelf.ids():
        desk = session.open(id)
        first = desk.open[0]
        session.apply(verbs.reject(desk, first))
        session.undo()
        session.apply(verbs.accept_open(session.desk or desk))
        session.apply(verbs.change_card(session.desk or desk, "done", state=State.DONE))
        count += len(session.store.layer(id, session.annotator.id).accepted)
    return count


def _well(found: object) -> bool:
    """Passes what is no error."""
    if isinstance(found, Exception):
        raise _WrongError(str(found))
    return True


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise _WrongError(what)
