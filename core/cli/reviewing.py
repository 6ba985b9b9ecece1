"""The commands of the review side, each a module of its own."""

import typer

from core.cli import adjudicate, agreement, audit, sample, signoff


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    for command in (agreement, adjudicate, audit, signoff, sample):
        command.register(app)
