"""An article's text, which never changes, and its card, which people edit."""

from dataclasses import dataclass
from enum import StrEnum

from core.model.ids import article_id
from core.model.span import Span


class ZoneKind(StrEnum):
    """What a part of an article is; zones only dim, order and skip."""

    TITLE = "title"
    SAPO = "sapo"
    BODY = "body"
    CAPTION = "caption"
    BOILERPLATE = "boilerplate"


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the text of one kind; zones are in text order and do not overlap."""

    span: Span
    kind: ZoneKind


@dataclass(frozen=True, slots=True)
class Article:
    """The text in NFC with `\\n` as line end, and its zones; offsets count its code points."""

    id: bytes
    text: str
    zones: tuple[Zone, ...] = ()

    @classmethod
    def of(cls, text: str, zones: tuple[Zone, ...] = ()) -> "Article":
        """An article whose id is that of its text."""
        return cls(article_id(text), text, zones)

    @property
    def title(self) -> str:
        """The text of the title zone on one line, or an empty string."""
        return next((" ".join(z.span.of(self.text).split()) for z in self.zones if z.kind is ZoneKind.TITLE), "")

    def heading(self, most: int = 90) -> str:
        """What to call the article: its title, else the first words of its body, at most `most` code points of them."""
        if self.title:
            return self.title
        body = next((z.span for z in self.zones if z.kind in (ZoneKind.SAPO, ZoneKind.BODY)), None)
        words = " ".join((body.of(self.text) if body else self.text[: most * 4]).split())
        return words if len(words) <= most else f"{words[:most].rsplit(' ', 1)[0]}…"


@dataclass(frozen=True, slots=True)
class Source:
    """Where an article was read from: a path or URL, the SHA-256 of the bytes, their format and encoding."""

    path: str
    sha256: str
    format: str
    encoding: str


class State(StrEnum):
    """How far an annotator is with an article, and then its reviewer."""

    NEW = "new"
    STARTED = "started"
    DONE = "done"
    IN_REVIEW = "in_review"
    ACCEPTED = "accepted"
    RETURNED = "returned"

    @property
    def finished(self) -> bool:
        """Whether the annotator has handed it in and nobody has given it back: what exports and progress count as done."""
        return self in FINISHED


FINISHED = frozenset({State.DONE, State.IN_REVIEW, State.ACCEPTED})


@dataclass(frozen=True, slots=True)
class ArticleCard:
    """What one layer says of an article as a whole.

    `published` is an ISO date or None, `province` the id of a unit of `resources/provinces.toml` or None; `published_by`
    and `province_by` are `rule` or `person`: what a rule set, a rule may set anew.
    """

    id: bytes
    article: bytes
    layer: bytes
    rev: bytes
    title: str = ""
    sources: tuple[Source, ...] = ()
    published: str | None = None
    published_by: str | None = None
    province: str | None = None
    province_by: str | None = None
    state: State = State.NEW
    flag: bool = False
    note: str = ""
