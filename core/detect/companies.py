"""Posts in companies of the State: *nguyên Giám đốc Công ty Quản lý và khai thác đất Đà Nẵng*; the company is no body."""

from core.detect.doc import Doc
from core.detect.places import known, level, named
from core.detect.title import Title
from core.detect.vocabulary import Post

_LONGEST = 16


def of_company(doc: Doc, at: int, end: int, post: Post) -> Title | None:
    """The post whose words end at `end` with the company of the State behind it; None where no such company is named."""
    v = doc.v
    if post.name not in v.directors and not post.name.endswith("chủ tịch"):
        return None
    council = v.company_boards.longest(doc.low, doc.gap, end) if not doc.gap[end - 1] else None
    begin = council[0] if council else end
    if doc.gap[begin - 1]:
        return None
    match = v.state_companies.longest(doc.low, doc.gap, begin)
    stop = _name(doc, match[0], begin) if match else begin
    return Title(at, stop, (), "company") if stop > begin + 2 else None


def of_state(doc: Doc, at: int) -> int | None:
    """The end of a company's name at `at`, behind a committee of the Party, which says that it is the State's."""
    if doc.gap[at - 1]:
        return None
    known_ones, kinds = doc.v.state_companies, doc.v.company_kinds
    match = known_ones.longest(doc.low, doc.gap, at) or kinds.longest(doc.low, doc.gap, at)
    stop = _name(doc, match[0], at) if match else at
    return stop if match and stop > match[0] else None


def _name(doc: Doc, end: int, begin: int) -> int:
    """The end of a company's name that goes on at `end`: capitals, fields, *và* before a field, a place."""
    v = doc.v
    while end - begin < _LONGEST and doc.gap[end - 1] in ("", "-"):
        kind = level(doc, end)
        if kind and (place := named(doc, *kind)):
            return place
        if doc.low[end] in v.common and doc.cap[end + 1] and doc.low[end + 1] in v.middle and not known(doc, end):
            break
        nxt = end + (doc.low[end] == "và")
        match = v.fields.longest(doc.low, doc.gap, nxt) or v.company_words.longest(doc.low, doc.gap, nxt)
        if match:
            end = match[0]
        elif doc.cap[end]:
            end += 1
        else:
            break
    return end
