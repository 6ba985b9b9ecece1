"""How bodies are named: a noun, what it deals with, the body it belongs to, a level and a place."""

from core.detect.areas import area, of_class, starts
from core.detect.body import Absent, Body
from core.detect.companies import of_state
from core.detect.doc import Doc
from core.detect.fields import field, joined_at
from core.detect.institutions import KINDS, institution
from core.detect.names import foreign
from core.detect.places import known, named, run
from core.detect.vocabulary import LEVEL, UPPER, Head

_PARTS = 12


def read_body(doc: Doc, at: int) -> Body | Absent:
    """The body that begins at word `at`, or why there is none; asked through `Doc.agency`, which reads each place once."""
    v = doc.v
    match = v.heads.longest(doc.low, doc.gap, at)
    if match is None or v.private.longest(doc.low, doc.gap, at) or (doc.compounded(at) and not doc.cap[at]):
        return Absent.NONE
    end, head = match
    if end - at == 2 and doc.bits[at] & LEVEL and not doc.cap[at] and (known(doc, at + 1) or 0) > end:
        return Absent.NONE  # xã Đoàn Kết
    if head.kind in KINDS:
        return institution(doc, at, end, head)
    if head.kind == "fielded":
        return Absent.NONE if _is_place(doc, at, end) else _fielded(doc, at, end, head)
    if head.fields and isinstance(body := _fielded(doc, at, end, head), Body):
        return body
    return _noun(doc, at, _longer(doc, end) if head.kind == "joined" else end, head)


def _is_place(doc: Doc, at: int, end: int) -> bool:
    """Whether a place's name only looks like a body (*Hội An*)."""
    spot = doc.v.spots.longest(doc.low, doc.gap, at)
    return spot is not None and spot[0] > end and all(doc.cap[at : spot[0]])


def _longer(doc: Doc, end: int) -> int:
    """The end of a body's proper noun with the fields joined to it: *Ban Dân tộc* và tôn giáo."""
    for _ in range(_PARTS):
        more = joined_at(doc, end)
        match = (
            doc.v.fields.longest(doc.low, doc.gap, more)
            if more is not None and (more > end or doc.gap[end - 1])
            else None
        )
        if match is None:
            break
        end = match[0]
    return end


def _noun(doc: Doc, at: int, end: int, head: Head) -> Body | Absent:
    """A body whose noun needs no field: with what closes it, or alone where it may stand so."""
    v = doc.v
    if of_class(doc, end) or (not doc.gap[end - 1] and doc.agency(end) is Absent.CLASS):
        return Absent.CLASS
    if head.kind == "tied" and head.name in v.capital and not doc.cap[at]:
        return Absent.NONE
    if doc.numbered(end) and not doc.gap[end - 1] and head.name in v.numbered_heads:
        end += 2  # Tổ bầu cử số 3
    if head.name.endswith("cấp cao") and doc.follows(end, "tại") and (where := area(doc, end + 1)):
        return Body(at, where[0], True, where[1], head)  # Tòa án nhân dân cấp cao tại Hà Nội
    if closed := _closed(doc, at, end, head):
        return closed
    if head.kind == "tied" and doc.cap[at] and not doc.gap[at - 1] and _definite(doc, at, end, head):
        return Body(at, end, False, False, head)
    if head.kind == "tied" and head.name in v.proper and doc.cap[end] and not doc.gap[end - 1]:
        name = None if starts(doc, end) else run(doc, end, True)
        if name:
            return Body(at, name, True, True, head)  # trại giam Hòa Sơn
    if head.name in v.committees and doc.cap[end] and not doc.gap[end - 1] and _abroad(doc, end):
        return Body(at, end + 1, True, True, head)  # Tỉnh ủy Gangwon
    if head.kind == "named" and (head.name not in v.capital or doc.cap[at]):
        return Body(at, end, False, False, head)
    if head.kind != "joined" or not any(doc.cap[at:end]):
        return Absent.NONE
    if head.name in v.proper and doc.cap[end] and not doc.gap[end - 1] and not starts(doc, end):
        name = run(doc, end, True)
        if name:
            return Body(at, name, True, True, head)
    return Body(at, end, False, False, head)


def _abroad(doc: Doc, at: int) -> bool:
    """Whether one word at `at` is the name of a place in no language of Vietnam."""
    return foreign(doc.low[at]) and not doc.bits[at] & UPPER and not (doc.cap[at + 1] and not doc.gap[at])


def _definite(doc: Doc, at: int, end: int, head: Head) -> bool:
    """Whether a noun that needs more stands for the body that is spoken of: *giao Thanh tra xác minh*, *Đại hội Đảng bộ*."""
    if at and doc.words(at - 2, at) in doc.v.congresses:
        return head.name == "đảng bộ"
    if at == 0 or head.name not in doc.v.lone or doc.cap[at - 1] or doc.loud[at]:
        return False
    return not doc.cap[end] and (
        doc.gap[end - 1] not in ("", "-") or doc.low[end] in doc.v.ends or doc.low[end] == "tiến"
    )


