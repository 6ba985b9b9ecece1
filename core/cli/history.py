"""`butvang history`: who decided what about an article, and the way back to any moment."""

import json
import sys
import time
from typing import Annotated, Any

import typer

from core.cli.articles import article_named
from core.cli.data import AsJson, Dataset, opened
from core.errors import UsageError
from core.people import me
from core.store.dataset_io import layers
from core.store.moments import back_to, changes, moments
from core.store.rows import journal_text
from core.store.store import Store
from core.wording import say


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("history", help=say("history.help"))
    def _history(
        dataset: Dataset,
        article: Annotated[str, typer.Argument(metavar="ARTICLE", help=say("history.article"))],
        layer: Annotated[str | None, typer.Option(help=say("history.layer"))] = None,
        back: Annotated[str | None, typer.Option("--back-to", metavar="MOMENT", help=say("history.back_to"))] = None,
        as_json: AsJson = False,
    ) -> None:
        store = opened(dataset)
        id = article_named(store, article)
        chosen = _layer(store, layer) if layer else None
        if back:
            _go_back(store, id, chosen, back)
        elif as_json:
            found = list(_rows(store, id, chosen))
            sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
        else:
            for row in _rows(store, id, chosen):
                sys.stdout.write(
                    say("history.row", **row | {"id": row["id"][-8:], "count": len(row["changes"])}) + "\n"
                )
        store.close()


def _go_back(store: Store, article: bytes, layer: bytes | None, moment: str) -> None:
    found = next((e for e in moments(store, article, layer) if e.id.hex().endswith(moment)), None)
    if found is None:
        raise UsageError("no_moment")
    who = me()
    store.meet(who.id, who.name)
    if edit := back_to(store, article, found.layer, found.id):
        store.apply(edit, who.id)
    sys.stdout.write(say("history.went_back", removed=len(edit.removed), added=len(edit.added)) + "\n")


def _rows(store: Store, article: bytes, layer: bytes | None) -> list[dict[str, Any]]:
    names = store.annotators()
    return [
        {
            "id": entry.id.hex(),
            "at": time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(entry.at / 1000)),
            "who": names.get(entry.annotator, entry.annotator.hex()),
            "machine": entry.machine,
            "name": say(f"edits.{entry.name}"),
            "kind": entry.kind,
            "layer": entry.layer.hex(),
            "changes": [
                {
                    "before": json.loads(journal_text(filter(None, [c.before]))),
                    "after": json.loads(journal_text(filter(None, [c.after]))),
                }
                for c in changes(store, entry)
            ],
        }
        for entry in moments(store, article, layer)
    ]


def _layer(store: Store, name: str) -> bytes:
    found = [each.id for each in layers(store) if name in (each.name, each.id.hex())]
    if len(found) != 1:
        raise UsageError("layer_unknown", name=name, known=", ".join(each.name for each in layers(store)))
    return found[0]
