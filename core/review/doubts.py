"""Which province an article is suggested to belong to and why, and the queue of those where that is doubtful."""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select

from core.model.annotation import PERSON
from core.model.detection import Detection, Evidence
from core.provinces.map import atlas, name_of
from core.review.checks.known import measures
from core.review.scope import EVERYTHING, Place, Scope, places
from core.review.seen import day_of
from core.store import tables
from core.store.connect import speaking
from core.store.detections import unpack
from core.store.store import Store
from core.wording import percent, say

_PAGE = 200


class Doubt(StrEnum):
    """Why a province is doubtful."""

    NONE = "none"
    AGAINST = "against"
    RIVAL = "rival"
    WEAK = "weak"
    OTHER_MAP = "other_map"


@dataclass(frozen=True, slots=True)
class Suggested:
    """What the detectors say of an article's province: the unit's id, its share of the evidence, the next one and its share."""

    province: str | None
    share: float
    rival: str | None
    rival_share: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Doubtful:
    """An article whose province is to be looked at: what it stands under now, what is suggested, and why it is doubtful.

    `by_person`: somebody has said so.
    """

    article: bytes
    title: str
    province: str | None
    by_person: bool
    suggested: Suggested
    doubt: Doubt

    @property
    def why(self) -> str:
        """The doubt in words, in the language spoken now."""
        s = self.suggested
        named = {
            "province": _name(self.province),
            "suggested": _name(s.province),
            "rival": _name(s.rival),
            "share": percent(s.share),
            "rival_share": percent(s.rival_share),
        }
        alone = self.doubt is Doubt.NONE and s.rival is None
        return say("doubts.nothing") if alone else say(f"doubts.{self.doubt}", **named)


def suggested(detection: Detection) -> Suggested:
    """The province that a detection suggests, weighed against the next one."""
    weights: dict[str, float] = defaultdict(float)
    for each in detection.province_evidence:
        weights[each.province] += each.weight
    whole = sum(weights.values()) or 1.0
    ranked = sorted(weights, key=lambda id: -weights[id])
    rival = next((id for id in ranked if id != detection.province), None)
    shares = weights.get(detection.province or "", 0.0) / whole, weights.get(rival or "", 0.0) / whole
    return Suggested(detection.province, shares[0], rival, shares[1], detection.province_evidence)


def doubtful(store: Store, scope: Scope = EVERYTHING) -> Iterator[tuple[int, int, list[Doubtful]]]:
    """The queue, a page at a time: how many articles are read, of how many, and those that are doubtful.

    An article without a detection is passed over: nothing is known of it yet.
    """
    there = places(store, scope)
    for at in range(0, len(there), _PAGE):
        page = there[at : at + _PAGE]
        yield at + len(page), len(there), _page(store, page)


def _page(store: Store, page: Sequence[Place]) -> list[Doubtful]:
    by_id = {place.article: place for place in page}
    article, card, kept = tables.article.c, tables.card.c, tables.detection.c
    with speaking(store.path), store.engine.connect() as db:
        titles = {r.id: r.title for r in db.execute(select(article.id, article.title).where(article.id.in_(by_id)))}
        said = select(card.article).where(card.article.in_(by_id), card.province_by == PERSON)
        people = set(db.scalars(said))
        rows = db.execute(select(kept.article, kept.payload).where(kept.article.in_(by_id))).all()
    found = {r.article: suggested(unpack(json.loads(r.payload))) for r in rows}
    return list(_doubts(page, titles, people, found))


def _doubts(
    page: Sequence[Place], titles: Mapping[bytes, str], people: set[bytes], found: Mapping[bytes, Suggested]
) -> Iterator[Doubtful]:
    for place in page:
        if place.article not in found:
            continue
        by_person = place.article in people
        doubt = _doubt(place, by_person, found[place.article])
        if doubt:
            about = place.article, titles.get(place.article, ""), place.province, by_person
            yield Doubtful(*about, found[place.article], doubt)


def _doubt(place: Place, by_person: bool, s: Suggested) -> Doubt | None:
    """Why a province is doubtful; what a person said is, only where much speaks for another, or the map is another's."""
    known = measures("doubts")
    unit, day = atlas().units.get(place.province or ""), day_of(place.published)
    if unit and day and not unit.exists(day):
        return Doubt.OTHER_MAP
    if by_person:
        against = s.province is not None and not _kin(s.province, place.province) and s.share >= known["share"]
        return Doubt.AGAINST if against else None
    if place.province is None:
        return Doubt.NONE
    if s.rival_share >= known["rival"]:
        return Doubt.RIVAL
    return Doubt.WEAK if s.share < known["share"] else None


def _kin(one: str, other: str | None) -> bool:
    """Whether two units are one, or one took the territory of the other."""
    units = atlas().units
    if one == other or other is None or one not in units or other not in units:
        return one == other
    return other in units[one].became or one in units[other].became or units[one].of == units[other].of


def _name(id: str | None) -> str:
    return name_of(id) if id else say("doubts.nowhere")
