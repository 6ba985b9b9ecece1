"""`butvang manual`: the whole manual as HTML, to read without the program or to print."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from core.errors import UsageError
from core.manual import write
from core.wording import language, say, use_language


class Spoken(StrEnum):
    """Languages that the manual is written in."""

    VI = "vi"
    EN = "en"


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("manual", help=say("manual.help"))
    def command(
        out: Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help=say("manual.out"))],
        spoken: Annotated[Spoken | None, typer.Option("--language", help=say("manual.language"))] = None,
    ) -> None:
        if spoken:
            use_language(spoken)
        try:
            written = write(out, language())
        except OSError as error:
            raise UsageError("cannot_write", path=out, reason=error.strerror) from error
        typer.echo(say("manual.written", count=len(written), path=written[0]))
