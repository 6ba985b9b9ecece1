"""Who went on from whom: the versions of one layer's items, as the journals of all machines tell them.

Every version is a node (the entry that wrote it, the item), and names by its `rev` the version that it was made from. That is
the common history: it does not depend on clocks, nor on the order in which datasets were brought together. What was undone and
not gone on from is left out. Ends of this tree are the `heads`: one where people worked one after the other, several where
they went on from the same version apart.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from itertools import combinations

from core.model.annotation import Annotation
from core.model.article import ArticleCard
from core.model.edit import Item
from core.model.record import Record
from core.model.relation import Relation

CONFLICT = "conflict"
"""The kind of the records that say what several sides left for a person to decide."""

_NOBODY = bytes(16)
_MANY = 60  # nodes among which four that were united are looked for


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the journal; `kind` one of do, undo, redo, import."""

    id: bytes
    at: int
    annotator: bytes
    machine: str
    kind: str
    undoes: bytes | None
    removed: tuple[Item, ...]
    added: tuple[Item, ...]


@dataclass(slots=True, eq=False)
class Node:
    """A version: what the entry `entry` made of the item `id` (None: took it out), and what it had been `before`."""

    entry: bytes
    id: bytes
    item: Item | None
    before: Item | None
    active: bool
    undone: "Node | None" = None
    """The node that this one takes back; then `active` says whether it is not done again."""
    parents: "list[Node]" = field(default_factory=list)
    children: "list[Node]" = field(default_factory=list)
    lives: bool = False

    @property
    def key(self) -> tuple[bytes, bytes]:
        """What names the version everywhere."""
        return self.entry, self.id

    @property
    def mark(self) -> int:
        """The key as a number, for `united`."""
        return int.from_bytes(blake2b(self.entry + self.id, digest_size=16).digest(), "big")


def united(heads: Sequence[Node]) -> bytes:
    """The revision of what several versions were united into: what is made from it goes on from all of them."""
    if len(heads) == 1:
        return heads[0].entry
    mark = 0
    for node in heads:
        mark ^= node.mark
    return mark.to_bytes(16, "big")


def place_of(item: Item) -> tuple[object, ...] | None:
    """Where there can be but one such item in a layer; None for records."""
    if isinstance(item, Annotation):
        return "annotation", item.span.start, item.span.end, item.label
    if isinstance(item, Relation):
        return "relation", item.kind, item.head, item.tail
    return ("card",) if isinstance(item, ArticleCard) else None


def plain(item: Item) -> Item:
    """The item without what tells one copy of it from another."""
    return replace(item, id=_NOBODY, rev=_NOBODY)


