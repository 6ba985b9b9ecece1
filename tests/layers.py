"""Layers for the tests of exchange: on real texts, at random, and one small one that golden files show."""

import re
from dataclasses import replace
from functools import cache

from core.model.annotation import Annotation, Decision
from core.model.article import Article, ArticleCard, Source, State, Zone, ZoneKind
from core.model.edit import Edit, Item
from core.model.ids import new_id
from core.model.layer import Layer
from core.model.record import Record
from core.model.relation import Relation
from core.model.span import Span
from core.paths import resources
from core.people import Annotator
from core.store import dataset_io
from core.store.dataset_io import Selection, Sheet
from core.store.store import Store

_WORDS = re.compile(r"\w+(?: \w+){0,4}")
LABELS = ("OFFICIAL", "TITLE", "DATE", "DOCUMENT", "PLACE")


@cache
def sample_texts() -> dict[str, str]:
    """The texts of the project's own sample collection by file name."""
    from core.reading.registry import read

    folder = resources() / "samples"
    paths = sorted(p for p in folder.rglob("*") if p.suffix in (".txt", ".html", ".docx"))
    return {path.name: read(path).article.text for path in paths}


def lay(
    store: Store,
    annotator: Annotator,
    text: str,
    path: str = "bai.txt",
    state: State = State.DONE,
    layer: bytes | None = None,
) -> bytes:
    """Put an article in with a layer that has everything: nesting, relations, a record, values, notes, a rejection."""
    layer = layer or annotator.id
    article = Article.of(text, (Zone(Span(0, text.index("\n")), ZoneKind.TITLE),))
    store.meet(annotator.id, annotator.name)
    source = Source(path, article.id.hex() * 2, "txt", "utf-8")
    card = ArticleCard(new_id(), article.id, layer, b"", article.title, (source,))
    store.add(article, source, text.encode(), card, annotator.id)
    before = store.layer(article.id, layer).card
    assert before
    facts = {"published": "2021-07-29", "published_by": "person", "province": "lao-cai", "province_by": "rule"}
    after = replace(before, **facts, state=state, flag=True, note="xem\nlại")  # type: ignore[arg-type]
    store.apply(Edit("import_layer", (before,), (after, *_items(article, layer))), annotator.id)
    return article.id


def _items(article: Article, layer: bytes) -> list[Item]:
    found: list[Item] = []
    last: Annotation | None = None
    for number, match in enumerate(_WORDS.finditer(article.text)):
        if number % 3:
            continue
        span = Span(*match.span())
        decision = Decision.REJECTED if number % 21 == 0 else Decision.ACCEPTED
        value = {"value": "2021-07-28TAF", "mod": "START", "calendar": "lunar", "value_by": "rule"}
        label = LABELS[number % 5]
        outer = Annotation(
            new_id(),
            article.id,
            layer,
            b"",
            span,
            label,
            decision,
            "rule:dates" if number % 2 else "person",
            0.1 + 0.2 if number % 2 else 1.0,
            **(value if label == "DATE" else {}),
            flag=number % 4 == 0,
            note="nghi\tngờ\n“ạ” 😀" if number % 5 == 0 else "",
        )
        found.append(outer)
        if (space := span.of(article.text).find(" ")) > 0:
            inner = Annotation(new_id(), article.id, layer, b"", Span(span.start + space + 1, span.end), "AGENCY")
            found.append(inner)
            if decision is Decision.ACCEPTED:
                found.append(Relation(new_id(), article.id, layer, b"", "AT", outer.id, inner.id))
        if last and decision is Decision.ACCEPTED:
            found.append(Relation(new_id(), article.id, layer, b"", "HOLDS", last.id, outer.id, "former"))
        last = outer if decision is Decision.ACCEPTED else last
    fields = {"kind": "quy chế phối hợp", "parties": ["A", "B"], "period": None}
    found.append(Record(new_id(), article.id, layer, b"", "agreement", fields, {"parties": (Span(0, 3), Span(5, 9))}))
    return found


def plain(layer: Layer) -> dict[bytes, Item]:
    """The items of a layer by id, without their revisions."""
    return {item.id: replace(item, rev=b"") for item in layer.items}


def all_sheets(store: Store) -> list[Sheet]:
    """Everything in a dataset."""
    return list(dataset_io.sheets(store, Selection(tuple(dataset_io.layers(store)), False, True, whole=True)))


GOLD_TEXT = "Ký kết quy chế 😀\n\nChiều ngày 28/7, đồng chí Trần Thị Lụa, Trưởng Ban Tuyên giáo\nTỉnh ủy chủ trì."


def gold_example(store: Store) -> None:
    """An article with one of everything; ids, and so the exports of it, are always the same."""
    who = Annotator(bytes.fromhex("0190c8a0000070008000000000000001"), "Hoa")
    article = Article.of(GOLD_TEXT, (Zone(Span(0, 16), ZoneKind.TITLE), Zone(Span(18, len(GOLD_TEXT)), ZoneKind.BODY)))
    store.meet(who.id, who.name)

    def id(number: int) -> bytes:
        return who.id[:-1] + bytes([number])

    def mark(number: int, words: str, label: str, **more: object) -> Annotation:
        start = GOLD_TEXT.index(words)
        span = Span(start, start + len(words))
        return Annotation(id(number), article.id, who.id, b"", span, label, **more)  # type: ignore[arg-type]

    value = {"value": "2021-07-28TAF", "value_by": "rule", "origin": "rule:dates", "score": 0.93}
    marks = (
        mark(16, "Chiều ngày 28/7", "DATE", **value),
        mark(17, "Trần Thị Lụa", "OFFICIAL"),
        mark(18, "Trưởng Ban Tuyên giáo\nTỉnh ủy", "TITLE", flag=True, note="hai dòng\nđọc lại"),
        mark(19, "Ban Tuyên giáo\nTỉnh ủy", "AGENCY"),
        mark(20, "quy chế 😀", "VĂN KIỆN", origin="import:brat"),
        mark(21, "Ban", "AGENCY", decision=Decision.REJECTED, origin="rule:bodies", score=0.5),
    )
    links = (
        Relation(id(32), article.id, who.id, b"", "HOLDS", marks[1].id, marks[2].id, "current"),
        Relation(id(33), article.id, who.id, b"", "AT", marks[2].id, marks[3].id),
    )
    record = Record(id(48), article.id, who.id, b"", "agreement", {"signers": ["Lụa"]}, {"signers": (marks[1].span,)})
    source = Source("tin/Bài 1.txt", "0" * 64, "txt", "utf-8")
    card = ArticleCard(id(2), article.id, who.id, b"", "Ký kết quy chế", (source,), "2021-07-29", "person")
    store.add(article, source, GOLD_TEXT.encode(), card, who.id)
    before = store.layer(article.id, who.id).card
    assert before
    store.apply(Edit("import_layer", (before,), (replace(before, state=State.DONE), *marks, *links, record)), who.id)
