"""Which articles a review is about, and the province that each of them belongs to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, ScalarSelect, case, func, select

from core.model.annotation import PERSON
from core.model.ids import GOLD_LAYER
from core.provinces.map import under, unit, units
from core.store import tables
from core.store.connect import speaking
from core.store.store import Store

NOWHERE = ""
"""Stands among provinces for articles without one."""

_PAGE = 500


@dataclass(frozen=True, slots=True)
class Scope:
    """Articles of some provinces (ids of units), some articles, or where both are named those in both; None is all."""

    provinces: frozenset[str] | None = None
    articles: frozenset[bytes] | None = None


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Place:
    """Where and when an article belongs: a unit's id and an ISO date, None where unknown."""

    article: bytes
    province: str | None = None
    published: str | None = None


def province_scope(id: str, on: date | None = None) -> Scope:
    """The collection of a unit as the map of that day draws it: every unit that is counted there. Without a day, that unit.

    `id` may be `NOWHERE`. KeyError where the map does not know it.
    """
    if id == NOWHERE or on is None:
        return Scope(frozenset([id]))
    there = frozenset(one.id for one in units(None) if unit_under(one.id, on) == unit_under(id, on))
    return Scope(there)


def unit_under(id: str, on: date) -> str:
    """The one unit of the map of that day under which the articles of a unit are counted.

    Itself, the one that kept most of its territory, or of several that became it the one whose name it kept, else the first.
    """
    found = under(id, on)
    named = [one for one in found if one.of == unit(id).of] if unit(id).start > on else []
    return next((one.id for one in (*named, *found)), id)


def province_column() -> ColumnElement[str]:
    """The province of `tables.article`: what the gold layer says, else a person, else a rule, else the detectors."""
    return func.coalesce(_card_says("province"), _detected("province"))


def published_column() -> ColumnElement[str]:
    """The publication date of `tables.article`, in the same order."""
    return func.coalesce(_card_says("published"), _detected("published"))


def places(store: Store, scope: Scope = EVERYTHING) -> list[Place]:
    """The articles of a scope with province and date, in the order in which they were added."""
    article = tables.article
    query = select(article.c.id, province_column(), published_column()).order_by(article.c.number)
    with speaking(store.path), store.engine.connect() as db:
        if scope.articles is None or len(scope.articles) > _PAGE:
            found = [Place(*row) for row in db.execute(query)]
        else:
            found = [Place(*row) for row in db.execute(query.where(article.c.id.in_(scope.articles)))]
    return [place for place in found if _within(place, scope)]


def article_ids(store: Store, scope: Scope = EVERYTHING) -> list[bytes]:
    """The ids of the articles of a scope, in the order in which they were added."""
    if scope.provinces is not None:
        return [place.article for place in places(store, scope)]
    with speaking(store.path), store.engine.connect() as db:
        ids = list(db.scalars(select(tables.article.c.id).order_by(tables.article.c.number)))
    return ids if scope.articles is None else [id for id in ids if id in scope.articles]


def _within(place: Place, scope: Scope) -> bool:
    articles: Collection[bytes] = scope.articles if scope.articles is not None else (place.article,)
    provinces: Collection[str] = scope.provinces if scope.provinces is not None else (place.province or NOWHERE,)
    return place.article in articles and (place.province or NOWHERE) in provinces


def _card_says(name: str) -> ScalarSelect:
    card = tables.card.c
    by = case((card.layer == GOLD_LAYER, 0), (card[f"{name}_by"] == PERSON, 1), else_=2)
    said = select(card[name]).where(card.article == tables.article.c.id, card[name].is_not(None))
    return said.order_by(by, card.id).limit(1).scalar_subquery()


def _detected(name: str) -> ScalarSelect:
    found = tables.detection.c
    return select(found[name]).where(found.article == tables.article.c.id).scalar_subquery()
