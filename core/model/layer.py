"""One annotator's items on one article, in text order."""

from bisect import bisect_left, insort
from collections.abc import Iterable, Iterator

from core.errors import Conflict
from core.model.annotation import Annotation, Decision
from core.model.article import ArticleCard
from core.model.edit import Edit, Item
from core.model.record import Record
from core.model.relation import Relation
from core.model.span import Span


def text_order(annotation: Annotation) -> tuple[int, int, str]:
    """Sort key: by start, the longer first, then by label."""
    return annotation.span.start, -annotation.span.end, annotation.label


class Layer:
    """Items by id, with the annotations in text order; changed by `apply` alone."""

    def __init__(self, article: bytes, id: bytes, items: Iterable[Item] = ()) -> None:
        self.article = article
        self.id = id
        self._items: dict[bytes, Item] = {}
        self._annotations: list[Annotation] = []
        self._by_place: dict[tuple[Span, str], Annotation] = {}
        self._links: dict[bytes, set[bytes]] = {}
        self._longest = 0
        self.edits: list[Edit] = []  # applied since, for whoever keeps count
        for item in items:
            self._put(item)

    def copy(self) -> "Layer":
        """Another layer with the same items, to try edits on."""
        other = Layer(self.article, self.id)
        other._items = dict(self._items)
        other._annotations = list(self._annotations)
        other._by_place = dict(self._by_place)
        other._links = {id: set(links) for id, links in self._links.items()}
        other._longest = self._longest
        return other

    def __iter__(self) -> Iterator[Annotation]:
        """All annotations, accepted and rejected, in text order."""
        return iter(self._annotations)

    def __len__(self) -> int:
        return len(self._annotations)

    def get(self, id: bytes) -> Item | None:
        """The item of that id."""
        return self._items.get(id)

    @property
    def items(self) -> Iterable[Item]:
        """Every item, in no particular order."""
        return self._items.values()

    @property
    def card(self) -> ArticleCard | None:
        """The article's card in this layer."""
        return next((i for i in self._items.values() if isinstance(i, ArticleCard)), None)

    @property
    def accepted(self) -> list[Annotation]:
        """The accepted annotations in text order."""
        return [a for a in self._annotations if a.decision is Decision.ACCEPTED]

    @property
    def relations(self) -> list[Relation]:
        """All relations, oldest first."""
        return sorted((i for i in self._items.values() if isinstance(i, Relation)), key=lambda r: r.id)

    @property
    def records(self) -> list[Record]:
        """All records, oldest first."""
        return sorted((i for i in self._items.values() if isinstance(i, Record)), key=lambda r: r.id)

    def at(self, span: Span, label: str) -> Annotation | None:
        """The annotation with exactly that span and label: there is at most one."""
        return self._by_place.get((span, label))

    def overlapping(self, span: Span) -> list[Annotation]:
        """Annotations that share a code point with `span`, in text order."""
        first = bisect_left(self._annotations, span.start - self._longest, key=lambda a: a.span.start)
        found = []
        for annotation in self._annotations[first:]:
            if annotation.span.start >= span.end:
                break
            if annotation.span.end > span.start:
                found.append(annotation)
        return found

    def relations_of(self, id: bytes) -> list[Relation]:
        """Relations that have the annotation `id` at either end, oldest first."""
        found = (self._items[r] for r in sorted(self._links.get(id, ())))
        return [r for r in found if isinstance(r, Relation)]

    def conflicts(self, edit: Edit) -> tuple[Item, ...]:
        """What `edit` removes that is not here at that revision, and what it adds that another item already is."""
        gone = {i.id for i in edit.removed}
        stale = [i for i in edit.removed if (mine := self._items.get(i.id)) is None or mine.rev != i.rev]
        for item in edit.added:
            if item.id not in gone and item.id in self._items:
                stale.append(item)
            elif isinstance(item, Annotation):
                twin = self._by_place.get((item.span, item.label))
                if twin is not None and twin.id not in gone:
                    stale.append(item)
        return tuple(stale)

    def apply(self, edit: Edit) -> None:
        """Take `edit.removed` out and put `edit.added` in; raises Conflict, and changes nothing, where that is not possible."""
        if stale := self.conflicts(edit):
            raise Conflict(stale)
        for item in edit.removed:
            self._take(item.id)
        for item in edit.added:
            self._put(item)
        self.edits.append(edit)

    def _put(self, item: Item) -> None:
        self._items[item.id] = item
        if isinstance(item, Annotation):
            insort(self._annotations, item, key=text_order)
            self._by_place[item.span, item.label] = item
            self._longest = max(self._longest, len(item.span))
        elif isinstance(item, Relation):
            for end in (item.head, item.tail):
                self._links.setdefault(end, set()).add(item.id)

    def _take(self, id: bytes) -> None:
        item = self._items.pop(id)
        if isinstance(item, Annotation):
            at = bisect_left(self._annotations, text_order(item), key=text_order)
            del self._annotations[at]
            del self._by_place[item.span, item.label]
        elif isinstance(item, Relation):
            for end in (item.head, item.tail):
                self._links[end].discard(item.id)
