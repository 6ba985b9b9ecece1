"""Articles for measuring, made from a seed: paragraphs of the project's samples, with other figures, and what is found there."""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from core.cli.inputs import card_of
from core.detect.pipeline import detect
from core.errors import ButVangError
from core.model.annotation import Suggestion
from core.model.article import Article, Zone, ZoneKind
from core.model.detection import Detection
from core.model.span import Span
from core.paths import resources
from core.reading.registry import read, walk

_FIGURE = re.compile(r"\d")
_BREAK = "\n\n"


@dataclass(frozen=True, slots=True)
class Made:
    """An article and what is suggested in it."""

    article: Article
    detection: Detection


class _Paragraph:
    """A paragraph of a sample with its suggestions, offsets from its start."""

    def __init__(self, words: str, found: Sequence[Suggestion]) -> None:
        self.words = words
        self.found = found

    def varied(self, dice: random.Random) -> str:
        """Its words with other figures, as long as before."""
        return _FIGURE.sub(lambda _: str(dice.randint(1, 9)), self.words)


def articles(count: int, length: int, spans: int, seed: int) -> Iterator[Made]:
    """`count` different articles of about `length` code points with exactly `spans` suggestions each, the same for a seed."""
    dice = random.Random(seed)
    for number in range(count):
        yield _article(dice, number, length, spans)


def _article(dice: random.Random, number: int, length: int, spans: int) -> Made:
    title = f"Bài số {number + 1} của bộ đo, mở bằng số {dice.randrange(10**9)}"
    parts, found, at = [title], list[Suggestion](), len(title)
    while at < length or len(found) < spans:
        paragraph = dice.choice(_paragraphs())
        at += len(_BREAK)
        found += (_moved(s, at) for s in paragraph.found)
        parts.append(paragraph.varied(dice))
        at += len(parts[-1])
    kept = sorted(dice.sample(range(len(found)), spans))
    text = _BREAK.join(parts)
    zones = Zone(Span(0, len(title)), ZoneKind.TITLE), Zone(Span(len(title) + 2, len(text)), ZoneKind.BODY)
    return Made(Article.of(text, zones), Detection(tuple(found[n] for n in kept)))


def _moved(s: Suggestion, by: int) -> Suggestion:
    span = Span(s.span.start + by, s.span.end + by)
    return Suggestion(span, s.label, s.origin, s.score, s.value, s.mod, s.calendar, s.reason)


@cache
def _paragraphs() -> tuple[_Paragraph, ...]:
    """The samples' paragraphs in which something is found."""
    made = []
    for path in sorted((p for p in walk([resources() / "samples"]) if not isinstance(p, ButVangError)), key=str):
        document = read(path)
        text = document.article.text
        found = detect(document.article, card_of(document.article, (document.source,), document.published)).suggestions
        for line in re.finditer(r"[^\n]+", text):
            start, end = line.span()
            inside = [_moved(s, -start) for s in found if start <= s.span.start and s.span.end <= end]
            if inside:
                made.append(_Paragraph(line[0], inside))
    return tuple(made)
