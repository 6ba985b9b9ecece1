"""`butvang agreement`: how far the annotators of a dataset agree, as tables for people or JSON for scripts."""

import json
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import asdict
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from core.cli.data import AsJson, Dataset, opened
from core.cli.scopes import Province, scope_named
from core.model.ids import GOLD_LAYER
from core.model.scheme import label_name
from core.review.agreement import (
    Agreement,
    Disagreement,
    Figure,
    Measure,
    Tally,
    agreement,
    agreement_by,
    by_article,
    by_month,
    by_province,
    by_week,
    collect,
    disagreements,
    number,
    province_name,
)
from core.review.describe import answers
from core.review.stack import people
from core.store.store import Store
from core.wording import say

_BY_LABEL = (
    Measure.STRICT,
    Measure.LENIENT,
    Measure.COHEN,
    Measure.FLEISS,
    Measure.ALPHA,
    Measure.UNITIZING,
    Measure.VALUE,
)
_OF_WHOLES = (Measure.RELATION, Measure.STATUS, Measure.RECORD, Measure.PUBLISHED, Measure.PROVINCE)
_OF_PAIRS = (Measure.STRICT, Measure.LENIENT, Measure.COHEN)
_WIDE = 150  # columns of a terminal that show the intervals of the big table


class By(StrEnum):
    """What the last table has a row for."""

    PROVINCE = "province"
    WEEK = "week"
    MONTH = "month"
    ARTICLE = "article"


_KEYS = {By.PROVINCE: by_province(), By.WEEK: by_week, By.MONTH: by_month, By.ARTICLE: by_article}


def register(app: typer.Typer) -> None:
    """Add the command to the program."""

    @app.command("agreement", help=say("curation.agreement"))
    def command(
        dataset: Dataset,
        province: Province = None,
        layer: Annotated[list[str] | None, typer.Option(help=say("curation.agreement_layer"))] = None,
        by: Annotated[By, typer.Option(help=say("curation.agreement_by"))] = By.PROVINCE,
        errors: Annotated[bool, typer.Option("--errors", help=say("curation.agreement_errors"))] = False,
        begun: Annotated[bool, typer.Option("--begun", help=say("curation.agreement_begun"))] = False,
        gamma: Annotated[bool, typer.Option("--gamma", help=say("curation.agreement_gamma"))] = False,
        seed: Annotated[int, typer.Option(help=say("curation.agreement_seed"))] = 0,
        as_json: AsJson = False,
    ) -> None:
        with closing(opened(dataset)) as store:
            names = people(store) | ({GOLD_LAYER: "gold"} if "gold" in (layer or ()) else {})
            scope = scope_named(province)
            chosen = [id for id, name in names.items() if name in layer or id.hex() in layer] if layer else None
            tallies = list(collect(store, scope, chosen, finished=not begun, gamma=gamma))
            found = agreement(tallies, seed=seed)
            behind = list(disagreements(store, scope, chosen, finished=not begun)) if errors else []
            groups = _groups(store, tallies, by)
        if as_json:
            data = _as_data(found, behind, names) | {f"by_{by}": _groups_data(groups)}
            sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=1) + "\n")
        else:
            _show(found, groups, by, behind, names)


def _groups(store: Store, tallies: list[Tally], by: By) -> list[tuple[str, Agreement]]:
    """The figures of each group by its name: provinces and articles by theirs, the worst article first."""
    resamples = 0 if by is By.ARTICLE else 200
    found = agreement_by(tallies, _KEYS[by], measures=_OF_PAIRS, resamples=resamples)
    if by is By.PROVINCE:
        return sorted((province_name(key), one) for key, one in found.items())
    if by is By.ARTICLE:
        cards = ((store.any_card(bytes.fromhex(key)), key, one) for key, one in found.items())
        rows = [(card.title if card else key, one) for card, key, one in cards]
        return sorted(rows, key=lambda row: getattr(row[1].of(Measure.STRICT), "value", None) or 0.0)
    return [(key or say("exchange.unknown"), one) for key, one in found.items()]


def _groups_data(groups: list[tuple[str, Agreement]]) -> list[dict[str, Any]]:
    """The figures of groups as JSON values."""
    return [
        {"name": name, "articles": one.articles}
        | {figure.measure.value: figure.value for figure in one.figures if not figure.label}
        for name, one in groups
    ]


