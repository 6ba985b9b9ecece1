"""How posts are named: a word for the post, what qualifies it, the body, level or place it belongs to."""

from typing import Literal

from core.detect.agencies import understood
from core.detect.areas import area
from core.detect.body import Absent, Body
from core.detect.companies import of_company
from core.detect.doc import Doc
from core.detect.fields import field
from core.detect.names import person
from core.detect.places import level, named
from core.detect.title import Title
from core.detect.title_forms import AS_FIELD, abroad, of_bodies, of_class, of_job, of_village
from core.detect.vocabulary import HEAD, POST, Head, Post

_LEVELS = 6  # in one list
_RESERVE = Head("named", "vườn quốc gia")


def title(doc: Doc, at: int) -> Title | None:
    """The post that begins at word `at`, read once."""
    if at not in doc.titles:
        if not doc.enter():
            return None
        doc.titles[at] = _read(doc, at)
        doc.leave()
    return doc.titles[at]


def _read(doc: Doc, at: int) -> Title | None:
    v = doc.v
    if doc.compounded(at):
        return None
    begin = at
    while begin - at < 4 and (modifier := v.before.longest(doc.low, doc.gap, begin)):
        if doc.gap[modifier[0] - 1] not in ("", "."):
            break
        begin = modifier[0]
    match = v.posts.longest(doc.low, doc.gap, begin)
    if match is None:
        return _rank(doc, at, begin)
    end, post = match
    if begin > at and doc.low[at] == "q" and doc.gap[at] != ".":
        return None
    found = _post(doc, at, end, post)
    return abroad(doc, found) if post.name in v.abroad else found


def _rank(doc: Doc, at: int, begin: int) -> Title | None:
    """A military or police rank; in small letters only before a name or behind *nguyên*."""
    match = doc.v.ranks.longest(doc.low, doc.gap, begin)
    if match is None or not (doc.cap[begin] or begin > at or doc.cap[match[0]] or _service(doc, at, match[0])):
        return None
    return Title(at, match[0], (), "rank")


def _service(doc: Doc, at: int, end: int) -> bool:
    """Whether a rank written small is told to be one: *thượng tá công an*, *hàm đại tá*, *quân hàm trung tá*."""
    said = at > 0 and not doc.gap[at - 1] and doc.low[at - 1] in ("hàm", "nghĩa", "bậc")
    return said or (not doc.gap[end - 1] and doc.words(end, end + 2) in ("công an", "quân đội"))


def _post(doc: Doc, at: int, end: int, post: Post) -> Title | None:
    """The post whose words end at `end`, with what belongs to it."""
    if company := of_company(doc, at, end, post):
        return company
    if _is_private(doc, end, post):
        return None
    if post.kind == "jobs":
        return of_job(doc, at, end)
    if post.kind == "local":
        return of_village(doc, at, end)
    v = doc.v
    if post.name in v.standing and isinstance(body := doc.agency(end - 2), Body) and body.end > end:
        return of_bodies(doc, at, body, post)  # Ủy viên Thường trực Ủy ban Tư pháp
    after = _qualified(doc, end, post)
    if post.tail and after == end:
        body = _meant(doc, end - post.tail)
        if isinstance(body, Body) and (body.end > end or body.head.kind == "named"):
            return of_bodies(doc, at, body, post)
        if body is Absent.CLASS:
            return of_class(doc, at, end - post.tail, post)
    if not doc.gap[after - 1]:
        found = _with_what_follows(doc, at, end, after, post)
        if found is not Absent.NONE:
            return found
    elif doc.gap[after - 1] == "," and post.name in doc.v.apposed:
        body = doc.body(after)
        if body and body.head.name.split()[-1] in doc.v.apposed_bodies:
            return of_bodies(doc, at, body, post)
    return _alone(doc, at, after, post)


def _is_private(doc: Doc, end: int, post: Post) -> bool:
    """Whether the post is a company's: *Chủ tịch 2 công ty*, *Chủ tịch Hội đồng quản trị*."""
    v = doc.v
    if post.tail and v.private.longest(doc.low, doc.gap, end - post.tail) and doc.low[end] != "đảng":
        return True
    said = not doc.gap[end - 1] and v.private_posts.longest(doc.low, doc.gap, end + doc.low[end].isdigit())
    return bool(said) and not doc.body(end) and not (post.tail and doc.body(end - post.tail))


def _qualified(doc: Doc, end: int, post: Post) -> int:
    """The end of the words that qualify a post (*Thường trực*, *phụ trách*) from `end`."""
    while not doc.gap[end - 1] and (match := doc.v.after.longest(doc.low, doc.gap, end)):
        nxt = match[0]
        charge = doc.words(nxt - 2, nxt) == "phụ trách" and not (doc.gap[nxt - 1] or doc.body(nxt) or level(doc, nxt))
        if post.name in doc.v.deputies or charge:  # phụ trách đô thị: what one is in charge of is no part of the post
            break
        end = nxt
    return end


def _meant(doc: Doc, at: int) -> Body | Absent:
    """The body at `at`, written small or without a place included, for the post says that one is meant."""
    found = doc.agency(at)
    if found is not Absent.NONE:
        return found
    if (reserve := doc.v.reserves.longest(doc.low, doc.gap, at)) and (end := named(doc, reserve[0], "khu bảo tồn")):
        return Body(at, end, True, True, _RESERVE)
    return (understood(doc, at) if doc.bits[at] & HEAD else None) or found


