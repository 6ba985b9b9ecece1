"""What a search asks of the database: articles by their words, cards and annotations, and the annotations themselves.

Each facet is a set of values any of which may hold, or with `no` none of which may. Everything goes in the order in which
articles were added, a stretch of numbers at a time, so that the first hits come at once however many there are, and a
search that finds nothing can be stopped.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sqlalchemy import ColumnElement, Row, Select, and_, bindparam, false, func, not_, or_, select

from core.model.article import State
from core.store import tables
from core.store.connect import speaking
from core.store.dialect import has_phrase
from core.store.store import Store

_FIRST_PAGE, _LARGEST = 32, 256
_FIRST_STRETCH, _LARGEST_STRETCH = 512, 4096
_FEW = 3000  # rows of an index that are read rather than looking at one article after the other


class Words(NamedTuple):
    """Folded words in a row that an article has (or with `no` has not), in its text or only its title."""

    folded: str
    begun: bool = False
    no: bool = False
    title: bool = False


class Facet(NamedTuple):
    """Values of one column; None among them is no value at all."""

    values: tuple[str | None, ...]
    no: bool = False


class Stretch(NamedTuple):
    """From a first to a last day (ISO), both included."""

    first: str
    last: str
    no: bool = False


@dataclass(frozen=True, slots=True)
class Wanted:
    """A search, resolved: `layers` are those that are asked, the rest narrows. Values of annotations are beginnings.

    `labels` are about the annotations that are looked for, `beside` about others that their articles have too.
    """

    layers: tuple[bytes, ...]
    words: tuple[Words, ...] = ()
    provinces: tuple[Facet, ...] = ()
    published: tuple[Stretch, ...] = ()
    states: tuple[Facet, ...] = ()
    flagged: bool | None = None
    labels: tuple[Facet, ...] = ()
    beside: tuple[Facet, ...] = ()
    decisions: tuple[Facet, ...] = ()
    values: tuple[Facet, ...] = ()
    origins: tuple[Facet, ...] = ()
    notes: tuple[str, ...] = ()
    of_spans: bool = False


class Place(NamedTuple):
    """An article that fits: its number in the dataset, its id, title and text."""

    number: int
    id: bytes
    title: str
    text: str


class Mark(NamedTuple):
    """An annotation that fits."""

    id: bytes
    article: bytes
    layer: bytes
    start: int
    end: int
    label: str
    value: str | None
    decision: str


def pages(store: Store, wanted: Wanted) -> Iterator[list[Place]]:
    """Articles that fit, in pages that grow; one connection and one moment each, so that a reader may stop at any time.

    A page looks at a stretch of articles, or at some of the few that an index knows; it may be empty.
    """
    article, body = tables.article.c, tables.article_text.c
    columns = select(article.number, article.id, article.title, body.text)
    found = columns.join_from(tables.article, tables.article_text, body.article == article.id)
    query = found.where(*_between(article.number), *_on_articles(wanted, store.engine.dialect.name)).order_by(
        article.number
    )
    last, size, few = -1, _FIRST_PAGE, _few(store, wanted)
    if few is not None:
        query = query.where(article.number.in_(bindparam("among", expanding=True)))
        while few:
            now, few = few[:size], few[size:]
            yield _places(store, query, {"after": now[0] - 1, "upto": now[-1], "among": now})
            size = min(size * 2, _LARGEST)
        return
    with speaking(store.path), store.engine.connect() as db:
        end = db.scalar(select(func.max(article.number))) or 0
    stretch = _FIRST_STRETCH
    while last < end:
        upto = last + stretch
        rows = _places(store, query.limit(size), {"after": last, "upto": upto})
        yield rows
        if len(rows) < size:
            last, stretch = upto, min(stretch * 2, _LARGEST_STRETCH)
        else:
            last, size = rows[-1].number, min(size * 2, _LARGEST)


def _places(store: Store, query: Select, which: dict[str, object]) -> list[Place]:
    with speaking(store.path), store.engine.connect() as db:
        return [Place(*row) for row in db.execute(query, which)]


def _between(number: ColumnElement[int]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The stretch of articles that a page looks at."""
    return number > bindparam("after"), number <= bindparam("upto")


def _few(store: Store, wanted: Wanted) -> list[int] | None:
    """The numbers of all articles that may fit, in order, where an index knows that they are few; else None."""
    article = tables.article.c
    for known in _indexed(wanted):
        with speaking(store.path), store.engine.connect() as db:
            found = db.scalars(known.limit(_FEW)).all()
            if len(found) < _FEW:
                return sorted(db.scalars(select(article.number).where(article.id.in_(set(found)))))
    return None


def _indexed(wanted: Wanted) -> Iterator[Select]:
    """Articles with what an index is asked for: more than fit, but all that do."""
    card, seen, note = tables.card.c, tables.detection.c, tables.annotation.c
    mine = card.layer.in_(wanted.layers)
    for facet in wanted.provinces:
        if not facet.no and None not in facet.values:
            said = select(card.article).where(mine, card.province.in_(facet.values))
            yield select(
                said.union_all(select(seen.article).where(seen.province.in_(facet.values))).subquery().c.article
            )
    for stretch in wanted.published:
        if not stretch.no:
            said = select(card.article).where(_within(card.published, stretch))
            yield select(
                said.union_all(select(seen.article).where(_within(seen.published, stretch))).subquery().c.article
            )
    for facet in wanted.values:
        if not facet.no and None not in facet.values:
            yield select(note.article).where(or_(*(_begins(note.value, value) for value in facet.values)))
    if wanted.flagged and wanted.of_spans:
        yield select(note.article).where(or_(note.flag, note.note != ""))


