"""One walk over an article's words that finds posts, bodies, places and what may be the name of a person."""

from dataclasses import dataclass, field

from core.detect.areas import area
from core.detect.body import Body
from core.detect.doc import Doc
from core.detect.fields import field as field_at
from core.detect.names import Mention, mention, past_degrees, person
from core.detect.places import level, named
from core.detect.spots import alone, numbers, route, typed
from core.detect.title import Title
from core.detect.titles import title
from core.detect.vocabulary import FAMILY, HEAD, HONORIFIC, LEVEL, PLACE, POST, PRESS, ROAD, UPPER, Head

_LIST = 9  # words in which a list of bodies comes to its end


@dataclass(slots=True)
class Found:
    """What the walk found, each list in text order, as indexes of words."""

    titles: list[Title] = field(default_factory=list)
    bodies: list[Body] = field(default_factory=list)
    papers: list[tuple[int, int]] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    classed: int = -1  # where the last body that stood for its whole class ended


def scan(doc: Doc) -> Found:
    """Everything the grammar finds in the text, from left to right, the longest reading first."""
    found = Found()
    end = 0
    for at, bits in enumerate(doc.bits):
        if bits and at >= end:
            end = _step(doc, at, bits, found) or end
    return found


def _step(doc: Doc, at: int, bits: int, found: Found) -> int | None:
    """Read what begins at word `at`; the index of the first word after it, or None where nothing does."""
    if bits & POST and (post := title(doc, at)):
        return _title(doc, post, found)
    if bits & HEAD and doc.gap[at - 1] in (",", "-") and (post := _listed(doc, at, found)):
        return _title(doc, post, found)
    if bits & PLACE and bits & (HEAD | HONORIFIC) and _sure(doc, at) and (end := alone(doc, at, found.places)):
        found.places.append((at, end))
        return end
    if bits & HONORIFIC and (who := mention(doc, at)):
        found.mentions.append(who)
        return who.end
    if bits & HEAD and (end := _body(doc, at, found)):
        return end
    if bits & PRESS and (end := _paper(doc, at)):
        found.papers.append((at, end))
        return end
    if bits & LEVEL and (end := typed(doc, at, found.places)):
        return end
    if bits & ROAD and (end := route(doc, at, found.places)):
        return end
    if bits & PLACE and (end := alone(doc, at, found.places)):
        found.places.append((at, end))
        return end
    if bits & FAMILY and (end := person(doc, at, strict=True)):
        found.mentions.append(Mention(at, end, "", at))
        return end
    return None


def _listed(doc: Doc, at: int, found: Found) -> Title | None:
    """A committee that stands for a seat on it in somebody's list of posts: *A, TVTU, Trưởng ban …*, *A - Thường vụ Tỉnh ủy*."""
    after_name = found.mentions and found.mentions[-1].end == at
    if not (after_name or (found.titles and found.titles[-1].end == at and found.titles[-1].kind != "rank")):
        return None
    body = doc.body(at)
    if body is None or not (doc.gap[body.end - 1] or doc.low[body.end] in ("kiêm", "và")):
        return None
    if doc.low[at] in doc.v.seats:
        return Title(at, body.end, (), "whole")
    if doc.words(at, at + 2) not in doc.v.seats:
        return None
    whole = doc.body(at + 2)
    return Title(at, body.end, (whole,) if whole else (), "whole")


def _title(doc: Doc, post: Title, found: Found) -> int:
    """A post, and the person named right behind it."""
    found.titles.append(post)
    begin = _past_term(doc, post.end)
    end = person(doc, begin)
    if end is None and doc.gap[begin - 1] in ("", ",") and (start := past_degrees(doc, begin)) > begin:
        end = person(doc, start, led=True)  # Đại úy, bác sĩ Hoàng Văn A
        begin, end = start, end if end and end - start > 1 else None
    if end is None:
        return post.end
    found.mentions.append(Mention(begin, end, "weak" if post.weak else "title", begin))
    return end


def _past_term(doc: Doc, at: int) -> int:
    """The word after *khóa XIII* and *nhiệm kỳ 2016 - 2021* at `at`; `at` where neither stands there."""
    end = at
    while not doc.gap[end - 1]:
        size = next((n for n in (1, 2) if doc.words(end, end + n) in doc.v.terms), 0)
        if not size or doc.gap[end + size - 1] or not (doc.low[end + size].isdigit() or doc.bits[end + size] & UPPER):
            break
        end += size + 1
        if doc.gap[end - 1] == "-" and doc.low[end].isdigit():
            end += 1
    return end


def _sure(doc: Doc, at: int) -> bool:
    """Whether a place of more than one word, and nothing else, begins at `at`."""
    match = doc.v.spots.longest(doc.low, doc.gap, at)
    return match is not None and match[1].kind == "sure" and match[0] - at > 1


