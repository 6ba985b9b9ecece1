"""The sample collection put into a dataset, as three people would have made it over some weeks."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

from core.errors import StoreError
from core.model.annotation import PERSON, RULE, Annotation, Suggestion
from core.model.article import ArticleCard, Source, State
from core.model.edit import Edit, Item
from core.model.ids import new_id
from core.model.record import Record
from core.model.relation import Relation
from core.people import Annotator
from core.review.collection.layers import SampleLayer
from core.review.collection.make import Collection
from core.review.collection.news import SampleArticle
from core.store.dataset_io import layers
from core.store.store import Store

_BEGIN = datetime(2026, 10, 5, 1, 0, tzinfo=UTC)  # eight in the morning, a Monday
_DAY = timedelta(hours=8)
_PER_DAY = 14
_SECOND = 1000
_HAND = 3  # at most so many annotations by hand have an edit of their own


def write(store: Store, collection: Collection) -> Iterator[int]:
    """Put it into an empty dataset; yields how many articles are in. StoreError where there is something already.

    The journal tells of some weeks from October 2026: twelve to sixteen articles a day, each read at a person's pace but for
    those that were planted as too fast.
    """
    if layers(store):
        raise StoreError("not_empty", path=store.path)
    for annotator in collection.annotators:
        store.meet(annotator.id, annotator.name)
    fast = {f.article for f in collection.planted("too_fast")}
    diaries = [_Diary(store, a, Random(f"{collection.seed} {n}")) for n, a in enumerate(collection.annotators)]
    try:
        for number, sample in enumerate(collection.articles, 1):
            for diary in diaries:
                key = sample.article.id, diary.annotator.id
                if diary is diaries[0] or key in collection.layers:
                    done = key not in collection.begun
                    hurried = diary is diaries[-1] and sample.article.id in fast
                    diary.enter(sample, collection.layers[key], done, hurried, first=diary is diaries[0])
            yield number
    finally:
        store.__dict__.pop("clock", None)


class _Diary:
    """One annotator's weeks: the clock goes on from article to article."""

    def __init__(self, store: Store, annotator: Annotator, random: Random) -> None:
        self.annotator = annotator
        self._store = store
        self._random = random
        self._now = _BEGIN + timedelta(minutes=random.randint(0, 40))
        self._day = _BEGIN
        self._today = 0

    def enter(self, sample: SampleArticle, layer: SampleLayer, done: bool, hurried: bool, first: bool) -> None:
        """Write what this annotator did about an article; the first of them brings it."""
        card = self._card(sample, first)
        if first:
            self._store.clock = lambda: int(_BEGIN.timestamp() * _SECOND) - 3_600_000
            raw = sample.article.text.encode()
            self._store.add(sample.article, card.sources[0], raw, card, self.annotator.id)
            card = self._store.layer(sample.article.id, self.annotator.id).card or card
        edits = self._edits(sample, layer, card, first)
        reading = len(sample.article.text) / self._random.uniform(11, 17) + 8 * len(edits)  # seconds
        self._turn_page(1 if hurried else self._random.randint(20, 240))
        step = (2.5 if hurried else reading) / (len(edits) + 1)
        begun = self._store.apply(self._timed(edits[0], step), self.annotator.id)
        self._store.apply_all((self._timed(edit, step) for edit in edits[1:]), self.annotator.id)
        if done:
            cards = tuple(replace(c, state=State.DONE) for c in begun.added if isinstance(c, ArticleCard))
            self._store.apply(self._timed(Edit("done", begun.added, cards), step), self.annotator.id)

    def _timed(self, edit: Edit, seconds: float) -> Edit:
        """The edit, so many seconds after the one before."""
        self._now += timedelta(seconds=seconds)
        self._store.clock = lambda: int(self._now.timestamp() * _SECOND)
        return edit

    def _turn_page(self, pause: int) -> None:
        """Go on to the next article; after a day's work, to the next working day."""
        self._today += 1
        self._now += timedelta(seconds=pause)
        if self._today > _PER_DAY + self._random.randint(-2, 2) or self._now - self._day > _DAY:
            self._day += timedelta(days=3 if self._day.weekday() == 4 else 1)
            self._now = self._day + timedelta(minutes=self._random.randint(0, 50))
            self._today = 0

    def _card(self, sample: SampleArticle, first: bool) -> ArticleCard:
        raw = sample.article.text.encode()
        source = Source(sample.path, hashlib.sha256(raw).hexdigest(), "txt", "utf-8")
        place = new_id(), sample.article.id, self.annotator.id, b""
        return ArticleCard(*place, title=sample.article.title, sources=(source,))

    def _edits(self, sample: SampleArticle, layer: SampleLayer, card: ArticleCard, first: bool) -> list[Edit]:
        """The edits in their order: the card begun, the suggestions accepted, the rest by hand, links and record."""
        article, me = sample.article.id, self.annotator.id
        marks = {(s.span, s.label): self._annotation(article, s) for s in layer.spans}
        hand = [m for m in marks.values() if m.origin == PERSON][:_HAND]
        lot = [m for m in marks.values() if m not in hand]
        begun = replace(
            card,
            published=layer.published,
            published_by=PERSON,
            province=layer.province,
            province_by=PERSON,
            state=State.STARTED,
        )
        items: list[tuple[str, Sequence[Item]]] = [("accept_all", lot)] if lot else []
        items += [("annotate", [m]) for m in hand]
        links: list[Item] = []
        for r in layer.relations:
            head, tail = marks[r.head], marks[r.tail]
            links.append(Relation(new_id(), article, me, b"", r.kind, head.id, tail.id, r.status))
        if links:
            items.append(("link", links))
        for record in layer.records:
            items.append(
                ("accept_record", [Record(new_id(), article, me, b"", record.kind, record.fields, record.evidence)])
            )
        edits = [Edit("set_province", () if not first else (card,), (begun,))]
        return [*edits, *(Edit(name, (), tuple(new)) for name, new in items)]

    def _annotation(self, article: bytes, found: Suggestion) -> Annotation:
        new = Annotation(new_id(), article, self.annotator.id, b"", found.span, found.label)
        by = RULE if found.value is not None else None
        return replace(new, origin=found.origin, score=found.score, value=found.value, value_by=by)
