"""The commands of the review side, each a module of its own."""

import typer

from core.cli import adjudicate, agreement, sample


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for command in (agreement, adjudicate, sample):
        command.register(app)
