"""Sentences of the sample collection as they are written: the text grows, and with it what is true of it."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from core.model.annotation import Suggestion
from core.model.article import Article, Zone, ZoneKind
from core.model.relation import SuggestedRelation
from core.model.span import Span
from core.review.collection.cast import Person, Post

_SLOT = re.compile(r"\{(\w+)(?:\.(\w+))?\}|[⟦⟧]")
_STATUS = {"post": "current", "posts": "current", "former": "former", "elected": "elected"}
TRUTH = "gold"


@dataclass(frozen=True, slots=True)
class Day:
    """A time in words, with its value."""

    words: str
    value: str
    day: str = ""  # the same in full: `ngày 12/3/2022`
    iso: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A document in words, its number and who issues it."""

    words: str
    number: str
    issuer: str


@dataclass(frozen=True, slots=True)
class Body:
    """An agency by its name."""

    words: str


@dataclass(frozen=True, slots=True)
class Named:
    """A place by its name."""

    words: str


Filling = Person | Day | Document | Body | Named | str


@dataclass(slots=True)
class Draft:
    """An article in the making. `places` are the spans that each slot has filled, `points` those between ⟦ and ⟧."""

    fillings: Mapping[str, Filling]
    text: str = ""
    spans: list[Suggestion] = field(default_factory=list)
    relations: list[SuggestedRelation] = field(default_factory=list)
    zones: list[Zone] = field(default_factory=list)
    places: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    points: list[Span] = field(default_factory=list)
    _people: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    _titles: list[tuple[str, Span, str]] = field(default_factory=list)

    def paragraph(self, template: str, kind: ZoneKind = ZoneKind.BODY, lead: str = "") -> None:
        """Add a paragraph; posts in it are held by the person of the same slot who is named next to them."""
        if self.text:
            self.text += "\n\n" if kind is not ZoneKind.SAPO else "\n"
        start, at, point = len(self.text), 0, 0
        self.text += lead
        for match in _SLOT.finditer(template):
            self.text += template[at : match.start()]
            at = match.end()
            if match[0] == "⟦":
                point = len(self.text)
            elif match[0] == "⟧":
                self.points.append(Span(point, len(self.text)))
            else:
                self._fill(match[1], match[2] or "")
        self.text += template[at:]
        self.zones.append(Zone(Span(start, len(self.text)), kind))
        for slot, title, status in self._titles:
            if held := self._people.get(slot):
                person = min(held, key=lambda s: abs(s.start - title.start))
                self.relations.append(SuggestedRelation("HOLDS", (person, "OFFICIAL"), (title, "TITLE"), status))
        self._people.clear()
        self._titles.clear()

    def mark(self, words: str, label: str, slot: str = "", value: str | None = None) -> Span:
        """Add words that are a mention."""
        span = Span(len(self.text), len(self.text) + len(words))
        self.text += words
        self.spans.append(Suggestion(span, label, TRUTH, 1.0, value))
        if slot:
            self.places[slot].append(span)
        return span

    def article(self) -> Article:
        """The article as it is now."""
        return Article.of(self.text, tuple(self.zones))

    def _fill(self, slot: str, form: str) -> None:
        filling = self.fillings[slot]
        match filling:
            case Person():
                self._person(slot, form, filling)
            case Day():
                words = filling.day if form == "day" else filling.words
                if form == "low":
                    words = words[0].lower() + words[1:]
                self.mark(words, "DATE", slot, filling.iso if form == "day" else filling.value)
            case Document():
                self.mark(filling.words, "DOCUMENT", slot, filling.number)
                if form == "of":
                    self.text += " của "
                    self.mark(filling.issuer, "AGENCY", f"{slot}.of")
            case Body():
                self.mark(filling.words, "AGENCY", slot)
            case Named():
                self.mark(filling.words, "PLACE", slot)
            case str():
                self.text += filling[0].upper() + filling[1:] if form == "up" else filling

    def _person(self, slot: str, form: str, person: Person) -> None:
        if form in ("", "short"):
            words = person.name if not form else person.short
            span = self.mark(words, "OFFICIAL", f"{slot}.short" if form else slot)
            self._people[slot].append(span)
            return
        posts = person.posts if form == "posts" else person.posts[-1:]
        for number, post in enumerate(posts):
            self.text += ", " if number else ""
            span = self._title(post, "nguyên " if form == "former" else "", f"{slot}.{form}")
            if form != "alone":
                self._titles.append((slot, span, _STATUS[form]))

    def _title(self, post: Post, before: str, slot: str) -> Span:
        words = before + post.words
        span = self.mark(words, "TITLE", slot)
        inner = Span(span.end - len(post.body), span.end)
        self.spans.append(Suggestion(inner, "AGENCY", TRUTH))
        self.relations.append(SuggestedRelation("AT", (span, "TITLE"), (inner, "AGENCY")))
        return span
