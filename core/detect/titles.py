"""How posts are named: a word for the post, what qualifies it, the body, level or place it belongs to."""

from dataclasses import dataclass

from core.detect.agencies import Body, agency, field, understood
from core.detect.names import person
from core.detect.places import Doc, area, known, level, named
from core.detect.vocabulary import HEAD, POST, Head, Post

_DEEPEST = 12
_AS_FIELD = Head("fielded", "sở")


@dataclass(frozen=True, slots=True)
class Title:
    """A post from word `start` to before `end`, with the bodies inside; `weak` where only a name beside it makes it one."""

    start: int
    end: int
    bodies: tuple[Body, ...]
    kind: str
    weak: bool = False


def title(doc: Doc, at: int) -> Title | None:
    """The post that begins at word `at`."""
    if at not in doc.titles:
        if doc.deep > _DEEPEST:
            return None
        doc.deep += 1
        doc.titles[at] = _read(doc, at)
        doc.deep -= 1
    return doc.titles[at]


def _read(doc: Doc, at: int) -> Title | None:
    low, gap, v = doc.low, doc.gap, doc.v
    if at and (low[at - 1], low[at]) in v.compounds and not gap[at - 1]:
        return None
    begin = at
    while (
        (modifier := v.before.longest(low, gap, begin)) and gap[modifier[0] - 1] in ("", ".") and modifier[0] - at < 4
    ):
        begin = modifier[0]
    match = v.posts.longest(low, gap, begin)
    if match is None:
        rank = v.ranks.longest(low, gap, begin)
        return (
            Title(at, rank[0], (), "rank") if rank and (doc.cap[begin] or begin > at or _rank(doc, rank[0])) else None
        )
    end, post = match
    if post.name in v.abroad:
        return _abroad(doc, _with_body(doc, at, end, post))
    if begin > at and low[at] == "q" and gap[at] != ".":
        return None
    return _with_body(doc, at, end, post)


def _abroad(doc: Doc, post: Title | None) -> Title | None:
    """A post with the country it is held in: *Đại sứ Việt Nam tại Lào*."""
    if post is None or doc.gap[post.end - 1] or doc.low[post.end] != "tại" or doc.gap[post.end]:
        return post
    where = known(doc, post.end + 1)
    return Title(post.start, where, post.bodies, post.kind) if where else post


def _rank(doc: Doc, end: int) -> bool:
    return doc.cap[end]


