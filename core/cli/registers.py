"""`butvang registers`: officials, bodies, documents and agreements as tables; what may be one, and doubtful provinces."""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any

import typer

from core.cli.check import scope_of
from core.cli.data import AsJson, Dataset, opened
from core.errors import UsageError
from core.provinces.map import name_of
from core.review.doubts import doubtful
from core.review.grouping.suggest import proposals
from core.review.registers.agreements import AgreementRow, matrix
from core.review.registers.bodies import Body
from core.review.registers.build import Registers, build
from core.review.registers.documents import CitedDocument
from core.review.registers.officials import Official
from core.review.registers.timeline import Held
from core.review.scope import Scope
from core.store.store import Store
from core.wording import say

_Lines = list[tuple[str, ...]]


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("registers", help=say("grouping.help"))
    def _registers(
        dataset: Dataset,
        table: Annotated[str, typer.Argument(help=say("grouping.tables", tables=", ".join(TABLES)))] = "officials",
        province: Annotated[str, typer.Option("--province", help=say("checks.option_province"))] = "",
        on: Annotated[datetime | None, typer.Option("--on", help=say("checks.option_on"), formats=["%Y-%m-%d"])] = None,
        as_json: AsJson = False,
    ) -> None:
        if table not in TABLES:
            raise UsageError("no_register", name=table, known=", ".join(TABLES))
        day = on.date() if on else None
        store = opened(dataset)
        try:
            rows, lines = TABLES[table](store, scope_of(province, day), day)
        finally:
            store.close()
        if as_json:
            sys.stdout.write(json.dumps(rows, ensure_ascii=False, indent=1, default=_plain) + "\n")
        else:
            _show(lines)


def _show(lines: _Lines) -> None:
    from rich.console import Console
    from rich.table import Table

    if len(lines) < 2:
        Console().print(say("grouping.empty"))
        return
    table = Table(*lines[0])
    for line in lines[1:]:
        table.add_row(*line)
    Console().print(table)


def _made(store: Store, scope: Scope) -> Registers:
    *_, last = build(store, scope)
    assert last.registers
    return last.registers


def _officials(store: Store, scope: Scope, _on: date | None) -> tuple[Sequence[Any], _Lines]:
    found = _made(store, scope).officials
    return [asdict(one) for one in found], [_heads("name", "post", "agency", "time", "count"), *_people(found)]


def _people(found: Sequence[Official]) -> _Lines:
    lines: _Lines = []
    for one in found:
        posts = one.posts or (None,)
        for number, held in enumerate(posts):
            name, count = (one.name, str(len(one.seen))) if not number else ("", "")
            lines.append((name, held.title if held else "", held.agency if held else "", _time(held), count))
    return lines


def _bodies(store: Store, scope: Scope, _on: date | None) -> tuple[Sequence[Any], _Lines]:
    found = _made(store, scope).bodies
    lines = [(b.name, _place(b.owner), "; ".join(_holders(b)), str(len(b.seen))) for b in found]
    return [asdict(one) for one in found], [_heads("agency", "province", "holders", "count"), *lines]


def _holders(body: Body) -> list[str]:
    return [f"{h.name}: {h.held.title} ({_time(h.held)})" for h in body.holders]


def _documents(store: Store, scope: Scope, _on: date | None) -> tuple[Sequence[Any], _Lines]:
    found: Sequence[CitedDocument] = _made(store, scope).documents
    lines = [(d.name, d.number, d.issuer, _place(d.owner), str(len(d.seen))) for d in found]
    return [asdict(one) for one in found], [_heads("document", "number", "issuer", "province", "count"), *lines]


def _agreements(store: Store, scope: Scope, on: date | None) -> tuple[Sequence[Any], _Lines]:
    found: Sequence[AgreementRow] = _made(store, scope).agreements
    without = matrix(found, on or date.today()).without
    lines = [
        (
            _place(a.province or ""),
            a.kind,
            "; ".join(a.parties),
            a.signed_on or "",
            a.period or "",
            "; ".join(a.signers),
        )
        for a in found
    ]
    if without:
        lines.append((say("grouping.without"), "", ", ".join(unit.name for unit in without), "", "", ""))
    heads = _heads("province", "kind", "parties", "signed_on", "period", "signers")
    return [asdict(one) for one in found], [heads, *lines]


def _proposals(store: Store, scope: Scope, _on: date | None) -> tuple[Sequence[Any], _Lines]:
    made = _made(store, scope)
    found = proposals(made.officials, made.bodies, made.decided)
    rows = [{**asdict(one), "why": one.why} for one in found]
    return rows, [_heads("score", "why"), *((f"{one.score:.0%}", one.why) for one in found)]


def _doubts(store: Store, scope: Scope, _on: date | None) -> tuple[Sequence[Any], _Lines]:
    found = [each for _, _, page in doubtful(store, scope) for each in page]
    rows = [{**asdict(one), "why": one.why} for one in found]
    return rows, [_heads("article", "province", "why"), *((d.title, _place(d.province or ""), d.why) for d in found)]


TABLES: dict[str, Callable[[Store, Scope, date | None], tuple[Sequence[Any], _Lines]]] = {
    "officials": _officials,
    "agencies": _bodies,
    "documents": _documents,
    "agreements": _agreements,
    "proposals": _proposals,
    "provinces": _doubts,
}
"""What can be asked for: the four registers, groups that may be one, and articles whose province is doubtful."""


def _heads(*names: str) -> tuple[str, ...]:
    return tuple(say(f"grouping.head_{name}") for name in names)


def _time(held: Held | None) -> str:
    if held is None:
        return ""
    seen = held.first or "" if held.first == held.last else f"{held.first} – {held.last}"
    return f"{held.since}; {seen}" if held.since else seen


def _place(owner: str) -> str:
    return name_of(owner) if owner and owner != "vn" else ""


def _plain(value: object) -> Any:
    return value.hex() if isinstance(value, bytes) else value.isoformat() if isinstance(value, date) else str(value)