class Lineage:
    """The versions of one layer's items on one article, from journal rows in an order in which each follows what it knew."""

    def __init__(self, rows: Iterable[Row]) -> None:
        rows = list(rows)
        self.rows = {row.id: row for row in rows}
        self._active = _in_effect(rows)
        self.settled = {
            item.id
            for row in rows
            if self._active[row.id] and row.kind in ("do", "import")
            for item in row.removed
            if is_conflict(item)
        }
        """Conflicts that someone decided."""
        self._nodes: dict[tuple[bytes, bytes], Node] = {}
        self._of: dict[bytes, list[Node]] = defaultdict(list)
        self._placed: dict[tuple[object, ...], set[bytes]] = defaultdict(set)
        self._same_kind: dict[str, set[bytes]] = defaultdict(set)
        for row in rows:
            self._read(row)
        again = [n for n in self._nodes.values() if n.before is None and not n.undone]
        for node in again:  # the same id again, after it was taken out: told by its time
            node.parents = [n for n in self._of[node.id] if n.item is None and not n.undone and n.entry < node.entry]
        for node in self._nodes.values():
            node.parents = node.parents or self._parents(node)
            for parent in node.parents:
                parent.children.append(node)
        for node in self._nodes.values():
            if node.active:
                node.lives = True
                if not node.undone:
                    for above in _ancestors(node).values():
                        above.lives = True

    def families(self) -> Iterator[list[Node]]:
        """The nodes of each item; items that were united, and then gone on from, are one."""
        leader: dict[bytes, bytes] = {}

        def lead(id: bytes) -> bytes:
            while (up := leader.get(id, id)) != id:
                id = up
            return id

        for id, nodes in self._of.items():
            for parent in (p for node in nodes if node.lives for p in node.parents):
                one, other = sorted((lead(id), lead(parent.id)))
                leader[other] = one
        found: dict[bytes, list[Node]] = defaultdict(list)
        for id, nodes in self._of.items():
            found[lead(id)] += nodes
        yield from found.values()

    # -- inner

    def _read(self, row: Row) -> None:
        removed = {item.id: item for item in row.removed if not is_conflict(item)}
        added = {item.id: item for item in row.added if not is_conflict(item)}
        for id in removed.keys() | added.keys():
            undone = None
            if row.kind not in ("do", "import"):
                undone = self._nodes.get((row.undoes or b"", id))
                if row.kind == "redo" or undone is None or undone.undone:
                    continue
            node = Node(row.id, id, added.get(id), removed.get(id), self._active[row.id], undone)
            self._nodes[node.key] = node
            self._of[id].append(node)
            for item in filter(None, (node.item, node.before)):
                if isinstance(item, Relation):
                    self._same_kind[item.kind].add(id)
                elif place := place_of(item):
                    self._placed[place].add(id)

    def _parents(self, node: Node) -> list[Node]:
        if node.undone:
            return [node.undone]
        if node.before is None:
            return []
        known = self._nodes.get((node.before.rev, node.id))
        found = [known] if known else self._made_of(node.before, node)
        for root in [n for n in found if _is_root(n)]:
            twins = (n for n in self._of[root.id] if _is_root(n) and n not in found)
            found += [n for n in twins if root.item and n.item and plain(n.item) == plain(root.item)]
        return found

    def _made_of(self, item: Item, by: Node) -> list[Node]:
        """The versions that were united into one that somebody went on from; none where the journal does not tell."""
        place = place_of(item)
        ids = self._same_kind[item.kind] if isinstance(item, Relation) else self._placed[place] if place else set()
        near = [n for id in {item.id, *ids} for n in self._of[id] if n is not by]
        wanted = int.from_bytes(item.rev, "big")
        marks = {n.mark: n for n in near}
        for size in (1, 2, 3) if len(near) <= _MANY else (1, 2):
            for some in combinations(near, size):
                rest = wanted
                for n in some:
                    rest ^= n.mark
                last = marks.get(rest)
                if last and last not in some:
                    return [*some, last]
        return []


def is_conflict(item: Item) -> bool:
    """Whether an item is the record of a conflict: such are made out anew wherever the journal is."""
    return isinstance(item, Record) and item.kind == CONFLICT


def heads_of(family: Sequence[Node]) -> list[Node]:
    """The versions of an item that nobody went on from, in an order that is the same everywhere."""
    found = []
    for node in family:
        if not node.lives or any(_real(c) for c in node.children):
            continue
        if node.undone:
            others = (c for p in node.undone.parents for c in p.children if c is not node.undone)
            if not node.undone.lives or any(_real(c) for c in others):
                continue  # taken back as if it had never been, or gone on from since
        found.append(node)
    return sorted(found, key=lambda n: n.key)


def base_of(heads: Sequence[Node]) -> Node | None:
    """The last version that all of them come from."""
    above = [_ancestors(head) for head in heads]
    common = {id(n): n for n in above[0].values()}
    for others in above[1:]:
        common = {k: n for k, n in common.items() if k in others}
    older = {k for n in common.values() for k in _ancestors(n)}
    last = [n for k, n in common.items() if k not in older]
    return max(last, key=lambda n: n.key, default=None)


def _ancestors(node: Node) -> dict[int, Node]:
    found: dict[int, Node] = {}
    waiting = list(node.parents)
    while waiting:
        each = waiting.pop()
        if id(each) not in found:
            found[id(each)] = each
            waiting += each.parents
    return found


def _is_root(node: Node) -> bool:
    return node.before is None and not node.undone and not node.parents


def _real(node: Node) -> bool:
    """Whether a node is one that somebody's work stands on: no mere taking back."""
    if not node.undone:
        return node.lives
    return any(_real(c) for c in node.children)


def _in_effect(rows: Sequence[Row]) -> dict[bytes, bool]:
    """Which entries are not taken back."""
    gone: set[bytes] = set()
    found: dict[bytes, bool] = {}
    for row in reversed(rows):
        found[row.id] = row.id not in gone
        if row.undoes and found[row.id]:
            gone.add(row.undoes)
    return found
