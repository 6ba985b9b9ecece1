"""The command line: `butvang` alone opens the window, everything else is a command in a file of its own.

A group of commands is a module with `register(app)`, named in `application`. Exit codes: 0 done, 1 some inputs failed
(each named on standard error, the rest done), 2 wrong usage.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.errors import ButVangError, UsageError
from core.version import VERSION
from core.wording import say, use_language

if TYPE_CHECKING:
    import typer

DONE, SOME_FAILED, WRONG_USAGE, INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program on `arguments` (those of the process where None) and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    use_language(os.environ.get("BUTVANG_LANGUAGE", ""))
    if words in (["--version"], ["-V"]):
        sys.stdout.write(f"butvang {VERSION}\n")
        return DONE
    if not words or (words[0] == "open" and "--help" not in words):
        return _window(words[1:])
    return _command(words)


def application() -> typer.Typer:
    """The commands; imports typer, which the window never needs."""
    import typer

    from core.cli import (
        backup,
        bench,
        bundle,
        check,
        data,
        detect,
        erase,
        history,
        manual,
        merge,
        package,
        registers,
        reread,
        reviewing,
        score,
        search,
        selftest,
        sending,
        simulate,
        team,
        train,
        unfinished,
    )

    app = typer.Typer(
        name="butvang",
        help=say("cli.about"),
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    groups = (
        detect,
        score,
        data,
        sending,
        search,
        check,
        registers,
        simulate,
        train,
        reviewing,
        merge,
        history,
        manual,
        backup,
        bundle,
        erase,
        package,
        reread,
        team,
        selftest,
        unfinished,
        bench,
    )
    for group in groups:
        group.register(app)
    app.command("open", help=say("cli.open"))(_open)
    return app


def _open(paths: list[str]) -> None:
    """Stands in the list of commands; `main` opens the window before typer is loaded."""
    sys.exit(_window(paths))


def _window(paths: Sequence[str]) -> int:
    gc.disable()  # until the first article is shown: what is loaded till then is no garbage
    try:
        from gui.app import run
    except ImportError as error:  # no PySide6, or a library of the system that it needs
        if (error.name or "").partition(".")[0] not in ("PySide6", "shiboken6", ""):
            raise
        return _complain(say("errors.no_window", reason=error), SOME_FAILED)
    return run(paths)


def _command(words: list[str]) -> int:
    try:
        application()(words)
    except UsageError as error:
        return _complain(str(error), WRONG_USAGE)
    except ButVangError as error:
        return _complain(str(error), SOME_FAILED)
    except KeyboardInterrupt:
        return _complain(say("cli.interrupted"), INTERRUPTED)
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else DONE
    except Exception as error:  # a fault of ours: one line for the person, the rest for who looks for it
        if os.environ.get("BUTVANG_DEBUG"):
            raise
        return _complain(say("cli.fault", kind=type(error).__name__, error=error), SOME_FAILED)
    return DONE


def _complain(message: str, code: int) -> int:
    sys.stderr.write(f"butvang: {message}\n")
    return code
