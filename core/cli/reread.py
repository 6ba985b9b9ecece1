"""`butvang reread`: an article that its portal has corrected, with what was decided carried over."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

from core.cli.articles import article_named
from core.cli.data import AsJson, Dataset, opened
from core.people import me
from core.store.reread import left_over, reread
from core.wording import say


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("reread", help=say("reread.help"))
    def _reread(
        dataset: Dataset,
        path: Annotated[Path, typer.Argument(help=say("reread.path"))],
        of: Annotated[str | None, typer.Option("--of", metavar="ARTICLE", help=say("reread.of"))] = None,
        encoding: Annotated[str | None, typer.Option(help=say("reread.encoding"))] = None,
        as_json: AsJson = False,
    ) -> None:
        from core.reading.registry import read

        store = opened(dataset)
        old = article_named(store, of or str(path.absolute()))
        document = read(path.absolute(), encoding)
        who = me()
        store.meet(who.id, who.name)
        article = document.article
        title = document.title or article.heading()
        done = reread(store, old, article, document.source, document.raw, title, who.id)
        names = store.annotators()
        rows = []
        for each in done:
            found = left_over(store, article.id, each.layer)
            left = [{"label": row.label, "words": row.words, "near": row.near} for row in found[1]] if found else []
            rows.append({"layer": names.get(each.layer, each.layer.hex()), "carried": each.carried, "left": left})
        store.close()
        if as_json:
            told = {"article": article.id.hex(), "of": old.hex(), "layers": rows}
            sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
            return
        for row in rows:
            sys.stdout.write(say("reread.done", **row | {"left": len(row["left"])}) + "\n")
            for each in row["left"]:
                sys.stdout.write(f"  {each['label']} “{each['words']}”\n")
