"""What the name of a person looks like, and where one may stand."""

import re
from dataclasses import dataclass

from core.detect.doc import Doc
from core.detect.vocabulary import HEAD, POST, UPPER
from core.text.fold import fold

_LONGEST = 5
_SYLLABLE = re.compile(r"(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[cmnpt])?")


@dataclass(frozen=True, slots=True)
class Mention:
    """A possible person, words `start` to before `end`.

    `lead` is what led to it: title, weak (a doubtful title), comrade, honorific or nothing; `begin` the word that the
    honorific begins at, else `start`.
    """

    start: int
    end: int
    lead: str
    begin: int

    def __len__(self) -> int:
        return self.end - self.start


def foreign(word: str) -> bool:
    """Whether a word is no syllable of Vietnamese: *putin*, *trump*, *lula*."""
    return len(word) > 1 and _SYLLABLE.fullmatch(fold(word)) is None


def person(doc: Doc, at: int, strict: bool = False, led: bool = False) -> int | None:
    """The end of the name of a person at `at`; `strict` where nothing says that a person follows, `led` over any mark."""
    low, v = doc.low, doc.v
    if at >= doc.n or not doc.cap[at] or (at and doc.gap[at - 1] and not (strict or led)):
        return None
    stop = _capitals(doc, at, _LONGEST + 1)
    size = stop - at
    if size == 0 or (doc.loud[at] and (size < 2 or low[at] not in v.family)):
        return None
    thing = v.fields.longest(low, doc.gap, at) if size == 1 and not doc.gap[at] and not doc.cap[stop] else None
    if thing and thing[0] > stop:  # Công an, not Công
        return None
    spot = v.spots.longest(low, doc.gap, at)
    if (
        spot
        and spot[1].kind == "sure"
        and ((spot[0] == stop and size > 1) or (spot[0] >= stop and low[at] not in v.family))
    ):
        return None
    if strict:
        return stop if _certain(doc, at, size) else None
    if low[at] in v.things and low[at] not in v.common:
        return None
    return at + 4 if size > _LONGEST else stop


def _certain(doc: Doc, at: int, size: int) -> bool:
    """Whether capitals that nothing leads to are a person's name: a common family name, or a known person's."""
    low, v = doc.low, doc.v
    known = any(tuple(low[at : at + k]) in v.leaders for k in (2, 3, 4))
    if (size < 2 or low[at] not in v.common) and not known:
        short = size == 2 and len(low[at]) == 1  # Y Hải, A Pớt
        return (size in (3, 4) or short) and low[at] in v.family and _apposed(doc, at, at + size)
    if doc.loud[at]:
        return size >= 3 and low[at + 1] in v.middle
    return size > 2 or low[at + 1] in v.middle or len(low[at + 1]) > 1


def _apposed(doc: Doc, at: int, end: int) -> bool:
    """Whether capitals stand by themselves with a post behind them: *…; Vy Nhật Tảo, giám đốc Trung tâm …*."""
    if (at and not doc.gap[at - 1]) or doc.gap[end - 1] not in (",", "-", "(", ":"):
        return False
    post = doc.v.posts.longest(doc.low, doc.gap, end) or doc.v.before.longest(doc.low, doc.gap, end)
    return post is not None


def _capitals(doc: Doc, at: int, longest: int) -> int:
    """The end of the words from `at` that may be parts of one name."""
    stop = at
    while stop - at < longest and (
        (doc.cap[stop] and (stop == at or not doc.gap[stop - 1]))
        or _hyphened(doc, at, stop)
        or (stop > at and doc.low[stop] in doc.v.particles and _goes_on(doc, at, stop))
    ):
        word = doc.low[stop]
        if word[:1].isdigit() or word in doc.v.abbreviations or _initials(doc, stop):
            break
        if stop > at and (_ends_here(doc, stop) or (doc.loud[at] and not _in_names(doc, word))):
            break
        stop += 1
    return stop


