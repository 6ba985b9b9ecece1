"""`butvang sample-collection`: a dataset from a seed, with known faults and disagreements, to try the review side on."""

from contextlib import closing
from typing import Annotated

import typer

from core.cli.data import opened, progress_bar
from core.review.collection import make, summary, write
from core.wording import say


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("sample-collection", help=say("curation.sample_collection"))
    def command(
        out: Annotated[str, typer.Argument(metavar="OUT", help=say("curation.sample_out"))],
        seed: Annotated[int, typer.Option(help=say("curation.sample_seed"))] = 1,
    ) -> None:
        collection = make(seed)
        with closing(opened(out, make=True)) as store, progress_bar() as bar:
            task = bar.add_task(say("curation.sample_writing"), total=len(collection.articles))
            for number in write(store, collection):
                bar.update(task, completed=number)
        planted = {name: sum(counts.values()) for name, counts in summary(collection).items()}
        facts = {"articles": len(collection.articles), "layers": len(collection.layers)} | planted
        typer.echo(say("curation.sample_made", path=out, **facts))
