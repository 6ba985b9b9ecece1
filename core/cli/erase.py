"""`butvang erase`: an article really erased, and where it still is."""

import json
import sys
from dataclasses import asdict
from typing import Annotated

import typer

from core.cli.articles import article_named
from core.cli.data import AsJson, Dataset, opened
from core.people import me
from core.store.erase import erase
from core.wording import say


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("erase", help=say("erase.help"))
    def _erase(
        dataset: Dataset,
        article: Annotated[str, typer.Argument(metavar="ARTICLE", help=say("history.article"))],
        reason: Annotated[str, typer.Option(help=say("erase.reason"))],
        yes: Annotated[bool, typer.Option("--yes", "-y", help=say("erase.yes"))] = False,
        as_json: AsJson = False,
    ) -> None:
        store = opened(dataset)
        id = article_named(store, article)
        if not yes and not typer.confirm(say("erase.sure", title=store.article(id).heading())):
            store.close()
            raise typer.Exit(1)
        who = me()
        store.meet(who.id, who.name)
        done = erase(store, id, reason, who.id)
        store.close()
        if as_json:
            files = {"files": [str(path) for path in done.files]}
            sys.stdout.write(json.dumps(asdict(done) | files, ensure_ascii=False, indent=1) + "\n")
            return
        lines = [say("erase.done", entries=done.entries, sources=done.sources)]
        lines += [say("erase.tagger")] if done.tagger else []
        lines += [say("erase.still", path=path) for path in done.files]
        lines += [say("erase.handed", file=file) for file in done.packages]
        sys.stdout.write("\n".join(lines) + "\n")
