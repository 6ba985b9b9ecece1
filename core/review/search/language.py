"""The search line: `nhãn:TITLE "ban tuyên giáo" tỉnh:"Lào Cai" trước:2021-09`.

Words stand beside conditions `key:value`; a minus before either turns it round, commas between values mean any of them,
quotes hold words together. Keys are Vietnamese or English, with tone marks or without. A line is everything at once (AND).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

import regex

from core.errors import ButVangError
from core.review.search.words import Term
from core.text.fold import fold, fold_in_place
from core.text.normal import normalize


class Key(StrEnum):
    """What a condition is about; `NAMES` has how they are typed."""

    LABEL = "label"
    VALUE = "value"
    WHO = "who"
    PROVINCE = "province"
    BEFORE = "before"
    AFTER = "after"
    DATE = "date"
    STATE = "state"
    DECISION = "decision"
    ORIGIN = "origin"
    FLAG = "flag"
    NOTE = "note"
    TITLE = "title"


NAMES: dict[Key, tuple[str, ...]] = {
    Key.LABEL: ("nhãn", "label"),
    Key.VALUE: ("giá trị", "giátrị", "value"),
    Key.WHO: ("người", "by"),
    Key.PROVINCE: ("tỉnh", "province"),
    Key.BEFORE: ("trước", "before"),
    Key.AFTER: ("sau", "after"),
    Key.DATE: ("ngày", "date"),
    Key.STATE: ("trạng thái", "trạngthái", "state"),
    Key.DECISION: ("quyết định", "quyếtđịnh", "decision"),
    Key.ORIGIN: ("nguồn", "origin"),
    Key.FLAG: ("cờ", "flag"),
    Key.NOTE: ("ghi chú", "ghichú", "note"),
    Key.TITLE: ("tên bài", "tênbài", "title"),
}
"""How each key is typed, the name that completion offers first."""

OF_SPANS = frozenset((Key.LABEL, Key.VALUE, Key.DECISION, Key.ORIGIN))
"""Keys that are about annotations: a line with one of them finds annotations, one without finds words."""

_KEYS = {fold(name): key for key, names in NAMES.items() for name in names}
_TOKEN = regex.compile(
    r"(?P<minus>-)?(?:(?P<key>" + "|".join(sorted((regex.escape(k) for k in _KEYS), key=len, reverse=True)) + r"):"
    r'(?P<values>(?:"[^"]*"?|[^\s",]+)?(?:,(?:"[^"]*"?|[^\s",]+)?)*)|"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))'
)
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
_VALUE = regex.compile(r'"([^"]*)"?|([^\s",]+)')


class QueryError(ButVangError):
    """A search line that says what cannot be; `start` and `end` are where (code points of the line)."""

    def __init__(self, key: str, start: int, end: int, /, **fields: object) -> None:
        super().__init__(key, **fields)
        self.start, self.end = start, end


@dataclass(frozen=True, slots=True)
class Condition:
    """A key with its values as typed, any of which may hold, or with `no` none of them; where it stands in the line."""

    key: Key
    values: tuple[str, ...]
    no: bool
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Query:
    """A line taken apart: words that stand there, words that do not, and conditions."""

    terms: tuple[Term, ...] = ()
    without: tuple[Term, ...] = ()
    conditions: tuple[Condition, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.terms or self.conditions or self.without)

    def of(self, key: Key) -> Iterator[Condition]:
        """The conditions on a key."""
        return (each for each in self.conditions if each.key is key)

    @property
    def of_spans(self) -> bool:
        """Whether annotations are looked for rather than words."""
        return any(each.key in OF_SPANS for each in self.conditions)


def parse(line: str) -> Query:
    """Take a line apart. The last word, where no space or quote follows it, may be the beginning of one (it is being typed).

    Raises QueryError for a key without a value.
    """
    line = normalize(line).translate(_QUOTES)
    folded = fold_in_place(line)
    terms, without, conditions = [], [], []
    for token in _TOKEN.finditer(folded):
        no = token["minus"] is not None
        if token["key"] is not None:
            values = tuple(v for v in _values(line, token.start("values"), token.end("values")) if v)
            key = _KEYS[token["key"]]
            if not values:
                raise QueryError("query_no_value", token.start(), token.end(), key=NAMES[key][0])
            conditions.append(Condition(key, values, no, token.start(), token.end()))
            continue
        part = "phrase" if token["phrase"] is not None else "word"
        written = line[token.start(part) : token.end(part)]
        term = Term(written, part == "word" and token.end() == len(line) and len(written) > 1)
        if term.folded:
            (without if no else terms).append(term)
    return Query(tuple(terms), tuple(without), tuple(conditions))


def _values(line: str, start: int, end: int) -> list[str]:
    return [(m[1] if m[1] is not None else m[2]).strip() for m in _VALUE.finditer(line, start, end)]
