"""`butvang move`, `assign` and `waiting`, as a team's administrator and an annotator type them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from layers import lay, sample_texts

from core import verbs
from core.cli import main
from core.model.ids import new_id
from core.people import Annotator
from core.store.integrity import flaws
from core.store.store import Store
from core.teams.conflicts import over
from core.teams.spool import Spool, spool_of
from core.teams.store import TeamStore


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))


def test_a_dataset_is_moved_to_a_server_shared_out_and_moved_back(
    tmp_path: Path, database: str, capsys: pytest.CaptureFixture[str]
):
    begun, back = tmp_path / "gold.sqlite", tmp_path / "back.sqlite"
    store = Store(begun)
    for number, text in enumerate(sample_texts().values()):
        lay(store, Annotator(b"H" * 16, "Hoa"), text, f"{number}.txt")
    store.meet(new_id(), "Lan")
    store.meet(new_id(), "Minh")
    store.close()
    assert main(["move", str(begun), database]) == 0
    assert main(["check", database]) == 0
    assert main(["stats", database]) == 0
    capsys.readouterr()
    assert main(["assign", database, "--to", "Lan", "--to", "Minh", "--double", "100"]) == 0
    assert "Lan" in capsys.readouterr().out
    assert main(["assign", database, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == len(sample_texts())  # Hoa has begun each, so each wants one more
    assert {row["annotator"] for row in rows} == {"Lan", "Minh"}
    assert main(["assign", database, "--release", "Lan", "--on-demand"]) == 0
    assert main(["assign", database, "--to", "Nam"]) == 2
    assert main(["assign", database, "--double", "10"]) == 2
    assert main(["move", database, str(back)]) == 0
    assert main(["move", database, str(back)]) == 1
    assert main(["check", str(back)]) == 0
    said = capsys.readouterr()
    assert "back.sqlite" in said.err


def test_what_waits_is_sent_and_what_was_refused_is_listed_dropped_or_done_again(
    machine: Callable, database: str, capsys: pytest.CaptureFixture[str]
):
    office = machine()
    session = office.session()
    session.open(office.add())
    session.apply(verbs.accept(session.desk, session.desk.open[:3]))
    at_home = machine(office.who)
    elsewhere = at_home.session()
    elsewhere.open(session.desk.article.id)
    office.store.close()
    from core.store import settings

    mine = Spool(spool_of(settings.get(at_home.store, "id")))  # where the program itself looks
    office.store = TeamStore(office.target, mine)
    session.store = office.store
    office.cable.cut()
    first, second, third = session.desk.layer.accepted
    for each, note in ((first, "một"), (second, "hai"), (third, "ba")):
        session.apply(verbs.set_note(each, True, note))
    for each in (first, second):
        elsewhere.apply(verbs.set_note(elsewhere.desk.layer.get(each.id), True, "ở nhà"))
    assert len(mine) == 3
    assert main(["waiting", database, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [bool(row["refused"]) for row in rows] == [True, True]
    assert main(["waiting", database, "--drop", rows[0]["id"]]) == 0
    assert main(["waiting", database, "--again", rows[1]["id"]]) == 0
    assert main(["waiting", database, "--again", rows[1]["id"]]) == 2
    capsys.readouterr()
    assert main(["waiting", database]) == 0
    assert capsys.readouterr().out.strip() == "Mọi quyết định trên máy này đã ở trên máy chủ."
    there = {a.id: a.note for a in at_home.store.layer(session.desk.article.id, office.who.id)}
    assert [there[each.id] for each in (first, second, third)] == ["ở nhà", "hai", "ba"]
    assert list(flaws(at_home.store)) == []
    office.cable.mend()


def test_a_refused_edit_is_done_over_whatever_is_there_now(session, annotator: Annotator):
    desk = session.desk
    session.apply(verbs.accept(desk, desk.open))
    before = session.store.layer(desk.article.id, annotator.id)
    kept = {a.label: a for a in before.accepted}
    relabelled = verbs.relabel(session.desk, kept["DATE"], "TITLE")
    rejected = verbs.reject(session.desk, kept["OFFICIAL"])
    session.apply(verbs.set_note(kept["DATE"], True, "ai đó"))
    session.apply(verbs.set_note(next(a for a in session.desk.layer if a.id == kept["OFFICIAL"].id), True, "ai đó"))
    for edit in (relabelled, rejected):
        now = session.store.layer(desk.article.id, annotator.id)
        assert now.conflicts(edit)
        mine = over(now, edit)
        assert not now.conflicts(mine)
        written = session.store.apply(mine, annotator.id)
        now.apply(written)
    assert list(flaws(session.store)) == []
    assert not over(session.store.layer(desk.article.id, annotator.id), rejected)  # once is enough
