"""`butvang package`: articles handed out to one person as a file, and what is still out."""

import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from core.cli.articles import article_named
from core.cli.data import AsJson, Dataset, opened
from core.errors import UsageError
from core.model.ids import new_id
from core.people import Annotator, me
from core.provinces.map import find as find_province
from core.store.bundle import SUFFIX
from core.store.packages import choose, days_out, hand_out, packages
from core.store.store import Store
from core.wording import say


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    group = typer.Typer(help=say("package.help"), no_args_is_help=True)
    app.add_typer(group, name="package")

    @group.command("out", help=say("package.out"))
    def _out(
        dataset: Dataset,
        annotator: Annotated[str, typer.Option(help=say("package.annotator"))],
        out: Annotated[Path, typer.Option("--out", "-o", help=say("package.file"))],
        province: Annotated[str | None, typer.Option(help=say("package.province"))] = None,
        count: Annotated[int | None, typer.Option(min=1, help=say("package.count"))] = None,
        articles: Annotated[list[str] | None, typer.Option(help=say("package.articles"))] = None,
        as_json: AsJson = False,
    ) -> None:
        unit = find_province(province) if province else None
        if province and unit is None:
            raise UsageError("province_unknown", name=province)
        store = opened(dataset)
        person = person_named(store, annotator)
        chosen = [article_named(store, name) for name in articles or ()]
        chosen = chosen or choose(store, person.id, unit.id if unit else None, count)
        target = out if out.suffix == SUFFIX else out.with_name(out.name + SUFFIX)
        who = me()
        store.meet(who.id, who.name)
        made = hand_out(store, person, chosen, target, who.id)
        store.close()
        if as_json:
            _print(
                json.dumps(asdict(made) | {"path": str(target), "articles": len(chosen)}, ensure_ascii=False, indent=1)
            )
        else:
            _print(say("package.made", path=target, name=person.name, articles=len(chosen)))

    @group.command("list", help=say("package.list"))
    def _list(dataset: Dataset, as_json: AsJson = False) -> None:
        store = opened(dataset)
        names = store.annotators()
        rows = [
            {
                "person": names.get(p.person, p.person.hex()),
                "file": p.file,
                "since": _day(p.since),
                "days": days_out(p),
                "articles": len(p.articles),
                "left": len(p.left),
                "returned": _day(p.returned),
                "minutes": None if p.minutes is None else round(p.minutes, 1),
            }
            for p in packages(store)
        ]
        store.close()
        if as_json:
            _print(json.dumps(rows, ensure_ascii=False, indent=1))
            return
        for row in rows:
            _print(say("package.row", **(row | {"minutes": row["minutes"] or "–", "returned": row["returned"] or "–"})))
        if not rows:
            _print(say("package.none"))


def person_named(store: Store, name: str) -> Annotator:
    """The annotator of that name or id, a new one where there is none. UsageError where several have the name."""
    found = [Annotator(id, known) for id, known in store.annotators().items() if name in (known, id.hex())]
    if len(found) > 1:
        raise UsageError("person_ambiguous", name=name, known=", ".join(p.id.hex() for p in found))
    return found[0] if found else Annotator(new_id(), name)


def _day(at: int | None) -> str | None:
    return time.strftime("%d/%m/%Y", time.localtime(at / 1000)) if at else None


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
