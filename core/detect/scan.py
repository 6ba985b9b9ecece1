"""One walk over an article's words that finds posts, bodies, places and what may be the name of a person."""

import dataclasses
from dataclasses import dataclass

from core.detect.agencies import Body, agency, field
from core.detect.names import Mention, mention, person
from core.detect.places import Doc, area, known, level, named, run
from core.detect.titles import Title, title
from core.detect.vocabulary import FAMILY, HEAD, HONORIFIC, LEVEL, PLACE, POST, PRESS, UPPER


@dataclass(slots=True)
class Found:
    """What the walk found, each list in text order, as indexes of words."""

    titles: list[Title] = dataclasses.field(default_factory=list)
    bodies: list[Body] = dataclasses.field(default_factory=list)
    papers: list[tuple[int, int]] = dataclasses.field(default_factory=list)
    places: list[tuple[int, int]] = dataclasses.field(default_factory=list)
    mentions: list[Mention] = dataclasses.field(default_factory=list)
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
        found.titles.append(post)
        if (who := person(doc, post.end)) and not post.weak:
            found.mentions.append(Mention(post.end, who, "title", False))
            return who
        if post.weak and (who := person(doc, post.end)):
            found.mentions.append(Mention(post.end, who, "weak", False))
            return who
        return post.end
    if bits & PLACE and bits & (HEAD | HONORIFIC) and _sure(doc, at) and (spot := _spot(doc, at, found)):
        found.places.append((at, spot))
        return spot
    if bits & HONORIFIC and (found_name := mention(doc, at)):
        found.mentions.append(found_name)
        return found_name.end
    if bits & HEAD and (end := _body(doc, at, found)):
        return end
    if bits & PRESS and (end := _paper(doc, at)):
        found.papers.append((at, end))
        return end
    if bits & LEVEL and (end := _typed(doc, at, found)):
        return end
    if bits & PLACE and (end := _spot(doc, at, found)):
        found.places.append((at, end))
        return end
    if bits & FAMILY and (who := person(doc, at, strict=True)):
        found.mentions.append(Mention(at, who, "", False))
        return who
    return None


def _sure(doc: Doc, at: int) -> bool:
    """Whether a place of more than one word, and nothing else, begins at `at`."""
    match = doc.v.spots.longest(doc.low, doc.gap, at)
    return match is not None and match[1].kind == "sure" and match[0] - at > 1


def _body(doc: Doc, at: int, found: Found) -> int | None:
    body = agency(doc, at)
    if not isinstance(body, Body):
        return _shared(doc, at, found)
    plural = at > 0 and not doc.gap[at - 1] and doc.low[at - 1] in doc.v.plural
    if plural and body.head.kind == "fielded" and not doc.cap[at] and not doc.cap[at + 1]:
        return None
    if (plural or (at == found.classed and doc.gap[at - 1] == ",")) and not body.named and _plain_kind(doc, body):
        found.classed = body.end
        return body.end
    found.bodies.append(body)
    return _siblings(doc, body, found) if plural and body.head.kind == "fielded" else body.end


def _shared(doc: Doc, at: int, found: Found) -> int | None:
    """A noun that shares its level with the bodies around it in a list: *UBND, Công an, Tòa án nhân dân thành phố*."""
    match = doc.v.heads.longest(doc.low, doc.gap, at)
    if match is None or match[1].kind != "tied" or not doc.cap[at] or not found.bodies:
        return None
    end, last = match[0], found.bodies[-1].end
    listed = last == at and doc.gap[at - 1] in (",", "-")
    nxt = _next_in_list(doc, end) if doc.gap[end - 1] != "-" else end
    if not listed or nxt is None or not isinstance(agency(doc, nxt), Body):
        return None
    found.bodies.append(Body(at, end, False, False, match[1]))
    return end


def _siblings(doc: Doc, body: Body, found: Found) -> int:
    """The bodies that share a noun in a list: *các Sở Nội vụ, Tư pháp, Thông tin và Truyền thông*; the end of the last."""
    end = body.end
    while (at := _next_in_list(doc, end)) is not None and doc.cap[at] and not isinstance(agency(doc, at), Body):
        stop, _ = field(doc, at, at, body.head)
        if stop == at or not doc.v.fields.longest(doc.low, doc.gap, at):
            break
        where = area(doc, stop)
        end = where[0] if where else stop
        found.bodies.append(Body(at, end, where is not None, where is not None, body.head))
    return end


def _plain_kind(doc: Doc, body: Body) -> bool:
    """Whether the body has no name of its own, so that several of it are a class (*các tỉnh ủy, thành ủy*)."""
    return body.head.kind in ("named", "tied") and body.head.name not in doc.v.councils


def _paper(doc: Doc, at: int) -> int | None:
    end, sure = doc.v.press.longest(doc.low, doc.gap, at) or (0, False)
    if not end:
        return None
    if not sure and not (at and doc.low[at - 1] in doc.v.press_cues and doc.gap[at - 1] in ("", ":", '"', "'")):
        return None
    return end


