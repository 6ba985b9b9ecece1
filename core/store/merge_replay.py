"""What a journal comes to: the items of one layer on one article, and what is left for a person to decide.

It is a function of the journal's rows as a set, so that datasets may be brought together in any order and as often as one
likes. Where one machine went on from what another had, the newer holds; where two went on apart and say the same, they are
united; where they do not, the last common state stands until somebody decides, and a record says what there is to decide.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from core.model.annotation import Annotation, Decision
from core.model.article import ArticleCard
from core.model.edit import Item
from core.model.record import Record
from core.model.relation import Relation
from core.store.merge_cards import united_card
from core.store.merge_lineage import CONFLICT, Lineage, Node, Row, base_of, heads_of, place_of, plain, united
from core.store.rows import journal_text

BOTH_CHANGED, SAME_PLACE, END_GONE = "both_changed", "same_place", "end_gone"
_SAYS = ("span", "label", "decision", "value", "mod", "calendar", "flag", "note")


@dataclass(slots=True)
class _Standing:
    """One item as it stands: what it is, the versions that this comes from, and why it is to be decided if it is."""

    item: Item
    heads: list[Node]
    base: Item | None = None
    reason: str | None = None


def replay(rows: Iterable[Row], article: bytes, layer: bytes) -> dict[bytes, Item]:
    """The items that the rows of one article and layer come to, by their ids, records of conflicts among them."""
    lineage = Lineage(rows)
    found: list[_Standing] = []
    taken_out: dict[bytes, list[Node]] = {}
    aliases: dict[bytes, bytes] = {}
    for family in lineage.families():
        heads = heads_of(family)
        standing = _standing(heads)
        ids = {node.id for node in family}
        if standing:
            found.append(standing)
            aliases |= {id: standing.item.id for id in ids if id != standing.item.id}
        else:
            taken_out |= dict.fromkeys(ids, heads)
    found = _in_their_places([s for s in found if not isinstance(s.item, Relation)], aliases) + [
        s for s in found if isinstance(s.item, Relation)
    ]
    there = {s.item.id for s in found}
    for standing in found:
        if isinstance(item := standing.item, Relation):
            standing.item = replace(item, head=_last(aliases, item.head), tail=_last(aliases, item.tail))
    found = _in_their_places(found, aliases)
    items: dict[bytes, Item] = {}
    for standing in found:
        item, heads = standing.item, standing.heads
        if isinstance(item, Relation) and (gone := {item.head, item.tail} - there):
            standing.reason = END_GONE
            heads = heads + [node for id in sorted(gone) for node in taken_out.get(id, [])]
        else:
            items[item.id] = item
        if standing.reason:
            record = _conflict(lineage, article, layer, standing, heads)
            if record.id not in lineage.settled:
                items[record.id] = record
    return items


def _standing(heads: list[Node]) -> _Standing | None:
    """What an item is by its heads; None where all of them took it out."""
    said = [head.item for head in heads if head.item]
    if not said:
        return None
    if len(heads) == 1:
        return _Standing(said[0], heads)
    rev = united(heads)
    if len(said) == len(heads) and all(_say_the_same(said[0], other) for other in said[1:]):
        return _Standing(replace(said[0], rev=rev), heads)
    node = base_of(heads)
    base = node.item if node else None
    id = min(item.id for item in said)
    changed = [h for h in heads if not (base and h.item and plain(h.item) == plain(base))]
    if len({plain_key(h.item) for h in changed}) == 1:  # the others came back to where they all had been
        item = changed[0].item
        return _Standing(replace(item, id=id, rev=rev), heads) if item else None
    if isinstance(said[0], ArticleCard) and len(said) == len(heads):
        card, clear = united_card(base if isinstance(base, ArticleCard) else None, said)
        return _Standing(replace(card, id=id, rev=rev), heads, base, None if clear else BOTH_CHANGED)
    return _Standing(replace(base or _first(said), id=id, rev=rev), heads, base, BOTH_CHANGED)


def _in_their_places(found: Sequence[_Standing], aliases: dict[bytes, bytes]) -> list[_Standing]:
    """One item where there can be but one; `aliases` learns what the others' ids now mean."""
    by_place: dict[tuple[object, ...], list[_Standing]] = defaultdict(list)
    for standing in found:
        by_place[place_of(standing.item) or ("record", standing.item.id)].append(standing)
    return [same[0] if len(same) == 1 else _one_of(same, aliases) for same in by_place.values()]


def _one_of(same: list[_Standing], aliases: dict[bytes, bytes]) -> _Standing:
    same = sorted(same, key=lambda s: s.item.id)
    id = same[0].item.id
    aliases |= {s.item.id: id for s in same[1:]}
    heads = sorted((h for s in same for h in s.heads), key=lambda n: n.key)
    rev = united(heads)
    items = [s.item for s in same]
    clear = not any(s.reason for s in same)
    if isinstance(items[0], ArticleCard):
        card, agreed = united_card(None, items)
        return _Standing(replace(card, id=id, rev=rev), heads, None, None if clear and agreed else SAME_PLACE)
    clear = clear and all(_say_the_same(items[0], other) for other in items[1:])
    return _Standing(replace(_first(items), id=id, rev=rev), heads, None, None if clear else SAME_PLACE)


def _first(items: Sequence[Item]) -> Item:
    """What stands in for all until it is decided: what is accepted before what is rejected, then by age."""
    return min(items, key=lambda i: (isinstance(i, Annotation) and i.decision is Decision.REJECTED, i.id))


def _say_the_same(one: Item, other: Item) -> bool:
    """Whether two items agree in all that matters; who found it need not agree."""
    if isinstance(one, Annotation) and isinstance(other, Annotation):
        return all(getattr(one, name) == getattr(other, name) for name in _SAYS)
    return plain(one) == plain(other)


def plain_key(item: Item | None) -> str:
    """What tells two contents apart, for items that cannot be hashed."""
    return journal_text([plain(item)]) if item else ""


def _last(aliases: dict[bytes, bytes], id: bytes) -> bytes:
    while id in aliases:
        id = aliases[id]
    return id


def _conflict(lineage: Lineage, article: bytes, layer: bytes, standing: _Standing, heads: Sequence[Node]) -> Record:
    """The record of a conflict: the same id and the same words on every machine."""
    named = b"".join(h.entry + h.id for h in standing.heads)
    heads = sorted(heads, key=lambda n: n.key)
    id = blake2b(CONFLICT.encode() + article + layer + named, digest_size=16).digest()
    versions: dict[str, dict[str, Any]] = {}
    for head in heads:
        row = lineage.rows[head.entry]
        said = {"at": row.at, "annotator": row.annotator.hex(), "machine": row.machine, "entry": row.id.hex()}
        key = f"{type(head.item or head.before).__name__} {plain_key(head.item)}"
        version = versions.setdefault(
            key, {"item": _as_json(head.item or head.before), "gone": not head.item, "by": []}
        )
        version["by"].append(said)
    fields = {
        "reason": standing.reason,
        "item": standing.item.id.hex(),
        "rev": None if standing.reason == END_GONE else standing.item.rev.hex(),
        "base": _as_json(standing.base) if standing.base else None,
        "versions": list(versions.values()),
    }
    return Record(id, article, layer, id, CONFLICT, fields)


def _as_json(item: Item | None) -> Any:
    return json.loads(journal_text([item]))[0] if item else None
