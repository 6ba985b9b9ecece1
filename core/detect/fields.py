"""What a body deals with: the words after *Sở*, *Phòng*, *Ban*, joined in the ways in which names join them."""

from core.detect.areas import area, starts
from core.detect.doc import Doc
from core.detect.places import known, level
from core.detect.vocabulary import HEAD, LEVEL, POST, UPPER, Head

_PARTS = 12


def field(doc: Doc, at: int, begin: int, head: Head) -> tuple[int, bool]:
    """The end of what the body that begins at `at` deals with, from `begin`, and whether that names it without a place."""
    if (
        head.name in doc.v.numbered_heads
        and doc.low[begin] == "số"
        and doc.low[begin + 1].isdigit()
        and not doc.gap[begin]
    ):
        return begin + 2, True
    firm, end, nxt = False, begin, begin
    for _ in range(_PARTS):
        part = _part(doc, at, begin, end, nxt, head)
        if part is None:
            break
        end, names = part
        firm = firm or names
        joined = joined_at(doc, end)
        if joined is None:
            break
        nxt = joined
    return (_counted(doc, end, head), firm) if end > begin else (end, False)


def _part(doc: Doc, at: int, begin: int, end: int, nxt: int, head: Head) -> tuple[int, bool] | None:
    """One part of a field at `nxt` (a known one, a number, a proper name): its end, and whether it names the body."""
    first = nxt == begin
    touching = nxt == end and (first or not doc.gap[end - 1])
    if match := doc.v.fields.longest(doc.low, doc.gap, nxt):
        return _known_part(doc, at, end, nxt, match[0], head, first, touching)
    if (
        doc.low[end].isdigit()
        and len(doc.low[end]) < 5
        and head.name in (doc.v.numbered_heads if first else doc.v.units)
    ):
        return end + 1, True
    if touching and (doc.v.tails.longest(doc.low, doc.gap, end) if first else area(doc, end)):
        return None
    if touching and doc.cap[end] and not doc.loud[end] and _proper(doc, at, end, begin, head):
        stop = _spelled_out(doc, end + 1)
        return stop, doc.cap[at] or stop - begin > 1
    return (nxt + 1, False) if not touching and doc.bits[nxt] & UPPER and len(doc.low[nxt]) < 5 else None


def _known_part(
    doc: Doc, at: int, end: int, nxt: int, stop: int, head: Head, first: bool, touching: bool
) -> tuple[int, bool] | None:
    v, size, words = doc.v, stop - nxt, doc.words(nxt, stop)
    if not first:
        small = not doc.cap[nxt]
        if words.startswith("các ") or (
            small and (size < 3 if touching else words in v.verbs and not doc.gap[end - 1])
        ):
            return None
        if (other := doc.body(nxt)) and (other.area or other.head.kind == "named"):
            return None
    named = doc.cap[at] and words not in v.verbs and (head.name in v.firm or size > 2)
    return stop, any(doc.cap[nxt:stop]) or named or (head.name in v.tasked and size > 1) or words in v.exams


def joined_at(doc: Doc, end: int) -> int | None:
    """Where a name goes on after `end`: at once, or behind *và*, *&*, a dash, a comma before another field; None if it ends."""
    v, mark = doc.v, doc.gap[end - 1]
    stay = None if mark else end
    if mark == "," and _enumerated(doc, end):
        return end
    if mark == "" and not doc.follows(end, "và"):
        return end
    if mark not in ("", "-", "&", "/"):
        return None
    nxt = end if mark else end + 1
    match = v.fields.longest(doc.low, doc.gap, nxt)
    if match is None and mark in ("-", "&") and doc.bits[nxt] & UPPER and not doc.bits[nxt] & (HEAD | POST):
        return nxt
    if match is None or v.posts.longest(doc.low, doc.gap, nxt):
        return stay
    if not mark and not doc.cap[nxt] and doc.words(nxt, match[0]) in v.verbs:
        return stay
    if doc.bits[nxt] & HEAD and mark != "-":
        head = v.heads.longest(doc.low, doc.gap, nxt)
        if head and (head[1].kind != "fielded" or doc.body(nxt)):
            return stay
    return nxt


def _enumerated(doc: Doc, at: int) -> bool:
    """Whether fields written small go on to a last one behind *và*: *Sở Giáo dục, khoa học và công nghệ*."""
    for _ in range(4):
        match = doc.v.fields.longest(doc.low, doc.gap, at)
        if match is None or doc.cap[at] or doc.body(at):
            return False
        at = match[0]
        if "và" in doc.low[at - 3 : at]:
            return True
        if not doc.gap[at - 1] and doc.low[at] == "và":
            return not doc.cap[at + 1] and doc.v.fields.longest(doc.low, doc.gap, at + 1) is not None
        if doc.gap[at - 1] != ",":
            return False
    return False


def _counted(doc: Doc, end: int, head: Head) -> int:
    """The end of a name that a number closes: *Đội Quản lý thị trường số 3*, *Đội Kiểm tra liên ngành 814 tỉnh*."""
    if head.name not in doc.v.numbered_heads or doc.gap[end - 1]:
        return end
    if doc.numbered(end):
        return end + 2
    return end + 1 if doc.low[end].isdigit() and not doc.gap[end] and level(doc, end + 1) else end


def _spelled_out(doc: Doc, at: int) -> int:
    """The end of a word whose first syllable alone has a capital (*Trung tâm Ca nhạc nhẹ*): up to where the name must end."""
    for end in range(at, at + 4):
        if doc.cap[end] and not doc.gap[end - 1]:
            return end if level(doc, end) or known(doc, end) else at
        if doc.gap[end - 1] or doc.low[end] in doc.v.ends:
            return end
    return at


def _proper(doc: Doc, at: int, end: int, begin: int, head: Head) -> bool:
    """Whether the capital at `end` may be part of the proper name of the body that begins at `at`."""
    v, low, bits = doc.v, doc.low, doc.bits[end]
    if end > begin and low[end - 1] == "và":
        return False
    if end > begin and head.name in v.proper and not doc.gap[end - 1] and not bits & UPPER:
        return v.heroes.longest(low, doc.gap, end) is not None or not (starts(doc, end) or low[end] in v.common)
    if end == begin and bits & UPPER and not bits & (HEAD | POST | LEVEL) and len(low[end]) < 8:
        return not known(doc, end)
    if head.name not in v.any or not doc.cap[at] or end - begin > 5 or low[end] in v.common:
        return False
    return not (end > begin and doc.gap[end - 1]) and not starts(doc, end)
