"""What shows only over many articles: posts with two holders, posts that somebody holds elsewhere, words labelled otherwise."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import DamerauLevenshtein

from core.frames import plain
from core.review.checks.case import AGENCY, AT, HOLDS, OFFICIAL, TITLE
from core.review.checks.finding import Elsewhere, Finding, Fix, Way
from core.review.checks.known import measures
from core.review.digest import Digest, Link
from core.review.grouping.posts import PostKey, post_key
from core.wording import say

_NOT_NOW = ("former", "dismissed", "proposed")
_YEAR = 366


@dataclass(frozen=True, slots=True)
class Tenure:
    """Somebody holds a post in an article: the person's full name in one spelling, when, and where it says so."""

    person: str
    words: str
    day: date
    passing: bool
    elected: bool
    where: Elsewhere


@lru_cache(1 << 14)
def _day(published: str | None) -> date | None:
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _post(d: Digest, title: int) -> tuple[PostKey, bool]:
    """The post that a mention names, with the agency in it or linked to it; whether it is a former one."""
    span = d.mentions[title].span
    inside = [m for m in d.mentions if m.label == AGENCY and span.contains(m.span)]
    linked = [d.mentions[link.tail] for link in d.linked(AT, title)]
    agency = inside[0].words if inside else linked[0].words if linked else ""
    return post_key(d.mentions[title].words, agency, d.province, _day(d.published))


class Holders:
    """Who holds the posts that only one person can hold, over all articles."""

    def __init__(self) -> None:
        self._posts: dict[str, list[Tenure]] = defaultdict(list)
        self._words: dict[str, str] = {}

    def add(self, d: Digest) -> None:
        """Take an article in; without a date or a province it says nothing."""
        day = _day(d.published)
        for link in d.links if day and d.province else ():
            if link.kind != HOLDS or link.status in _NOT_NOW:
                continue
            key, former = _post(d, link.tail)
            person = d.mentions[d.people.get(link.head, link.head)].words
            if key.single and not former and " " in person and day:
                self._words.setdefault(key.text, d.mentions[link.tail].words)
                self._posts[key.text].append(_tenure(d, link, person, day))

    def alone(self, d: Digest) -> Iterator[Finding]:
        """Posts that nobody holds in an article, while elsewhere in its year exactly one person does."""
        held = {link.tail for link in d.links if link.kind == HOLDS}
        names = {_person(d.mentions[n].words): n for n in d.people.values()}
        seen: set[str] = set()
        day = _day(d.published)
        for n, title in d.of(TITLE) if day else ():
            key, former = _post(d, n)
            if n in held or former or not key.single or key.text in seen:
                continue
            seen.add(key.text)
            near = [t for t in self._posts.get(key.text, ()) if day and abs((t.day - day).days) <= _YEAR]
            if any(t.where.article == d.article and t.where.layer == d.layer for t in near):
                continue
            people = {t.person for t in near}
            if len(people) != 1:
                continue
            nearest = min(near, key=lambda t: abs((t.day - day).days) if day else 0)
            there = names.get(nearest.person)
            fix = Fix(Way.LINK, title.span, TITLE, OFFICIAL, d.mentions[there].span) if there is not None else None
            yield Finding(
                d.article,
                d.layer,
                (title.span,),
                "title_held_elsewhere",
                f"{d.article.hex()}\n{key.text}\n{nearest.person}",
                {"words": title.words, "holder": nearest.words, "day": _said(nearest.day)},
                0.9 if fix else 0.3,
                fix,
                (nearest.where,),
            )

    def pairs(self) -> Iterator[Finding]:
        """Two people who hold one post at one time: in one article, or each between two mentions of the other."""
        for post, tenures in self._posts.items():
            by_person: dict[str, list[Tenure]] = defaultdict(list)
            for tenure in tenures:
                by_person[tenure.person].append(tenure)
            for one, other in combinations(sorted(by_person, key=lambda name: (len(by_person[name]), name)), 2):
                if one in other or other in one:
                    continue
                if found := _together(by_person[one], by_person[other]):
                    yield self._pair(post, *found, "misprint" if _misprint(one, other) else "")
                elif found := _one_after_other(by_person[one], by_person[other]):
                    yield self._pair(post, *found, "soon")

    def _pair(self, post: str, one: Tenure, other: Tenure, how: str) -> Finding:
        sure = 0.4 if how == "soon" else 1.0 if one.where.article == other.where.article or how else 0.8
        fields = {"post": self._words[post], "one": one.words, "other": other.words}
        days = {"day": _said(one.day), "other_day": _said(other.day)}
        spans = (one.where.span,) if one.where.span else ()
        about = "\n".join((post, *sorted((one.person, other.person))))
        reason = f"two_holders_{how}" if how else "two_holders"
        return Finding(
            one.where.article, one.where.layer, spans, reason, about, fields | days, sure, None, (other.where,)
        )


