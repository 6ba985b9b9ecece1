"""What is in a dataset, as tables for people and JSON for scripts."""

from typing import Any

from rich.console import Console
from rich.table import Table

from core.model.annotation import Decision
from core.model.article import State
from core.provinces.map import name_of
from core.store.census import Census, LayerCount
from core.wording import say


def as_data(census: Census) -> dict[str, Any]:
    """The counts as JSON values; provinces by name."""
    return {
        "articles": census.articles,
        "characters": census.characters,
        "layers": [
            {
                "id": count.layer.id.hex(),
                "name": count.layer.name,
                "kind": count.layer.kind,
                "states": count.states,
                "provinces": {_name(id): {"done": done, "all": all} for id, (done, all) in _by_size(count)},
                "labels": count.labels,
                "relations": count.relations,
                "records": count.records,
            }
            for count in census.layers
        ],
    }


def show(census: Census, path: str) -> None:
    """Print the tables, one of all layers and for each layer its labels and provinces."""
    console = Console()
    title = say("exchange.stats_title", path=path, articles=census.articles, characters=census.characters)
    overview = Table("layer", *State, *Decision, "relations", "records", title=title)
    for column in overview.columns:
        name = str(column.header)
        column.header = say(f"exchange.state_{name}" if name in tuple(State) else f"exchange.{name}")
        column.justify = "left" if name == "layer" else "right"
    for count in census.layers:
        decided = [sum(row.get(decision, 0) for row in count.labels.values()) for decision in Decision]
        linked = sum(count.relations.values()), sum(count.records.values())
        numbers = (*(count.states[state] for state in State), *decided, *linked)
        overview.add_row(count.layer.name, *map(str, numbers))
    console.print(overview)
    for count in census.layers:
        _show_labels(console, count)
        _show_provinces(console, count)


def _show_labels(console: Console, count: LayerCount) -> None:
    table = Table(title=f"{say('exchange.labels')}: {count.layer.name}")
    table.add_column(say("exchange.label"))
    for decision in Decision:
        table.add_column(say(f"exchange.{decision}"), justify="right")
    for label, row in count.labels.items():
        table.add_row(label, *(str(row.get(decision, 0)) for decision in Decision))
    for kinds in (count.relations, count.records):
        table.add_section()
        for kind, number in kinds.items():
            table.add_row(kind, str(number))
    console.print(table)


def _show_provinces(console: Console, count: LayerCount) -> None:
    table = Table(title=f"{say('exchange.provinces')}: {count.layer.name}")
    table.add_column(say("exchange.province"))
    for column in ("state_done", "articles"):
        table.add_column(say(f"exchange.{column}"), justify="right")
    for id, (done, all) in _by_size(count):
        table.add_row(_name(id), str(done), str(all))
    console.print(table)


def _by_size(count: LayerCount) -> list[tuple[str | None, tuple[int, int]]]:
    return sorted(count.provinces.items(), key=lambda row: (-row[1][1], row[0] or ""))


def _name(id: str | None) -> str:
    return name_of(id) if id else say("exchange.unknown")