def _with_body(doc: Doc, at: int, end: int, post: Post) -> Title | None:
    low, gap, v = doc.low, doc.gap, doc.v
    counted = end + low[end].isdigit()
    private = not gap[end - 1] and v.private_posts.longest(low, gap, counted) and not _public(doc, end)
    if post.tail and v.private.longest(low, gap, end - post.tail):
        return None
    if private and not (post.tail and isinstance(agency(doc, end - post.tail), Body)):
        return None
    if post.kind == "jobs":
        return _job(doc, at, end)
    if post.kind == "local":
        return _local(doc, at, end)
    after = _qualified(doc, end, post)
    if post.tail and after == end:
        body = agency(doc, end - post.tail)
        if body == "none":
            body = understood(doc, end - post.tail) or body
        if isinstance(body, Body) and (body.end > end or body.head.kind == "named"):
            return _title(doc, at, body, post)
        if body == "class":
            return _of_class(doc, at, end - post.tail, post)
    if gap[after - 1] == "":
        if after > end and post.name in _MEMBERS and isinstance(body := _at(doc, end), Body):
            return _title(doc, at, body, post)
        body = _at(doc, after)
        if body == "none" and doc.bits[after] & HEAD:
            body = understood(doc, after) or body
        if post.name in _DEPUTIES and not (isinstance(body, Body) and body.head.name in v.councils | _PARLIAMENT):
            return None
        if isinstance(body, Body):
            return _title(doc, at, body, post)
        if body == "class":
            return _of_class(doc, at, after, post)
        if post.kind == "whole":
            return Title(at, after, (), post.kind)
        if doc.low[after] == "số" and doc.low[after + 1].isdigit() and not gap[after]:
            return Title(at, after + 2, (), post.kind)
        if post.kind == "loose" and (where := area(doc, after)):
            return Title(at, where[0], (), post.kind)
        if tail := v.post_tails.longest(low, gap, after):
            where = area(doc, tail[0])
            return Title(at, where[0] if where else tail[0], (), post.kind)
        if post.name in v.fielded_posts and (doc.cap[after] or post.name.endswith("chỉ huy")):
            stop, firm = field(doc, at, after, _AS_FIELD)
            if stop > after and firm:
                body = _at(doc, stop) if not gap[stop - 1] else None
                if isinstance(body, Body):
                    return Title(at, body.end, (body,), post.kind)
                where = area(doc, stop)
                return Title(at, where[0] if where else stop, (), post.kind)
        if low[after] in v.levelled and doc.cap[after] and person(doc, after + 1, strict=True):
            return Title(at, after + 1, (), post.kind)
        if post.kind == "managed" and low[after] in v.levelled and "giám đốc" in post.name:
            return Title(at, after + 1, (), post.kind)
        if (level(doc, after) or low[after] in v.plural) and post.kind == "managed":
            return None
    elif gap[after - 1] == "," and post.name in _APPOSED and isinstance(body := _at(doc, after), Body):
        if body.head.name.split()[-1] in ("sự", "sư", "phòng", "lệnh"):
            return _title(doc, at, body, post)
    if post.kind in ("needy",) or (post.kind == "managed" and "giám đốc" not in post.name):
        return None
    weak = post.kind == "managed" and not _shares(doc, after)
    if weak and doc.cap[after] and gap[after - 1] == "" and low[after] not in v.common:
        return None
    return Title(at, after, (), post.kind, weak)


def _shares(doc: Doc, end: int) -> bool:
    """Whether the next post of a list names the body for this one too: *giám đốc và phó giám đốc Sở Tài chính*."""
    nxt = end if doc.gap[end - 1] == "," else end + 1 if doc.low[end] == "và" and not doc.gap[end - 1] else None
    other = title(doc, nxt) if nxt is not None and doc.bits[nxt] & POST else None
    return other is not None and bool(other.bodies) and other.kind == "managed"


_DEPUTIES = {"đại biểu", "đb"}
_PARLIAMENT = {"quốc hội", "nghị viện", "hạ viện"}
_MEMBERS = {"ủy viên", "uv"}
_APPOSED = {"chỉ huy trưởng", "chính ủy", "phó chỉ huy trưởng", "phó chính ủy", "tư lệnh"}


def _local(doc: Doc, at: int, end: int) -> Title:
    """*Trưởng thôn Nậm Rịa*, *Tổ trưởng tổ dân phố số 5*: the name or number of the place belongs to the post."""
    name = None
    if not doc.gap[end - 1]:
        numbered = doc.low[end] == "số" and doc.low[end + 1].isdigit()
        name = end + 2 if numbered else named(doc, end, doc.low[end - 1])
        name = name or (end + 1 if doc.low[end].isdigit() else None)
    return Title(at, name or end, (), "local")


def _job(doc: Doc, at: int, end: int) -> Title | None:
    """*Cán bộ địa chính phường Phú Hữu*, *chuyên viên Phòng Nội vụ*: the job's field and place, or its body, are named."""
    if doc.gap[end - 1]:
        return None
    if isinstance(body := _at(doc, end), Body):
        return Title(at, body.end, (body,), "jobs", weak=True)
    match = doc.v.fields.longest(doc.low, doc.gap, end)
    if match is None:
        return None
    stop, _ = field(doc, at, end, _AS_FIELD)
    where = area(doc, max(stop, match[0]))
    return Title(at, where[0], (), "jobs") if where and where[1] else None


