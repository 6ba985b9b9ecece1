"""Which province an article belongs to: the one whose bodies act in it, by evidence that is weighed and kept."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from core.model.annotation import Suggestion
from core.model.article import Article, ZoneKind
from core.model.detection import Evidence
from core.model.span import Span
from core.provinces.gazetteer import Hit, hits, settings
from core.provinces.hints import datelines, hosts, of_source, papers
from core.provinces.map import atlas, map_dates, under
from core.provinces.units import Unit
from core.text.fold import spelling

_UNDATED = date(2024, 12, 31)  # its map has every name in use since 2008 but "Huế", which is a city of its own since
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])(?!\d)")
_ENOUGH, _SHARE = 0.75, 0.3
_ALONE, _ALL = 0.4, 0.9
_NEAR = 60
_FADE = 1.5
_OUTER = 3
_SHOWN = 12


def locate(
    article: Article, suggestions: Iterable[Suggestion], sources: tuple[str, ...] = (), published: str | None = None
) -> tuple[str | None, tuple[Evidence, ...]]:
    """The id of the article's province (None where too little speaks for any) and what spoke for which, the strongest first.

    `sources` are paths and URLs. `published` (an ISO date) chooses the map; where it is unknown the names in use do.
    """
    found = tuple(suggestions)
    clues = list(_clues(article, found, sources))
    totals: defaultdict[str, float] = defaultdict(float)
    for of, weight, _, _ in clues:
        totals[of] += weight
    day = date.fromisoformat(published[:10]) if published else _day_said(found)
    unit_of = {of: _unit(of, day) for of in totals}
    by_unit: defaultdict[str, float] = defaultdict(float)
    for of, weight in totals.items():
        by_unit[unit_of[of].id] += weight
    evidence = [Evidence(unit_of[of].id, weight, span, why) for of, weight, span, why in clues]
    evidence.sort(key=lambda e: (-e.weight, e.span or Span(0, 1)))
    return _chosen(by_unit), tuple(evidence[:_SHOWN])


def _chosen(totals: Mapping[str, float]) -> str | None:
    """The unit that most speaks for, where that is enough: more than a passing mention, or all there is."""
    if not totals:
        return None
    id, weight = max(totals.items(), key=lambda row: row[1])
    share = weight / sum(totals.values())
    return id if (weight >= _ENOUGH and share >= _SHARE) or (weight >= _ALONE and share >= _ALL) else None


def _unit(of: str, day: date | None) -> Unit:
    """The unit on the map of `day` that has, or took, or was the territory of that name; without a day the newest old one."""
    own = sorted((u for u in atlas().units.values() if u.of == of), key=lambda u: u.start)
    there = next((u for u in own if u.exists(day or _UNDATED)), None)
    if there:
        return there
    if day is None and own[0].start <= _UNDATED:
        return own[-1]
    on = max(day or _UNDATED, map_dates()[0])
    nearest = min(own, key=lambda u: abs((u.start - on).days))
    return next(iter(under(nearest.id, on)), nearest)


def _day_said(suggestions: tuple[Suggestion, ...]) -> date | None:
    """The latest month that the article's own dates name, where the map changed after the undated one; else None."""
    months = [s.value[:7] for s in suggestions if s.label == "DATE" and s.value and _MONTH.match(s.value)]
    latest = max(months, default="")
    return date.fromisoformat(f"{latest}-01") if latest > _UNDATED.isoformat() else None


def _clues(
    article: Article, suggestions: tuple[Suggestion, ...], sources: tuple[str, ...]
) -> Iterator[tuple[str, float, Span | None, str]]:
    """All that speaks for a province: its name's key, the weight, the place, and the kind of evidence."""
    weights, text = settings()["weights"], article.text
    for source in sources:
        of = of_source(source)
        if of:
            yield of, weights["path"], None, "path"
    for span, of in hosts(text):
        yield of, weights["domain"], span, "domain"
    for span, several in datelines(text):
        for of in several:
            yield of, weights["initials"] / len(several), span, "initials"
    spelled = spelling(text)
    for span, of in papers(spelled):
        yield of, weights["press"], span, "press"
    yield from _names(article, spelled, suggestions)


def _names(
    article: Article, spelled: str, suggestions: tuple[Suggestion, ...]
) -> Iterator[tuple[str, float, Span | None, str]]:
    """Names of provinces and districts, by the span they stand in and the zone; the same words again weigh less each time."""
    outer = sorted((s for s in suggestions if s.label != "DATE"), key=lambda s: (s.span.start, -s.span.end))
    starts = [s.span.start for s in outer]
    zones, kinds = settings()["zones"], _zone_finder(article)
    seen: Counter[tuple[str, str]] = Counter()
    for hit in hits(article.text, spelled):
        cover = _cover(outer, starts, hit.span)
        weight, why = _weight(article.text, spelled, hit, cover)
        if not weight:
            continue
        zone = kinds(hit.span.start)
        surface = (cover.span if cover else hit.span).of(spelled)
        seen[surface, zone] += 1
        fade = seen[surface, zone] ** -_FADE
        zoned = 1.0 if why == "portal" else zones[zone.value]
        for of in hit.of:
            yield of, weight * zoned * fade / len(hit.of) ** 1.5, hit.span, why


def _zone_finder(article: Article) -> Callable[[int], ZoneKind]:
    """The kind of zone at an offset, for many offsets of one article."""
    starts = [zone.span.start for zone in article.zones]

    def find(offset: int) -> ZoneKind:
        at = bisect_right(starts, offset) - 1
        return article.zones[at].kind if at >= 0 and offset < article.zones[at].span.end else ZoneKind.BODY

    return find


def _cover(outer: list[Suggestion], starts: list[int], span: Span) -> Suggestion | None:
    """The widest suggestion around `span`."""
    at = bisect_right(starts, span.start)
    around = (s for s in outer[max(0, at - _OUTER) : at] if s.span.contains(span))
    return max(around, key=lambda s: len(s.span), default=None)


def _weight(text: str, spelled: str, hit: Hit, cover: Suggestion | None) -> tuple[float, str]:
    """What a name is worth where it stands (0: nothing), and as what kind of evidence."""
    weights = settings()["weights"]
    before = spelled[max(0, hit.span.start - _NEAR) : hit.span.start].rpartition("\n")[2]
    if hit.upper and any(word in before for word in settings()["portals"]["words"]):
        return weights["portal"], "portal"
    label = cover.label if cover else ""
    if label in ("AGENCY", "TITLE"):
        return weights["body" if hit.upper else "lower_body"], "body"
    if label == "DOCUMENT":
        return weights["document"], "document"
    venues = settings()["venues"]
    venue = hit.of == tuple(venues["of"]) and before.rstrip().rpartition(" ")[2] in venues["words"]
    factor = weights["venue"] if venue else 1.0
    if label == "PLACE":
        return factor * weights["place" if hit.upper else "lower_place"], "place"
    if not label and (hit.kind_said or (hit.upper and not _in_name(text, hit.span.start))):
        return factor * weights["text"], "text"
    return 0.0, ""


def _in_name(text: str, start: int) -> bool:
    """Whether the word before a bare name may belong to it, as in a person's name (Nguyễn Hòa Bình)."""
    previous = text[max(0, start - _NEAR) : start]
    return previous.endswith(" ") and previous[:-1].rpartition(" ")[2][:1].isupper() and previous[-2:-1].isalpha()
