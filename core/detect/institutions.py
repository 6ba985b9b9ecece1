"""Schools, hospitals and the press: bodies whose names are anything in capitals."""

from core.detect.areas import area, of_class
from core.detect.body import Absent, Body
from core.detect.doc import Doc
from core.detect.places import known
from core.detect.vocabulary import LEVEL, UPPER, Head
from core.text.fold import fold

KINDS = ("schools", "hospitals", "press")
_LONGEST = {"press": 3}


def institution(doc: Doc, at: int, end: int, head: Head) -> Body | Absent:
    """The school, hospital or paper whose noun stands at `at` and ends at `end`."""
    press = head.kind == "press"
    if doc.gap[end - 1] or of_class(doc, end) or (doc.bits[at] & UPPER and _spelled(head.name)):
        return Absent.NONE
    if press:
        if not doc.cap[at] and doc.body(end):  # không báo UBND xã: the verb
            return Absent.NONE
        paper = doc.v.press.longest(doc.low, doc.gap, end)
        if paper and doc.cap[end]:
            return Body(at, _online(doc, paper[0]), True, True, head)
    if (known(doc, end) or doc.bits[end] & LEVEL) and (where := area(doc, end)):
        return Body(at, _online(doc, where[0]) if press else where[0], True, where[1], head)
    stop = _name(doc, end, head)
    if stop == end:
        return Absent.NONE
    if press and stop == end + 1 and not doc.gap[end] and not doc.cap[stop] and not known(doc, end):
        stop += doc.low[stop].isalpha() and doc.low[stop] not in doc.v.ends  # Báo Kiến thức
    where = area(doc, stop)
    if press and (where is None or where[0] == stop):
        stop = _online(doc, stop)
    if where is None:
        return Body(at, stop, False, False, head)
    return Body(at, _online(doc, where[0]) if press else where[0], True, where[1], head)


def _spelled(name: str) -> bool:
    """Whether a noun is a word rather than an abbreviation, which has no vowels (BVĐK, THPT)."""
    return len(name) > 3 and any(letter in "aeiouy" for letter in fold(name))


def _online(doc: Doc, end: int) -> int:
    """The end of a paper's name, *điện tử* included."""
    return end + 2 if not doc.gap[end - 1] and doc.low[end : end + 2] == ["điện", "tử"] and not doc.gap[end] else end


def _name(doc: Doc, begin: int, head: Head) -> int:
    """The end of the capitals and fields that make a name from `begin`, before the place that closes it."""
    stop = begin
    while stop - begin < _LONGEST.get(head.kind, 9) and not doc.loud[stop]:
        if stop > begin and doc.gap[stop - 1] not in ("", "-", "&"):
            break
        if doc.gap[stop - 1] == "" and (known(doc, stop) or doc.bits[stop] & LEVEL) and area(doc, stop):
            break
        if stop > begin and _somebody(doc, begin, stop):
            break
        nxt = _word(doc, begin, stop, head)
        if nxt is None:
            break
        stop = nxt
    return stop


def _somebody(doc: Doc, begin: int, at: int) -> bool:
    """Whether a person or a post begins at `at`, so that the name before it ends: *Trường THCS Lê Quý Đôn Trần Thị Mai*."""
    low, v = doc.low, doc.v
    if doc.cap[at] and low[at] in v.posts_begin and v.posts.longest(low, doc.gap, at):
        return True
    person = at - begin > 1 and low[at] in v.common and doc.cap[at + 1] and low[at + 1] in v.middle and not doc.gap[at]
    return person and not known(doc, at)


def _word(doc: Doc, begin: int, at: int, head: Head) -> int | None:
    """The end of the next word of a name, or None where the name ends."""
    low, v = doc.low, doc.v
    if doc.cap[at] and not doc.gap[at - 1] and (tail := v.tails.longest(low, doc.gap, at)):
        return tail[0]
    match = v.fields.longest(low, doc.gap, at)
    if match and (doc.cap[at] or (match[0] - at > 1 and _taught(doc, at, match[0], head))):
        return match[0]
    nested = v.heads.longest(low, doc.gap, at)
    if nested and nested[1].kind in ("schools", "hospitals"):
        return nested[0]
    if doc.cap[at] and not (head.kind == "press" and at > begin and doc.bits[at] & UPPER):
        return at + 1
    if at > begin and low[at] == "và" and doc.cap[at + 1]:
        more = v.fields.longest(low, doc.gap, at + 1)
        return more[0] if more else at + 2
    if doc.numbered(at):
        return at + 2
    return at + 1 if low[at].isdigit() and len(low[at]) < 4 and not doc.gap[at - 1] else None


def _taught(doc: Doc, at: int, end: int, head: Head) -> bool:
    """Whether words written small are a school's or hospital's subject rather than what it does."""
    words = doc.words(at, end)
    if head.kind == "press" or words in doc.v.doing:
        return False
    return head.kind == "schools" or words not in doc.v.verbs
