"""What closes the name of a body or a post: a level, a place, *Trung ương*."""

from core.detect.doc import Doc
from core.detect.places import known, level, named
from core.detect.vocabulary import HEAD, LEVEL, UPPER


def area(doc: Doc, at: int, bracketed: bool = False) -> tuple[int, bool] | None:
    """The end of what closes a name at `at`, and whether it is a name itself (tỉnh *Hà Nam*) or a mere kind (tỉnh).

    `bracketed` where a bracket inside the name ends before `at`.
    """
    if doc.gap[at - 1] and not bracketed:
        return None
    bits = doc.bits[at]
    if bits & LEVEL:
        if bits & HEAD and _begins_body(doc, at):
            return None
        if (found := level(doc, at)) and (closed := _level(doc, *found)):
            return closed
        if hamlet := _village(doc, at):
            return hamlet
    if tail := doc.v.tails.longest(doc.low, doc.gap, at):
        return (tail[0], True) if _closes(doc, at, tail[0]) else None
    spot = doc.v.spots.longest(doc.low, doc.gap, at) if doc.cap[at] else None
    return (spot[0], True) if spot and doc.cap[spot[0] - 1] and spot[1].kind != "typed" else None


def _begins_body(doc: Doc, at: int) -> bool:
    """Whether the level at `at` is the first word of a body's noun instead (*Tỉnh* ủy, *Thành* đoàn)."""
    head = doc.v.heads.longest(doc.low, doc.gap, at)
    kind = doc.v.levels.longest(doc.low, doc.gap, at)
    return head is not None and (kind is None or head[0] > kind[0])


def _level(doc: Doc, end: int, word: str) -> tuple[int, bool] | None:
    """A level whose word ends at `end`, with its name, alone, or written twice (thành phố TP. Huế)."""
    if name := named(doc, end, word):
        return name, True
    again = level(doc, end) if not doc.gap[end - 1] and doc.bits[end] & LEVEL else None
    if again and (name := named(doc, *again)):
        return name, True
    if again and again[1] == word == "tp":
        return again[0], False
    return None if word in doc.v.needy_levels else (end, False)


def _village(doc: Doc, at: int) -> tuple[int, bool] | None:
    """A village or quarter at `at`, with its name; without one only after a cell of the Party or of the Front."""
    match = doc.v.kinds.longest(doc.low, doc.gap, at)
    if match is None or (word := doc.words(at, match[0])) not in doc.v.villages:
        return None
    if (name := named(doc, match[0], word)) is not None:
        return name, True
    if doc.numbered(match[0]):
        return match[0] + 2, True
    return (match[0], False) if doc.low[at - 1] in ("bộ", "trận") else None


def _closes(doc: Doc, at: int, end: int) -> bool:
    """Whether *Trung ương* and the like close a name, rather than begin a body or, small, a common word (tư)."""
    head = doc.v.heads.longest(doc.low, doc.gap, at) if doc.bits[at] & HEAD else None
    if head and head[0] > end:
        return False
    return end - at > 1 or bool(doc.bits[at] & UPPER) or doc.low[at] == "tw"


def starts(doc: Doc, at: int) -> bool:
    """Whether a body, a post or a place begins at `at`."""
    if doc.body(at):
        return True
    return bool(doc.v.posts.longest(doc.low, doc.gap, at) or level(doc, at) or known(doc, at))


def of_class(doc: Doc, end: int) -> bool:
    """Whether what follows a body's noun makes it a class: *các cấp*, *cấp xã*, *5 huyện*; *các huyện A, B* names some."""
    if doc.gap[end - 1]:
        return False
    if doc.low[end].isdigit():
        return not doc.gap[end] and level(doc, end + 1) is not None
    match = doc.v.plural_after.longest(doc.low, doc.gap, end)
    if match is None:
        return False
    kind = level(doc, match[0])
    return not (kind and named(doc, *kind))
