"""What a sheet that arrives adds to a layer that may hold something already: never over it, always beside it."""

from dataclasses import replace
from typing import Any, TypeVar

from core.model.annotation import Annotation
from core.model.article import ArticleCard, State
from core.model.edit import Item
from core.model.ids import new_id
from core.model.layer import Layer
from core.model.record import Record
from core.model.relation import Relation
from core.store.dataset_io import Sheet

_SAME = ("decision", "value", "mod", "calendar", "flag", "note")
"""What must agree for two annotations of one span and label to say the same; who found it need not."""

_BLANK = {"title": "", "published": None, "province": None, "state": State.NEW, "flag": False, "note": ""}
_BY = {"published": "published_by", "province": "province_by"}
_Item = TypeVar("_Item", Annotation, Relation, Record, ArticleCard)


class Joining:
    """An Edit in the making: what a sheet adds to a layer that may hold something already."""

    def __init__(self, mine: Layer, layer: bytes, taken: set[bytes]) -> None:
        self.removed: list[Item] = []
        self.added: list[Item] = []
        self.same = 0
        self.kept: list[tuple[str, str, str]] = []
        self._mine = mine
        self._layer = layer
        self._taken = taken
        self._ends: dict[bytes, bytes] = {}  # ids of the file -> ids here

    def annotations(self, sheet: Sheet) -> None:
        """Add those whose span and label, and whose id, have no annotation yet."""
        there = {(a.span.start, a.span.end, a.label): a for a in self._mine}
        for annotation in sheet.annotations:
            place = annotation.span.start, annotation.span.end, annotation.label
            twin = there.get(place)
            if twin is None and isinstance(own := self._mine.get(annotation.id), Annotation):
                twin = own
            if twin is None:
                there[place] = new = self._new(annotation)
                self._ends[annotation.id] = new.id
                continue
            self._ends[annotation.id] = twin.id
            same_place = (twin.span, twin.label) == (annotation.span, annotation.label)
            if same_place and all(getattr(twin, k) == getattr(annotation, k) for k in _SAME):
                self.same += 1
            else:
                text = sheet.article.text
                self.kept.append(("annotation", _said(annotation, text), _said(twin, text)))

    def relations(self, relations: tuple[Relation, ...]) -> None:
        """Add those that no relation of the same kind links already."""
        there = {(r.kind, r.head, r.tail): r for r in self._mine.relations}
        for relation in relations:
            ends = self._ends[relation.head], self._ends[relation.tail]
            twin = there.get((relation.kind, *ends))
            own = self._mine.get(relation.id)
            if twin is None and isinstance(own, Relation):
                twin = own
            if twin is None:
                there[relation.kind, *ends] = self._new(replace(relation, head=ends[0], tail=ends[1]))
            elif (twin.kind, twin.head, twin.tail, twin.status) == (relation.kind, *ends, relation.status):
                self.same += 1
            else:
                self.kept.append(("relation", f"{relation.kind} {relation.status}", f"{twin.kind} {twin.status}"))

    def records(self, records: tuple[Record, ...]) -> None:
        """Add those that are not there with the same id or content."""
        there = self._mine.records
        for record in records:
            own = self._mine.get(record.id)
            if any(_content(record) == _content(other) for other in there):
                self.same += 1
            elif isinstance(own, Record):
                self.kept.append(("record", str(dict(record.fields)), str(dict(own.fields))))
            else:
                there.append(self._new(record))

    def card(self, card: ArticleCard) -> None:
        """Fill in what the card that is there leaves open, and add the sources that it lacks."""
        mine = self._mine.card
        if mine is None:
            self._new(card)
            return
        changes: dict[str, Any] = {}
        for name, blank in _BLANK.items():
            theirs, ours = getattr(card, name), getattr(mine, name)
            if theirs in (ours, blank):
                continue
            if ours == blank or (name == "state" and ours is State.STARTED):
                changes[name] = theirs
                if name in _BY:
                    changes[_BY[name]] = getattr(card, _BY[name])
            elif name not in ("title", "state"):
                self.kept.append((name, str(theirs), str(ours)))
        known = {(s.path, s.sha256) for s in mine.sources}
        if more := tuple(s for s in card.sources if (s.path, s.sha256) not in known):
            changes["sources"] = (*mine.sources, *more)
        if changes:
            self.removed.append(mine)
            self.added.append(replace(mine, **changes))

    def _new(self, item: _Item) -> _Item:
        """The item as it comes into this layer, with a new id where the dataset has that one elsewhere."""
        id = item.id if item.id not in self._taken else new_id()
        self._taken.add(id)
        new = item if item.id == id and item.layer == self._layer else replace(item, id=id, layer=self._layer)
        self.added.append(new)
        return new


def _said(annotation: Annotation, text: str) -> str:
    """An annotation in a few words."""
    rest = (getattr(annotation, name) for name in _SAME)
    words = [str(value) for value in rest if value]
    return f"{annotation.span.start}..{annotation.span.end} {annotation.label} “{annotation.span.of(text)}” {' '.join(words)}"


def _content(record: Record) -> tuple[object, ...]:
    return record.kind, dict(record.fields), {name: tuple(spans) for name, spans in record.evidence.items()}
