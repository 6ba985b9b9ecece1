"""The sample collection as one value: two hundred articles, what three annotators say of them, and all that is wrong with it."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from core.model.article import Article, Zone, ZoneKind
from core.model.span import Span
from core.people import Annotator
from core.review.collection.cast import Cast, Person, cast_of, days
from core.review.collection.faults import DECIDED, DUPLICATES, TOO_FAST, WRITTEN, PlantedFault, spoil
from core.review.collection.layers import Place, SampleLayer, Slip, slip
from core.review.collection.news import SampleArticle, compose
from core.review.collection.source import annotator_id, kinds, source

_AGAIN = "\n\nBài đã đăng trên Cổng thông tin điện tử."
_RATES = {
    Slip.MISSING: 0.24,
    Slip.EXTRA: 0.1,
    Slip.BORDER: 0.14,
    Slip.LABEL: 0.09,
    Slip.VALUE: 0.09,
    Slip.RELATION: 0.08,
    Slip.STATUS: 0.04,
    Slip.RECORD: 0.15,
    Slip.PUBLISHED: 0.02,
    Slip.PROVINCE: 0.02,
}
_CARE = (0.4, 1.0, 1.6)  # how readily each of the annotators slips
_SETTLED = 6  # articles of a province before the first that has a fault in its text: people are known by then
_UNSEEN, _HALF = 0.12, 4  # of the third annotator: articles never opened, and articles begun and left


@dataclass(frozen=True, slots=True)
class Planted:
    """One disagreement: who differs from what is true, in which way and where. `span` is where the truth has it."""

    slip: Slip
    article: bytes
    annotator: bytes
    span: Span | None
    label: str


@dataclass(frozen=True, slots=True)
class Collection:
    """Everything about the sample collection, for whoever writes it and whoever tests with it.

    `layers` are by article and annotator; `begun` those among them that are not finished; `anniversaries` are dates that no
    check may complain of; `namesakes` names that two officials of two provinces share.
    """

    seed: int
    annotators: tuple[Annotator, ...]
    articles: tuple[SampleArticle, ...]
    layers: Mapping[tuple[bytes, bytes], SampleLayer]
    begun: frozenset[tuple[bytes, bytes]]
    disagreements: tuple[Planted, ...]
    faults: tuple[PlantedFault, ...]
    anniversaries: tuple[PlantedFault, ...]
    namesakes: tuple[tuple[str, str, str], ...]

    def of(self, article: bytes) -> SampleArticle:
        """The sample article of that id."""
        return next(each for each in self.articles if each.article.id == article)

    def planted(self, check: str) -> list[PlantedFault]:
        """The faults that one check should find."""
        return [fault for fault in self.faults if fault.check == check]


def make(seed: int = 1) -> Collection:
    """The collection of a seed: the same every time."""
    return _Maker(seed).made()


class _Maker:
    def __init__(self, seed: int) -> None:
        self.seed = seed
        self.random = Random(seed)
        self.annotators = tuple(Annotator(annotator_id(n), row["name"]) for n, row in enumerate(source()["annotators"]))
        self.articles: list[SampleArticle] = []
        self.layers: dict[tuple[bytes, bytes], SampleLayer] = {}
        self.begun: set[tuple[bytes, bytes]] = set()
        self.disagreements: list[Planted] = []
        self.faults: list[PlantedFault] = []
        self.namesakes: list[tuple[str, str, str]] = []

    def made(self) -> Collection:
        self._write()
        spoiled = self._spoil()
        self._decide(spoiled)
        written = [self._written(each) for each in self.articles if each.fault in WRITTEN]
        return Collection(
            self.seed,
            self.annotators,
            tuple(self.articles),
            self.layers,
            frozenset(self.begun),
            tuple(self.disagreements),
            (*(f for f in written if f.check != "anniversary"), *self.faults),
            tuple(f for f in written if f.check == "anniversary"),
            tuple(self.namesakes),
        )

    # -- texts

    def _write(self) -> None:
        random, used = self.random, set[str]()
        rows = source()["units"]
        casts = [cast_of(row, random, used) for row in rows]
        self._namesakes(casts)
        count = len(kinds())
        faults = self._where(len(rows), count)
        for at, (row, cast) in enumerate(zip(rows, casts, strict=True)):
            order = random.sample(kinds(), count)
            for number, (kind, day) in enumerate(zip(order, days(row, count, random), strict=True)):
                path = f"{cast.unit.id}/bai-{number + 1:02}.txt"
                self.articles.append(compose(cast, kind, day, random, path, faults.get((at, number), "")))
        for original in random.sample([a for a in self.articles if not a.fault], DUPLICATES):
            self._repeat(original)

    def _where(self, units: int, count: int) -> dict[tuple[int, int], str]:
        """Which articles have a sentence with a fault; bodies are gone only where districts are."""
        found: dict[tuple[int, int], str] = {}
        since = [n for n, row in enumerate(source()["units"]) if "communes" in row]
        for check, often in WRITTEN.items():
            for _ in range(often):
                while True:
                    unit = self.random.choice(since if check == "body_gone" else range(units))
                    at = unit, self.random.randrange(_SETTLED, count)
                    if at not in found:
                        break
                found[at] = check
        return found

    def _namesakes(self, casts: list[Cast]) -> None:
        """Two officials of the same name in two provinces."""
        for one, other in ((0, 3), (2, 6)):
            name = casts[one].people[-1].name
            old = casts[other].people[-2]
            casts[other].people[-2] = Person(name, old.posts)
            self.namesakes.append((name, casts[one].unit.id, casts[other].unit.id))

    def _repeat(self, original: SampleArticle) -> None:
        """Put an article that is nearly another in the place of one of the same province without a fault."""
        free = [
            n
            for n, a in enumerate(self.articles)
            if a.province == original.province and not a.fault and a is not original
        ]
        at = self.random.choice(free)
        text = original.article.text + _AGAIN
        last = Zone(Span(len(text) - len(_AGAIN) + 2, len(text)), ZoneKind.BODY)
        article = Article.of(text, (*original.article.zones, last))
        twin = replace(original, article=article, path=self.articles[at].path, fault="near_duplicate", fault_at=None)
        self.articles[at] = twin
        mark = next(s for s in reversed(twin.spans) if s.label in ("AGENCY", "PLACE", "DATE"))
        self.faults.append(PlantedFault("near_duplicate", article.id, mark.span, mark.label, None, original.article.id))

    def _written(self, sample: SampleArticle) -> PlantedFault:
        """The fault that a sentence of an article plants."""
        at = sample.fault_at
        mark = next(s for s in sample.spans if s.span == at)
        other = self._same_post(sample, mark.span) if sample.fault in ("two_holders", "title_without_holder") else None
        return PlantedFault(sample.fault, sample.article.id, at, mark.label, None, other)

    def _same_post(self, sample: SampleArticle, title: Span) -> bytes | None:
        """The article nearest in time, of the same province, in which someone else holds the post."""
        words = title.of(sample.article.text)
        there = [
            each
            for each in self.articles
            if each is not sample
            and each.province == sample.province
            and any(r.kind == "HOLDS" and r.tail[0].of(each.article.text) == words for r in each.relations)
        ]
        day = date.fromisoformat(sample.published)
        nearest = min(there, key=lambda a: abs((date.fromisoformat(a.published) - day).days), default=None)
        return nearest.article.id if nearest else None

    # -- layers

    def _spoil(self) -> dict[bytes, SampleLayer]:
        """What all annotators start from: the truth, with faults in some articles."""
        shared = {a.article.id: SampleLayer.true(a, self.random) for a in self.articles}
        for fault in self.faults:  # near-duplicates: the twin lacks one mention
            shared[fault.article] = shared[fault.article].without((fault.span or Span(0, 1), fault.label))
        kept = {f.other for f in self.faults}
        clean = [a for a in self.articles if not a.fault and a.article.id not in kept]
        self.random.shuffle(clean)
        for check, often in DECIDED.items():
            for _ in range(often):
                for sample in clean:
                    spoiled = spoil(check, sample, shared[sample.article.id], self.random)
                    if spoiled:
                        break
                else:
                    raise ValueError(f"no article offers an occasion for {check}")
                clean.remove(sample)
                shared[sample.article.id], span, label = spoiled
                self.faults.append(PlantedFault(check, sample.article.id, span, label))
        return shared

    def _decide(self, shared: Mapping[bytes, SampleLayer]) -> None:
        """Each annotator's layer: what all start from, with slips in articles that have no fault."""
        faulty = {f.article for f in self.faults} | {f.other for f in self.faults}
        third = self.annotators[-1].id
        clean = [a for a in self.articles if not a.fault and a.article.id not in faulty]
        unseen = set(self.random.sample([a.article.id for a in clean], int(_UNSEEN * len(self.articles))))
        seen = [a.article.id for a in clean if a.article.id not in unseen]
        half = set(self.random.sample(seen, _HALF))
        for sample in self.articles:
            id, taken = sample.article.id, set[Place]()
            for annotator, care in zip(self.annotators, _CARE, strict=True):
                if annotator.id == third and id in unseen:
                    continue
                layer = shared[id]
                if annotator.id == third and id in half:
                    layer = replace(layer, spans=layer.spans[: len(layer.spans) // 2], relations=(), records=())
                    self.begun.add((id, third))
                elif sample in clean:
                    layer = self._slips(sample, layer, annotator.id, care, taken)
                self.layers[id, annotator.id] = layer
        done = [id for id in seen if id not in half]
        for id in self.random.sample(done, TOO_FAST):
            self.faults.append(PlantedFault("too_fast", id, annotator=third))

    def _slips(
        self, sample: SampleArticle, layer: SampleLayer, annotator: bytes, care: float, taken: set[Place]
    ) -> SampleLayer:
        for kind, rate in _RATES.items():
            if self.random.random() >= rate * care or (kind in _WHOLE and (_NOWHERE, kind) in taken):
                continue
            slipped = slip(kind, sample, layer, {t for t in taken if t[0] != _NOWHERE}, self.random)
            if slipped is None:
                continue
            layer = slipped.layer
            taken.add((slipped.span or _NOWHERE, slipped.label if slipped.span else kind))
            self.disagreements.append(Planted(kind, sample.article.id, annotator, slipped.span, slipped.label))
        return layer


_WHOLE = (Slip.RECORD, Slip.PUBLISHED, Slip.PROVINCE)
_NOWHERE = Span(0, 1 << 40)


def summary(collection: Collection) -> dict[str, dict[str, int]]:
    """How many faults and disagreements of each kind were planted."""
    return {
        "faults": dict(Counter(f.check for f in collection.faults)),
        "disagreements": dict(Counter(p.slip.value for p in collection.disagreements)),
    }
