"""Special forms of posts: with the bodies they name, of villages, of jobs, of whole classes of bodies, abroad."""

from core.detect.areas import area
from core.detect.body import Body
from core.detect.doc import Doc
from core.detect.fields import field
from core.detect.places import known, level, named
from core.detect.title import Title
from core.detect.vocabulary import Head, Post

AS_FIELD = Head("fielded", "sở")


def of_bodies(doc: Doc, at: int, body: Body, post: Post) -> Title:
    """A post with its body, and with the others that share it: *Chủ tịch HĐND, UBND tỉnh*, *Phó Bí thư Tỉnh ủy, Thành ủy*."""
    v, kind = doc.v, post.kind
    if post.name in v.deputies:
        where = area(doc, body.end + 1) if doc.follows(body.end, "đoàn") else None
        return Title(at, where[0] if where else body.end, (body,), kind)
    if whole := _whole(doc, body):
        return Title(at, whole.end, (body, whole), kind)
    if not body.area and body.head.name in v.councils and post.name.endswith("chủ tịch"):
        end, mark = body.end, doc.gap[body.end - 1]
        nxt = end if mark in (",", "-") else end + 1 if doc.follows(end, "và") else None
        other = doc.body(nxt) if nxt is not None else None
        if other and other.head.name in v.councils:
            return Title(at, other.end, (body, other), kind)
    bodies = [body]
    while not bodies[-1].area and bodies[-1].head.name in v.committees and doc.gap[bodies[-1].end - 1] == ",":
        other = doc.body(bodies[-1].end)
        if other is None or other.area or other.head.name not in v.committees:
            break
        bodies.append(other)
    return Title(at, bodies[-1].end, tuple(bodies), kind)


def _whole(doc: Doc, body: Body) -> Body | None:
    """The body that this one is said to be a part of: *Trưởng phòng Xúc tiến đầu tư của Ban quản lý …*."""
    if (body.area and body.head.name != "thường trực") or not (
        doc.follows(body.end, "của") or doc.follows(body.end, "thuộc")
    ):
        return None
    name = body.head.name
    first = "cục" if name.startswith(("ủy ban ", "thường trực")) else name.split()[0]
    rank = doc.v.rank.get(name, doc.v.rank.get(first))
    found = doc.body(body.end + 1)
    if rank is None or found is None or not (found.named or found.head.kind == "named"):
        return None
    return found if doc.v.rank.get(found.head.name, rank + 1) > rank else None


def of_class(doc: Doc, at: int, head: int, post: Post) -> Title | None:
    """A post of a class of bodies counts as far as it names the levels (*Chủ tịch UBND các quận, huyện*), not *các cấp*."""
    match = doc.v.heads.longest(doc.low, doc.gap, head)
    plural = doc.v.plural_after.longest(doc.low, doc.gap, match[0]) if match else None
    kind = level(doc, plural[0]) if plural and post.kind != "managed" else None
    if kind is None:
        return None
    end = kind[0]
    while (nxt := end if doc.gap[end - 1] == "-" else doc.next_in_list(end)) is not None:
        more = level(doc, nxt)
        if more is None and doc.low[nxt] in doc.v.clipped:
            end = nxt + 1
            continue
        if more is None or doc.cap[more[0]]:
            break
        end = more[0]
    tail = None if doc.gap[end - 1] else doc.v.tails.longest(doc.low, doc.gap, end)
    return Title(at, tail[0] if tail else end, (), post.kind)


def of_village(doc: Doc, at: int, end: int) -> Title:
    """*Trưởng thôn Nậm Rịa*, *Tổ trưởng tổ dân phố số 5*: the name or number of the place belongs to the post."""
    if doc.gap[end - 1]:
        return Title(at, end, (), "local")
    if doc.numbered(end):
        return Title(at, end + 2, (), "local")
    name = named(doc, end, doc.low[end - 1]) or (end + 1 if doc.low[end].isdigit() else end)
    return Title(at, name, (), "local")


def of_job(doc: Doc, at: int, end: int) -> Title | None:
    """*Cán bộ địa chính phường Phú Hữu*, *chuyên viên Phòng Nội vụ*: the job's field and place, or its body, are named."""
    if doc.gap[end - 1]:
        return None
    if body := doc.body(end):
        return Title(at, body.end, (body,), "jobs", weak=True)
    match = doc.v.fields.longest(doc.low, doc.gap, end)
    if match is None:
        return None
    stop, _ = field(doc, at, end, AS_FIELD)
    where = area(doc, max(stop, match[0]))
    return Title(at, where[0], (), "jobs") if where and where[1] else None


def abroad(doc: Doc, post: Title | None) -> Title | None:
    """A post with the country it is held in: *Đại sứ Việt Nam tại Lào*."""
    if post is None or not doc.follows(post.end, "tại"):
        return post
    where = known(doc, post.end + 1)
    return Title(post.start, where, post.bodies, post.kind) if where else post
