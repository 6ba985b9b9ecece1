"""How places are named: a level of administration with a name or a number, or a known name alone."""

from core.detect.doc import Doc
from core.detect.vocabulary import HEAD, LEVEL, POST, UPPER

_ROMAN = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"}
_LONGEST = 4


def level(doc: Doc, at: int) -> tuple[int, str] | None:
    """The end of a word for a level at `at` and the word; short forms (Q., P.) only before a name or number."""
    found = doc.v.levels.longest(doc.low, doc.gap, at)
    if found is None:
        return None
    end, kind = found
    if kind == "short" and not _short(doc, at, end):
        return None
    return end, doc.words(at, end)


def _short(doc: Doc, at: int, end: int) -> bool:
    mark, follows = doc.gap[end - 1], doc.low[end]
    if not doc.cap[at] or (follows in doc.v.abbreviations and doc.bits[end] & HEAD):
        return False
    numbered = follows.isdigit() and doc.low[at] in doc.v.numbered and mark in ("", ".")
    return numbered or (mark == "." and doc.cap[end] and len(follows) > 1)


def named(doc: Doc, end: int, word: str) -> int | None:
    """The end of the name or number that follows a level whose word ends at `end`; None where there is none."""
    v, mark, follows = doc.v, doc.gap[end - 1], doc.low[end]
    if (mark and not (mark in (".", ".\n") and word in v.dotted)) or _decimal(doc, end):
        return None
    if word in v.numbered and ((follows.isdigit() and len(follows) < 4) or (doc.cap[end] and follows in _ROMAN)):
        court = known(doc, end + 1) if word == "khu vực" and doc.gap[end] == "-" else None
        return court or end + 1  # TAND khu vực 5 - Lào Cai
    if not doc.cap[end]:
        return None
    match = v.spots.longest(doc.low, doc.gap, end)
    spot = match[0] if match else None
    if mark == ".\n" or (mark and word in v.cities):
        return spot
    if spot and word == "khu vực":
        return _joined(doc, spot)
    if spot and word not in v.small_levels:
        if word in v.sited and _longer(doc, spot):
            return spot + 1  # hồ Ea Súp Thượng
        return spot + 1 if word in v.counted and low_number(doc, spot) else spot
    return _unknown(doc, end, word, spot)


def _longer(doc: Doc, spot: int) -> bool:
    """Whether one more word with a capital goes on after a known name."""
    if not doc.cap[spot] or doc.gap[spot - 1] or doc.loud[spot] or doc.bits[spot] & (POST | HEAD | LEVEL | UPPER):
        return False
    return doc.low[spot] not in doc.v.common and not (doc.cap[spot + 1] and not doc.gap[spot])


def low_number(doc: Doc, at: int) -> bool:
    """Whether a number of one digit touches the name before `at`: *khu công nghiệp Trà Nóc 2*."""
    return not doc.gap[at - 1] and doc.low[at].isdigit() and len(doc.low[at]) == 1


def counts(doc: Doc, at: int) -> bool:
    """Whether the number at `at` counts what comes after it (*3 hộ*) or goes on (*2,5 tỷ*) rather than names a place."""
    if doc.gap[at] in ("", "%"):
        return doc.gap[at] == "%" or not doc.v.counted_things.isdisjoint((doc.low[at + 1], doc.words(at + 1, at + 3)))
    return doc.low[at + 1].isdigit() and doc.t.starts[at + 1] - doc.t.ends[at] == 1


def _decimal(doc: Doc, at: int) -> bool:
    """Whether a number with a fraction stands at `at`: *khu vực 4,3 ha*."""
    if not doc.low[at].isdigit() or doc.gap[at] not in (",", ".") or not doc.low[at + 1].isdigit():
        return False
    return doc.t.starts[at + 1] - doc.t.ends[at] == 1


def _joined(doc: Doc, spot: int) -> int:
    """The end of places that a dash joins: *khu vực Bảo Thắng - Bảo Yên*."""
    while doc.gap[spot - 1] == "-" and (other := known(doc, spot)):
        spot = other
    return spot


