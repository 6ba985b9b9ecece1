"""What the name of a person looks like, and where one may stand."""

from dataclasses import dataclass

from core.detect.places import Doc
from core.detect.vocabulary import HEAD, POST, UPPER, Vocabulary

_LONGEST = 5


@dataclass(frozen=True, slots=True)
class Mention:
    """A possible person, words `start` to before `end`; `lead` is what led to it: title, comrade, honorific or nothing.

    `begin` is the word that the honorific begins at, or `start`.
    """

    start: int
    end: int
    lead: str
    listed: bool
    begin: int = -1


def person(doc: Doc, at: int, strict: bool = False) -> int | None:
    """The end of the name of a person at `at`; `strict` where nothing says that a person follows."""
    low, cap, gap, v = doc.low, doc.cap, doc.gap, doc.v
    if at >= doc.n or not cap[at] or (at and gap[at - 1] and not strict):
        return None
    stop = at
    while stop - at < _LONGEST + 1 and ((cap[stop] and (stop == at or not gap[stop - 1])) or _hyphened(doc, at, stop)):
        word = low[stop]
        if word[:1].isdigit() or word in _NO or _initials(doc, stop) or (stop > at and _ends_here(doc, stop)):
            break
        if doc.loud[at] and stop > at and not _name_word(v, word):
            break
        stop += 1
    size = stop - at
    if size == 0 or (doc.loud[at] and (size < 2 or low[at] not in v.family)):
        return None
    if size == 1 and not gap[at] and not cap[stop] and (thing := v.fields.longest(low, gap, at)) and thing[0] > stop:
        return None
    whole = v.spots.longest(low, gap, at)
    if whole and whole[0] == stop and whole[1].kind == "sure" and size > 1:
        return None
    if strict:
        if size < 2 or (low[at] not in v.common and tuple(low[at : at + 3]) not in v.leaders):
            if not any(tuple(low[at : at + k]) in v.leaders for k in (2, 3, 4)):
                return None
        if doc.loud[at] and (size < 3 or low[at + 1] not in v.middle):
            return None
        if size == 2 and low[at + 1] not in v.middle and len(low[at + 1]) < 2:
            return None
    elif (
        (spot := v.spots.longest(low, gap, at))
        and low[at] not in v.family
        and spot[0] >= stop
        and spot[1].kind == "sure"
    ) or (low[at] in v.things and low[at] not in v.common):
        return None
    if size > _LONGEST:
        stop = at + 4
    if (
        size == 5
        and low[at] in v.common
        and low[at + 1] not in ("thị", "hoàng", "phan", "nguyễn", "lê", "trần", "phạm", "vũ")
    ):
        stop = at + 5
    return stop


def _hyphened(doc: Doc, at: int, stop: int) -> bool:
    """Whether a foreign name goes on behind a hyphen: *Kim Jong-un*, *Jean - Claude Juncker*."""
    if stop == at or doc.gap[stop - 1] != "-" or doc.loud[at] or doc.bits[stop] & (POST | HEAD | UPPER):
        return False
    if doc.t.starts[stop] - doc.t.ends[stop - 1] == 1:
        return (doc.low[stop].isalpha() and doc.low[at] not in doc.v.common) or doc.low[at] in ("kim", "moon")
    return (
        stop == at + 1
        and doc.cap[stop]
        and doc.cap[stop + 1]
        and doc.low[at] not in doc.v.family
        and len(doc.low[at]) > 3
    )


_NO = {"ubnd", "hđnd", "tp", "hcm", "tphcm", "cand", "ảnh", "sn", "ubmttq"}


def _ends_here(doc: Doc, at: int) -> bool:
    """Whether a post or a body begins at `at` in a run of capitals, so that a name before it ends."""
    bits = doc.bits[at]
    if not bits & (POST | HEAD):
        return False
    if bits & POST and (post := doc.v.posts.longest(doc.low, doc.gap, at)):
        if post[0] - at > 1 or doc.low[at] in ("uvbtv", "uvtv", "uvbch", "đbqh", "pct", "tuv"):
            return True
    if (
        bits & POST
        and doc.low[at] in ("nguyên", "cựu", "quyền")
        and not doc.gap[at]
        and doc.v.posts.longest(doc.low, doc.gap, at + 1)
    ):
        return True
    if bits & HEAD and (head := doc.v.heads.longest(doc.low, doc.gap, at)):
        return (head[0] - at > 1 and head[1].kind in ("named", "joined")) or head[1].name in ("ubnd", "hđnd")
    return False


def _initials(doc: Doc, at: int) -> bool:
    """Whether the word is an abbreviation rather than a name in capitals."""
    return bool(doc.bits[at] & UPPER) and not doc.loud[at] and doc.low[at] not in doc.v.family | doc.v.middle


def _name_word(v: Vocabulary, word: str) -> bool:
    return word in v.middle or word in v.family or (len(word) <= 6 and word not in v.never)


def mention(doc: Doc, at: int) -> Mention | None:
    """The person whose honorific begins at `at` (*ông Hải*, *đồng chí PGS.TS. Nguyễn Văn A*)."""
    v = doc.v
    match = v.honorifics.longest(doc.low, doc.gap, at)
    if match is None:
        return None
    end, comrade = match
    if doc.gap[end - 1] not in ("", ":", "."):
        return None
    start = end
    while degree := v.degrees.longest(doc.low, doc.gap, start):
        if doc.gap[degree[0] - 1] not in ("", ".", ",", "-") or (not doc.cap[degree[0]] and degree[0] - start < 2):
            break
        start = degree[0]
    if (doc.gap[start - 1] == ":" and not comrade) or (
        doc.cap[at] and doc.low[at] == "anh" and doc.low[start] in ("quốc",)
    ):
        return None
    stop = _after_honorific(doc, start)
    if stop is None:
        return None
    return Mention(start, stop, "comrade" if comrade else "honorific", False, at)


def _after_honorific(doc: Doc, at: int) -> int | None:
    """A name right behind an honorific, where no place and no paper is meant."""
    if doc.bits[at] & POST and (post := doc.v.posts.longest(doc.low, doc.gap, at)) and post[0] - at > 1:
        return None
    if not doc.cap[at] or (doc.loud[at] and doc.low[at] not in doc.v.family):
        return None
    low, cap, gap = doc.low, doc.cap, doc.gap
    stop = at
    while stop - at < _LONGEST and ((cap[stop] and (stop == at or not gap[stop - 1])) or _hyphened(doc, at, stop)):
        if low[stop][:1].isdigit() or low[stop] in _NO or _initials(doc, stop) or (stop > at and _ends_here(doc, stop)):
            break
        if doc.loud[at] and stop > at and not _name_word(doc.v, low[stop]):
            break
        stop += 1
    return stop if stop > at else None
