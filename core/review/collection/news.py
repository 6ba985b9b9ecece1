"""One article of the sample collection: a kind of news, a day, the people and bodies in it, and what is true of it."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from core.model.annotation import Suggestion
from core.model.article import Article, ZoneKind
from core.model.record import AGREEMENT, SuggestedRecord
from core.model.relation import SuggestedRelation
from core.model.span import Span
from core.provinces.map import came_from, districts
from core.review.collection.cast import Cast, Person
from core.review.collection.draft import Body, Day, Document, Draft, Filling, Named
from core.review.collection.source import source

_PARTS = (("Sáng", "TMO"), ("Chiều", "TAF"), ("Sáng ngày", "TMO"), ("Chiều ngày", "TAF"), ("Tối", "TEV"), ("Ngày", ""))
_QUARTERS = ("I", "II", "III", "IV")


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """An article and the truth about it: spans in text order, relations and records by span and label.

    `fault` names the check that a sentence of it was written for, `fault_at` is where that is. `published` is an ISO date,
    `province` a unit's id.
    """

    article: Article
    path: str
    kind: str
    published: str
    province: str
    spans: tuple[Suggestion, ...]
    relations: tuple[SuggestedRelation, ...]
    records: tuple[SuggestedRecord, ...]
    fault: str = ""
    fault_at: Span | None = None


def compose(cast: Cast, kind: dict[str, Any], day: date, random: Random, path: str, fault: str = "") -> SampleArticle:
    """Write an article about something that happened on a day, with a sentence that plants `fault` if one is named."""
    published = day + timedelta(days=random.choice((0, 0, 0, 1, 1, 2)))
    people = _people(cast, kind["name"], random)
    fillings = people | _times(day, random) | _things(cast, day, random) | _bodies(cast, people)
    if fault:
        fillings |= _faulty(cast, fault, day, random, people)
    draft = Draft(fillings)
    draft.paragraph(random.choice(kind["titles"]), ZoneKind.TITLE)
    lead = f"{random.choice(cast.unit.initials)} - " if cast.unit.initials and random.random() < 0.3 else ""
    draft.paragraph(random.choice(kind["sapos"]), ZoneKind.SAPO, lead)
    for variants in kind["paragraphs"]:
        draft.paragraph(random.choice(variants))
    if random.random() < 0.6:
        draft.paragraph(random.choice(source()["common"]["list"]))
    at = _plant(draft, fault) if fault else None
    cast.seen += [p for slot, p in people.items() if isinstance(p, Person) and slot not in ("old", "new")]
    spans = tuple(sorted(draft.spans, key=lambda s: (s.span.start, -s.span.end)))
    records = (_record(draft, cast, fillings),) if kind["name"] == AGREEMENT else ()
    facts = published.isoformat(), cast.unit.id
    return SampleArticle(draft.article(), path, kind["name"], *facts, spans, tuple(draft.relations), records, fault, at)


def _people(cast: Cast, kind: str, random: Random) -> dict[str, Filling]:
    casts = source()["casts"]
    leaders = [p for p in cast.people if p.posts[-1].words.startswith(tuple(casts["leaders"]))]
    if kind == "agreement":
        first, second = random.sample(cast.holders(*casts["signing"]), 2)
        return {"p1": first, "p2": second, "p3": random.choice(leaders)}
    if kind == "session":
        chair = cast.holders("Phó Chủ tịch Thường trực HĐND")[0]
        guest = random.choice([p for p in leaders if p is not chair])
        return {"p1": chair, "p2": random.choice(cast.holders("Sở")), "p3": guest}
    if kind == "appointment":
        boss = cast.holders("Bí thư " + cast.uy)[0]
        old = random.choice(cast.holders("Sở", "Hội", "Liên đoàn", "Bảo hiểm"))
        guest = random.choice([p for p in cast.people if p not in (boss, old)])
        return {"p3": boss, "p4": guest, "old": old, "new": cast.succeed(old, cast.stranger(random))}
    first, second = random.sample(cast.people, 2)
    return {"p1": first, "p2": second}


def _times(day: date, random: Random) -> dict[str, Filling]:
    before, deadline, earlier = (
        day + timedelta(days=n) for n in (-1, random.randint(30, 80), -random.randint(60, 120))
    )
    year = day.year
    term = year - (year - 2021) % 5
    quarter = min((day.month + 2) // 3, 3) + 1 if day.month < 10 else 4
    half = year if day.month > 7 else year - 1
    months = 6 if random.random() < 0.7 else 9
    if months == 9 and half == year:
        months = 6
    halves = {6: f"{half}-H1", 9: f"{half}-01/{half}-09"}
    later = day + timedelta(days=45)
    start = random.choice((year, year - 1, term))
    return {
        "d1": _part(day, random),
        "d0": _part(before, random),
        "dl": _day(deadline),
        "dl0": _day(earlier),
        "per": Day(f"giai đoạn {start} - {start + 4}", f"{start}/{start + 4}"),
        "per2": Day(f"giai đoạn {start} - {start + 4}", f"{start}/{start + 4}"),
        "term": Day(f"nhiệm kỳ {term} - {term + 5}", f"{term}/{term + 5}"),
        "year": Day(f"năm {year}", str(year)),
        "year0": Day(f"năm {year - 1}", str(year - 1)),
        "half": Day(f"{months} tháng đầu năm {half}", halves[months]),
        "quarter": Day(f"quý {_QUARTERS[quarter - 1]}/{year}", f"{year}-Q{quarter}"),
        "month": Day(f"tháng {day.month}/{year}", f"{year}-{day.month:02}"),
        "month2": Day(f"Tháng {later.month}/{later.year}", f"{later.year}-{later.month:02}"),
    }


def _part(day: date, random: Random) -> Day:
    words, part = random.choice(_PARTS)
    return Day(f"{words} {day.day}/{day.month}", f"{day.isoformat()}{part}", _day(day).words, day.isoformat())


def _day(day: date) -> Day:
    return Day(f"ngày {day.day}/{day.month}/{day.year}", day.isoformat())


def _things(cast: Cast, day: date, random: Random) -> dict[str, Filling]:
    places = random.sample(cast.places, 2)
    topics = random.sample(source()["topics"]["list"], 2)
    first, second = random.sample(source()["documents"], 2)
    return {
        "level": cast.level,
        "act": random.choice(source()["acts"]["list"]),
        "topic": topics[0],
        "topic2": topics[1],
        "n": str(random.randint(3, 90)),
        "n2": str(random.randint(3, 40)),
        "doc1": _document(cast, first, day, random),
        "doc2": _document(cast, second, day, random),
        "pl1": Named(places[0]),
        "pl2": Named(places[1]),
        "prov": Named(f"{cast.level} {cast.unit.name}"),
        "uy": Body(cast.uy),
        "ubnd": Body(f"UBND {cast.level}"),
        "hdnd": Body(f"HĐND {cast.level}"),
    }


def _document(cast: Cast, row: dict[str, str], day: date, random: Random) -> Document:
    words = row["words"].format(n=f"{random.randint(2, 240):02}", y=day.year - random.randint(0, 2))
    return Document(words, words.partition(" số ")[2], row["issuer"].format(**cast.words))


def _bodies(cast: Cast, people: dict[str, Filling]) -> dict[str, Filling]:
    def body(*slots: str) -> Body:
        person = next((p for slot in slots if isinstance(p := people.get(slot), Person)), cast.people[0])
        return Body(person.posts[-1].body)

    return {"b1": body("new", "p1"), "b2": body("p2", "p3")}


def _faulty(cast: Cast, fault: str, day: date, random: Random, people: dict[str, Filling]) -> dict[str, Filling]:
    """What fills the sentence that plants a fault."""
    away = [p for p in cast.people if p not in people.values()]
    boss, rival = (random.choice([p for p in away if p in cast.seen] or away) for _ in range(2))
    gone = random.choice([d for old in came_from(cast.unit.id) for d in districts(old.id, old.end)] or [None])
    wrong = random.choice((("Nghị quyết", "-NQ/TU", f"UBND {cast.level}"), ("Quyết định", "/QĐ-UBND", cast.uy)))
    number = f"{random.randint(10, 99)}{wrong[1]}"
    return {
        "twin": Person(_misprinted(boss.name), boss.posts),
        "stray": Person(cast.stranger(random)),
        "boss": boss,
        "rival": Person(cast.stranger(random), rival.posts[-1:]),
        "early": _day(date(random.randint(1921, 1940), day.month, 15)),
        "late": _day(date(day.year + random.randint(4, 9), day.month, 20)),
        "anniversary": Day(f"3/2/1930 - 3/2/{day.year}", f"1930-02-03/{day.year}-02-03"),
        "gone": Body(f"UBND {gone.kind} {gone.name}" if gone else ""),
        "wrong": Document(f"{wrong[0]} số {number}", number, wrong[2]),
    }


_AT = {
    "official_without_title": "stray",
    "title_without_holder": "boss.alone",
    "two_holders": "rival.post",
    "date_too_early": "early",
    "date_too_late": "late",
    "anniversary": "anniversary",
    "body_gone": "gone",
    "document_issuer": "wrong",
    "misprinted_name": "twin",
}


def _misprinted(name: str) -> str:
    """The name with one letter twice, as a hurried typist leaves it."""
    middle = name.index(" ") + 2
    return name[:middle] + name[middle - 1].lower() + name[middle:]


def _plant(draft: Draft, fault: str) -> Span:
    draft.paragraph(source()["faults"][fault])
    return draft.places[_AT[fault]][-1]


def _record(draft: Draft, cast: Cast, fillings: dict[str, Filling]) -> SuggestedRecord:
    """The agreement that the article reports, with the spans that bear each field."""
    title = draft.zones[0].span.end

    def spans(*slots: str) -> tuple[Span, ...]:
        found = (next((s for s in draft.places[slot] if s.start > title), None) for slot in slots)
        return tuple(s for s in found if s)

    def values(*slots: str) -> list[str]:
        return [getattr(f, "name", getattr(f, "words", "")) for slot in slots if (f := fillings[slot])]

    signed, period = (f for slot in ("d1", "per") if isinstance(f := fillings[slot], Day))
    fields = {
        "kind": fillings["act"],
        "signed_on": signed.value,
        "province": cast.unit.name,
        "parties": values("b1", "b2"),
        "signers": values("p1", "p2"),
        "chairs": values("p1", "p2"),
        "period": period.value,
        "legal_basis": values("doc1"),
        "contents": [p.of(draft.text) for p in draft.points],
    }
    evidence = {
        "signed_on": spans("d1"),
        "parties": spans("b1", "b2"),
        "signers": spans("p1.short", "p2.short"),
        "chairs": spans("p1", "p2"),
        "period": spans("per2"),
        "legal_basis": spans("doc1"),
        "contents": tuple(draft.points),
    }
    return SuggestedRecord(AGREEMENT, fields, evidence)
