"""How bodies are named: a noun, what it deals with, the body it belongs to, a level and a place."""

from dataclasses import dataclass

from core.detect.places import Doc, area, known, level, named, run
from core.detect.vocabulary import HEAD, LEVEL, POST, UPPER, Head

_DEEP = 3
_DEEPEST = 12
_FIELDS = 12


def _words(doc: Doc, start: int, end: int) -> str:
    return " ".join(doc.low[start:end])


_OPEN = ("schools", "hospitals", "press")
_NONE = "none"
_CLASS = "class"


@dataclass(frozen=True, slots=True)
class Body:
    """A body from word `start` to before word `end`; `area` whether a level or a place closes it."""

    start: int
    end: int
    area: bool
    named: bool
    head: Head


def agency(doc: Doc, at: int, depth: int = 0) -> Body | str:
    """The body that begins at word `at`, or `none`, or `class` where a whole class of bodies is meant (UBND các cấp)."""
    found = doc.agencies.get(at)
    if found is None:
        if doc.deep > _DEEPEST:
            return _NONE
        doc.deep += 1
        found = doc.agencies[at] = _read(doc, at, depth)
        doc.deep -= 1
    return found


def _read(doc: Doc, at: int, depth: int) -> Body | str:
    v, low, gap = doc.v, doc.low, doc.gap
    match = v.heads.longest(low, gap, at)
    if at and (low[at - 1], low[at]) in v.compounds and not gap[at - 1] and not doc.cap[at]:
        return _NONE
    if match is None or v.private.longest(low, gap, at):
        return _NONE
    end, head = match
    if head.kind == "fielded" and (spot := v.spots.longest(low, gap, at)) and spot[0] > end and all(doc.cap[at : spot[0]]):
        return _NONE  # Hội An
    if head.kind in _OPEN:
        return _open(doc, at, end, head)
    if head.fields and isinstance(body := _fielded(doc, at, end, head, depth), Body):
        return body
    if head.kind == "fielded":
        return _fielded(doc, at, end, head, depth)
    if head.kind == "joined":
        for _ in range(_FIELDS):
            more = _joined(doc, end)
            match = v.fields.longest(low, gap, more) if more is not None and (more > end or gap[end - 1]) else None
            if match is None:
                break
            end = match[0]
    if _of_class(doc, end):
        return _CLASS
    if head.kind == "tied" and head.name in v.capital and not doc.cap[at]:
        return _NONE
    closed = _closed(doc, at, end, head, depth)
    if closed:
        return closed
    if head.kind == "named" and (head.name not in v.capital or doc.cap[at]):
        return Body(at, end, False, False, head)
    if head.kind == "joined" and _capital(doc, at, end):
        if (
            head.name in v.proper
            and doc.cap[end]
            and not gap[end - 1]
            and not _starts(doc, end)
            and (name := run(doc, end, True))
        ):
            return Body(at, name, True, True, head)
        return Body(at, end, False, False, head)
    return _NONE


def _capital(doc: Doc, at: int, end: int) -> bool:
    return any(doc.cap[at:end])


def _of_class(doc: Doc, end: int) -> bool:
    """Whether what follows makes the body a class: *các cấp*, *cấp xã*, *5 huyện*; but *các huyện A, B* names some."""
    if doc.gap[end - 1]:
        return False
    low = doc.low
    if low[end].isdigit():
        return bool(level(doc, end + 1)) and not doc.gap[end]
    match = doc.v.plural_after.longest(low, doc.gap, end)
    if match is None:
        return False
    kind = level(doc, match[0])
    return not (kind and named(doc, *kind))


def _closed(doc: Doc, at: int, end: int, head: Head, depth: int) -> Body | None:
    """The body with the level, place or parent body that follows."""
    if where := area(doc, end):
        stop, name = where
        if _tail(doc, end, stop):  # Trung ương, Việt Nam: a parent or a place may still follow
            if more := area(doc, stop):
                return Body(at, more[0], True, True, head)
            if parent := _parent(doc, stop, depth):
                return Body(at, parent.end, True, True, head)
            if doc.low[stop] == "về" and head.name in doc.v.tasked and not doc.gap[stop] and not doc.gap[stop - 1]:
                return Body(at, max(stop, field(doc, at, stop + 1, head)[0]) if doc.v.fields.longest(doc.low, doc.gap, stop + 1) else stop, True, True, head)
        return Body(at, stop, True, name, head)
    parent = _parent(doc, end, depth) or _higher(doc, at, end, head, depth)
    if parent is None:
        return None
    stop = parent.end
    if head.name in doc.v.shared and not parent.area and (other := _sharer(doc, stop, depth, parent.head)):
        return Body(at, other.end, True, other.named, head)
    return Body(at, stop, True, parent.named, head)


