"""The post that an agency stands in, read from the words before it."""

from core.detect.offices import detect_titles
from core.detect.vocabulary import vocabulary
from core.model.article import Article, ArticleCard
from core.model.span import Span

_REACH = 300  # code points of the line around the agency that are read
_WORDS = 14  # words before the agency among which a post may begin
_CARD = ArticleCard(b"", b"", b"", b"")


def post_around(text: str, agency: Span) -> Span | None:
    """The longest post that leads to an agency and covers it, in the agency's own line; None where no post leads to it.

    The grammar of posts is asked first; an agency that it does not know is taken over from the word for a post that
    touches it.
    """
    low = max(text.rfind("\n", 0, agency.start) + 1, agency.start - _REACH)
    high = text.find("\n", agency.end)
    line = text[low : min(high if high >= 0 else len(text), agency.end + _REACH)]
    found = _by_grammar(line, Span(agency.start - low, agency.end - low))
    start = _by_word(line, agency.start - low) if found is None else found.start
    if start is None:
        return None
    return Span(low + start, max(agency.end, low + found.end if found else 0))


def _by_grammar(line: str, agency: Span) -> Span | None:
    """The post around the agency; one that takes more behind it than the agency has ends with the agency."""
    read = list(detect_titles(Article(b"", line), _CARD))
    bodies = {s.span.start for s in read if s.label == "AGENCY"}
    for span in (s.span for s in read if s.label == "TITLE"):
        if span.start < agency.start and span.contains(agency):
            return span if agency.start in bodies else Span(span.start, agency.end)
    return None


def _by_word(line: str, before: int) -> int | None:
    """Where the word for a post begins, with what qualifies it, that touches the agency at `before` or runs into it."""
    known = vocabulary()
    words = known.tokens(line)
    for at in [at for at in range(words.n) if words.starts[at] < before][-_WORDS:]:
        begin = at
        while modifier := known.before.longest(words.low, words.gap, begin):
            begin = modifier[0]
        post = known.posts.longest(words.low, words.gap, begin)
        if post and not line[words.ends[post[0] - 1] : before].strip():
            return words.starts[at]
    return None
