"""What the conditions of a line mean in a dataset: layers by people's names, units by provinces' names, days, labels."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from core.model.annotation import Decision
from core.model.article import State
from core.model.scheme import Scheme
from core.provinces.map import MERGER, find, units
from core.review.search.days import FIRST, LAST, days
from core.review.search.language import Condition, Key, Query, QueryError
from core.store.dataset_io import LayerName
from core.store.finding import Facet, Stretch, Wanted, Words
from core.text.fold import fold
from core.wording import LANGUAGES, area

NONE = ("không", "none")
"""As a value: no value at all."""

_YES = ("có", "yes")


def resolve(query: Query, layers: Sequence[LayerName], scheme: Scheme) -> Wanted:
    """What to ask the database for. `layers` are those that may be searched; QueryError says what is unknown, and where."""
    words = [Words(t.folded, t.begun) for t in query.terms] + [
        Words(t.folded, t.begun, no=True) for t in query.without if not query.of_spans
    ]
    for each in query.of(Key.TITLE):
        words += [Words(fold(value), no=each.no, title=True) for value in each.values]
    decisions = tuple(_facet(each, _decision) for each in query.of(Key.DECISION))
    return Wanted(
        layers=tuple(each.id for each in _who(query, layers)),
        words=tuple(words),
        provinces=tuple(_provinces(each) for each in query.of(Key.PROVINCE)),
        published=tuple(_stretches(query)),
        states=tuple(_facet(each, _state) for each in query.of(Key.STATE)),
        flagged=_flag(query),
        labels=tuple(_facet(each, lambda value: _label(value, scheme)) for each in query.of(Key.LABEL)),
        decisions=decisions or (Facet((Decision.ACCEPTED.value,)),),
        values=tuple(_facet(each, _value) for each in query.of(Key.VALUE)),
        origins=tuple(_facet(each, lambda value: value) for each in query.of(Key.ORIGIN)),
        notes=tuple(value for each in query.of(Key.NOTE) for value in each.values),
        of_spans=query.of_spans,
    )


def _facet(condition: Condition, meaning: Callable[[str], str | None]) -> Facet:
    try:
        return Facet(tuple(meaning(value) for value in condition.values), condition.no)
    except LookupError as error:
        raise _unknown(condition, str(error.args[0])) from error


def _unknown(condition: Condition, value: str) -> QueryError:
    return QueryError(f"query_no_{condition.key}", condition.start, condition.end, value=value)


def _who(query: Query, layers: Sequence[LayerName]) -> Iterable[LayerName]:
    chosen = list(layers)
    for each in query.of(Key.WHO):
        wanted = [fold(value) for value in each.values]
        there = [layer for layer in layers if any(_is(layer, name) for name in wanted)]
        if not there:
            raise _unknown(each, ", ".join(each.values))
        chosen = [layer for layer in chosen if (layer in there) != each.no]
    return chosen


def _is(layer: LayerName, name: str) -> bool:
    return fold(layer.name) == name or name in fold(layer.name).split() or (layer.kind == "gold" and name == "vang")


def _provinces(condition: Condition) -> Facet:
    ids: list[str | None] = []
    for value in condition.values:
        if fold(value) in map(fold, NONE):
            ids.append(None)
            continue
        found = [one for on in (None, MERGER) if (one := find(value, on))]
        if not found:
            raise _unknown(condition, value)
        names = {one.name for one in found}
        ids += [unit.id for unit in units(None) if unit.name in names]  # the name was used again in 2025
    return Facet(tuple(dict.fromkeys(ids)), condition.no)


def _stretches(query: Query) -> Iterable[Stretch]:
    for key in (Key.DATE, Key.BEFORE, Key.AFTER):
        for each in query.of(key):
            for value in each.values:
                found = days(value)
                if found is None:
                    raise _unknown(each, value)
                if key is Key.BEFORE:
                    found = FIRST, _neighbour(found[0], -1)
                elif key is Key.AFTER:
                    found = _neighbour(found[1], 1), LAST
                yield Stretch(*found, no=each.no)


def _neighbour(day: str, by: int) -> str:
    """The day before or after, where the calendar has one."""
    try:
        return (date.fromisoformat(day) + timedelta(by)).isoformat()
    except OverflowError:
        return day


def _flag(query: Query) -> bool | None:
    flag = None
    for each in query.of(Key.FLAG):
        said = fold(each.values[0])
        if said not in {fold(word) for word in (*_YES, *NONE)}:
            raise _unknown(each, each.values[0])
        flag = (said in map(fold, _YES)) != each.no
    return flag


def _label(value: str, scheme: Scheme) -> str:
    said = fold(value)
    for label in scheme.labels:
        if said in (fold(label.name), fold(label.code), *(fold(title) for title in label.title.values())):
            return label.name
    if value.isupper():  # one of another scheme: shown grey, never dropped
        return value
    raise LookupError(value)


def _decision(value: str) -> str:
    return _of_wordings(value, {d.value: ("search", f"decision_{d.value}") for d in Decision})


def _state(value: str) -> str:
    return _of_wordings(value, {s.value: ("library", f"state_{s.value}") for s in State})


def _value(value: str) -> str | None:
    return None if fold(value) in map(fold, NONE) else value


def _of_wordings(said: str, known: dict[str, tuple[str, str]]) -> str:
    """The value whose name, or whose wording in either language, was said."""
    for value, (table, key) in known.items():
        if fold(said) in (value, *(fold(area(table)[key][language]) for language in LANGUAGES)):
            return value
    raise LookupError(said)
