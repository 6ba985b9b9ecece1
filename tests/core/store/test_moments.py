"""The history of an article and of a span, and the way back to any moment."""

import json
from pathlib import Path

import pytest
from machines import HOA, MAI, TEXTS, Machine

from core.cli import main
from core.errors import UsageError
from core.history import History
from core.model.annotation import Annotation
from core.model.article import State
from core.model.span import Span
from core.store.moments import back_to, history_of, moments


@pytest.fixture
def worked(tmp_path: Path) -> Machine:
    """An article that two people have worked on."""
    machine = Machine(tmp_path / "a.sqlite")
    article = machine.add(TEXTS[0])
    first = machine.mark(article, 0, 7)
    machine.link(first, machine.mark(article, 8, 11, "TITLE"))
    machine.change(first, span=Span(3, 7))
    machine.mark(article, 0, 2, "PLACE", MAI)
    return machine


def layer(machine: Machine):
    return machine.store.layer(next(i.article for i in machine.items().values()), HOA.id)


def test_the_history_of_a_span_says_who_did_what_from_what_to_what(worked: Machine):
    span = next(a for a in layer(worked) if a.label == "AGENCY")
    moved, made = history_of(worked.store, span)
    assert isinstance(moved.before, Annotation) and isinstance(moved.after, Annotation)
    assert (moved.before.span, moved.after.span) == (Span(0, 7), Span(3, 7))
    assert made.before is None and made.entry.annotator == HOA.id and made.entry.machine


def test_every_moment_can_be_gone_back_to_and_that_undone(worked: Machine):
    article = layer(worked).article
    for moment in reversed(list(moments(worked.store, article, HOA.id))):
        before = {i.id: i for i in layer(worked).items}
        edit = back_to(worked.store, article, HOA.id, moment.id)
        if not edit:
            continue
        worked.apply(edit)
        assert worked.flaws() == []
        assert not back_to(worked.store, article, HOA.id, moment.id)
        History(worked.store, HOA.id).undo()
        assert {i.id: i for i in layer(worked).items} == before and worked.flaws() == []


def test_what_was_deleted_comes_back_with_its_links(worked: Machine):
    article = layer(worked).article
    newest = next(moments(worked.store, article, HOA.id))
    for mark in list(layer(worked)):
        worked.drop(mark)
    assert not list(layer(worked)) and not layer(worked).relations
    worked.apply(back_to(worked.store, article, HOA.id, newest.id))
    (link,) = layer(worked).relations
    assert {link.head, link.tail} == {a.id for a in layer(worked)}
    assert worked.flaws() == []


def test_the_card_goes_back_but_keeps_its_sources(worked: Machine):
    article = layer(worked).article
    newest = next(moments(worked.store, article, HOA.id))
    worked.change(layer(worked).card, state=State.DONE)  # type: ignore[arg-type]
    worked.add(TEXTS[0], HOA, "khac.txt")
    worked.apply(back_to(worked.store, article, HOA.id, newest.id))
    card = layer(worked).card
    assert card and card.state is State.NEW and [s.path for s in card.sources] == ["bai.txt", "khac.txt"]


def test_the_other_layer_is_left_alone_and_a_foreign_moment_is_refused(worked: Machine):
    article = layer(worked).article
    theirs = next(moments(worked.store, article, MAI.id))
    with pytest.raises(UsageError):
        back_to(worked.store, article, HOA.id, theirs.id)
    first = list(moments(worked.store, article, HOA.id))[-1]
    worked.apply(back_to(worked.store, article, HOA.id, first.id))
    assert len(worked.store.layer(article, MAI.id)) == 1 and len(layer(worked)) == 0


def test_a_merged_article_goes_back_to_what_each_knew(worked: Machine, tmp_path: Path):
    other = worked.copy(tmp_path / "b.sqlite")
    article = layer(worked).article
    here = next(moments(worked.store, article, HOA.id))
    other.drop(next(iter(layer(other))))
    worked.take(other)
    assert len(layer(worked)) == 1
    worked.apply(back_to(worked.store, article, HOA.id, here.id))
    assert len(layer(worked)) == 2 and worked.flaws() == []
    other.take(worked)
    assert other.items() == worked.items()


def test_the_command_shows_and_goes_back(worked: Machine, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    path = str(worked.store.path)
    assert main(["history", path, "bai.txt", "--layer", "Hoa", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert rows[-1]["kind"] == "import" and rows[0]["changes"][0]["before"][0]["start"] == 0
    assert main(["history", path, "bai.txt"]) == 0
    assert main(["history", path, "bai.txt", "--back-to", rows[-2]["id"]]) == 0
    assert len(layer(worked)) == 1
    assert main(["history", path, "không có"]) == 2
