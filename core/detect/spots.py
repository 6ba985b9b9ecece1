"""Places that stand by themselves: with their type word, alone, and in lists."""

from core.detect.doc import Doc
from core.detect.names import person
from core.detect.places import known, level, named, run
from core.detect.vocabulary import HEAD, LEVEL, POST, UPPER


def typed(doc: Doc, at: int, places: list[tuple[int, int]]) -> int | None:
    """Add the place whose type word stands at `at`, and those that share it; the end of the last, or None."""
    kind = level(doc, at) or _kind(doc, at)
    if kind and doc.gap[kind[0] - 1] == ":" and doc.plural(at):
        return _after_colon(doc, *kind, places)
    if kind is None or _bound(doc, at) or (end := named(doc, *kind)) is None:
        return None
    if not known(doc, kind[0]) and (kind[1] in doc.v.vague or (len(kind[1]) == 1 and doc.bits[end - 1] & UPPER)):
        return None
    if at and not doc.gap[at - 1] and in_company(doc, at - 1):
        return end
    places.append((at, end))
    lead = at - 1 if at > 1 and level(doc, at - 1) else at
    if doc.plural(lead) or (lead and doc.low[lead - 1].isdigit()) or _several(doc, lead):
        return _list(doc, end, kind[1], places)
    return numbers(doc, end, places) if kind[1] in doc.v.numbered and doc.low[end - 1].isdigit() else end


def _after_colon(doc: Doc, end: int, word: str, places: list[tuple[int, int]]) -> int | None:
    """Add the places of a list that a colon leads to: *các xã: Tân Ân, Đất Mũi*; the end of the last, or None."""
    stop = (known(doc, end) or run(doc, end, True)) if doc.cap[end] and not doc.body(end) else None
    if stop is None or word in doc.v.vague:
        return None
    places.append((end, stop))
    return _list(doc, stop, word, places)


def numbers(doc: Doc, end: int, places: list[tuple[int, int]]) -> int:
    """Add the numbers that share the type word of the one that ends at `end`, without a plural: *quận 1, 3 và 10*."""
    while (nxt := doc.next_in_list(end)) is not None and doc.low[nxt].isdigit() and len(doc.low[nxt]) < 3:
        stops = doc.gap[nxt] not in ("", "%") and not _fraction(doc, nxt)
        verb = not doc.gap[nxt] and doc.low[nxt + 1] in doc.v.ends  # quận 1 và 12 đang thí điểm
        if not (stops or verb or level(doc, nxt + 1)):  # quận 1, 3 người
            break
        places.append((nxt, nxt + 1))
        end = nxt + 1
    return end


def _fraction(doc: Doc, at: int) -> bool:
    """Whether the number at `at` goes on behind a mark without a space: *3,5 ha*, *3/2*."""
    return doc.low[at + 1].isdigit() and doc.t.starts[at + 1] - doc.t.ends[at] == 1


def route(doc: Doc, at: int, places: list[tuple[int, int]]) -> int | None:
    """Add the places that a road joins, known or not: *tuyến đường Hòa Hải - Phúc Đồng*; the end of the last, or None."""
    match = doc.v.roads.longest(doc.low, doc.gap, at)
    if match is None or doc.gap[match[0] - 1] or not doc.cap[match[0]]:
        return None
    ends, begin, found = match[0], match[0], list[tuple[int, int]]()
    while len(found) < 4 and doc.cap[begin]:
        ends = known(doc, begin) or run(doc, begin, True) or begin
        if not 2 <= ends - begin <= 3 and not known(doc, begin):
            return None
        found.append((begin, ends))
        if doc.gap[ends - 1] != "-":
            break
        begin = ends
    if len(found) < 2:
        return None
    places += found
    return ends


def _kind(doc: Doc, at: int) -> tuple[int, str] | None:
    """A type word of places that are no level; a common word only with a known name, or where a hamlet is led to."""
    v = doc.v
    match = v.kinds.longest(doc.low, doc.gap, at)
    if match is None:
        return None
    end, word = match[0], doc.words(at, match[0])
    if (word in v.careful or (doc.cap[at] and word in v.family)) and not known(doc, end):
        return (end, word) if word in v.hamlets and _led(doc, at, end) else None
    return end, word


def _bound(doc: Doc, at: int) -> bool:
    """Whether the type word is half of a common word (yêu *cầu*) or of a name in capitals (Ảnh: PHAN *SÔNG* NGÂN)."""
    if not at or doc.gap[at - 1]:
        return False
    return doc.compounded(at) or bool(doc.bits[at] & doc.bits[at - 1] & UPPER and not doc.loud[at])


