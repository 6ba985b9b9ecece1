"""Who acts in an office: people whom the article gives a post, and every later mention of them."""

from collections.abc import Iterator

from core.detect.names import Mention
from core.detect.places import Doc
from core.detect.scan import Found

_FAR = 30
_END = {".", "\n", ".\n", "!", "?", '."', ".'", '".', "...", "…", ";", '.".'}


def officials(doc: Doc, found: Found) -> list[tuple[int, int]]:
    """The words of each mention of an office-holder, in text order."""
    return _Article(doc, found).spans()


class _Article:
    """The mentions of one article, and who of them is known to hold an office."""

    def __init__(self, doc: Doc, found: Found) -> None:
        self.doc, self.found = doc, found
        firm = [t for t in found.titles if not t.weak or t.kind == "jobs"]
        self.by_start = {t.start: t for t in firm}
        self.by_end = {t.end: t for t in firm if not t.weak}
        self.mentions = found.mentions
        longer = [one for one in found.mentions if one.end - one.start > 1]
        self.given = {doc.low[one.end - 1] for one in longer} | {doc.low[one.start] for one in longer}
        self.ends = {one.end for one in found.mentions}
        self.holders: set[tuple[str, ...]] = set()
        self.sure: set[int] = set()

    def spans(self) -> list[tuple[int, int]]:
        for index, one in enumerate(self.mentions):
            if self._has_office(index, one):
                self._mark(index, one)
        self._lists()
        self._unfold()
        self._adopt()
        self._repeat()
        self._short()
        return sorted({(self.mentions[i].start, self.mentions[i].end) for i in self.sure})

    def _mark(self, index: int, one: Mention) -> None:
        self.sure.add(index)
        key = self._key(one)
        if len(key) > 1:
            self.holders.add(key)

    def _key(self, one: Mention) -> tuple[str, ...]:
        return tuple(self.doc.low[one.start : one.end])

    def _has_office(self, index: int, one: Mention) -> bool:
        if self._credited(one):
            return False
        if one.lead == "title":
            return one.end - one.start > 1 or self._known_short(self.doc.low[one.start])
        if one.lead == "comrade" and (one.end - one.start > 1):
            return True
        if one.lead == "honorific" and self._key(one) in self.doc.v.leaders and not self._in_thing(one):
            return True
        return self._title_before(one) or self._title_after(index, one)

    def _known_short(self, name: str) -> bool:
        """Whether somebody in the article bears the name in full, so that the single word behind a post is a person."""
        return name in self.given

    def _credited(self, one: Mention) -> bool:
        """Whether the name stands under a photograph or a text: *Ảnh: TRẦN AN*."""
        doc, before = self.doc, one.start - 1
        return before >= 0 and doc.low[before] in doc.v.bylines and doc.gap[before] in (":", "") and not one.lead

    def _in_thing(self, one: Mention) -> bool:
        doc, before = self.doc, (one.begin if one.begin >= 0 else one.start) - 1
        return before >= 0 and not doc.gap[before] and doc.low[before] in doc.v.things

    def _title_before(self, one: Mention) -> bool:
        """*Chủ tịch UBND tỉnh, ông A*, *Chủ tịch là ông A*, *các Phó chủ tịch gồm: A*; without a comma also *giám đốc A*."""
        doc = self.doc
        begin = one.begin if one.begin >= 0 else one.start
        at = begin
        for _ in range(5):
            if at in self.by_end:
                mark = doc.gap[at - 1]
                if at == begin and begin == one.start and mark not in ("", ":"):
                    return mark == "-" and one.end - one.start > 2 and self.by_end[at].start not in self.ends
                return mark in ("", ",", "-", ":", "(") and not (mark == "," and one.begin < 0)
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

    def _released(self, at: int) -> bool:
        """Whether a post that is given or taken stands before *đối với* at `at`: *miễn nhiệm chức danh Chủ tịch huyện đối với ông A*."""
        doc = self.doc
        for k in range(at, max(at - 14, 0), -1):
            if doc.gap[k - 1] in _END:
                return False
            if k in self.by_end:
                start = self.by_end[k].start
                return k == at or (start > 0 and doc.low[start - 1] in doc.v.holds)
        return False

    def _succeeds(self, at: int) -> bool:
        """Whether somebody takes the post of the one named at `at`: *thay ông A*, *thay thế vị trí của bà B*."""
        for k in range(at - 1, max(at - 6, -1), -1):
            if self.doc.low[k] in ("thay", "kế"):
                return self._post_before(k)
            if (
                self.doc.low[k] not in ("thế", "cho", "vị", "trí", "của", "chức", "ghế", "nhiệm", "đồng", "chí")
                or self.doc.gap[k]
            ):
                return False
        return False

    def _post_before(self, at: int) -> bool:
        """Whether the sentence before *gồm*, *là* speaks of a post and of nobody: *Các Phó Chủ tịch đều tái cử gồm …*."""
        for k in range(at, max(at - 12, 0), -1):
            if k in self.by_end and self.doc.gap[k - 1] not in _END:
                return True
            if self.doc.gap[k - 1] in _END or (self.doc.gap[k - 1] == "," and self.doc.low[k] != "thay"):
                return False
        return False

    def _title_after(self, index: int, one: Mention) -> bool:
        doc = self.doc
        at = one.end
        mark = doc.gap[at - 1]
        if "(" in mark and at not in self.by_start:  # (SN 1960) and the like
            at = self._past_bracket(at)
            mark = doc.gap[at - 1].replace(")", "")
        if at in self.by_start:
            return mark in ("", ",", "-", "(", ":", ",-", "-,", "('", '"') or mark.endswith(("-", ",", "("))
        if mark in _END:
            return False
        nxt = self.mentions[index + 1].start if index + 1 < len(self.mentions) else doc.n
        stop = min(at + _FAR, nxt, doc.n)
        for k in range(at, stop):
            if doc.gap[k - 1] in _END and k > at:
                return False
            if k in self.by_start:
                post = self.by_start[k]
                if doc.gap[k - 1] in ("", ":") and doc.low[k - 1] in doc.v.holds and post.end <= nxt:
                    return True
                if doc.gap[k - 1] in ("", ",", "-") and doc.low[k - 1] in ("kiêm",):
                    return True
                if doc.gap[k - 1] == "," and k - at <= 8 and self._aside(at, k):
                    return True
                return False
        return False

    def _aside(self, at: int, end: int) -> bool:
        """Whether the words between a name and a post only say who the person is (*sinh năm 1960*, *54 tuổi*)."""
        words = self.doc.low[at:end]
        return bool({"sinh", "sn", "tuổi", "quê"} & set(words))

    def _past_bracket(self, at: int) -> int:
        doc = self.doc
        for k in range(at, min(at + 8, doc.n)):
            if ")" in doc.gap[k]:
                return k + 1
        return at

    def _lists(self) -> None:
        """People in a list share what leads it: *các Phó chủ tịch gồm các ông A, B và bà C*."""
        doc = self.doc
        for index in range(1, len(self.mentions)):
            one, last = self.mentions[index], self.mentions[index - 1]
            if index in self.sure or index - 1 not in self.sure:
                continue
            begin = one.begin if one.begin >= 0 else one.start
            end = last.end
            if "(" in doc.gap[end - 1]:
                end = self._past_bracket(end)
            between = begin - end
            mark = doc.gap[end - 1].replace(")", "")
            if (between == 0 and mark == ",") or (between == 1 and doc.low[end] == "và" and mark in ("", ",")):
                if one.end - one.start > 1:
                    self._mark(index, one)
        for index in range(len(self.mentions) - 1, 0, -1):
            one, last = self.mentions[index - 1], self.mentions[index]
            if index in self.sure and index - 1 not in self.sure and self._plural(one):
                between = (last.begin if last.begin >= 0 else last.start) - one.end
                if (between == 0 and doc.gap[one.end - 1] == ",") or (between == 1 and doc.low[one.end] == "và"):
                    self._mark(index - 1, one)

    def _plural(self, one: Mention) -> bool:
        return one.begin >= 0 and self.doc.low[one.begin] in self.doc.v.plural

    def _unfold(self) -> None:
        """Who is given a post under a given name alone is the last one named so in full (*ông Khanh từng là Chủ tịch*)."""
        full: dict[str, tuple[str, ...]] = {}
        for index, one in enumerate(self.mentions):
            key = self._key(one)
            if len(key) > 1:
                full[key[-1]] = key
            elif index in self.sure and key[0] in full:
                self.holders.add(full[key[0]])

    def _adopt(self) -> None:
        """Other mentions of a holder by the full name."""
        for index, one in enumerate(self.mentions):
            if index not in self.sure and self._key(one) in self.holders and not self._in_thing(one):
                self.sure.add(index)

    def _repeat(self) -> None:
        """Full names of holders where nothing led to them."""
        doc, low = self.doc, self.doc.low
        taken = [False] * (doc.n + 1)
        for one in self.mentions:
            for k in range(one.start, one.end):
                taken[k] = True
        firsts = {key[:2] for key in self.holders}
        sizes = sorted({len(key) for key in self.holders}, reverse=True)
        for at in range(doc.n):
            if (low[at], low[at + 1]) not in firsts or not doc.cap[at] or taken[at]:
                continue
            for size in sizes:
                end = at + size
                if tuple(low[at:end]) in self.holders and not any(doc.gap[at : end - 1]) and not any(taken[at:end]):
                    one = Mention(at, end, "", False)
                    if not self._in_thing(one):
                        self.mentions.append(one)
                        self.sure.add(len(self.mentions) - 1)
                    break

    def _short(self) -> None:
        """Mentions by the given name behind an honorific or a post; the last person of that name before decides."""
        order = sorted(range(len(self.mentions)), key=lambda i: self.mentions[i].start)
        last: dict[str, bool] = {}
        tails = {full[-2:] for full in self.holders if len(full) > 2}
        later = self._later(order)
        for index in order:
            one = self.mentions[index]
            key = self._key(one)
            if len(key) == 2 and key in tails and key not in self.holders:
                self.sure.add(index)
                continue
            if len(key) > 1:
                for name in self._names(key):
                    last[name] = index in self.sure
                continue
            if index in self.sure:
                continue
            known = last.get(key[0], later.get(key[0]))
            if known:
                self.sure.add(index)

    def _names(self, key: tuple[str, ...]) -> Iterator[str]:
        yield key[-1]
        if key[0] in ("tập", "vương", "lý", "kim") or key[0] not in self.doc.v.family:
            yield key[0]

    def _later(self, order: list[int]) -> dict[str, bool]:
        """The first full name of each given name, for mentions that come before it (headlines)."""
        later: dict[str, bool] = {}
        for index in order:
            key = self._key(self.mentions[index])
            if len(key) > 1:
                later.setdefault(key[-1], index in self.sure)
        return later