def _as_data(found: Agreement, behind: list[Disagreement], names: Mapping[bytes, str]) -> dict[str, Any]:
    data: dict[str, Any] = {
        "articles": found.articles,
        "annotators": {id.hex(): names.get(id, "") for id in found.annotators},
        "figures": [_figure_data(figure) for figure in found.figures],
    }
    if behind:
        data["disagreements"] = [_behind_data(each, names) for each in behind]
    return data


def _figure_data(figure: Figure) -> dict[str, Any]:
    pair = [id.hex() for id in figure.pair] if figure.pair else None
    return asdict(figure) | {"measure": figure.measure.value, "pair": pair}


def _behind_data(each: Disagreement, names: Mapping[bytes, str]) -> dict[str, Any]:
    question, span = each.question, each.question.span
    return {
        "article": each.article.hex(),
        "title": each.title,
        "kind": question.kind.value,
        "difference": question.difference,
        "label": question.label,
        "span": [span.start, span.end] if span else None,
        "said": {names.get(who, who.hex()): answer for answer, by in answers(each.question, each.text) for who in by},
    }


def _show(
    found: Agreement,
    groups: list[tuple[str, Agreement]],
    by: By,
    behind: list[Disagreement],
    names: Mapping[bytes, str],
) -> None:
    console = Console()
    wide = console.width >= _WIDE
    if len(found.annotators) < 2:
        console.print(say("curation.agreement_alone"))
        return
    who = ", ".join(names.get(id, id.hex()) for id in found.annotators)
    table = Table(say("exchange.label"), title=say("curation.agreement_title", articles=found.articles, who=who))
    for measure in _BY_LABEL:
        table.add_column(say(f"curation.measure_{measure}"), justify="right")
    for label in ("", *found.labels(Measure.STRICT)):
        cells = (_cell(found.of(measure, label), wide) for measure in _BY_LABEL)
        table.add_row(label_name(label) if label else f"[bold]{say('curation.all_labels')}", *cells)
    console.print(table)
    _show_wholes(console, found)
    _show_pairs(console, found, names)
    _show_groups(console, groups, by)
    for measure in Measure:
        if (figure := found.of(measure)) and figure.value is not None:
            console.print(f"[bold]{say(f'curation.measure_{measure}')}[/] {figure.meaning()}", highlight=False)
    for each in behind:
        difference = say(f"curation.difference_{each.question.difference}")
        said = "; ".join(
            f"{', '.join(names.get(w, '') for w in by)}: {a}" for a, by in answers(each.question, each.text)
        )
        console.print(f"{each.title}: {difference}. {said}", markup=False, highlight=False, soft_wrap=True)


def _show_wholes(console: Console, found: Agreement) -> None:
    table = Table(say("cli.col_what"), say("curation.figure"), say("curation.interval_column"))
    for measure in _OF_WHOLES:
        for label in ("", *found.labels(measure)):
            figure = found.of(measure, label)
            if figure and figure.items:
                name = f"  {label_name(label)}" if label else f"[bold]{say(f'curation.measure_{measure}')}"
                table.add_row(name, number(figure.value), _interval(figure))
    if table.row_count:
        console.print(table)


def _show_pairs(console: Console, found: Agreement, names: Mapping[bytes, str]) -> None:
    pairs = list(dict.fromkeys(f.pair for f in found.figures if f.pair))
    if len(pairs) < 2:
        return
    table = Table(say("curation.pair"), *(say(f"curation.measure_{measure}") for measure in _OF_PAIRS))
    for pair in pairs:
        who = " – ".join(names.get(id, id.hex()) for id in pair)
        table.add_row(who, *(_cell(found.of(measure, "", pair)) for measure in _OF_PAIRS))
    console.print(table)


def _show_groups(console: Console, groups: list[tuple[str, Agreement]], by: By) -> None:
    if len(groups) < 2:
        return
    table = Table(say(f"curation.by_{by}"), say("exchange.articles"))
    for measure in _OF_PAIRS:
        table.add_column(say(f"curation.measure_{measure}"), justify="right")
    for name, one in groups:
        table.add_row(name, str(one.articles), *(_cell(one.of(measure)) for measure in _OF_PAIRS))
    console.print(table)


def _cell(figure: Figure | None, wide: bool = True) -> str:
    if figure is None or figure.value is None:
        return "–"
    return f"{number(figure.value)} [dim]{_interval(figure)}" if wide else number(figure.value)


def _interval(figure: Figure) -> str:
    return f"{number(figure.low)}–{number(figure.high)}" if figure.low is not None else ""
