"""`butvang bundle`, `unbundle` and `verify`: a collection handed over as one signed file."""

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from core.cli.data import AsJson
from core.store.bundle import SUFFIX, Bundle, bundle, unbundle, verify
from core.wording import say

_File = Annotated[Path, typer.Argument(metavar="FILE", help=say("bundle.file"))]


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""

    @app.command("bundle", help=say("bundle.help"))
    def _bundle(
        dataset: Annotated[Path, typer.Argument(metavar="DATASET", help=say("exchange.dataset"))],
        out: Annotated[Path, typer.Option("--out", "-o", help=say("bundle.out"))],
        as_json: AsJson = False,
    ) -> None:
        out = out if out.suffix else out.with_suffix(SUFFIX)
        _tell(bundle(dataset, out), out, "bundle.made", as_json)

    @app.command("unbundle", help=say("bundle.unbundle"))
    def _unbundle(
        file: _File,
        out: Annotated[Path | None, typer.Option("--out", "-o", help=say("bundle.unbundle_out"))] = None,
        as_json: AsJson = False,
    ) -> None:
        target = out or file.with_suffix(".sqlite")
        _tell(unbundle(file, target), target, "bundle.unbundled", as_json)

    @app.command("verify", help=say("bundle.verify"))
    def _verify(file: _File, as_json: AsJson = False) -> None:
        _tell(verify(file), file, "bundle.verified", as_json)


def _tell(found: Bundle, path: Path, wording: str, as_json: bool) -> None:
    size = sum(size for _, size in found.members.values())
    if as_json:
        sys.stdout.write(json.dumps(asdict(found) | {"path": str(path)}, ensure_ascii=False, indent=1) + "\n")
        return
    whose = say("bundle.ours") if found.ours else found.signer[:16]
    facts = {"members": len(found.members), "size": size, "scheme": found.scheme, "guideline": found.guideline}
    sys.stdout.write(say(wording, path=path, whose=whose, **facts) + "\n")