def _tenure(d: Digest, link: Link, person: str, day: date) -> Tenure:
    where = Elsewhere(d.article, d.layer, d.mentions[link.tail].span)
    return Tenure(_person(person), person, day, link.passing, link.status == "elected", where)


def _together(one: list[Tenure], other: list[Tenure]) -> tuple[Tenure, Tenure] | None:
    """Where two people hold a post at once, the first where the first does; None where one may have followed the other."""
    for a in one:
        for b in other:
            if a.where.article == b.where.article and a.where.layer == b.where.layer:
                return None if a.passing or b.passing or a.elected or b.elected else (a, b)
    gap = measures("posts")["overlap"]
    for mine, theirs, swapped in ((one, other, False), (other, one, True)):
        first, last = min(t.day for t in theirs), max(t.day for t in theirs)
        between = [t for t in mine if not t.passing and (t.day - first).days >= gap and (last - t.day).days >= gap]
        if between:
            near = min(theirs, key=lambda t: abs((t.day - between[0].day).days))
            return (near, between[0]) if swapped else (between[0], near)
    return None


def _one_after_other(one: list[Tenure], other: list[Tenure]) -> tuple[Tenure, Tenure] | None:
    """Where one person holds a post soon after another did, and no article tells how it passed on."""
    for before, after in ((one, other), (other, one)):
        last, first = max(before, key=lambda t: t.day), min(after, key=lambda t: t.day)
        silent = not any(t.passing or t.elected for t in (*before, *after))
        if silent and 0 <= (first.day - last.day).days <= measures("posts")["soon"]:
            return (first, last) if after is one else (last, first)
    return None


def _misprint(one: str, other: str) -> bool:
    return one != other and DamerauLevenshtein.distance(one, other, score_cutoff=2) <= 1


def _person(words: str) -> str:
    """A name in one spelling, without a comma that was left on it."""
    return plain(words).strip(" ,;.-")


def _said(day: date) -> str:
    return say("checks.day", day=day.day, month=day.month, year=day.year)


class Labels:
    """Which labels the same words have over all articles: counted first, then shown where the rare ones are."""

    def __init__(self) -> None:
        self._counts: dict[tuple[str | None, int], Counter[str]] = defaultdict(Counter)

    def add(self, d: Digest) -> None:
        """Count an article's mentions."""
        for m in d.mentions:
            if m.label in (OFFICIAL, TITLE, AGENCY, "PLACE") and " " in m.words:
                self._counts[d.province, hash(plain(m.words))][m.label] += 1

    def odd(self) -> bool:
        """Drop what is always labelled alike; whether anything is left."""
        self._counts = {key: found for key, found in self._counts.items() if len(found) > 1}
        return bool(self._counts)

    def rare(self, d: Digest) -> Iterator[Finding]:
        """The mentions of an article whose words have another label nearly everywhere else in the province."""
        here: dict[str, set[str]] = defaultdict(set)
        for m in d.mentions:
            here[plain(m.words)].add(m.label)
        for m in d.mentions:
            counts = self._counts.get((d.province, hash(plain(m.words)))) if " " in m.words else None
            if not counts or len(here[plain(m.words)]) > 1:
                continue
            (usual, most), *_ = counts.most_common(1)
            if usual == m.label or most < 5 or counts[m.label] * 10 > most:
                continue
            fields = {"words": m.words, "label": m.label, "other": usual, "count": str(most)}
            about = f"{d.article.hex()}\n{plain(m.words)}\n{m.label}\n{usual}"
            fix = Fix(Way.RELABEL, m.span, m.label, usual)
            yield Finding(d.article, d.layer, (m.span,), "labelled_otherwise", about, fields, 0.8, fix)
