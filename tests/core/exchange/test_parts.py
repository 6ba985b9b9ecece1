"""An export that several processes make is the export that one makes."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from core.exchange import export as exporting
from core.exchange.format import Arrival
from core.exchange.intake import Intake
from core.model.annotation import Annotation
from core.model.article import Article, ArticleCard, State
from core.model.edit import Edit
from core.model.ids import new_id
from core.model.span import Span
from core.people import Annotator
from core.store.dataset_io import Sheet
from core.store.store import Store


@pytest.fixture
def some(store: Store, annotator: Annotator, monkeypatch: pytest.MonkeyPatch) -> Store:
    """Six hundred short articles, several with the same name of their file, which are enough for three parts."""
    monkeypatch.setattr(exporting, "PARTED", 300)
    numbers = count()

    def sheet() -> Sheet:
        number = next(numbers)
        article = Article.of(f"Sở Y tế tỉnh ký kết số {number}.\nNgày 28/7/2021 😀 họp.")
        card = ArticleCard(new_id(), article.id, b"", b"", title=f"Bài {number % 7}", state=State.DONE)
        marks = [("AGENCY", Span(0, 7)), ("DATE", Span(article.text.index("Ngày"), article.text.index(" 😀")))]
        made = tuple(Annotation(new_id(), article.id, b"", b"", span, label) for label, span in marks)
        return Sheet(article, None, card, made)

    intake = Intake(store, annotator)
    list(intake.take_all(Arrival(sheet(), str(n), {}) for n in range(600)))
    return store


def _files(out: Path) -> dict[str, bytes]:
    paths = [out, out.with_name(f"{out.name}.report.json")] if out.is_file() else out.iterdir()
    return {path.name: path.read_bytes() for path in paths}


@pytest.mark.parametrize("name", ["jsonl", "conll", "brat"])
def test_two_processes_write_what_one_writes(some: Store, send: Callable, name: str):
    one = send(some, name, "one", processes=1)
    two = send(some, name, "two", processes=2)
    ours = {n.replace("two", "one"): content for n, content in _files(two).items()}
    assert ours == _files(one)
    assert len(ours) > 1


def test_what_changes_as_it_begins_is_exported_as_of_one_moment(
    some: Store, send: Callable, annotator: Annotator, monkeypatch: pytest.MonkeyPatch
):
    made = exporting.Parts.made
    edited = []

    def later(parts: object, *given: object):
        article = some.article(exporting.dataset_io.chosen(some.engine.connect(), parts.selection)[0])  # type: ignore[attr-defined]
        layer = some.layer(article.id, annotator.id)
        some.apply(Edit("delete", (next(iter(layer)),), ()), annotator.id)
        edited.append(article)
        return made(parts, *given)  # type: ignore[arg-type]

    before = send(some, "jsonl", "before", processes=1)
    monkeypatch.setattr(exporting.Parts, "made", later)
    during = send(some, "jsonl", "during", processes=2)
    assert edited
    assert during.read_bytes() == before.read_bytes()