def _tail(doc: Doc, at: int, end: int) -> bool:
    match = doc.v.tails.longest(doc.low, doc.gap, at)
    return match is not None and match[0] == end


def _parent(doc: Doc, at: int, depth: int) -> Body | None:
    if depth >= _DEEP or doc.gap[at - 1] or not doc.bits[at] & HEAD:
        return None
    found = agency(doc, at, depth + 1)
    return found if isinstance(found, Body) else None


def _higher(doc: Doc, begin: int, at: int, head: Head, depth: int) -> Body | None:
    """The body behind a comma that this one is a part of: *phòng Thu hồi đất, Trung tâm Phát triển quỹ đất*."""
    rank = doc.v.rank.get(head.name)
    if begin and doc.low[begin - 1] in doc.v.plural and not doc.gap[begin - 1]:
        return None
    if head.kind == "tied" and not doc.cap[begin]:
        return None
    if rank is None or head.name in doc.v.wholes or doc.gap[at - 1] != "," or depth >= _DEEP or not doc.bits[at] & HEAD:
        return None
    parent = agency(doc, at, depth + 1)
    if (
        not isinstance(parent, Body)
        or doc.v.rank.get(parent.head.name, -1) <= rank
        or not (parent.named or parent.end - at > 2)
    ):
        return None
    if head.name.startswith("ban") != parent.head.name.endswith("ủy") and "ban" in (
        head.name[:3],
        parent.head.name[:3],
    ):
        return None
    nxt = parent.end
    listed = doc.gap[nxt - 1] == "," or (doc.low[nxt] == "và" and not doc.gap[nxt - 1])
    after = nxt + (doc.low[nxt] == "và")
    return None if listed and doc.bits[after] & HEAD and isinstance(agency(doc, after, depth + 1), Body) else parent


def _sharer(doc: Doc, at: int, depth: int, first: Head) -> Body | None:
    """The second of two councils that share an office: *văn phòng HĐND và UBND huyện*."""
    mark, nxt = doc.gap[at - 1], at
    if mark == "," and first.name not in doc.v.councils:
        return None
    if mark == "" and doc.low[at] == "và":
        nxt = at + 1
    elif mark not in (",", "-", "&", "/"):
        return None
    if doc.gap[nxt - 1] and nxt > at:
        return None
    found = agency(doc, nxt, depth + 1) if doc.bits[nxt] & HEAD else _NONE
    if not isinstance(found, Body):
        return None
    if found.head.name in doc.v.councils or (mark != "," and found.head.name.endswith("ủy")):
        return found
    return None


def _fielded(doc: Doc, at: int, end: int, head: Head, depth: int) -> Body | str:
    if doc.gap[end - 1]:
        return _NONE
    stop, firm = field(doc, at, end, head)
    if stop == end:
        if head.name == "ủy ban" and (parent := _parent(doc, end, depth)):
            return Body(at, parent.end, parent.area, parent.named, head)
        return _NONE
    if _of_class(doc, stop):
        return _CLASS
    if (closed := _closed(doc, at, stop, head, depth)) and (firm or any(doc.cap[at : closed.end])):
        return closed
    alone = firm and (doc.cap[at] or head.name not in doc.v.small)
    return Body(at, stop, False, False, head) if alone else _NONE


def field(doc: Doc, at: int, begin: int, head: Head) -> tuple[int, bool]:
    """The end of what a body deals with, from `begin`; and whether it is a name by itself, without a place after it."""
    low, cap, gap, v = doc.low, doc.cap, doc.gap, doc.v
    firm = False
    end = at_next = begin
    if low[begin] == "số" and low[begin + 1].isdigit() and head.name in v.numbered_heads and not gap[begin]:
        return begin + 2, True
    for _ in range(_FIELDS):
        match = v.fields.longest(low, gap, at_next)
        first = at_next == begin
        touching = at_next == end and (first or not gap[end - 1])
        if match:
            size, small = match[0] - at_next, not cap[at_next]
            words = _words(doc, at_next, match[0])
            if not first and words.startswith("các "):
                break
            if not first and small and (size < 3 if touching else words in v.verbs and not gap[end - 1]):
                break
            if not first and doc.bits[at_next] & HEAD and _parental(doc, at_next):
                break
            known_words = words not in v.verbs and (head.name in v.firm or size > 2) and cap[at]
            firm = firm or any(cap[at_next : match[0]]) or known_words or (head.name in v.tasked and size > 1)
            end = match[0]
        elif (
            low[end].isdigit()
            and len(low[end]) < 5
            and (head.name in v.numbered_heads if first else head.name in v.units)
        ):
            end += 1
            firm = True
        elif not first and touching and area(doc, end):
            break
        elif touching and cap[end] and not doc.loud[end] and _proper(doc, at, end, begin, head):
            end = _spelled_out(doc, end + 1)
            firm = firm or cap[at] or end - begin > 1
        elif not touching and doc.bits[at_next] & UPPER and len(low[at_next]) < 5:
            end = at_next + 1
        else:
            break
        nxt = _joined(doc, end)
        if nxt is None:
            break
        at_next = nxt
    return _counted(doc, end, head) if end > begin else end, firm


