"""A text as the tagger reads it: lines of words with what is known of each, and spans as one tag a word.

A tag has two layers, the outer mention and the agency inside a title: `I-TITLE|B-AGENCY`.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from core.detect.lessons import Pieces
from core.detect.vocabulary import vocabulary
from core.model.span import Span

OUT = "O|O"
_NEAR = 3  # pieces
_EDGE = ("", "_", "0", OUT)


def lines(pieces: Pieces) -> list[range]:
    """The pieces of each line that has any."""
    numbered = groupby(range(len(pieces.low)), key=lambda at: pieces.low[at] == "\n")
    found = []
    for is_end, group in numbered:
        if not is_end:
            members = list(group)
            found.append(range(members[0], members[-1] + 1))
    return found


def tags(pieces: Pieces, places: Iterable[tuple[Span, str]]) -> list[str]:
    """The tag of each piece; of mentions that cannot stand together the longest is told."""
    outer, inner = ["O"] * len(pieces.low), ["O"] * len(pieces.low)
    for span, label in sorted(places, key=lambda place: -len(place[0])):
        first, last = pieces.reach(span)
        layer = outer
        if label == "AGENCY" and first < last and all(tag.endswith("-TITLE") for tag in outer[first:last]):
            layer = inner
        if any(tag != "O" for tag in layer[first:last]):
            continue
        for at in range(first, last):
            layer[at] = f"{'B' if at == first else 'I'}-{label}"
    return [f"{one}|{other}" for one, other in zip(outer, inner, strict=True)]


def places(found: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """The mentions of a line of tags: the first piece, the one after the last, and the label."""
    for layer in (0, 1):
        start, label = 0, ""
        for at, tag in enumerate((*found, OUT)):
            kind, _, name = tag.split("|")[layer].partition("-")
            if label and (kind != "I" or name != label):
                yield start, at, label
                label = ""
            if kind == "B" or (kind == "I" and not label):
                start, label = at, name


def stretches(pieces: Pieces, rules: Sequence[str]) -> list[range]:
    """The parts of lines where a mention may be: near a capital, a number or what the rules tag.

    The rest, a third of an article, has next to none, and training takes a third less time without it.
    """
    hot = bytearray(len(pieces.low))
    for at, start in enumerate(pieces.starts):
        first = pieces.text[start]
        if rules[at] != OUT or first.isupper() or first.isdigit():
            near = slice(max(0, at - _NEAR), at + _NEAR + 1)
            hot[near] = b"\x01" * len(hot[near])
    found = []
    for line in lines(pieces):
        for is_hot, group in groupby(line, key=hot.__getitem__):
            if is_hot:
                members = list(group)
                found.append(range(members[0], members[-1] + 1))
    return found


def features(pieces: Pieces, stretch: range, rules: Sequence[str]) -> list[list[str]]:
    """What is known of each word of a stretch: itself, its neighbours, what the lexicons say, and how the rules tag it."""
    known = vocabulary().words
    text, low = pieces.text, pieces.low
    facts: list[tuple[str, str, str, str]] = [_EDGE, _EDGE]
    for at in stretch:
        raw = text[pieces.starts[at] : pieces.ends[at]]
        facts.append((low[at], _shape(raw), str(known[raw].bits), rules[at]))
    facts += [_EDGE, _EDGE]
    found = []
    for at in range(2, len(facts) - 2):
        (w2, _, _, _), (w1, s1, b1, r1), (w, s, b, r), (x1, t1, c1, q1), (x2, _, _, q2) = facts[at - 2 : at + 3]
        found.append(
            [
                f"w={w}", f"-1={w1}", f"+1={x1}", f"-2={w2}", f"+2={x2}", f"-1,0={w1} {w}", f"0,+1={w} {x1}",
                f"s={s1}{s}{t1}", f"b={b}", f"-b={b1}", f"+b={c1}",
                f"r={r}", f"-r={r1}", f"+r={q1}", f"r,+r,++r={r} {q1} {q2}", f"r,w={r} {w}", f"-r,r={r1} {r}",
            ]
        )  # fmt: skip
    return found


def _shape(raw: str) -> str:
    """Whether a word is small, begins with a capital, is in capitals, a number or a mark."""
    if raw[0].isdigit():
        return "9"
    if not raw[0].isalpha():
        return raw[0]
    if raw[0].isupper():
        return "AA" if len(raw) > 1 and raw.isupper() else "A"
    return "a"
