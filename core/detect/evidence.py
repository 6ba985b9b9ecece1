"""What in the words around a name gives the person an office."""

from core.detect.doc import Doc
from core.detect.names import Mention, foreign
from core.detect.title import Title
from core.detect.vocabulary import UPPER

_FAR = 30
_INITIALS = "bcdđghklmnpqrstvx"  # of suspects and victims: Nguyễn Văn T.
_END = {".", "\n", ".\n", "!", "?", '."', ".'", '".', "...", "…", ";", '.".'}


class Evidence:
    """The posts of one article, asked about one mention of a person at a time."""

    def __init__(self, doc: Doc, titles: list[Title], mentions: list[Mention]) -> None:
        self._doc = doc
        firm = [t for t in titles if not t.weak or t.kind == "jobs"]
        self._by_start = {t.start: t for t in firm}
        self._by_end = {t.end: t for t in firm if not t.weak}
        longer = [one for one in mentions if len(one) > 1]
        self._given = {doc.low[one.end - 1] for one in longer} | {doc.low[one.start] for one in longer}
        self._ends = {one.end for one in mentions}

    def has_office(self, one: Mention, limit: int) -> bool:
        """Whether the person acts in an office at this mention; `limit` is where the next person is named."""
        last = self._doc.low[one.end - 1]
        if self._credited(one):
            return False
        if len(last) == 1 and len(one) > 1 and last in _INITIALS:
            return one.end in self._by_start
        if one.lead == "title":  # a single word behind a post only where somebody bears the name in full
            return len(one) > 1 or last in self._given or self._foreign(one)
        if one.lead == "comrade" and len(one) > 1:
            return True
        if one.lead == "honorific" and tuple(self._doc.low[one.start : one.end]) in self._doc.v.leaders:
            return not self.in_thing(one)
        return self._title_before(one) or self._title_after(one, limit)

    def _foreign(self, one: Mention) -> bool:
        """Whether a single foreign name stands behind a post of a state: *Tổng thống Putin*."""
        doc, post = self._doc, self._by_end.get(one.start)
        if post is None or not foreign(doc.low[one.start]) or doc.bits[one.start] & UPPER:
            return False
        return any(doc.words(at, at + 2) in doc.v.statesmen for at in (post.start, post.start + 1))

    def in_thing(self, one: Mention) -> bool:
        """Whether the name is part of a thing's: a street, a school, a prize."""
        before = one.begin - 1
        return before >= 0 and not self._doc.gap[before] and self._doc.low[before] in self._doc.v.things

    def past_bracket(self, at: int) -> int:
        """The first word after a short bracket that begins before `at`: *(SN 1960)*; `at` where none closes soon."""
        for k in range(at, min(at + 8, self._doc.n)):
            if ")" in self._doc.gap[k]:
                return k + 1
        return at

    def _credited(self, one: Mention) -> bool:
        """Whether the name stands under a photograph or a text: *Ảnh: TRẦN AN*."""
        doc, before = self._doc, one.start - 1
        return before >= 0 and not one.lead and doc.low[before] in doc.v.bylines and doc.gap[before] in (":", "")

    def _title_before(self, one: Mention) -> bool:
        """*Chủ tịch UBND tỉnh, ông A*, *Chủ tịch là ông A*, *các Phó chủ tịch gồm: A*; without a comma also *giám đốc A*."""
        doc, at = self._doc, one.begin
        for _ in range(5):
            if at in self._by_end:
                return self._touches(one, at)
            if doc.low[at - 1] == "với" and self._released(at - 2 if doc.low[at - 2] == "đối" else at - 1):
                return True
            if self._succeeds(at):
                return True
            if at == 0 or doc.gap[at - 1] not in ("", ":", ",") or doc.low[at - 1] not in doc.v.links:
                return False
            at -= 1
            if doc.low[at] in ("gồm", "là") and self._post_before(at):
                return True
        return False

    def _touches(self, one: Mention, at: int) -> bool:
        """Whether the post that ends at `at` is that of the person named after it, by the mark between the two."""
        mark, bare = self._doc.gap[at - 1], one.begin == one.start
        if at == one.begin and bare and mark not in ("", ":"):
            return mark == "-" and len(one) > 2 and self._by_end[at].start not in self._ends
        return mark in ("", "-", ":", "(") or (mark == "," and not bare)

    def _released(self, at: int) -> bool:
        """Whether a post given or taken stands before *đối với* at `at`: *miễn nhiệm chức danh Chủ tịch huyện đối với ông A*."""
        doc = self._doc
        for k in range(at, max(at - 14, 0), -1):
            if doc.gap[k - 1] in _END:
                return False
            if k in self._by_end:
                return k == at or doc.low[self._by_end[k].start - 1] in doc.v.holds
        return False

    def _succeeds(self, at: int) -> bool:
        """Whether somebody takes the post of the one named at `at`: *thay ông A*, *thay thế vị trí của bà B*."""
        doc = self._doc
        for k in range(at - 1, max(at - 6, -1), -1):
            if doc.low[k] in doc.v.successions:
                return self._post_before(k)
            if doc.low[k] not in doc.v.successors or doc.gap[k]:
                return False
        return False

    def _post_before(self, at: int) -> bool:
        """Whether the sentence before *gồm*, *là* speaks of a post and of nobody: *Các Phó Chủ tịch đều tái cử gồm …*."""
        doc = self._doc
        for k in range(at, max(at - 12, 0), -1):
            mark = doc.gap[k - 1]
            if k in self._by_end and mark not in _END:
                return True
            if mark in _END or (mark == "," and doc.low[k] not in doc.v.successions):
                return False
        return False

    def _title_after(self, one: Mention, limit: int) -> bool:
        """*A, Chủ tịch huyện*, *A (SN 1960) - Chủ tịch huyện*, *A từng giữ chức Chủ tịch huyện*."""
        doc, at = self._doc, one.end
        mark = doc.gap[at - 1]
        if "(" in mark and at not in self._by_start:
            at = self.past_bracket(at)
            mark = doc.gap[at - 1].replace(")", "")
        if at in self._by_start:
            return mark in ("", ":", "('", '"') or mark[-1] in "-,("
        if mark in _END:
            return False
        for k in range(at, min(at + _FAR, limit, doc.n)):
            if k > at and doc.gap[k - 1] in _END:
                return False
            if k in self._by_start:
                return self._held(at, k, limit)
        return False

    def by_clause(self, one: Mention) -> bool:
        """Whether the person is given a post by a clause behind the name: *A được bầu giữ chức …*."""
        doc, at = self._doc, one.end
        if doc.gap[at - 1]:
            return False
        near = next((k for k in range(at, min(at + _FAR, doc.n)) if k in self._by_start or doc.gap[k] in _END), None)
        return near in self._by_start and near > at and doc.low[near - 1] in doc.v.holds

    def _held(self, at: int, start: int, limit: int) -> bool:
        """Whether the words from `at` to a post at `start` say that somebody holds it, or only who that is."""
        doc, mark = self._doc, self._doc.gap[start - 1]
        if mark in ("", ":") and doc.low[start - 1] in doc.v.holds and self._by_start[start].end <= limit:
            return True
        return mark == "," and start - at <= 8 and not doc.v.asides.isdisjoint(doc.low[at:start])