def _counted(doc: Doc, end: int, head: Head) -> int:
    """The end of a name that a number closes: *Đội Quản lý thị trường số 3*, *Đội Kiểm tra liên ngành 814 tỉnh*."""
    if head.name not in doc.v.numbered_heads or doc.gap[end - 1]:
        return end
    if doc.low[end] == "số" and doc.low[end + 1].isdigit() and not doc.gap[end]:
        return end + 2
    return end + 1 if doc.low[end].isdigit() and not doc.gap[end] and level(doc, end + 1) else end


def _parental(doc: Doc, at: int) -> bool:
    """Whether the body at `at` is one that stands by itself rather than a field of the same words (công an, thanh tra)."""
    found = agency(doc, at, 1)
    return isinstance(found, Body) and (found.area or found.head.kind == "named")


def _joined(doc: Doc, end: int) -> int | None:
    """Where the name goes on after `end`: at once, or behind *và*, *&*, a dash before another field; None where it ends."""
    low, gap, cap, v = doc.low, doc.gap, doc.cap, doc.v
    mark = gap[end - 1]
    if mark == "":
        if low[end] != "và" or gap[end]:
            return end
        nxt = end + 1
    elif mark in ("-", "&", "/"):
        nxt = end
    elif mark == "," and _enumerated(doc, end):
        return end
    else:
        return None
    match = v.fields.longest(low, gap, nxt)
    if match is None and mark in ("-", "&") and doc.bits[nxt] & UPPER and not doc.bits[nxt] & (HEAD | POST):
        return nxt
    if match is None or v.posts.longest(low, gap, nxt):
        return end if mark == "" else None
    words = " ".join(low[nxt : match[0]])
    if not cap[nxt] and words in v.verbs and not mark:
        return end if mark == "" else None
    if doc.bits[nxt] & HEAD and mark != "-":
        head = v.heads.longest(low, gap, nxt)
        if head and (head[1].kind != "fielded" or isinstance(agency(doc, nxt, 1), Body)):
            return end if mark == "" else None
    return nxt


def _spelled_out(doc: Doc, at: int) -> int:
    """The end of a word whose first syllable alone has a capital (*Trung tâm Ca nhạc nhẹ*): up to where the name must end."""
    for end in range(at, at + 4):
        mark = doc.gap[end - 1]
        if doc.low[end] in doc.v.ends or mark or doc.cap[end]:
            return end if not doc.cap[end] or mark or level(doc, end) or known(doc, end) else at
    return at


def _enumerated(doc: Doc, at: int) -> bool:
    """Whether fields written small go on to a last one behind *và*: *Sở Giáo dục, khoa học và công nghệ*."""
    for _ in range(4):
        match = doc.v.fields.longest(doc.low, doc.gap, at)
        if match is None or doc.cap[at] or (doc.bits[at] & HEAD and isinstance(agency(doc, at, 1), Body)):
            return False
        at = match[0]
        if "và" in doc.low[at - 3 : at]:
            return True
        if not doc.gap[at - 1] and doc.low[at] == "và":
            return not doc.cap[at + 1] and doc.v.fields.longest(doc.low, doc.gap, at + 1) is not None
        if doc.gap[at - 1] != ",":
            return False
    return False


def _proper(doc: Doc, at: int, end: int, begin: int, head: Head) -> bool:
    """Whether the capital at `end` may be part of the proper name of the body that begins at `at`."""
    if end > begin and doc.low[end - 1] == "và":
        return False
    if end > begin and head.name in doc.v.proper and not doc.gap[end - 1] and not doc.bits[end] & UPPER:
        if doc.v.heroes.longest(doc.low, doc.gap, end):
            return True
        return not (_starts(doc, end) or doc.low[end] in doc.v.common)
    if end == begin and doc.bits[end] & UPPER and not doc.bits[end] & (HEAD | POST | LEVEL) and len(doc.low[end]) < 8:
        return not known(doc, end)
    if head.name not in doc.v.any or not doc.cap[at]:
        return False
    if end - begin > 5 or doc.low[end] in doc.v.common or (doc.gap[end - 1] and end > begin):
        return False
    return not _starts(doc, end)