def _typed(doc: Doc, at: int, found: Found) -> int | None:
    """A place with its type word, and the names that share it in a list: *các huyện Chương Mỹ, Mỹ Đức*."""
    v = doc.v
    kind = level(doc, at)
    if kind is None:
        match = v.kinds.longest(doc.low, doc.gap, at)
        kind = (match[0], " ".join(doc.low[at : match[0]])) if match else None
        if kind and (kind[1] in _CAREFUL or (doc.cap[at] and kind[1] in v.family)) and not known(doc, kind[0]):
            if kind[1] not in _VILLAGES or not _led(doc, at, kind[0]):
                return None
    if at and not doc.gap[at - 1]:
        if (doc.low[at - 1], doc.low[at]) in v.compounds or (
            doc.bits[at] & doc.bits[at - 1] & UPPER and not doc.loud[at]
        ):
            return None
    if kind is None or (end := named(doc, *kind)) is None:
        return None
    if kind[1] in _VAGUE and not known(doc, kind[0]):
        return None
    if doc.bits[end - 1] & UPPER and len(kind[1]) == 1 and not known(doc, kind[0]):
        return None
    if at and not doc.gap[at - 1] and _in_company(doc, at - 1):
        return end
    found.places.append((at, end))
    lead = at - 1 if at < 2 or not level(doc, at - 1) else at - 2
    if at and (doc.low[lead] in v.plural or doc.low[lead].isdigit()):
        while (nxt := _next_in_list(doc, end)) is not None:
            if doc.low[nxt].isdigit() and kind[1] in v.numbered:
                stop = nxt + 1
            else:
                stop = (
                    max(known(doc, nxt) or 0, run(doc, nxt, True) or 0) or None
                    if doc.cap[nxt] and not level(doc, nxt)
                    else None
                )
            if stop is None:
                break
            found.places.append((nxt, stop))
            end = stop
    return end


_VAGUE = {"khối", "cụm", "vùng", "bang", "khu vực", "cộng hòa", "vương quốc", "miền", "liên bang", "xứ"}
_VILLAGES = {"bản", "làng", "sóc"}
_CAREFUL = {
    "hồ",
    "cầu",
    "nước",
    "bản",
    "phá",
    "đầm",
    "cảng",
    "biển",
    "châu",
    "mũi",
    "xứ",
    "hòn",
    "kênh",
    "rạch",
    "suối",
    "làng",
    "sóc",
}


def _led(doc: Doc, at: int, end: int) -> bool:
    """Whether a preposition or a list leads to the village at `at`, rather than to a copy or a version of something."""
    before = at > 0 and not doc.gap[at - 1] and doc.low[at - 1] in doc.v.place_cues
    stop = run(doc, end, True)
    return stop is not None and (before or at == 0 or doc.gap[at - 1] in (",", "(") or doc.gap[stop - 1] == ",")


def _next_in_list(doc: Doc, end: int) -> int | None:
    if doc.gap[end - 1] == ",":
        return end
    if doc.gap[end - 1] == "" and doc.low[end] == "và" and not doc.gap[end]:
        return end + 1
    return None


def _in_company(doc: Doc, before: int) -> bool:
    """Whether the words up to `before` are the beginning of a company's name."""
    for at in range(before, max(before - 10, -1), -1):
        if doc.low[at] in doc.v.company_stops or (at < before and doc.gap[at] not in ("", "-", "&")):
            return False
        match = doc.v.company.longest(doc.low, doc.gap, at)
        if match and match[0] <= before + 1:
            return True
    return False


def _spot(doc: Doc, at: int, found: Found) -> int | None:
    """A known name that stands for a place by itself."""
    match = doc.v.spots.longest(doc.low, doc.gap, at)
    if match is None:
        return None
    end, spot = match
    if (not all(doc.cap[at:end]) and not (doc.cap[end - 1] and not doc.cap[at])) or spot.kind == "typed":
        return None
    before = at - 1
    touching = before >= 0 and not doc.gap[before]
    if doc.cap[end] and not doc.gap[end - 1] and not doc.loud[at]:
        if person(doc, end, strict=True) is None and not doc.bits[end] & (POST | HEAD | LEVEL):
            return None
    if touching and doc.cap[before] and not doc.loud[at] and not (before == 0 or doc.gap[before - 1]):
        return None
    if touching and (doc.low[before] in doc.v.things or _in_company(doc, before)):
        return None
    if spot.kind == "doubtful":
        cued = touching and doc.low[before] in doc.v.place_cues
        listed = (
            not touching
            and before >= 0
            and doc.gap[before][-1:] in (",", "-", "(")
            and doc.cap[before]
            and end - at > 1
        )
        listed = listed or (found.places and _next_in_list(doc, found.places[-1][1]) == at)
        bracketed = before >= 0 and doc.gap[before].endswith(",") and doc.gap[end - 1].startswith("(")
        if not (cued or listed or bracketed):
            return None
    return end
