"""How places are named: a level of administration, a name or a number, or a known name alone."""

from core.detect.tokens import Tokens
from core.detect.vocabulary import HEAD, LEVEL, POST, UPPER, Vocabulary

_DOTTED = {"tp", "t p", "q", "p", "tx", "t x", "h", "tt", "x"}
_COUNTED = {"thôn", "ấp", "xóm", "khu phố", "tổ dân phố", "bản", "buôn"}
_CITIES = {"tp", "t p", "tx", "t x"}
_ROMAN = {"i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"}
_LONGEST = 4


class Doc:
    """One text's words with the vocabulary, and what the grammar has found so far at each place."""

    __slots__ = ("agencies", "bits", "cap", "deep", "gap", "loud", "low", "n", "t", "titles", "v")

    def __init__(self, t: Tokens, v: Vocabulary) -> None:
        self.t, self.v = t, v
        self.low, self.cap, self.gap, self.bits, self.loud, self.n = t.low, t.cap, t.gap, t.bits, t.loud, t.n
        self.agencies: dict = {}
        self.titles: dict = {}
        self.deep = 0  # how many readings wait for another one: names do not nest without end


def level(doc: Doc, at: int) -> tuple[int, str] | None:
    """The end of a word for a level at `at` and the word; short forms (Q., P.) only before a name or number."""
    found = doc.v.levels.longest(doc.low, doc.gap, at)
    if found is None:
        return None
    end, kind = found
    if kind == "short":
        mark, follows = doc.gap[end - 1], doc.low[end]
        numbered = follows.isdigit() and doc.low[at] in doc.v.numbered
        if doc.bits[end] & HEAD and doc.low[end] in ("hđnd", "ubnd", "hu", "tu"):
            return None
        if not (
            doc.cap[at] and ((numbered and mark in ("", ".")) or (mark == "." and doc.cap[end] and len(follows) > 1))
        ):
            return None
    return end, " ".join(doc.low[at:end])


def named(doc: Doc, end: int, word: str) -> int | None:
    """The end of the name or number that follows a level whose word ends at `end`; None where there is none."""
    mark = doc.gap[end - 1]
    if mark and not (mark in (".", ".\n") and word in _DOTTED):
        return None
    follows = doc.low[end]
    if (
        follows.isdigit()
        and doc.gap[end] in (",", ".")
        and doc.low[end + 1].isdigit()
        and doc.t.starts[end + 1] - doc.t.ends[end] == 1
    ):
        return None
    if word in doc.v.numbered and ((follows.isdigit() and len(follows) < 4) or (doc.cap[end] and follows in _ROMAN)):
        return end + 1
    if not doc.cap[end]:
        return None
    if word == "khu vực" and (spot := known(doc, end)):
        while doc.gap[spot - 1] == "-" and (other := known(doc, spot)):
            spot = other
        return spot
    found = doc.v.spots.longest(doc.low, doc.gap, end)
    spot = found[0] if found else None
    if mark == ".\n" or (mark and word in _CITIES):
        return spot
    small = word in ("xã", "phường", "thị trấn", "p", "tt", "x", "thôn", "ấp", "bản", "buôn", "làng", "xóm")
    if spot and not small:
        return spot
    hero = doc.v.heroes.longest(doc.low, doc.gap, end)
    stop = run(doc, end, small)
    if hero and doc.cap[hero[0]] and not doc.gap[hero[0] - 1] and doc.low[end] in doc.v.common and hero[0] - end == 2:
        if doc.low[hero[0]] not in doc.v.common and not doc.bits[hero[0]] & (POST | HEAD):
            return None
    if spot and small and spot == stop and word in _COUNTED and doc.low[stop].isdigit() and not doc.gap[stop - 1]:
        return stop + 1
    if hero and (stop is None or hero[0] >= stop or doc.low[hero[0]] in doc.v.common):
        return hero[0]
    if stop and word in _COUNTED and doc.low[stop].isdigit() and not doc.gap[stop - 1]:
        return stop + 1
    if stop and word in ("phường", "p", "xã") and doc.low[stop] in ("1", "2", "3") and not doc.gap[stop - 1]:
        return stop + 1 if word != "xã" or doc.gap[stop] else stop
    return stop or spot


def known(doc: Doc, at: int) -> int | None:
    """The end of a place's known name at `at`, written with capitals."""
    found = doc.v.spots.longest(doc.low, doc.gap, at)
    if found is None:
        return None
    end = found[0]
    if not doc.cap[at] or not doc.cap[end - 1]:
        return None
    return end