def _starts(doc: Doc, at: int) -> bool:
    """Whether a body, a post or a place begins at `at`."""
    if doc.bits[at] & HEAD and isinstance(agency(doc, at, 1), Body):
        return True
    return bool(doc.v.posts.longest(doc.low, doc.gap, at) or level(doc, at) or known(doc, at))


def _taught(doc: Doc, at: int, end: int, head: Head) -> bool:
    words = _words(doc, at, end)
    return words not in doc.v.doing and (head.kind == "schools" or words not in doc.v.verbs)


def _open(doc: Doc, at: int, end: int, head: Head) -> Body | str:
    """A school, a hospital, a paper: the capitals and fields that follow its noun, and a place."""
    low, cap, gap, v = doc.low, doc.cap, doc.gap, doc.v
    if gap[end - 1] or _of_class(doc, end) or (doc.bits[at] & UPPER and len(head.name) > 3):
        return _NONE
    if head.kind == "press" and not cap[at] and doc.bits[end] & HEAD and isinstance(agency(doc, end, 1), Body):
        return _NONE
    if head.kind == "press" and (paper := v.press.longest(low, gap, end)) and cap[end]:
        end = paper[0]
        return Body(at, end + 2 * _online(doc, end), True, True, head)
    stop = end
    limit = 3 if head.kind == "press" else 9
    while stop - end < limit and (stop == end or gap[stop - 1] in ("", "-", "&")) and not doc.loud[stop]:
        if gap[stop - 1] == "" and (known(doc, stop) or doc.bits[stop] & LEVEL) and (where := area(doc, stop)):
            end = where[0] + 2 * (head.kind == "press" and _online(doc, where[0]))
            return Body(at, end, True, where[1], head)
        if stop - end > 1 and low[stop] in v.common and cap[stop + 1] and low[stop + 1] in v.middle and not gap[stop]:
            if not known(doc, stop):
                break
        if gap[stop - 1] == "" and (tail := v.tails.longest(low, gap, stop)) and cap[stop]:
            stop = tail[0]
            continue
        match = v.fields.longest(low, gap, stop)
        nested = doc.bits[stop] & HEAD and v.heads.longest(low, gap, stop)
        if stop > end and v.posts.longest(low, gap, stop) and cap[stop] and low[stop] in ("phó", "bí", "chủ", "hiệu"):
            break
        if match and (
            cap[stop] or (match[0] - stop > 1 and head.kind != "press" and _taught(doc, stop, match[0], head))
        ):
            stop = match[0]
        elif nested and nested[1].kind in ("schools", "hospitals"):
            stop = nested[0]
        elif cap[stop] and not (head.kind == "press" and stop > end and doc.bits[stop] & UPPER):
            stop += 1
        elif low[stop] in ("và", "số") and (cap[stop + 1] or low[stop + 1].isdigit()) and stop > end:
            stop += 2
        elif low[stop].isdigit() and len(low[stop]) < 4 and gap[stop - 1] == "":
            stop += 1
        else:
            break
    if stop == end:
        return _NONE
    if head.kind == "press" and stop == end + 1 and not gap[stop - 1] and not cap[stop] and low[stop] not in v.ends and not known(doc, end):
        stop += low[stop].isalpha()
    stop += 2 * (head.kind == "press" and _online(doc, stop))
    where = area(doc, stop)
    return Body(at, where[0], True, where[1], head) if where else Body(at, stop, False, False, head)


def _online(doc: Doc, at: int) -> bool:
    """Whether *điện tử* closes the name of a paper."""
    return not doc.gap[at - 1] and doc.low[at : at + 2] == ["điện", "tử"] and not doc.gap[at]


def understood(doc: Doc, at: int) -> Body | None:
    """The body at `at` where a post before it says that one is meant, though it is written small: *giám đốc sở xây dựng*."""
    match = doc.v.heads.longest(doc.low, doc.gap, at)
    if match is None or doc.v.private.longest(doc.low, doc.gap, at) or _of_class(doc, match[0]):
        return None
    end, head = match
    if head.kind == "named":
        return Body(at, end, False, False, head)
    if head.kind != "fielded" or doc.gap[end - 1] or not doc.v.fields.longest(doc.low, doc.gap, end):
        return None
    stop, _ = field(doc, at, end, head)
    return Body(at, stop, False, False, head) if stop > end else None
