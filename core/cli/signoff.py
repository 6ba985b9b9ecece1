"""`butvang signoff`: a collection's sign-off sheet as a page to print."""

import json
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from core.cli.data import AsJson, Dataset, opened, progress_bar
from core.cli.scopes import Province, scope_named
from core.errors import FormatError
from core.people import me
from core.review.scope import Scope
from core.review.signoff import OpenCheck, SignoffSheet, page, prepare, sign, signatures
from core.review.signoff.checking import open_checks
from core.store.store import Store
from core.wording import say


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("signoff", help=say("curation.signoff"))
    def command(
        dataset: Dataset,
        out: Annotated[Path, typer.Option("--out", "-o", help=say("curation.signoff_out"))],
        province: Province = None,
        signing: Annotated[bool, typer.Option("--sign", help=say("curation.signoff_sign"))] = False,
        note: Annotated[str, typer.Option(help=say("curation.signoff_note"))] = "",
        no_checks: Annotated[bool, typer.Option("--no-checks", help=say("curation.signoff_no_checks"))] = False,
        as_json: AsJson = False,
    ) -> None:
        scope = scope_named(province)
        title = province or say("curation.whole")
        with closing(opened(dataset)) as store, progress_bar() as bar:
            checks: tuple[OpenCheck, ...] = ()
            if not no_checks:
                task = bar.add_task(say("curation.signoff_checking"))
                for step in open_checks(store, scope):
                    bar.update(task, completed=step.done, total=step.total)
                    checks = step.checks or ()
            sheet = _gathered(store, scope, title, checks, bar)
            if signing:
                signer = me()
                store.meet(signer.id, signer.name)
                sign(store, signer.id, sheet, note)
                sheet = replace(sheet, signatures=tuple(signatures(store, scope)))
        try:
            out.write_text(page(sheet), "utf-8")
        except OSError as error:
            raise FormatError("not_written", path=out, why=error.strerror or error) from error
        facts = {"articles": sheet.articles, "open": sheet.open, "checks": sum(check.open for check in sheet.checks)}
        if as_json:
            rates = [{"errors": a.rate.errors, "items": a.rate.items, "rate": a.rate.value} for a in sheet.audits]
            sys.stdout.write(json.dumps(facts | {"audits": rates, "signatures": len(sheet.signatures)}) + "\n")
        else:
            typer.echo(say("curation.signoff_written", path=out, **facts))


def _gathered(store: Store, scope: Scope, title: str, checks: tuple[OpenCheck, ...], bar: Progress) -> SignoffSheet:
    task = bar.add_task(say("curation.signoff_gathering"))
    sheet: SignoffSheet | None = None
    for step in prepare(store, scope, title, checks=checks):
        bar.update(task, completed=step.done, total=step.total)
        sheet = step.sheet
    assert sheet is not None
    return sheet
