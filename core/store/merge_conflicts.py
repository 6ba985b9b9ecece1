"""What a merge left for people to decide: the list, and the decision as one ordinary Edit that can be undone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select

from core.errors import UsageError
from core.model.annotation import Annotation
from core.model.edit import Edit, Item
from core.model.ids import new_id
from core.model.layer import Layer
from core.model.record import Record
from core.model.relation import Relation
from core.store import tables
from core.store.connect import speaking
from core.store.dataset_io import own_layer
from core.store.merge_lineage import CONFLICT
from core.store.merge_replay import END_GONE
from core.store.rows import item_of, journal_items, to_json
from core.store.store import Store


@dataclass(frozen=True, slots=True)
class Author:
    """Who wrote a version: `at` in milliseconds since 1970 UTC."""

    annotator: bytes
    machine: str
    at: int


@dataclass(frozen=True, slots=True)
class Version:
    """One side of a conflict: the item as it was left, or as it was before it was taken out (`gone`)."""

    item: Item
    gone: bool
    authors: tuple[Author, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What several sides left: why (`both_changed`, `same_place`, `end_gone`), what they left, and what there had been.

    `standing` is the item as the dataset has it until it is decided, None where it is left out.
    """

    record: Record
    reason: str
    versions: tuple[Version, ...]
    base: Item | None
    standing: Item | None


def conflicts(store: Store, article: bytes | None = None) -> Iterator[Conflict]:
    """All that waits for a decision, in one article or in all, in an order that is the same on every machine."""
    record = tables.record
    query = select(record).where(record.c.kind == CONFLICT).order_by(record.c.article, record.c.id)
    with speaking(store.path), store.engine.connect() as db:
        rows = db.execute(query.where(record.c.article == article) if article else query).mappings().all()
    layers: dict[tuple[bytes, bytes], Layer] = {}
    for row in rows:
        found = item_of(Record, row)
        key = found.article, found.layer
        if key not in layers:
            layers = {key: store.layer(*key) if found.article else own_layer(store, found.layer)}
        if isinstance(found, Record) and (conflict := _conflict(found, layers[key])):
            yield conflict


def decide(conflict: Conflict, layer: Layer, keep: Sequence[int]) -> Edit:
    """The edit that keeps the versions at the places `keep` (none: it stays as it stands, to be edited on).

    UsageError where two of them cannot both be.
    """
    if any(number not in range(len(conflict.versions)) for number in keep):
        raise UsageError("conflict_number", most=len(conflict.versions))
    chosen = [conflict.versions[number] for number in keep]
    if conflict.reason == END_GONE:
        return _of_a_link(conflict, layer, chosen)
    kept = [version.item for version in chosen if not version.gone]
    standing = layer.get(conflict.standing.id) if conflict.standing else None
    if not keep or standing is None:
        same = [standing] if standing else []
        return Edit("decide_conflict", (conflict.record, *same), tuple(same))
    if len({_place(item) for item in kept}) < len(kept):
        raise UsageError("conflict_both")
    added = [replace(item, id=new_id() if number else standing.id) for number, item in enumerate(kept)]
    if kept:
        return Edit("decide_conflict", (conflict.record, standing), tuple(added))
    links = layer.relations_of(standing.id) if isinstance(standing, Annotation) else []
    return Edit("decide_conflict", (conflict.record, standing, *links))


def _of_a_link(conflict: Conflict, layer: Layer, chosen: Sequence[Version]) -> Edit:
    """A link comes back with the ends that it lost, or stays away with them."""
    links = [v.item for v in chosen if isinstance(v.item, Relation) and not v.gone]
    if not links:
        return Edit("decide_conflict", (conflict.record,))
    ends: dict[bytes, bytes] = {}
    added: list[Item] = []
    for version in conflict.versions:
        end = version.item
        if isinstance(end, Annotation) and end.id not in ends and layer.get(end.id) is None:
            twin = layer.at(end.span, end.label)
            ends[end.id] = twin.id if twin else new_id()
            if twin is None:
                added.append(replace(end, id=ends[end.id]))
    link = links[0]
    link = replace(link, id=new_id(), head=ends.get(link.head, link.head), tail=ends.get(link.tail, link.tail))
    return Edit("decide_conflict", (conflict.record,), (*added, link))


def _conflict(record: Record, layer: Layer) -> Conflict | None:
    """The conflict that a record tells of; None where somebody has gone on from it."""
    fields = record.fields
    standing = layer.get(bytes.fromhex(fields["item"]))
    if (standing.rev.hex() if standing else None) != fields["rev"]:
        return None
    versions = [
        Version(
            journal_items(to_json([dict(version["item"])]))[0],
            version["gone"],
            tuple(Author(bytes.fromhex(by["annotator"]), by["machine"], by["at"]) for by in version["by"]),
        )
        for version in fields["versions"]
    ]
    base = journal_items(to_json([dict(fields["base"])]))[0] if fields["base"] else None
    return Conflict(record, fields["reason"], tuple(versions), base, standing)


def _place(item: Item) -> object:
    if isinstance(item, Annotation):
        return item.span, item.label
    return (item.kind, item.head, item.tail) if isinstance(item, Relation) else type(item)
