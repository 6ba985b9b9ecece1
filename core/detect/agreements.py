"""Agreement records: one for each signing that an article reports."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from core.detect.agreement_contents import Points, contents
from core.detect.agreement_mentions import Mention, heads_with_basis, mentions, told
from core.detect.agreement_people import Signed, chairs, signers
from core.detect.agreement_words import pattern, tables
from core.detect.bodies import same_body
from core.detect.sentences import sentences
from core.model.annotation import Suggestion
from core.model.article import Article, ArticleCard, ZoneKind
from core.model.record import AGREEMENT, SuggestedRecord
from core.model.relation import SuggestedRelation
from core.model.span import Span
from core.provinces.map import name_of
from core.text.fold import spelling

_BACK = 4  # sentences before a signing that may name whom "hai đơn vị" means
_SIGN = re.compile(r"kí(?<!\wkí)(?!\w)")
_DAY = re.compile(r"(?:\d{4}|XXXX)-(?:\d\d|XX)-(?:\d\d|XX)")
_ABOUT = re.compile(r"\s*(?:về|trong)(?:\s+(?:công tác|việc))?\s+")
_VERB_COMMA = re.compile(
    r",\s+(?=(?:thực|triển|giải|tuyên|chỉ|tham|đấu|phát|xây|bảo|đảm|quản|phòng|nâng|tăng|trao|cung|hướng|kiểm|giám)\s)"
)


def suggest_agreements(
    article: Article,
    card: ArticleCard,
    suggestions: Sequence[Suggestion],
    relations: Sequence[SuggestedRelation] = (),
) -> tuple[SuggestedRecord, ...]:
    """The agreements whose signing the article reports, in the order in which it first names them.

    The card's province becomes the record's; `relations` tell at which body a signer holds his post.
    """
    spelled = _SIGN.sub("ký", spelling(article.text))
    if not any(kind in spelled for kind in tables()["kinds"]):
        return ()
    reader = _Reader(article, spelled, sorted(suggestions, key=lambda s: (s.span.start, -s.span.end)), relations)
    groups = reader.groups()
    return tuple(reader.record(index, groups, card) for index in range(len(groups)))


class _Reader:
    """One article, with what its sentences say of agreements."""

    def __init__(
        self, article: Article, spelled: str, ordered: list[Suggestion], relations: Iterable[SuggestedRelation]
    ) -> None:
        self.article, self.spelled = article, spelled
        self.tails: defaultdict[Span, list[Span]] = defaultdict(list)
        for relation in relations:
            self.tails[relation.head[0]].append(relation.tail[0])
        self.sentences = sentences(article.text, (s.span for s in ordered))
        self.titles = [z.span for z in article.zones if z.kind is ZoneKind.TITLE]
        starts = [s.span.start for s in ordered]
        self.inside = {s: ordered[bisect_left(starts, s.start) : bisect_left(starts, s.end)] for s in self.sentences}
        self.mentions = [m for s in self.sentences for m in mentions(spelled, s, self.inside[s])]
        event = any(m.signed for m in self.mentions)
        self.points = list(contents(article.text, spelled, self.sentences, ordered, event))
        self.signed = [x for s in self.sentences for x in signers(spelled, s, self.inside[s])] if event else []
        self.chairs = [c for s in self.sentences for c in chairs(spelled, s, self.inside[s], event)]

    def groups(self) -> list[list[Mention]]:
        """Mentions of one agreement together: of one kind, with parties in common; only of agreements that are signed.

        Body text comes before title and captions, as there the parties' names are fuller.
        """
        groups: list[list[Mention]] = []
        for mention in sorted(self.mentions, key=lambda m: (self._in_title(m), m.span)):
            if len(mention.parties) > 1:
                alike = [g for g in groups if g[0].kind == mention.kind]
                group = next((g for g in alike if self._same(g[0], mention)), None)
                if group is None and alike and self._in_title(mention):
                    continue  # a headline shortens names
                if group is None:
                    groups.append([mention])
                else:
                    group.append(mention)
        if not any(m.signed for g in groups for m in g):
            groups += [[m] for m in self._anaphoric()]
        for mention in self.mentions:
            same = [g for g in groups if g[0].kind == mention.kind and mention is not g[0]]
            if len(mention.parties) < 2 and len(same) == 1:
                same[0].append(mention)
        return [g for g in groups if any(m.signed for m in g)]

    def _anaphoric(self) -> Iterator[Mention]:
        """The first signing whose parties an earlier sentence names: *A phối hợp với B tổ chức … Hai đơn vị ký kết …*."""
        for mention in self.mentions:
            if not mention.signed or len(mention.parties) > 1 or self._in_title(mention):
                continue
            at = self.sentences.index(mention.sentence)
            for sentence in reversed(self.sentences[max(0, at - _BACK) : at + 1]):
                parties = told(self.spelled, sentence, self.inside[sentence])
                if parties and not any(t.contains(sentence) for t in self.titles):
                    yield replace(mention, parties=parties, told=sentence)
                    return

    def _same(self, one: Mention, other: Mention) -> bool:
        """Whether two mentions have most of their parties in common."""
        ours, theirs = ([p.span.of(self.article.text) for p in m.parties] for m in (one, other))
        common = sum(any(same_body(a, b) for b in theirs) for a in ours)
        return 2 * common > min(len(ours), len(theirs))

    def _in_title(self, mention: Mention) -> bool:
        return any(title.contains(mention.span) for title in self.titles)

    def record(self, index: int, groups: list[list[Mention]], card: ArticleCard) -> SuggestedRecord:
        """The record of one group of mentions; what names no kind goes to the first."""
        group = groups[index]
        kind, alone = group[0].kind, index == 0
        ours = [s for s in self.signed if s.kind == kind or (alone and not s.kind)]
        if sum(g[0].kind == kind for g in groups) > 1:
            ours = [s for s in ours if self._at_party(s, group)]
        evidence: dict[str, tuple[Span, ...]] = {
            "kind": tuple(m.span for m in group),
            "parties": tuple(p.span for p in _distinct(self.article.text, group)),
            "signers": _once(self.article.text, (p.span for s in ours for p in s.people)),
            "chairs": _once(self.article.text, (c.span for c in self.chairs)),
            "legal_basis": _once(self.spelled, (d.span for d in self._basis(group, alone)), _number),
            "contents": self._contents(group, kind, alone),
        }
        text = self.article.text
        fields: dict[str, object] = {"kind": kind, "signed_on": None, "province": None, "period": None}
        fields |= {name: [s.of(text) for s in evidence[name]] for name in evidence if name != "kind"}
        for name, date in (
            ("signed_on", self._signed_on(group)),
            ("period", next((m.period for m in group if m.period), None) or (self._in_force() if alone else None)),
        ):
            if date is not None:
                fields[name], evidence[name] = date.value, (date.span,)
        if card.province:
            fields["province"] = name_of(card.province)
        return SuggestedRecord(AGREEMENT, fields, {name: spans for name, spans in evidence.items() if spans})

    def _basis(self, group: list[Mention], first: bool) -> Iterator[Suggestion]:
        """Documents that the mentions rest on, and those that open a sentence with the points."""
        for mention in group:
            yield from mention.basis
        for points in self._points(group[0].kind, first):
            yield from heads_with_basis(self.spelled, points.sentence, self.inside[points.sentence])
        for sentence in self.sentences if first else ():
            if pattern("subjects").match(self.spelled, sentence.start):
                yield from heads_with_basis(self.spelled, sentence, self.inside[sentence])

    def _in_force(self) -> Suggestion | None:
        """The time for which an article says on its own that the agreement holds: *Quy chế có hiệu lực từ … đến …*."""
        for sentence in self.sentences:
            if pattern("validity").search(self.spelled, sentence.start, sentence.end):
                for date in self.inside[sentence]:
                    if date.label == "DATE" and "/" in (date.value or ""):
                        return date
        return None

    def _points(self, kind: str, first: bool) -> list[Points]:
        """The points of one agreement; where no kind is named they are the first's."""
        return [p for p in self.points if p.kind == kind or (first and not p.kind)]

    def _at_party(self, signed: Signed, group: list[Mention]) -> bool:
        """Whether one of the signers holds a post at a party."""
        people = [p.span for p in signed.people]
        text = self.article.text
        bodies = [body.of(text) for p in people for post in self.tails[p] for body in self.tails[post]]
        return any(same_body(body, party.span.of(text)) for body in bodies for party in group[0].parties)

    def _signed_on(self, group: list[Mention]) -> Suggestion | None:
        """The day that the sentence of the signing gives, else one that names the event; never a document's."""
        told = [m.sentence for m in group if m.signed]
        told += [m.told for m in group if m.told]
        for mention in (m for m in group if m.signed and not self._in_title(m)):
            at = self.sentences.index(mention.sentence)
            told += reversed(self.sentences[max(0, at - _BACK) : at])
        told += [s for s in self.sentences if pattern("events").search(self.spelled, s.start, s.end)]
        days = [day for sentence in told for day in self._days(sentence)]
        known = (day for day in days if "XXXX-XX" not in (day.value or ""))
        return next(known, None) or next(iter(days), None)

    def _days(self, sentence: Span) -> Iterator[Suggestion]:
        """The days that a sentence names, but for those of documents."""
        documents = [s.span.end for s in self.inside[sentence] if s.label == "DOCUMENT"]
        for date in self.inside[sentence]:
            of_document = any(
                end <= date.span.start and not self.spelled[end : date.span.start].strip(" ,(") for end in documents
            )
            if (
                date.label == "DATE"
                and _DAY.match(date.value or "")
                and "/" not in (date.value or "")
                and not of_document
            ):
                yield date

    def _contents(self, group: list[Mention], kind: str, first: bool) -> tuple[Span, ...]:
        own = self._points(kind, first)
        if own:
            return tuple(span for p in own for span in p.spans)
        return next((spans for m in group if (spans := tuple(self._about(m)))), ())

    def _about(self, mention: Mention) -> Iterator[Span]:
        """What the words right after the parties say the agreement is about: "trong việc A, B"."""
        about = _ABOUT.match(self.spelled, mention.end, mention.sentence.end)
        if about is None or not mention.parties or mention.parties[-1].span.end != mention.end:
            return
        stop = min(
            (
                i
                for c in (";", ".", " được ký", " đã ký", " vừa ký", " đã được ký", " vừa được ký")
                if (i := self.spelled.find(c, about.end(), mention.sentence.end)) > 0
            ),
            default=mention.sentence.end,
        )
        start = about.end()
        for cut in (*_VERB_COMMA.finditer(self.spelled, start, stop), None):
            end = cut.start() if cut else stop
            if self.spelled[start:end].strip():
                yield Span(start, end)
            start = cut.end() if cut else stop


def _distinct(text: str, group: list[Mention]) -> list[Suggestion]:
    """The parties of a group, each once, as the mention that names most of them words them."""
    fullest = max(group, key=lambda m: len(m.parties))
    found: list[Suggestion] = []
    for party in fullest.parties:
        if not any(same_body(party.span.of(text), other.span.of(text)) for other in found):
            found.append(party)
    return found


def _number(surface: str) -> str:
    return re.sub(r"\bsố ", "", " ".join(surface.split()))


def _once(text: str, spans: Iterable[Span], key: Callable[[str], str] = str) -> tuple[Span, ...]:
    found: dict[str, Span] = {}
    for span in spans:
        found.setdefault(key(span.of(text)), span)
    return tuple(found.values())
