"""Scoring against a dataset: its done articles are the gold."""

import json
from pathlib import Path

import pytest

from core import verbs
from core.cli import main
from core.errors import FormatError
from core.model.article import State
from core.review.golddata import read_dataset
from core.session import Session


def test_done_articles_with_what_is_accepted_in_them_are_the_gold(session: Session):
    with pytest.raises(FormatError):
        read_dataset(session.store.path)
    session.apply(verbs.accept(session.desk, session.desk.open))
    session.apply(verbs.reject(session.desk, session.desk.layer.accepted[0]))
    session.apply(verbs.change_card(session.desk, "done", state=State.DONE))
    (gold,) = read_dataset(session.store.path)
    assert [(s.span, s.label) for s in gold.spans] == [(a.span, a.label) for a in session.desk.layer.accepted]
    assert [r.kind for r in gold.relations] == ["HOLDS"]
    assert gold.records is None


def test_the_command_scores_a_dataset(session: Session, capsys: pytest.CaptureFixture[str]):
    session.apply(verbs.accept(session.desk, session.desk.open))
    session.apply(verbs.change_card(session.desk, "done", state=State.DONE))
    assert main(["score", str(session.store.path), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["articles"] == 1


def test_a_dataset_that_is_not_there_is_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    assert main(["score", str(tmp_path / "no.sqlite")]) == 1
    assert not (tmp_path / "no.sqlite").exists()
