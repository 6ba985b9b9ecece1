"""`butvang merge`, `conflicts` and `decide`: datasets of several machines brought together."""

import json
import platform
import sys
from dataclasses import asdict
from typing import Annotated, Any

import typer

from core.cli.data import AsJson, Dataset, opened
from core.errors import UsageError
from core.people import me
from core.store.dataset_io import own_layer
from core.store.merge import merge_from
from core.store.merge_conflicts import Conflict, conflicts, decide
from core.store.merge_scheme import decide_variant, scheme_variants
from core.store.merge_words import author_words, version_words
from core.store.packages import came_back
from core.store.rows import journal_text
from core.store.store import Store
from core.wording import say

_OURS, _THEIRS, _BOTH, _OWN = "ours", "theirs", "both", "own"


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""

    @app.command("merge", help=say("merge.help"))
    def _merge(
        dataset: Dataset,
        others: Annotated[list[str], typer.Argument(metavar="OTHER", help=say("merge.others"))],
        dry_run: Annotated[bool, typer.Option("--dry-run", help=say("merge.dry_run"))] = False,
        as_json: AsJson = False,
    ) -> None:
        store = opened(dataset)
        done = [{"other": other, **asdict(list(merge_from(store, other, dry_run))[-1])} for other in others]
        who = me()
        for package in (each["package"] for each in done if each["package"] and not dry_run):
            store.meet(who.id, who.name)
            came_back(store, package, who.id)
        store.close()
        if as_json:
            _print(json.dumps(done, ensure_ascii=False, indent=1))
            return
        for each in done:
            _print(say("merge.merged", **(each | {"annotators": ", ".join(each["annotators"])})))
            for name in ("erased", "erased_there", "labels", "differing"):
                if each[name]:
                    _print(say(f"merge.{name}", names=", ".join(each[name])))
        if dry_run:
            _print(say("merge.tried"))

    @app.command("conflicts", help=say("merge.conflicts_help"))
    def _conflicts(dataset: Dataset, as_json: AsJson = False) -> None:
        store = opened(dataset)
        found = [_as_data(store, conflict) for conflict in conflicts(store)]
        variants = scheme_variants(store)
        store.close()
        if as_json:
            _print(json.dumps({"conflicts": found, "scheme": variants}, ensure_ascii=False, indent=1))
            return
        for each in found:
            _print(f"{each['id'][-8:]}  {say('merge.reason_' + each['reason'])}  {each['title']}")
            for number, version in enumerate(each["versions"], 1):
                _print(f"  {number}. {version['said']}  ({version['who']})")
        for name, rows in variants.items():
            _print(f"{name}  {say('merge.reason_scheme')}")
            for number, row in enumerate(rows, 1):
                _print(f"  {number}. {json.dumps(row, ensure_ascii=False)}")
        if not found and not variants:
            _print(say("merge.none"))

    @app.command("decide", help=say("merge.decide_help"))
    def _decide(
        dataset: Dataset,
        conflict: Annotated[str, typer.Argument(help=say("merge.decide_which"))],
        keep: Annotated[str, typer.Argument(help=say("merge.decide_keep"))],
    ) -> None:
        store = opened(dataset)
        who = me()
        store.meet(who.id, who.name)
        if conflict in scheme_variants(store):
            if not keep.isdigit() or int(keep) not in range(1, len(scheme_variants(store)[conflict]) + 1):
                raise UsageError("conflict_number", most=len(scheme_variants(store)[conflict]))
            decide_variant(store, conflict, int(keep) - 1)
            store.close()
            return
        found = next((c for c in conflicts(store) if c.record.id.hex().endswith(conflict)), None)
        if found is None:
            raise UsageError("conflict_unknown", name=conflict)
        record = found.record
        layer = store.layer(record.article, record.layer) if record.article else own_layer(store, record.layer)
        store.apply(decide(found, layer, _chosen(found, keep)), who.id)
        store.close()


def _chosen(conflict: Conflict, keep: str) -> list[int]:
    """Numbers of versions from what was typed."""
    here = [any(by.machine == platform.node() for by in v.authors) for v in conflict.versions]
    numbers = range(len(here))
    if keep == _OWN:
        return []
    if keep == _BOTH:
        return [n for n in numbers if not conflict.versions[n].gone]
    if keep in (_OURS, _THEIRS):
        found = [n for n in numbers if here[n] == (keep == _OURS)]
        if len(found) != 1:
            raise UsageError("conflict_number", most=len(here))
        return found
    if not all(part.isdigit() for part in keep.split(",")):
        raise UsageError("conflict_number", most=len(here))
    return [int(part) - 1 for part in keep.split(",")]


def _as_data(store: Store, conflict: Conflict) -> dict[str, Any]:
    article = store.article(conflict.record.article) if conflict.record.article else None
    names, scheme = store.annotators(), store.scheme()
    return {
        "id": conflict.record.id.hex(),
        "article": conflict.record.article.hex(),
        "title": article.heading() if article else "",
        "reason": conflict.reason,
        "versions": [
            {
                "said": version_words(version, article.text if article else "", scheme),
                "who": author_words(version, names),
                "gone": version.gone,
                "item": json.loads(journal_text([version.item]))[0],
            }
            for version in conflict.versions
        ],
    }


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")
