"""The grammar of times: `read` finds every time in a text, ranges and lists included, without resolving it."""

from core.timex.evidence import stands
from core.timex.expression import Expression
from core.timex.joins import days_of_one_month, expression_of, list_at, range_at
from core.timex.source import Source
from core.timex.terms import edge_of_term, term_at
from core.timex.triggers import PERIOD, read_one, row_of, trigger


def read(text: str) -> list[Expression]:
    """Every time that a text speaks of, in order; spans do not overlap. Linear in the length of the text."""
    return read_source(Source(text))


def read_source(source: Source) -> list[Expression]:
    """`read` for a text that is folded already."""
    found, done, last = list[Expression](), 0, -1
    for m in trigger().finditer(source.text):
        at = m.start()
        if at < done or not _begins(source, at):
            continue
        for expression in _times(source, at, m.end(), row_of(m[0]), last):
            if expression.span.start >= done:
                found.append(expression)
                done = last = expression.span.end
    return found


def _begins(source: Source, at: int) -> bool:
    """Whether a word begins here; a capital after a small letter begins one too (*giáoSáng 28/7*)."""
    if at == 0:
        return True
    before = source.raw[at - 1]
    if source.text[at].isdecimal():
        further = source.text[at - 2 : at - 1]
        inside = (before in "/.\\_" and further.isalnum()) or (before in "-," and further.isdecimal())
        return not (before.isalnum() or inside)
    return not (before.isalpha() or before == "_") or (source.raw[at].isupper() and not before.isupper())


def _times(source: Source, at: int, end: int, row: str, last: int) -> list[Expression]:
    """The times that begin with the trigger from `at` to `end`; `last` is where the last time ended."""
    if row == PERIOD:
        return _one(term_at(source, at, end))
    atom = read_one(source, at, row)
    if atom is None and row == "edge":
        return _one(edge_of_term(source, at))
    if (
        row == "digit"
        and (atom is None or atom.weak in ("clock", "day"))
        and (found := days_of_one_month(source, at, last))
    ):
        return found
    if atom is None:
        return []
    if found := _one(range_at(source, atom, last)) or list_at(source, atom):
        return found
    return [expression_of(atom)] if stands(source, atom, after=last) else []


def _one(expression: Expression | None) -> list[Expression]:
    return [expression] if expression else []