def run(doc: Doc, at: int, small: bool) -> int | None:
    """The end of a name made of capitals at `at`, cut where a person, a post or a body begins; None if it is a person.

    The districts are all known, so that what looks like a person after one (`small` false) is one.
    """
    low, cap, gap, v = doc.low, doc.cap, doc.gap, doc.v
    if doc.loud[at]:
        return known(doc, at)
    stop = at + 1
    while stop - at < 7 and cap[stop] and not gap[stop - 1]:
        stop += 1
    for cut in range(at, stop):
        rest = stop - cut
        if cut == at and low[at] in v.family and rest >= 3 and low[at + 1] in _PEAKS:
            return None
        if cut == at and not small and 2 <= rest <= 5 and low[at] in v.family:
            return None
        if low[cut] in v.common and rest >= 2 and (rest >= 3 or (low[cut + 1] in v.middle and cut - at >= 2)):
            if (
                cut == at
                and small
                and not (rest >= 3 and (low[at + 1] in ("văn", "thị") or (rest == 3 and low[at] in _SURE)))
            ):
                continue
            if cut == at and not small and low[at + 1] not in v.middle and low[at + 1] not in _PEAKS:
                continue
            stop = cut
            break
        if cut > at and doc.bits[cut] & (POST | HEAD | LEVEL) and _begins(doc, cut):
            stop = cut
            break
    stop = min(stop, at + _LONGEST)
    return stop if stop > at else None


_PEAKS = {"seo", "a", "mí", "văn", "thị"}
_SURE = {"nguyễn", "trần", "phạm", "huỳnh", "vũ", "võ", "đặng", "bùi", "đỗ", "ngô", "trịnh", "phan"}


def _begins(doc: Doc, at: int) -> bool:
    """Whether a post, or a body's noun of more than one word, or a level begins at `at`."""
    post = doc.v.posts.longest(doc.low, doc.gap, at)
    if post and post[0] - at > 1:
        return True
    head = doc.v.heads.longest(doc.low, doc.gap, at)
    return bool(head and (head[0] - at > 1 or head[1].kind == "named")) or doc.low[at] in ("tp", "tỉnh", "ủy")


def village(doc: Doc, at: int) -> tuple[int, bool] | None:
    """A village or quarter at `at`, with its name; without one only after a cell of the Party or of the Front."""
    match = doc.v.kinds.longest(doc.low, doc.gap, at)
    if match is None or (word := " ".join(doc.low[at : match[0]])) not in doc.v.villages:
        return None
    if (name := named(doc, match[0], word)) is not None:
        return name, True
    if doc.low[match[0]] == "số" and doc.low[match[0] + 1].isdigit() and not doc.gap[match[0] - 1]:
        return match[0] + 2, True
    return (match[0], False) if doc.low[at - 1] in ("bộ", "trận") else None


def _tightly(doc: Doc, at: int) -> bool:
    """Whether the level at `at` is the first word of a body's noun instead (*Tỉnh* ủy, *Thành* đoàn)."""
    head = doc.v.heads.longest(doc.low, doc.gap, at)
    kind = doc.v.levels.longest(doc.low, doc.gap, at)
    return head is not None and (kind is None or head[0] > kind[0])


def area(doc: Doc, at: int) -> tuple[int, bool] | None:
    """What closes a body's name at `at`: a level with or without a name, a place, *Trung ương*; its end, and if it is a name."""
    if doc.gap[at - 1]:
        return None
    bits = doc.bits[at]
    if bits & HEAD and bits & LEVEL and _tightly(doc, at):
        return None
    if bits & LEVEL and (found := level(doc, at)):
        end, word = found
        if name := named(doc, end, word):
            return name, True
        again = level(doc, end) if not doc.gap[end - 1] and doc.bits[end] & LEVEL else None
        if again and (name := named(doc, *again)):
            return name, True
        if again and again[1] == word and word == "tp":
            return again[0], False
        if word not in doc.v.needy_levels:
            return end, False
    if bits & LEVEL and (hamlet := village(doc, at)):
        return hamlet
    if tail := doc.v.tails.longest(doc.low, doc.gap, at):
        head = doc.v.heads.longest(doc.low, doc.gap, at) if bits & HEAD else None
        capital = tail[0] - at > 1 or doc.bits[at] & UPPER or doc.low[at] in ("tw",)
        return (tail[0], True) if capital and not (head and head[0] > tail[0]) else None
    if doc.cap[at] and (spot := known(doc, at)) and doc.v.spots.longest(doc.low, doc.gap, at)[1].kind != "typed":
        return spot, True
    return None