def _fielded(doc: Doc, at: int, end: int, head: Head) -> Body | Absent:
    """A body whose noun needs what it deals with."""
    if doc.gap[end - 1]:
        return Absent.NONE
    stop, firm = field(doc, at, end, head)
    if stop == end:
        parent = doc.body(end) if head.name == "ủy ban" else None
        return Body(at, parent.end, parent.area, parent.named, head) if parent else Absent.NONE
    if of_class(doc, stop):
        return Absent.CLASS
    if (closed := _closed(doc, at, stop, head)) and (firm or any(doc.cap[at : closed.end])):
        return closed
    alone = firm and (doc.cap[at] or head.name not in doc.v.small or doc.words(end, stop) in doc.v.exams)
    return Body(at, stop, False, False, head) if alone else Absent.NONE


def _closed(doc: Doc, at: int, end: int, head: Head) -> Body | None:
    """The body with the level, place or parent body that follows."""
    if (past := doc.past_short(end)) > end:
        if where := area(doc, past, bracketed=True):
            return Body(at, where[0], True, where[1], head)
        within = doc.body(past)
        return Body(at, within.end, True, within.named, head) if within else None
    if head.name in doc.v.of_companies and (company := of_state(doc, end)):
        return Body(at, company, True, True, head)  # Đảng ủy Tập đoàn Dầu khí
    if where := area(doc, end):
        return _with_area(doc, at, end, where, head)
    if head.levels and doc.cap[end] and not doc.gap[end - 1] and (name := named(doc, end, head.levels)):
        return Body(at, name, True, True, head)  # Đoàn xã Lũng Táo
    parent = (None if doc.gap[end - 1] else doc.body(end)) or _higher(doc, at, end, head)
    if parent is None:
        return None
    if head.name in doc.v.shared and not parent.area and (other := _sharer(doc, parent.end, parent.head)):
        return Body(at, other.end, True, other.named, head)
    return Body(at, parent.end, True, parent.named, head)


def _with_area(doc: Doc, at: int, end: int, where: tuple[int, bool], head: Head) -> Body:
    """The body with its area; behind *Trung ương*, *Việt Nam* a place, a parent or a task may still follow."""
    stop, name = where
    tail = doc.v.tails.longest(doc.low, doc.gap, end)
    if tail is None or tail[0] != stop:
        return Body(at, stop, True, name, head)
    if more := area(doc, stop):
        return Body(at, more[0], True, True, head)
    if not doc.gap[stop - 1] and (parent := doc.body(stop)):
        return Body(at, parent.end, True, True, head)
    if head.name in doc.v.tasked and doc.follows(stop, "về") and doc.v.fields.longest(doc.low, doc.gap, stop + 1):
        return Body(at, field(doc, at, stop + 1, head)[0], True, True, head)
    return Body(at, stop, True, name, head)


def _higher(doc: Doc, begin: int, at: int, head: Head) -> Body | None:
    """The body behind a comma that this one is a part of: *phòng Thu hồi đất, Trung tâm Phát triển quỹ đất*."""
    rank = doc.v.rank.get(head.name)
    if rank is None or head.name in doc.v.wholes or doc.gap[at - 1] != ",":
        return None
    if doc.plural(begin) or (head.kind == "tied" and not doc.cap[begin]):
        return None
    parent = doc.body(at)
    if parent is None or doc.v.rank.get(parent.head.name, -1) <= rank or not (parent.named or parent.end - at > 2):
        return None
    party = parent.head.name in doc.v.committees  # a committee's parts are its ban, and those of others are none
    if party != head.name.startswith("ban") and (head.name.startswith("ban") or parent.head.name.startswith("ban")):
        return None
    listed = doc.gap[parent.end - 1] == "," or (doc.low[parent.end] == "và" and not doc.gap[parent.end - 1])
    return None if listed and doc.body(parent.end + (doc.low[parent.end] == "và")) else parent


def _sharer(doc: Doc, at: int, first: Head) -> Body | None:
    """The second of two bodies that share an office: *văn phòng HĐND và UBND huyện*."""
    mark, councils = doc.gap[at - 1], doc.v.councils
    if mark == "," and first.name not in councils:
        return None
    nxt = at + 1 if doc.follows(at, "và") else at if mark in (",", "-", "&", "/") else None
    found = doc.body(nxt) if nxt is not None else None
    if found and (found.head.name in councils or (mark != "," and found.head.name.endswith("ủy"))):
        return found
    return None


def understood(doc: Doc, at: int) -> Body | None:
    """The body at `at` where a post before it says that one is meant, though it is written small: *giám đốc sở xây dựng*."""
    match = doc.v.heads.longest(doc.low, doc.gap, at)
    if match is None or doc.v.private.longest(doc.low, doc.gap, at) or of_class(doc, match[0]):
        return None
    end, head = match
    if head.kind == "named" or (head.kind == "joined" and head.name not in doc.v.capital):
        return Body(at, end, False, False, head)
    if head.kind != "fielded" or doc.gap[end - 1] or not doc.v.fields.longest(doc.low, doc.gap, end):
        return None
    stop, _ = field(doc, at, end, head)
    return Body(at, stop, False, False, head) if stop > end else None