def marks(store: Store, wanted: Wanted, articles: Iterable[bytes]) -> dict[bytes, list[Mark]]:
    """The annotations of some articles that fit, in text order."""
    note = tables.annotation.c
    columns = (note.id, note.article, note.layer, note.start, note.end, note.label, note.value, note.decision)
    query = select(*columns).where(note.article.in_(list(articles)), note.layer.in_(wanted.layers), *_on_spans(wanted))
    found: dict[bytes, list[Mark]] = {}
    with speaking(store.path), store.engine.connect() as db:
        for row in db.execute(query.order_by(note.article, note.start, note.end.desc(), note.label)):
            found.setdefault(row.article, []).append(Mark(*row))
    return found


def facts(store: Store, articles: Sequence[bytes], layers: Sequence[bytes]) -> dict[bytes, Row]:
    """`published` and `province` of some articles as one of the layers has them, else as detected."""
    article = tables.article.c
    query = select(article.id, _published(layers).label("published"), _province(layers).label("province"))
    with speaking(store.path), store.engine.connect() as db:
        return {row.id: row for row in db.execute(query.where(article.id.in_(articles)))}


def _on_articles(wanted: Wanted, dialect: str) -> list[ColumnElement[bool]]:
    card, article, layers = tables.card.c, tables.article.c, wanted.layers
    mine = and_(card.article == article.id, card.layer.in_(layers))
    worded = (_having(each, dialect) for each in wanted.words)
    found = [condition for condition in worded if condition is not None]
    found += [_turned(_any(_province(layers), facet.values), facet.no) for facet in wanted.provinces]
    found += [_turned(_within(_published(layers), stretch), stretch.no) for stretch in wanted.published]
    for facet in wanted.states:
        there = select(card.id).where(mine, card.state.in_(facet.values)).exists()
        if State.NEW.value in facet.values:
            there = or_(there, not_(select(card.id).where(mine, card.state != State.NEW.value).exists()))
        found.append(_turned(there, facet.no))
    if wanted.flagged is not None and not wanted.of_spans:
        flags = select(card.id).where(mine, card.flag).exists()
        note = tables.annotation.c
        flags = or_(
            flags, select(note.id).where(note.article == article.id, note.layer.in_(layers), note.flag).exists()
        )
        found.append(_turned(flags, not wanted.flagged))
    if not wanted.of_spans:
        found += [
            select(card.id).where(mine, card.note.contains(note, autoescape=True)).exists() for note in wanted.notes
        ]
    else:
        found.append(_some_span(wanted))
        found += [_some_span(replace(wanted, labels=(each,), beside=())) for each in wanted.beside]
    return found


def _on_spans(wanted: Wanted) -> list[ColumnElement[bool]]:
    note = tables.annotation.c
    found: list[ColumnElement[bool]] = []
    found += [_turned(note.label.in_(each.values), each.no) for each in wanted.labels]
    found += [_turned(note.decision.in_(each.values), each.no) for each in wanted.decisions]
    for facet in wanted.values:
        found.append(_turned(or_(*(_begins(note.value, value) for value in facet.values)), facet.no))
    for facet in wanted.origins:
        found.append(_turned(or_(*(_begins(note.origin, value) for value in facet.values)), facet.no))
    if wanted.flagged is not None and wanted.of_spans:
        found.append(note.flag if wanted.flagged else not_(note.flag))
    if wanted.of_spans:
        found += [note.note.contains(each, autoescape=True) for each in wanted.notes]
    return found


def _some_span(wanted: Wanted) -> ColumnElement[bool]:
    note = tables.annotation.c
    at = note.article == tables.article.c.id, note.layer.in_(wanted.layers)
    return select(note.id).where(*at, *_on_spans(wanted)).exists()


def _province(layers: Sequence[bytes]) -> ColumnElement[str | None]:
    return _of_card("province", layers)


def _published(layers: Sequence[bytes]) -> ColumnElement[str | None]:
    return _of_card("published", layers)


def _of_card(name: str, layers: Sequence[bytes]) -> ColumnElement[str | None]:
    """What a layer's card says, the first that says anything, else what was detected."""
    card, seen, article = tables.card.c, tables.detection.c, tables.article.c
    said = select(card[name]).where(card.article == article.id, card.layer.in_(layers), card[name].is_not(None))
    detected = select(seen[name]).where(seen.article == article.id)
    return func.coalesce(said.order_by(card.layer).limit(1).scalar_subquery(), detected.scalar_subquery())


def _having(words: Words, dialect: str) -> ColumnElement[bool] | None:
    there = has_phrase(dialect, words.folded, words.begun, "title" if words.title else "", _between)
    return None if there is None else _turned(there, words.no)


def _any(of: ColumnElement, values: tuple[str | None, ...]) -> ColumnElement[bool]:
    named = [value for value in values if value is not None]
    there = of.in_(named) if named else false()
    return or_(there, of.is_(None)) if None in values else there


def _within(of: ColumnElement, stretch: Stretch) -> ColumnElement[bool]:
    return and_(of >= stretch.first, of <= stretch.last)


def _begins(of: ColumnElement, beginning: str | None) -> ColumnElement[bool]:
    """A range that an index serves, whatever the case-folding of LIKE."""
    if beginning is None:
        return of.is_(None)
    return and_(of >= beginning, of < beginning + "\U0010ffff")


def _turned(condition: ColumnElement[bool], no: bool) -> ColumnElement[bool]:
    return not_(func.coalesce(condition, False)) if no else condition
