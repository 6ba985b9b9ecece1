"""`butvang bench`: what the program can do and how fast, measured on this machine."""

import typer

from core.cli import bench_detect, bench_gui, bench_review, bench_scale, bench_soak, bench_store
from core.wording import say


def register(app: typer.Typer) -> None:
    """Add the group of commands to the program; each is a module of its own, `bench_<name>.py`."""
    group = typer.Typer(help=say("bench.about"), no_args_is_help=True)
    for command in (bench_detect, bench_gui, bench_store, bench_scale, bench_soak, bench_review):
        command.register(group)
    app.add_typer(group, name="bench")
