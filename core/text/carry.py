"""Two versions of a text laid side by side, and where a span of the one stands in the other."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from core.model.span import Span
from core.text.syllables import pieces

_WIDE = 20_000  # pieces past which a changed stretch is not compared word by word


@dataclass(frozen=True, slots=True)
class Same:
    """A stretch that both texts have: from `start` to `end` in the old one, and at `there` in the new one (code points)."""

    start: int
    end: int
    there: int


class Sides:
    """An old text and a new one; the stretches that they share, compared by lines and then by words."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.same = list(_joined(_shared(old, new)))

    def carried(self, span: Span) -> Span | None:
        """Where a span of the old text stands in the new one; None where it, or the word beside it on its line, is another."""
        wide = self._with_neighbours(span)
        for each in self.same:
            if each.start <= wide.start and wide.end <= each.end:
                by = each.there - each.start
                return Span(span.start + by, span.end + by)
        return None

    def near(self, span: Span) -> int:
        """About where a span of the old text would stand in the new one, as an offset."""
        before = [each for each in self.same if each.start <= span.start]
        if not before:
            return 0
        last = before[-1]
        return min(last.there + min(span.start, last.end) - last.start, max(len(self.new) - 1, 0))

    def _with_neighbours(self, span: Span) -> Span:
        """The span with the word before and the word after it, where its line has them."""
        line = self.old.rfind("\n", 0, span.start) + 1
        end = self.old.find("\n", span.end)
        before = pieces(self.old, line, span.start)
        after = pieces(self.old, span.end, len(self.old) if end < 0 else end)
        return Span(before[-1].start if before else span.start, after[0].end if after else span.end)


def _shared(old: str, new: str) -> Iterator[Same]:
    ours, theirs = _lines(old), _lines(new)
    at, there = _offsets(ours), _offsets(theirs)
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Same(at[a], at[b], there[c])
        elif tag == "replace":
            yield from _by_words(old, new, Span(at[a], at[b]), Span(there[c], there[d]))


def _by_words(old: str, new: str, mine: Span, yours: Span) -> Iterator[Same]:
    ours, theirs = _tokens(old, mine), _tokens(new, yours)
    if len(ours) + len(theirs) > _WIDE:
        return
    at, there = _offsets(ours, mine.start), _offsets(theirs, yours.start)
    for tag, a, b, c, _d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Same(at[a], at[b], there[c])


def _joined(found: Iterator[Same]) -> Iterator[Same]:
    """Neighbouring stretches as one."""
    last: Same | None = None
    for each in found:
        if last and last.end == each.start and last.there + last.end - last.start == each.there:
            last = Same(last.start, each.end, last.there)
            continue
        if last:
            yield last
        last = each
    if last:
        yield last


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _tokens(text: str, within: Span) -> list[str]:
    """Words and what stands between them."""
    found, last = [], within.start
    for piece in pieces(text, within.start, within.end):
        if last < piece.start:
            found.append(text[last : piece.start])
        found.append(piece.of(text))
        last = piece.end
    return [*found, text[last : within.end]] if last < within.end else found


def _offsets(parts: Sequence[str], start: int = 0) -> list[int]:
    """Where each part begins, and where the last one ends."""
    found = [start]
    for part in parts:
        found.append(found[-1] + len(part))
    return found
