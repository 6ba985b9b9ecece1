"""An article cut into words, the form in which all the grammar of bodies, posts and names reads it."""

import re
from itertools import accumulate

from core.text.fold import spelling

_MARKS = "\u0300-\u036f"
_WORD = re.compile(rf"([\w{_MARKS}]+(?:['’ʼ′][\w{_MARKS}]+)*)")
_LATIN = [chr(c) for c in (*range(0x41, 0x250), *range(0x1E00, 0x1F00))]
_UPPER, _LOWER = "".join(c for c in _LATIN if c.isupper()), "".join(c for c in _LATIN if c.islower())
_RUN_TOGETHER = re.compile(rf"(?<=[{_LOWER}])(?=[{_UPPER}])|(?<=[{_UPPER}]{{2}})(?=[{_UPPER}][{_LOWER}])")
_MIXED = re.compile(rf"[{_LOWER}][{_UPPER}]|[{_UPPER}]{{3}}[{_LOWER}]")
_KEPT = 300_000
UPPER = 128  # among the bits of a word: it is written in capitals throughout


class Word:
    """What is known of a word wherever it stands: its spelling, whether it begins with a capital, what it may begin."""

    __slots__ = ("bits", "cap", "low", "parts")

    def __init__(self, low: str, cap: bool, bits: int, parts: tuple[str, ...]) -> None:
        self.low, self.cap, self.bits, self.parts = low, cap, bits, parts


class _Gaps(dict[str, str]):
    """What stands between two words, without its spaces: "" for a mere space, "\\n" for a line's end, else the marks."""

    def __missing__(self, raw: str) -> str:
        marks = "".join(spelling(raw).split())
        # A line broken after an abbreviation's full stop ("TP.\nĐà Nẵng") is told apart from the end of a line.
        kind = (".\n" if marks == "." and raw.count("\n") == 1 else "\n") if "\n" in raw else marks
        if len(self) < _KEPT:
            self[raw] = kind
        return kind


class Words(dict[str, Word]):
    """Every form of word met so far; `bits` says what each spelling may begin (see `vocabulary.py`)."""

    def __init__(self, lower: dict[str, int], capital: dict[str, int]) -> None:
        super().__init__()
        self._lower, self._capital = lower, capital

    def __missing__(self, raw: str) -> Word:
        low, cap = spelling(raw), raw[:1].isupper()
        bits = self._lower.get(low, 0) | (self._capital.get(low, 0) if cap else 0)
        if len(raw) > 1 and raw.isupper():
            bits |= UPPER
        parts: tuple[str, ...] = ()
        if len(raw) < 60 and _MIXED.search(raw) and low not in self._lower and low not in self._capital:
            cut = tuple(_RUN_TOGETHER.split(raw))
            parts = cut if len(cut) > 1 and all(len(p) > 1 for p in cut) else ()
        word = Word(low, cap, bits, parts)
        if len(self) < _KEPT:
            self[raw] = word
        return word


_GAPS = _Gaps()


class Tokens:
    """The words of one text as parallel lists, closed by an empty word so that looking one ahead is always possible.

    `gap[i]` is what stands between word `i` and the next, `loud[i]` whether the whole line is in capitals, which then
    say nothing.
    """

    __slots__ = ("bits", "cap", "ends", "gap", "loud", "low", "n", "starts", "text")

    def __init__(self, text: str, words: Words) -> None:
        self.text = text
        pieces = _WORD.split(text.replace("_", " "))
        bounds = list(accumulate(map(len, pieces)))
        known = [words[piece] for piece in pieces[1::2]]
        self.starts, self.ends = bounds[0::2][:-1], bounds[1::2]
        self.gap = [_GAPS[piece] for piece in pieces[2::2]]
        if any(word.parts for word in known):
            known = self._cut(known, words)
        self.low = [word.low for word in known]
        self.cap = [word.cap for word in known]
        self.bits = [word.bits for word in known]
        self.n = len(known)
        self.low.append("")
        self.cap.append(False)
        self.bits.append(0)
        if self.gap:
            self.gap[-1] = "\n"
        self.gap.append("\n")
        self.loud = self._loud_lines()

    def _cut(self, known: list[Word], words: Words) -> list[Word]:
        """Words that were run together become two that nothing stands between."""
        out: list[Word] = []
        starts: list[int] = []
        ends: list[int] = []
        gaps: list[str] = []
        for word, start, end, gap in zip(known, self.starts, self.ends, self.gap, strict=True):
            at = start
            for part in word.parts[:-1]:
                out.append(words[part])
                starts.append(at)
                at += len(part)
                ends.append(at)
                gaps.append("")
            out.append(words[word.parts[-1]] if word.parts else word)
            starts.append(at)
            ends.append(end)
            gaps.append(gap)
        self.starts, self.ends, self.gap = starts, ends, gaps
        return out

    def _loud_lines(self) -> bytearray:
        loud = bytearray(self.n + 1)
        at = word = 0
        for line in self.text.split("\n"):
            end = at + len(line)
            if line.isupper():
                while word < self.n and self.starts[word] < at:
                    word += 1
                while word < self.n and self.starts[word] < end:
                    loud[word] = 1
                    word += 1
            at = end + 1
        return loud
