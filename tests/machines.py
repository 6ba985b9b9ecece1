"""Machines for the tests of merging: each a real dataset on which people work, apart and together."""

import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from random import Random

from core.errors import Conflict
from core.history import History
from core.model.annotation import Annotation, Decision
from core.model.article import Article, ArticleCard, Source, State
from core.model.edit import Edit, Item
from core.model.ids import new_id
from core.model.record import Record
from core.model.relation import Relation
from core.model.span import Span
from core.people import Annotator
from core.store import tables
from core.store.integrity import flaws
from core.store.merge import Merged, merge
from core.store.merge_conflicts import conflicts, decide
from core.store.rows import TABLES, item_of
from core.store.store import Store

HOA, MAI = Annotator(b"H" * 16, "Hoa"), Annotator(b"M" * 16, "Mai")
TEXTS = ("Sở Y tế họp bàn.", "Ông Lò Văn Pó, Chủ tịch.")
LABELS = ("AGENCY", "TITLE")


class Machine:
    """A dataset on one machine; `clock` runs as wrongly as one likes."""

    def __init__(self, path: Path | str) -> None:
        self.store = Store(path)
        for who in (HOA, MAI):
            self.store.meet(who.id, who.name)

    def copy(self, path: Path) -> "Machine":
        self.store.close()
        shutil.copyfile(self.store.file, path)
        self.store = Store(self.store.file)
        return Machine(path)

    def add(self, text: str, who: Annotator = HOA, path: str = "bai.txt") -> bytes:
        article = Article.of(text)
        source = Source(path, article.id.hex() * 2, "txt", "utf-8")
        card = ArticleCard(new_id(), article.id, who.id, b"", title=text[:6], sources=(source,))
        self.store.add(article, source, text.encode(), card, who.id)
        return article.id

    def mark(
        self, article: bytes, start: int, end: int, label: str = "AGENCY", who: Annotator = HOA, **more
    ) -> Annotation:
        new = Annotation(new_id(), article, who.id, b"", Span(start, end), label, **more)
        (written,) = self.apply(Edit("annotate", (), (new,)), who).added
        assert isinstance(written, Annotation)
        return written

    def link(self, head: Annotation, tail: Annotation, who: Annotator = HOA, status: str | None = None) -> Relation:
        new = Relation(new_id(), head.article, head.layer, b"", "AT", head.id, tail.id, status)
        (written,) = self.apply(Edit("link", (), (new,)), who).added
        assert isinstance(written, Relation)
        return written

    def change(self, item: Item, who: Annotator = HOA, **more) -> Item:
        return self.apply(Edit("set_note", (item,), (replace(item, **more),)), who).added[0]  # type: ignore[type-var]

    def drop(self, item: Item, who: Annotator = HOA) -> None:
        links = self.store.layer(item.article, item.layer).relations_of(item.id) if isinstance(item, Annotation) else []
        self.apply(Edit("delete", (item, *links)), who)

    def apply(self, edit: Edit, who: Annotator = HOA) -> Edit:
        return self.store.apply(edit, who.id)

    def take(self, other: "Machine") -> Merged:
        """Merge another machine's dataset into this one."""
        return list(merge(self.store, other.store))[-1]

    def get(self, item: Item) -> Item | None:
        return self.store.layer(item.article, item.layer).get(item.id)

    def decide(self, *keep: int) -> None:
        found = next(iter(conflicts(self.store)))
        record = found.record
        self.apply(decide(found, self.store.layer(record.article, record.layer), keep))

    def items(self) -> dict[bytes, Item]:
        with self.store.engine.connect() as db:
            rows = [(cls, row) for cls, table in TABLES.items() for row in db.execute(table.select()).mappings()]
            return {row["id"]: item_of(cls, row) for cls, row in rows}

    def journal(self) -> set[tuple]:
        with self.store.engine.connect() as db:
            return {tuple(row)[1:] for row in db.execute(tables.journal.select())}

    def flaws(self) -> list[str]:
        return [f"{flaw.kind} {flaw.what}" for flaw in flaws(self.store)]

    def work(self, chance: Random, deeds: int) -> None:
        """Do things at random, as two people may on two articles, undoing and deciding now and then."""
        for _ in range(deeds):
            with suppress(Conflict):  # overtaken: the person is told, and nothing has changed
                self._deed(chance)

    def _deed(self, chance: Random) -> None:
        who = chance.choice((HOA, HOA, MAI))
        article = self.add(chance.choice(TEXTS), who, chance.choice(("a.txt", "b.txt")))
        layer = self.store.layer(article, who.id)
        notes, links = list(layer), layer.relations
        deed = chance.randrange(12)
        if deed < 3 or not notes:
            start = chance.randrange(4)
            decision = chance.choice((Decision.ACCEPTED, Decision.ACCEPTED, Decision.REJECTED))
            self.mark(article, start, start + chance.randrange(1, 4), chance.choice(LABELS), who, decision=decision)
        elif deed == 3:
            self.drop(chance.choice(notes), who)
        elif deed == 4:
            self.change(chance.choice(notes), who, note=chance.choice(("a", "b")))
        elif deed == 5:
            start = chance.randrange(6)
            self.change(chance.choice(notes), who, span=Span(start, start + 1 + chance.randrange(3)))
        elif deed == 6 and len(notes) > 1:
            head, tail = chance.sample(notes, 2)
            if not any((r.head, r.tail) == (head.id, tail.id) for r in links):
                self.link(head, tail, who, chance.choice((None, "former")))
        elif deed == 7 and links:
            link = chance.choice(links)
            self.apply(Edit("unlink", (link,)), who) if chance.random() < 0.5 else self.change(link, who, status="x")
        elif deed == 8 and layer.card:
            state, note = chance.choice(list(State)), chance.choice(("", "x", "y"))
            self.change(layer.card, who, state=state, note=note)
        elif deed == 9:
            record = Record(new_id(), b"", who.id, b"", "standing_rule", {"words": chance.choice("ab")})
            self.apply(Edit("add_rule", (), (record,)), who)
        elif deed == 10 and (found := list(conflicts(self.store))):
            one = chance.choice(found)
            number = chance.randrange(len(one.versions))
            layer = self.store.layer(one.record.article, one.record.layer)
            self.apply(decide(one, layer, chance.choice(((number,), ()))), who)
        else:
            history = History(self.store, who.id)
            history.redo() if chance.random() < 0.3 else history.undo()