def _list(doc: Doc, end: int, word: str, places: list[tuple[int, int]]) -> int:
    """Add the names that share a type word: *các huyện Chương Mỹ, Mỹ Đức*; the end of the last."""
    while (nxt := doc.next_in_list(end)) is not None:
        stop = 0
        if doc.low[nxt].isdigit() and word in doc.v.numbered:
            stop = nxt + 1
        elif doc.cap[nxt] and not level(doc, nxt) and not doc.body(nxt):
            stop = max(known(doc, nxt) or 0, run(doc, nxt, True) or 0)
            hero = doc.v.heroes.longest(doc.low, doc.gap, nxt) if not stop and word in doc.v.small_levels else None
            stop = hero[0] if hero else stop
        if not stop:
            break
        places.append((nxt, stop))
        end = stop
    return end


def _led(doc: Doc, at: int, end: int) -> bool:
    """Whether a preposition or a list leads to the hamlet at `at`, rather than to a copy or a version of something."""
    cued = at == 0 or doc.gap[at - 1] in (",", "(") or (not doc.gap[at - 1] and doc.low[at - 1] in doc.v.place_cues)
    stop = run(doc, end, True) if doc.cap[end] else None
    return stop is not None and (cued or doc.gap[stop - 1] == ",")


def in_company(doc: Doc, before: int) -> bool:
    """Whether the words up to `before` are the beginning of a company's name."""
    for at in range(before, max(before - 10, -1), -1):
        if doc.low[at] in doc.v.company_stops or (at < before and doc.gap[at] not in ("", "-", "&")):
            return False
        match = doc.v.company.longest(doc.low, doc.gap, at)
        if match and match[0] <= before + 1:
            return True
    return False


def alone(doc: Doc, at: int, places: list[tuple[int, int]]) -> int | None:
    """The end of a known name at `at` that stands for a place by itself."""
    match = doc.v.spots.longest(doc.low, doc.gap, at)
    if match is None or match[1].kind == "typed":
        return None
    end, spot = match
    if at and doc.low[at - 1] == "tiếng" and not doc.gap[at - 1]:
        return None
    if not doc.cap[end - 1] or not (all(doc.cap[at:end]) or not doc.cap[at]) or _in_name(doc, at, end):
        return None
    return end if spot.kind == "sure" or _meant(doc, at, end, places) else None


def _in_name(doc: Doc, at: int, end: int) -> bool:
    """Whether the name is part of another one: of capitals around it, of a street, of a company."""
    goes_on = not doc.loud[at] and doc.cap[end] and not doc.gap[end - 1]
    if goes_on and not doc.bits[end] & (POST | HEAD | LEVEL) and person(doc, end, strict=True) is None:
        return True
    if at == 0 or doc.gap[at - 1]:
        return False
    if doc.cap[at - 1] and not doc.loud[at] and at > 1 and not doc.gap[at - 2]:
        return True
    named_after = doc.low[at - 1] in doc.v.things and doc.low[at - 1] not in doc.v.sites
    return (named_after and not doc.compounded(at - 1) and not _route(doc, at, end)) or in_company(doc, at - 1)


def _several(doc: Doc, at: int) -> bool:
    """Whether those of several places are spoken of: *các cử tri xã A, B*, *các hộ dân thôn A, B*."""
    for back in (1, 2):
        if at - back < 1 or doc.gap[at - back] or doc.cap[at - back]:
            return False
        if doc.plural(at - back):
            return True
    return False


def _route(doc: Doc, at: int, end: int) -> bool:
    """Whether a road is named by the places it joins: *tuyến đường Nam Đông - A Lưới*."""
    return doc.gap[end - 1] == "-" and doc.cap[end] and doc.low[at - 1] == "đường"


def _meant(doc: Doc, at: int, end: int, places: list[tuple[int, int]]) -> bool:
    """Whether a name that is a common word or a person's too means the place: after a preposition or in a list of places."""
    if places and doc.next_in_list(places[-1][1]) == at:
        return True
    if at == 0:
        return False
    mark = doc.gap[at - 1]
    if doc.gap[end - 1] == "-" and (other := doc.v.spots.longest(doc.low, doc.gap, end)) and other[1].kind == "sure":
        return doc.cap[end]  # Mỹ - Triều Tiên
    if not mark:
        return doc.low[at - 1] in doc.v.place_cues
    listed = mark[-1] in (",", "-", "(") and doc.cap[at - 1] and end - at > 1
    return listed or (mark.endswith(",") and doc.gap[end - 1].startswith("("))
