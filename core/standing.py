"""Standing rules of an annotator: words that are never, or always, a mention of some label."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from core.model.annotation import Suggestion
from core.model.article import Article
from core.model.detection import Detection
from core.model.edit import Edit
from core.model.ids import new_id
from core.model.record import Record
from core.model.span import Span
from core.store.dataset_io import own_layer
from core.store.store import Store
from core.text.fold import spelling
from core.text.occurrences import Words
from core.verbs import Deed, Verb, clashes, reading_order

KIND = "standing_rule"
ORIGIN = "standing"


class Verdict(StrEnum):
    """What a rule says of its words."""

    NEVER = "never"
    ALWAYS = "always"


@dataclass(frozen=True, slots=True)
class Rule:
    """*Sở này* is never an AGENCY; with `case`, only where its capitals stand like that. `id` is that of its record."""

    words: str
    label: str
    verdict: Verdict
    case: bool = False
    id: bytes = b""


def rule_from(deed: Deed, case: bool = False) -> Rule | None:
    """The rule that a decision becomes when it is kept; None for a border that was moved."""
    if deed.verb is Verb.MOVE:
        return None
    return Rule(deed.words, deed.result, Verdict.NEVER if deed.verb is Verb.REJECT else Verdict.ALWAYS, case)


def rules_of(records: Iterable[Record]) -> list[Rule]:
    """The rules among some records, the newest first; records that are none of ours are passed over."""
    found = []
    for record in sorted(records, key=lambda r: r.id, reverse=True):
        words, label, verdict = (record.fields.get(name) for name in ("words", "label", "verdict"))
        known = record.kind == KIND and isinstance(words, str) and words.strip() and isinstance(label, str)
        if known and verdict in list(Verdict):
            found.append(
                Rule(str(words), str(label), Verdict(str(verdict)), bool(record.fields.get("case")), record.id)
            )
    return found


def kept_records(store: Store, layer: bytes) -> list[Record]:
    """The records of an annotator's rules."""
    return [r for r in own_layer(store, layer).records if r.kind == KIND]


def add_rule(kept: Sequence[Record], layer: bytes, rule: Rule) -> Edit:
    """Keep a rule, in place of one that speaks of the same words and label. Changes nothing where it is kept already."""
    words = " ".join(rule.words.split())
    if not words or not rule.label:
        return Edit("add_rule")
    fields = {"words": words, "label": rule.label, "verdict": rule.verdict.value, "case": rule.case}
    same = [r for r in kept if r.fields.get("label") == rule.label and Words(words).are(str(r.fields.get("words", "")))]
    if any(dict(r.fields) == fields for r in same):
        return Edit("add_rule")
    return Edit("add_rule", tuple(same), (Record(new_id(), b"", layer, b"", KIND, fields),))


def drop_rule(kept: Sequence[Record], rule: Rule) -> Edit:
    """Keep a rule no longer."""
    return Edit("drop_rule", tuple(r for r in kept if r.id == rule.id))


class Standing:
    """The rules in force, as they change what is suggested in one article after another."""

    def __init__(self, rules: Iterable[Rule] = ()) -> None:
        self.rules = tuple(rules)
        self._words = {rule: Words(rule.words, rule.case) for rule in self.rules}
        self._never: dict[tuple[str, str], list[Rule]] = {}
        for rule in self.rules:
            if rule.verdict is Verdict.NEVER:
                self._never.setdefault((rule.label, _plain(rule.words)), []).append(rule)
        self._last: tuple[Detection, Detection] | None = None
        self._always: tuple[bytes, tuple[Suggestion, ...]] = (b"", ())

    def applied(self, article: Article, detection: Detection) -> Detection:
        """The detection with what is never so left out and what is always so put in."""
        if not self.rules:
            return detection
        if self._last is None or self._last[0] is not detection:
            self._last = detection, self._applied(article, detection)
        return self._last[1]

    def hidden(self, article: Article, detection: Detection) -> list[tuple[Suggestion, Rule]]:
        """What a detection suggests and a rule says is never so, with the rule, in text order."""
        if not self._never:
            return []
        return [(s, rule) for s in detection.suggestions if (rule := self._against(article, s))]

    def _against(self, article: Article, suggestion: Suggestion) -> Rule | None:
        words = suggestion.span.of(article.text)
        rules = self._never.get((suggestion.label, _plain(words)), ())
        return next((rule for rule in rules if self._words[rule].are(words)), None)

    def _applied(self, article: Article, detection: Detection) -> Detection:
        gone = {(s.span, s.label) for s, _ in self.hidden(article, detection)}
        kept = [s for s in detection.suggestions if (s.span, s.label) not in gone]
        ours: list[Suggestion] = []
        for new in self._found(article):
            there = [s for s in kept if s.span.overlaps(new.span)]
            if any(_outdoes(s, new.span, new.label) for s in (*there, *ours)):
                continue
            kept = [s for s in kept if not clashes(new.span, new.label, s)]
            ours.append(new)
        if not gone and not ours:
            return detection
        suggestions = tuple(sorted((*kept, *ours), key=reading_order))
        return replace(detection, suggestions=suggestions, relations=_relations(article, detection, suggestions, ours))

    def _found(self, article: Article) -> tuple[Suggestion, ...]:
        """What the rules say is always so in an article, the longer before the shorter."""
        if self._always[0] != article.id:
            always = [rule for rule in self.rules if rule.verdict is Verdict.ALWAYS]
            spelled = spelling(article.text) if always else ""
            found = [
                Suggestion(span, rule.label, ORIGIN, reason="standing_always")
                for rule in always
                for span in self._words[rule].spans(article.text, spelled)
            ]
            self._always = article.id, tuple(sorted(found, key=lambda s: (-len(s.span), s.span.start)))
        return self._always[1]


def _outdoes(other: Suggestion, span: Span, label: str) -> bool:
    """Whether a suggestion leaves no room for a rule's: it is the same, or a longer one that this would stand in."""
    if (other.span, other.label) == (span, label):
        return True
    return clashes(span, label, other) and other.span.contains(span) and other.span != span


def _relations(
    article: Article, detection: Detection, suggestions: tuple[Suggestion, ...], ours: Sequence[Suggestion]
) -> tuple:
    """The relations that have both ends still, and those that the new suggestions give."""
    places, new = {(s.span, s.label) for s in suggestions}, {(s.span, s.label) for s in ours}
    links = [r for r in detection.relations if r.head in places and r.tail in places]
    if new:
        from core.detect.links import suggest_relations  # the lexicons load when first used

        links += [
            r for r in suggest_relations(article, suggestions) if r not in links and (r.head in new or r.tail in new)
        ]
    return tuple(links)


def _plain(words: str) -> str:
    return " ".join(spelling(words).split())
