"""The post that an agency stands in, read from the words before it."""

from core.detect.places import Doc
from core.detect.titles import title
from core.detect.vocabulary import vocabulary
from core.model.span import Span

_REACH = 300  # code points of the line around the agency that are read
_WORDS = 14  # words before the agency among which a post may begin


def post_around(text: str, agency: Span) -> Span | None:
    """The longest post that leads to an agency and covers it, in the agency's own line; None where no post leads to it.

    The grammar of posts is asked first; an agency that it does not know is taken over from the word for a post that
    touches it.
    """
    low = max(text.rfind("\n", 0, agency.start) + 1, agency.start - _REACH)
    high = text.find("\n", agency.end)
    high = min(high if high >= 0 else len(text), agency.end + _REACH)
    known = vocabulary()
    doc = Doc(known.tokens(text[low:high]), known)
    starts, ends = doc.t.starts, doc.t.ends
    end = agency.end - low
    words = [at for at in range(doc.n) if starts[at] < agency.start - low][-_WORDS:]
    for at in words:
        found = title(doc, at)
        if found and ends[found.end - 1] >= end:
            known_body = any(starts[body.start] == agency.start - low for body in found.bodies)
            return Span(low + starts[at], low + ends[found.end - 1] if known_body else agency.end)
        begin = at
        while (modifier := known.before.longest(doc.low, doc.gap, begin)) and modifier[0] > begin:
            begin = modifier[0]
        post = known.posts.longest(doc.low, doc.gap, begin)
        if post and not text[low + ends[post[0] - 1] : agency.start].strip():
            return Span(low + starts[at], agency.end)
    return None