def _of_class(doc: Doc, at: int, head: int, post: Post) -> Title | None:
    """A post of a whole class of bodies counts as far as it names the levels (*Chủ tịch UBND các quận, huyện*), not *các cấp*."""
    end = doc.v.heads.longest(doc.low, doc.gap, head)[0]
    match = doc.v.plural_after.longest(doc.low, doc.gap, end)
    if match is None or post.kind == "managed" or (kind := level(doc, match[0])) is None:
        return None
    end = kind[0]
    while True:
        nxt = (
            end
            if doc.gap[end - 1] in (",", "-")
            else end + 1
            if doc.low[end] == "và" and not doc.gap[end - 1]
            else None
        )
        if nxt is None or (more := level(doc, nxt)) is None or doc.cap[more[0]]:
            break
        end = more[0]
    if tail := doc.v.tails.longest(doc.low, doc.gap, end):
        end = tail[0] if not doc.gap[end - 1] else end
    return Title(at, end, (), post.kind)


def _at(doc: Doc, at: int) -> Body | str:
    return agency(doc, at) if doc.bits[at] & HEAD else "none"


def _public(doc: Doc, at: int) -> bool:
    return isinstance(_at(doc, at), Body)


def _qualified(doc: Doc, end: int, post: Post) -> int:
    """The end of the words that qualify a post (*Thường trực*, *phụ trách*) from `end`."""
    while doc.gap[end - 1] == "" and (match := doc.v.after.longest(doc.low, doc.gap, end)):
        if post.name == "đại biểu" or (doc.low[match[0] - 1] == "trách" and not _led(doc, match[0])):
            break
        end = match[0]
    return end


def _led(doc: Doc, at: int) -> bool:
    """Whether a body, a level or the end of the phrase follows: what one is *phụ trách* of is no part of the post."""
    return bool(doc.gap[at - 1]) or isinstance(_at(doc, at), Body) or level(doc, at) is not None


def _title(doc: Doc, at: int, body: Body, post: Post) -> Title:
    """A post with its body, and with a second council that shares it: *Chủ tịch HĐND, UBND tỉnh*."""
    v = doc.v
    if (
        post.name in _DEPUTIES
        and doc.low[body.end] == "đoàn"
        and not doc.gap[body.end - 1]
        and (where := area(doc, body.end + 1))
    ):
        return Title(at, where[0], (body,), post.kind)
    if post.name not in _DEPUTIES and (whole := _whole(doc, body)) is not None:
        return Title(at, whole.end, (body, whole), post.kind)
    if not body.area and body.head.name in v.councils and "chủ tịch" in post.name:
        end = body.end
        mark = doc.gap[end - 1]
        nxt = end + 1 if mark == "" and doc.low[end] == "và" else end
        if (
            (mark in (",", "-") or nxt > end)
            and isinstance(other := _at(doc, nxt), Body)
            and other.head.name in v.councils
        ):
            return Title(at, other.end, (body, other), post.kind)
    bodies = [body]
    while not bodies[-1].area and bodies[-1].head.name in _COMMITTEES and doc.gap[bodies[-1].end - 1] == ",":
        other = _at(doc, bodies[-1].end)
        if not isinstance(other, Body) or other.area or other.head.name not in _COMMITTEES:
            break
        bodies.append(other)
    return Title(at, bodies[-1].end, tuple(bodies), post.kind)


def _whole(doc: Doc, body: Body) -> Body | None:
    """The body that a part is said to be of: *Trưởng phòng Xúc tiến đầu tư của Ban quản lý …*, *Chủ nhiệm Ủy ban … của Quốc hội*."""
    if body.area or doc.gap[body.end - 1] or doc.low[body.end] not in ("của", "thuộc") or doc.gap[body.end]:
        return None
    rank = doc.v.rank.get(body.head.name, doc.v.rank["cục"] if body.head.name.startswith("ủy ban ") else None)
    found = _at(doc, body.end + 1)
    if rank is None or not isinstance(found, Body) or not (found.named or found.head.kind == "named"):
        return None
    return found if doc.v.rank.get(found.head.name, rank + 1) > rank else None


_COMMITTEES = {"tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thị ủy"}