def _with_what_follows(doc: Doc, at: int, end: int, after: int, post: Post) -> Title | Literal[Absent.NONE] | None:
    """The post with the body, number, level, place or field behind it; None if that makes it no post at all."""
    v, low, kind = doc.v, doc.low, post.kind
    if after > end and post.name in v.members and (body := doc.body(end)):
        return of_bodies(doc, at, body, post)
    body = _meant(doc, after)
    if post.name in v.deputies and not (isinstance(body, Body) and body.head.name in v.councils | v.parliaments):
        return None
    if isinstance(body, Body):
        return of_bodies(doc, at, body, post)
    if body is Absent.CLASS:
        return of_class(doc, at, after, post)
    if kind == "whole":
        return Title(at, after, (), kind)
    if doc.numbered(after):
        return Title(at, after + 2, (), kind)
    if kind == "loose" and (where := area(doc, after)):
        return Title(at, where[0] if where[1] else _levels(doc, where[0]), (), kind)
    if kind == "loose" and low[after] == "các" and (stop := _classes(doc, after + 1)):
        return Title(at, stop, (), kind)  # bí thư các huyện, thị, thành ủy
    if tail := v.post_tails.longest(low, doc.gap, after):
        where = area(doc, tail[0])
        return Title(at, where[0] if where else tail[0], (), kind)
    if fielded := _of_field(doc, at, after, post):
        return fielded
    if low[after] in v.levelled and (
        post.name in v.directors or (doc.cap[after] and person(doc, after + 1, strict=True))
    ):
        return Title(at, after + 1, (), kind)  # phó giám đốc sở, Chánh Thanh tra Sở Trần Văn Dũng
    bare = doc.gap[after] or low[after + 1] in v.ends
    if low[after] in v.clubs and bare and post.name.endswith("chủ tịch"):
        return Title(at, after + 1, (), kind)  # Chủ tịch Hội
    if doc.gap[after + 1] and doc.words(after, after + 2) in v.ended and post.name in v.directors:
        return Title(at, after + 2, (), kind)  # phó giám đốc bệnh viện
    return None if kind == "managed" and (level(doc, after) or low[after] in v.plural) else Absent.NONE


def _levels(doc: Doc, end: int) -> int:
    """The end of bare levels that share a post: *bí thư tỉnh, thành phố*, *chủ tịch huyện, thị xã*."""
    while (nxt := doc.next_in_list(end)) is not None and (more := level(doc, nxt)):
        if doc.cap[more[0]] and not doc.gap[more[0] - 1]:
            break
        end = more[0]
    return end


def _classes(doc: Doc, at: int) -> int | None:
    """The end of a list of bare levels and committees at `at`; None where it is none, or names one of them."""
    stop = None
    for _ in range(_LEVELS):
        head = doc.v.heads.longest(doc.low, doc.gap, at)
        kind = level(doc, at)
        if head and head[1].name in doc.v.committees:
            end = head[0]
        elif kind:
            end = kind[0]
        elif doc.low[at] in doc.v.clipped:
            end = at + 1
        else:
            break
        if (doc.cap[end] and not doc.gap[end - 1]) or doc.cap[at]:
            return None
        stop = end
        nxt = doc.next_in_list(end)
        at = end if nxt is None else nxt
        if nxt is None and doc.gap[end - 1]:
            break
    return stop


def _of_field(doc: Doc, at: int, after: int, post: Post) -> Title | None:
    """A post with what it deals with in place of a body: *Bộ trưởng Quốc phòng Mỹ*, *Chỉ huy quân sự Thừa Thiên - Huế*."""
    if post.name not in doc.v.fielded_posts or not (doc.cap[after] or post.name in doc.v.commands):
        return None
    stop, firm = field(doc, at, after, AS_FIELD)
    if stop == after or not firm:
        return None
    if not doc.gap[stop - 1] and (body := doc.body(stop)):
        return Title(at, body.end, (body,), post.kind)
    where = area(doc, stop)
    return Title(at, where[0] if where else stop, (), post.kind)


def _alone(doc: Doc, at: int, after: int, post: Post) -> Title | None:
    """The post without a body: of directors only where another one shares it or an official's name stands beside."""
    sharing = post.name in doc.v.sharing and _shares(doc, after, post)
    if post.kind == "needy" or (post.kind == "managed" and post.name not in doc.v.directors and not sharing):
        return None
    weak = post.kind == "managed" and not _shares(doc, after, post)
    if weak and doc.cap[after] and not doc.gap[after - 1] and doc.low[after] not in doc.v.common:
        return None
    return Title(at, after, (), post.kind, weak)


def _shares(doc: Doc, end: int, post: Post) -> bool:
    """Whether the next post of a list names the body for this one too: *giám đốc và phó giám đốc Sở Tài chính*."""
    nxt = doc.next_in_list(end)
    other = title(doc, nxt) if nxt is not None and doc.bits[nxt] & POST else None
    shared = other is not None and bool(other.bodies)
    if post.name in doc.v.sharing:
        return shared and doc.low[nxt or end] == "phó"
    return shared and other is not None and other.kind == "managed"