def _unknown(doc: Doc, at: int, word: str, spot: int | None) -> int | None:
    """The end of a name that need not be known: capitals, a hero's name, a number at the end."""
    v, low = doc.v, doc.low
    hero = v.heroes.longest(low, doc.gap, at)
    stop = run(doc, at, word in v.small_levels or word in v.sited)
    if hero and _person_goes_on(doc, at, hero[0]):
        return None
    if hero and (stop is None or hero[0] >= stop or low[hero[0]] in v.common):
        return hero[0]
    if stop is None:
        return spot
    if word in v.counted and low[stop].isdigit() and not doc.gap[stop - 1]:
        return stop + 1
    if word in v.divided and low[stop] in ("1", "2", "3") and not doc.gap[stop - 1] and not counts(doc, stop):
        return stop + 1
    return stop


def _person_goes_on(doc: Doc, at: int, end: int) -> bool:
    """Whether a hero's name of two words is the beginning of somebody's: *Chủ tịch xã Trần Phú Dũng*."""
    if end - at != 2 or not doc.cap[end] or doc.gap[end - 1] or doc.low[at] not in doc.v.common:
        return False
    return doc.low[end] not in doc.v.common and not doc.bits[end] & (POST | HEAD)


def known(doc: Doc, at: int) -> int | None:
    """The end of a place's known name at `at`, written with capitals."""
    if not doc.cap[at]:
        return None
    found = doc.v.spots.longest(doc.low, doc.gap, at)
    return found[0] if found and doc.cap[found[0] - 1] else None


def run(doc: Doc, at: int, small: bool) -> int | None:
    """The end of a name made of capitals at `at`, cut where a person, a post or a body begins; None if it is a person.

    The districts are all known, so that what looks like a person after one (`small` false) is one.
    """
    low, v = doc.low, doc.v
    if doc.loud[at]:
        return known(doc, at) or (_as_elsewhere(doc, at) if small else None)
    stop = at + 1
    while stop - at < 7 and doc.cap[stop] and not doc.gap[stop - 1]:
        stop += 1
    if low[at] in v.family and _is_person(doc, at, stop, small):
        return None
    for cut in range(at + 1, stop):
        rest = stop - cut
        if cut == at + 1 and rest > 2 and low[cut + 1] in v.common and (rest > 3 or low[cut + 2] in v.middle):
            continue  # Hải Châu Nguyễn Văn Duy: a name of one syllable is rare
        if low[cut] in v.common and (rest >= 3 or (rest == 2 and low[cut + 1] in v.middle and cut - at >= 2)):
            return min(cut, at + _LONGEST)
        lone = cut == at + 1 and not doc.cap[cut + 1]  # xã Hòa Hải quan tâm
        if doc.bits[cut] & (POST | HEAD | LEVEL) and not lone and _begins(doc, cut):
            return min(cut, at + _LONGEST)
    return min(stop, at + _LONGEST)


def _as_elsewhere(doc: Doc, at: int) -> int | None:
    """The end of a commune's name in a line of capitals, where the text names it in small letters too."""
    if doc.spelled is None:
        doc.spelled = {}
        ends = {word.split()[-1] for word in doc.v.small_levels}
        for k in range(1, doc.n):
            if (
                doc.low[k - 1] in ends
                and doc.cap[k]
                and not (doc.gap[k - 1] or doc.loud[k])
                and (end := run(doc, k, True))
            ):
                doc.spelled.setdefault(doc.low[k], set()).add(tuple(doc.low[k:end]))
    names = sorted(doc.spelled.get(doc.low[at], ()), key=len, reverse=True)
    return next((at + len(name) for name in names if tuple(doc.low[at : at + len(name)]) == name), None)


def _is_person(doc: Doc, at: int, stop: int, small: bool) -> bool:
    """Whether the capitals `at` to `stop` behind a level are somebody's name rather than the level's."""
    size, second = stop - at, doc.low[at + 1]
    if not small:
        return 2 <= size <= 5
    return size >= 3 and (second in doc.v.second or (size == 3 and doc.low[at] in doc.v.person_family))


def _begins(doc: Doc, at: int) -> bool:
    """Whether a post, or a body's noun of more than one word, or a level begins at `at`."""
    post = doc.v.posts.longest(doc.low, doc.gap, at)
    if post and post[0] - at > 1:
        return True
    head = doc.v.heads.longest(doc.low, doc.gap, at)
    return bool(head and (head[0] - at > 1 or head[1].kind == "named")) or doc.low[at] in ("tp", "tỉnh")
