"""Who acts in an office: people whom the article gives a post, and every other mention of them."""

from collections.abc import Iterator
from dataclasses import replace

from core.detect.doc import Doc
from core.detect.evidence import Evidence
from core.detect.names import Mention
from core.detect.scan import Found

Name = tuple[str, ...]


def officials(doc: Doc, found: Found) -> list[tuple[int, int]]:
    """The words (from, to before) of each mention of an office-holder, in text order."""
    return _People(doc, found).spans()


class _People:
    """The mentions of one article, and who of them is known to hold an office."""

    def __init__(self, doc: Doc, found: Found) -> None:
        self._doc = doc
        self._mentions = _as_elsewhere(doc, found.mentions)
        self._evidence = Evidence(doc, found.titles, self._mentions)
        self._holders: set[Name] = set()
        self._sure: set[int] = set()

    def spans(self) -> list[tuple[int, int]]:
        """Work through the mentions: those with a post, those that share one, then the same people elsewhere."""
        starts = [one.start for one in self._mentions] + [self._doc.n]
        for index, one in enumerate(self._mentions):
            if self._evidence.has_office(one, starts[index + 1]):
                self._mark(index)
        self._share()
        self._unfold()
        self._adopt()
        self._repeat()
        self._short()
        return sorted({(self._mentions[i].start, self._mentions[i].end) for i in self._sure})

    def _mark(self, index: int) -> None:
        self._sure.add(index)
        name = self._name(self._mentions[index])
        if len(name) > 1:
            self._holders.add(name)

    def _name(self, one: Mention) -> Name:
        return tuple(self._doc.low[one.start : one.end])

    def _share(self) -> None:
        """People in a list share what leads it (*các Phó chủ tịch gồm các ông A, B*) or follows it (*các ông A, B làm …*)."""
        pairs = list(zip(self._mentions, self._mentions[1:], strict=False))
        for index, (last, one) in enumerate(pairs, 1):
            if index - 1 in self._sure and index not in self._sure and len(one) > 1 and self._listed(last, one):
                self._mark(index)
        waiting: list[int] | None = None
        for index in reversed(range(len(self._mentions))):
            if index < len(pairs) and not self._listed(*pairs[index]):
                waiting = None
            if index in self._sure:
                waiting = []
            elif waiting is not None:
                waiting.append(index)
                for one in waiting if self._several(index) or self._elected(waiting) else ():
                    self._mark(one)

    def _elected(self, waiting: list[int]) -> bool:
        """Whether a list ends in *và*, and a clause gives its last his post: *bà A, ông B và ông C được bầu giữ chức …*."""
        last = self._mentions[waiting[0] + 1]
        joined = self._doc.follows(last.begin - 1, "và") and last.lead == "honorific"
        return joined and self._evidence.by_clause(last) and all(self._mentions[i].lead for i in waiting)

    def _several(self, index: int) -> bool:
        """Whether the honorific says that more than one person follows: *các ông A, B*."""
        one = self._mentions[index]
        return one.begin < one.start and self._doc.low[one.begin] in self._doc.v.plural

    def _listed(self, last: Mention, one: Mention) -> bool:
        """Whether nothing but a bracket, a comma or *và* stands between two people."""
        end = last.end
        if "(" in self._doc.gap[end - 1]:
            end = self._evidence.past_bracket(end)
        mark = self._doc.gap[end - 1].replace(")", "")
        between = one.begin - end
        return (between == 0 and mark == ",") or (between == 1 and self._doc.low[end] == "và" and mark in ("", ","))

    def _unfold(self) -> None:
        """Who is given a post under a given name alone is the last one named so in full (*ông Khanh từng là Chủ tịch*)."""
        full: dict[str, Name] = {}
        for index, one in enumerate(self._mentions):
            name = self._name(one)
            if len(one) > 1:
                full[name[-1]] = name
            elif index in self._sure and name[-1] in full:
                self._holders.add(full[name[-1]])

    def _adopt(self) -> None:
        """Other mentions of a holder by the full name."""
        for index, one in enumerate(self._mentions):
            if index not in self._sure and self._name(one) in self._holders and not self._evidence.in_thing(one):
                self._sure.add(index)

    def _repeat(self) -> None:
        """Full names of holders where nothing led to them."""
        doc, low = self._doc, self._doc.low
        taken = bytearray(doc.n + 1)
        for one in self._mentions:
            taken[one.start : one.end] = b"\x01" * len(one)
        beginnings = {name[:2] for name in self._holders}
        sizes = sorted({len(name) for name in self._holders}, reverse=True)
        for at in range(doc.n) if beginnings else ():
            if taken[at] or not doc.cap[at] or (low[at], low[at + 1]) not in beginnings:
                continue
            for end in (at + size for size in sizes):
                if tuple(low[at:end]) in self._holders and not any(doc.gap[at : end - 1]) and not any(taken[at:end]):
                    one = Mention(at, end, "", at)
                    if not self._evidence.in_thing(one):
                        self._sure.add(len(self._mentions))
                        self._mentions.append(one)
                    break

    def _short(self) -> None:
        """Mentions by the given name behind an honorific or a post; the last person of that name before decides."""
        order = sorted(range(len(self._mentions)), key=lambda i: self._mentions[i].start)
        tails = {name[-2:] for name in self._holders if len(name) > 2}
        later = self._first_bearers(order)
        last: dict[str, bool] = {}
        for index in order:
            one = self._mentions[index]
            name = self._name(one)
            if len(one) == 2 and name in tails and name not in self._holders:
                self._sure.add(index)
            elif len(one) > 1:
                last.update(dict.fromkeys(self._called(name), index in self._sure))
            elif index in self._sure:
                last[name[-1]] = True
            elif last.get(name[-1], later.get(name[-1])):
                self._sure.add(index)

    def _called(self, name: Name) -> Iterator[str]:
        """The single words by which a person is called: the given name, and the first part of some foreign names."""
        yield name[-1]
        if name[0] in self._doc.v.called or name[0] not in self._doc.v.family:
            yield name[0]

    def _first_bearers(self, order: list[int]) -> dict[str, bool]:
        """Whether the first person of each given name is a holder, for mentions that come before (headlines)."""
        first: dict[str, bool] = {}
        for index in order:
            name = self._name(self._mentions[index])
            if len(name) > 1:
                first.setdefault(name[-1], index in self._sure)
        return first


def _as_elsewhere(doc: Doc, mentions: list[Mention]) -> list[Mention]:
    """The mentions, those in lines of capitals no longer than the text writes the same name in small letters."""
    names = {tuple(doc.low[m.start : m.end]) for m in mentions if len(m) > 1 and not doc.loud[m.start]}
    return [_cut(doc, one, names) if doc.loud[one.start] else one for one in mentions]


def _cut(doc: Doc, one: Mention, names: set[Name]) -> Mention:
    for end in range(one.end, one.start + 1, -1):
        if tuple(doc.low[one.start : end]) in names:
            return replace(one, end=end)
    return one