def _body(doc: Doc, at: int, found: Found) -> int | None:
    """A body that is no class of bodies, and those that share its noun or its level in a list."""
    match = doc.v.heads.longest(doc.low, doc.gap, at)
    if match is None:
        return None
    body = doc.body(at)
    if body is None:
        return _after_colon(doc, at, *match, found) or _shared(doc, at, *match, found)
    plural, fielded = doc.plural(at), body.head.kind == "fielded"
    if body.head.name == "công an" and not doc.cap[at] and at and not doc.gap[at - 1] and doc.low[at - 1].isdigit():
        return body.end  # bắt 2 công an quận 11: men, no body
    if plural and fielded and not doc.cap[at] and not doc.cap[at + 1]:
        return None
    if plural and not body.area and doc.words(at, body.end) in doc.v.collective:
        return body.end
    goes_on = at == found.classed and doc.gap[at - 1] == ","
    if (plural or goes_on) and not body.named and _plain(doc, body):  # các tỉnh ủy, thành ủy
        found.classed = body.end
        return body.end
    if (not body.area or body.head.name == "thường trực") and _of_all(doc, body.end, _at_all_levels(doc, body)):
        return body.end
    after_place = bool(found.places) and found.places[-1][1] == at and doc.gap[at - 1] == ","
    if body.head.kind == "schools" and body.end - at == 2 and after_place and not doc.gap[at]:
        found.places.append((at, body.end))  # Phường Thới Hòa, Trường Lạc
        return body.end
    found.bodies.append(body)
    if body.named and doc.low[body.end - 1].isdigit() and level(doc, body.end - 2):
        return numbers(doc, body.end, found.places)  # UBND quận 1, 3 và 10
    return _siblings(doc, body, found) if fielded and (plural or _enumerating(doc, body)) else body.end


def _enumerating(doc: Doc, body: Body) -> bool:
    """Whether other fields with a capital follow the noun's own: *Sở Nội vụ, Tài chính và Tư pháp*."""
    if body.head.name not in doc.v.firm or body.area or not doc.cap[body.start] or doc.loud[body.start]:
        return False
    at = doc.next_in_list(body.end)
    if at is None or not doc.cap[at]:
        return False
    match = doc.v.fields.longest(doc.low, doc.gap, at)
    return match is not None and match[0] - at > 1 and not (doc.cap[match[0]] and not doc.gap[match[0] - 1])


def _at_all_levels(doc: Doc, body: Body) -> bool:
    """Whether a body is one that every commune and district has, as far as its name says."""
    names = (body.head.name, doc.low[body.end - 1], doc.words(body.end - 2, body.end))
    return not body.named and not doc.v.everywhere.isdisjoint(names)


def _of_all(doc: Doc, end: int, everywhere: bool) -> bool:
    """Whether a list that goes on after a body ends in *các cấp*: *MTTQ, tổ chức đoàn thể các cấp*; in *các xã, phường* only
    where such have the body (`everywhere`).
    """
    if doc.next_in_list(end) is None:
        return False
    for at in range(end, min(end + _LIST, doc.n)):
        if doc.gap[at - 1] not in ("", ",") or (
            doc.low[at] in doc.v.ends and doc.low[at] not in ("và", "các", "tổ chức")
        ):
            return False
        if doc.low[at] == "các" and not doc.gap[at]:
            kind = level(doc, at + 1)
            if everywhere and kind and not named(doc, *kind):
                return True
            return doc.low[at + 1] == "cấp" and doc.low[at + 2] != "ủy"
        if doc.bits[at] & LEVEL and level(doc, at):
            return False
    return False


def _plain(doc: Doc, body: Body) -> bool:
    """Whether the body has no name of its own, so that several of it are a class."""
    return body.head.kind in ("named", "tied") and body.head.name not in doc.v.councils


def _shared(doc: Doc, at: int, end: int, head: Head, found: Found) -> int | None:
    """A noun that shares its level with the bodies around it in a list: *UBND, Công an, Tòa án nhân dân thành phố*."""
    if head.kind != "tied" or not doc.cap[at] or not found.bodies:
        return None
    mark = doc.gap[at - 1]
    nxt = end if doc.gap[end - 1] == "-" else doc.next_in_list(end)
    if found.bodies[-1].end != at or mark not in (",", "-") or nxt is None or not doc.body(nxt):
        return None
    found.bodies.append(Body(at, end, False, False, head))
    return end


def _after_colon(doc: Doc, at: int, begin: int, head: Head, found: Found) -> int | None:
    """The bodies whose fields a colon leads to: *các sở: Tài chính, Nội vụ*; the end of the last."""
    if head.name not in doc.v.firm or doc.gap[begin - 1] != ":" or not doc.plural(at):
        return None
    if not doc.cap[begin] or doc.body(begin) or not doc.v.fields.longest(doc.low, doc.gap, begin):
        return None
    stop, _ = field_at(doc, begin, begin, head)
    first = Body(begin, stop, False, False, head)
    found.bodies.append(first)
    return _siblings(doc, first, found)


def _siblings(doc: Doc, body: Body, found: Found) -> int:
    """The bodies that share a noun in a list: *các Sở Nội vụ, Tư pháp, Thông tin và Truyền thông*; the end of the last."""
    end = body.end
    while (at := end if doc.gap[end - 1] == ";" else doc.next_in_list(end)) is not None:
        if not doc.cap[at] or doc.body(at):
            break
        match = doc.v.fields.longest(doc.low, doc.gap, at)
        if match is None:
            break
        last = doc.follows(match[0], "và") and doc.cap[match[0] + 1]  # Tài chính và Xây dựng: two
        stop = match[0] if last else field_at(doc, at, at, body.head)[0]
        where = area(doc, stop)
        end = where[0] if where else stop
        found.bodies.append(Body(at, end, where is not None, where is not None, body.head))
    return end


def _paper(doc: Doc, at: int) -> int | None:
    """The end of a paper's name at `at`; one that is a common word too only behind a word that leads to papers."""
    match = doc.v.press.longest(doc.low, doc.gap, at)
    if match is None:
        return None
    before = at - 1 - (at > 1 and doc.follows(at - 1, "của"))  # nguồn tin của Tuổi Trẻ
    led = at > 0 and doc.low[before] in doc.v.press_cues and doc.gap[at - 1] in ("", ":", '"', "'")
    return match[0] if match[1] or led else None
