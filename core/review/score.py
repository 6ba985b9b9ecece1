"""The detector against the gold: spans, date values, relations, records and provinces, each as a tally with its faults."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from core.model.annotation import Suggestion
from core.model.detection import Detection
from core.model.span import Span
from core.review.goldfile import Gold
from core.review.score_records import score_records
from core.review.tally import Fault, Tally
from core.text.fold import spelling

_SCORED_RELATIONS = ("HOLDS", "AT")
_AROUND = 40


@dataclass(slots=True)
class Score:
    """Tallies by group and name (`label` by label, `value`, `mod`, `relation`, `record`, `province`), and the faults."""

    articles: int = 0
    tallies: dict[str, dict[str, Tally]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def add(self, group: str, name: str, tally: Tally) -> None:
        """Add counts to the tally `name` of `group`."""
        rows = self.tallies.setdefault(group, {})
        rows[name] = rows.get(name, Tally()) + tally

    def micro(self, group: str) -> Tally:
        """All tallies of a group together."""
        return sum(self.tallies.get(group, {}).values(), Tally())

    @property
    def record_fields(self) -> float:
        """The mean F1 of the fields of records that gold or detector fill; 1 where there are none."""
        rows = [t.f1 for t in self.tallies.get("record", {}).values() if t.gold or t.found]
        return sum(rows) / len(rows) if rows else 1.0


def score(pairs: Iterable[tuple[Gold, Detection, str | None]]) -> Score:
    """Score detections against gold; each comes with the name of the province that was detected."""
    result = Score()
    for gold, detection, province in pairs:
        result.articles += 1
        if gold.spans is not None:
            _score_spans(result, gold, gold.spans, detection.suggestions)
            _score_values(result, gold, gold.spans, detection.suggestions)
        if gold.relations is not None:
            _score_relations(result, gold, detection)
        if gold.records is not None:
            for name, tally, faults in score_records(gold, gold.records, detection.records):
                result.add("record", name, tally)
                result.faults += faults
        if gold.province is not None:
            right = province is not None and spelling(province) == spelling(gold.province)
            result.add("province", "province", Tally(1, int(province is not None), int(right)))
            if not right:
                result.faults.append(Fault(gold.name, "province", gold.province, province or ""))
    return result


def _context(text: str, span: Span) -> str:
    before = text[max(0, span.start - _AROUND) : span.start]
    return " ".join(f"{before}⟦{span.of(text)}⟧{text[span.end : span.end + _AROUND]}".split())


def _score_spans(result: Score, gold: Gold, truth: tuple[Suggestion, ...], found: tuple[Suggestion, ...]) -> None:
    text = gold.article.text
    wanted, got = {(s.span, s.label) for s in truth}, {(s.span, s.label) for s in found}
    for label in sorted({label for _, label in wanted | got}):
        one, other = ({span for span, name in spans if name == label} for spans in (wanted, got))
        result.add("label", label, Tally(len(one), len(other), len(one & other)))
    spurious = sorted(got - wanted)
    for span, label in sorted(wanted - got):
        near = next((f for f in spurious if f[1] == label and f[0].overlaps(span)), None)
        near = near or next((f for f in spurious if f[0] == span), None)
        if near is not None:
            spurious.remove(near)
        shown = "" if near is None else near[0].of(text) + (f" [{near[1]}]" if near[1] != label else "")
        result.faults.append(Fault(gold.name, label, span.of(text), shown, _context(text, span)))
    for span, label in spurious:
        result.faults.append(Fault(gold.name, label, "", span.of(text), _context(text, span)))


def _score_values(result: Score, gold: Gold, truth: tuple[Suggestion, ...], found: tuple[Suggestion, ...]) -> None:
    """Values and mods of the dates, and numbers of documents, that were found at all."""
    got = {(s.span, s.label): s for s in found}
    for want in truth:
        have = got.get((want.span, want.label))
        if have is None or (want.value is None and want.label != "DOCUMENT"):
            continue
        name = "DATE" if want.label == "DATE" else want.label
        compared = [("value", want.value, have.value)]
        if want.label == "DATE":
            compared += [("mod", want.mod, have.mod), ("calendar", want.calendar, have.calendar)]
        for group, wanted, was in compared:
            if wanted is None and was is None:
                continue
            right = wanted == was
            result.add(group, name, Tally(int(wanted is not None), int(was is not None), int(right)))
            if not right:
                text = f"{want.span.of(gold.article.text)}: {wanted}"
                fault = Fault(gold.name, group, text, str(was), _context(gold.article.text, want.span))
                result.faults.append(fault)


def _score_relations(result: Score, gold: Gold, detection: Detection) -> None:
    text = gold.article.text
    for kind in _SCORED_RELATIONS:
        wanted = {(r.head, r.tail) for r in gold.relations or () if r.kind == kind}
        got = {(r.head, r.tail) for r in detection.relations if r.kind == kind}
        result.add("relation", kind, Tally(len(wanted), len(got), len(wanted & got)))
        for head, tail in sorted(wanted ^ got):
            shown = f"{head[0].of(text)} → {tail[0].of(text)}"
            missed = (head, tail) in wanted
            whole = Span(min(head[0].start, tail[0].start), max(head[0].end, tail[0].end))
            fault = Fault(gold.name, kind, shown if missed else "", "" if missed else shown, _context(text, whole))
            result.faults.append(fault)