def _hyphened(doc: Doc, at: int, stop: int) -> bool:
    """Whether a foreign name goes on behind a hyphen: *Kim Jong-un*, *Jean - Claude Juncker*."""
    if stop == at or doc.gap[stop - 1] != "-" or doc.loud[at] or doc.bits[stop] & (POST | HEAD | UPPER):
        return False
    first = doc.low[at]
    if doc.t.starts[stop] - doc.t.ends[stop - 1] == 1:
        return (doc.low[stop].isalpha() and first not in doc.v.common) or first in doc.v.hyphened
    return stop == at + 1 and doc.cap[stop] and doc.cap[stop + 1] and first not in doc.v.family and len(first) > 3


def _goes_on(doc: Doc, at: int, stop: int) -> bool:
    """Whether a small word is part of a foreign name: *Mark van der Berg*, *Luiz Inácio Lula da Silva*."""
    end = stop + 1 + (doc.low[stop + 1] in doc.v.particles)
    if doc.loud[at] or any(doc.gap[stop - 1 : end]) or not foreign(doc.low[at]):
        return False
    return doc.cap[end]


def _ends_here(doc: Doc, at: int) -> bool:
    """Whether a post or a body begins at `at` in a run of capitals, so that a name before it ends."""
    bits, v = doc.bits[at], doc.v
    if bits & POST:
        post = v.posts.longest(doc.low, doc.gap, at)
        if post and (post[0] - at > 1 or doc.low[at] in v.short_posts):
            return True
        modifier = v.before.longest(doc.low, doc.gap, at)
        if modifier and not doc.gap[modifier[0] - 1] and v.posts.longest(doc.low, doc.gap, modifier[0]):
            return True
    return _begins_body(doc, at)


def _begins_body(doc: Doc, at: int) -> bool:
    """Whether the noun of a body, of more than one word, begins at `at`: *các đồng chí Thường trực Huyện ủy*."""
    head = doc.v.heads.longest(doc.low, doc.gap, at) if doc.bits[at] & HEAD else None
    return head is not None and head[0] - at > 1 and head[1].kind in ("named", "joined")


def _initials(doc: Doc, at: int) -> bool:
    """Whether the word is an abbreviation rather than a name in capitals."""
    word = doc.low[at]
    return bool(doc.bits[at] & UPPER) and not doc.loud[at] and word not in doc.v.family and word not in doc.v.middle


def _in_names(doc: Doc, word: str) -> bool:
    """Whether a word of a line in capitals may stand in a name."""
    return word in doc.v.middle or word in doc.v.family or (len(word) <= 6 and word not in doc.v.never)


def past_degrees(doc: Doc, start: int) -> int:
    """The word after the degrees and callings that stand at `start`: *PGS.TS.*, *bác sĩ*."""
    while degree := doc.v.degrees.longest(doc.low, doc.gap, start):
        end = degree[0]
        if doc.gap[end - 1] not in ("", ".", ",", "-") or (not doc.cap[end] and end - start < 2):
            break
        start = end
    return start


def mention(doc: Doc, at: int) -> Mention | None:
    """The person whose honorific begins at `at` (*ông Hải*, *đồng chí PGS.TS. Nguyễn Văn A*)."""
    v = doc.v
    match = v.honorifics.longest(doc.low, doc.gap, at)
    if match is None or doc.gap[match[0] - 1] not in ("", ":", "."):
        return None
    start, comrade = match
    start = past_degrees(doc, start)
    if doc.gap[start - 1] == ":" and not comrade:
        return None
    post = v.posts.longest(doc.low, doc.gap, start) if doc.bits[start] & POST else None
    rank = v.ranks.longest(doc.low, doc.gap, start) if post is None and doc.bits[start] & POST else None
    if rank and rank[0] - start > 1:
        return None
    if (
        (post and post[0] - start > 1)
        or _begins_body(doc, start)
        or (doc.bits[start] & HEAD and not doc.cap[start + 1] and doc.body(start))
        or not doc.cap[start]
        or (doc.loud[start] and doc.low[start] not in v.family)
    ):
        return None
    stop = _capitals(doc, start, _LONGEST)
    return Mention(start, stop, "comrade" if comrade else "honorific", at) if stop > start else None
