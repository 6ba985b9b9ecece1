"""Datasets brought together: in any order, as often as one likes, and what two sides changed waits for a person."""

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
import tracemalloc
import unicodedata
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from machines import HOA, MAI, TEXTS, Machine

from core.cli import main
from core.errors import UsageError
from core.history import History
from core.model.annotation import Annotation, Decision
from core.model.article import State
from core.model.edit import Edit
from core.model.library import Filter
from core.model.record import Record
from core.model.span import Span
from core.store import settings as facts
from core.store.merge import merge
from core.store.merge_conflicts import conflicts
from core.store.merge_lineage import CONFLICT
from core.store.merge_scheme import decide_variant, scheme_variants
from core.store.shelf import Shelf

APART = settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


@pytest.fixture
def alone(tmp_path: Path) -> Machine:
    """A machine with one article and two marks, before the work is divided."""
    machine = Machine(tmp_path / "a.sqlite")
    article = machine.add(TEXTS[0])
    machine.mark(article, 0, 7)
    machine.mark(article, 8, 11, "TITLE")
    return machine


def marks(machine: Machine) -> list[Annotation]:
    """All annotations, in text order."""
    found = [i for i in machine.items().values() if isinstance(i, Annotation)]
    return sorted(found, key=lambda a: (a.span, a.label))


@APART
@given(seed=st.integers(0, 2**32), before=st.integers(0, 12), apart=st.integers(0, 8))
def test_order_and_repetition_change_nothing(
    tmp_path_factory: pytest.TempPathFactory, seed: int, before: int, apart: int
):
    """Three machines on which two people work, undo, decide and merge at random come to the same in every order."""
    folder, chance = tmp_path_factory.mktemp("m"), Random(seed)
    first = Machine(folder / "0.sqlite")
    first.work(chance, before)
    machines = [first, first.copy(folder / "1.sqlite"), first.copy(folder / "2.sqlite")]
    for machine in machines:
        machine.work(chance, apart)
    one, other = chance.sample(machines, 2)
    one.take(other)
    for machine in machines:
        machine.work(chance, apart)
    ends = []
    for number, order in enumerate(((0, 1, 2), (1, 2, 0), (2, 0, 1))):
        machine = machines[order[0]].copy(folder / f"end{number}.sqlite")
        for each in order[1:]:
            machine.take(machines[each])
        assert machine.flaws() == []
        ends.append(machine)
        there = machine.items(), machine.journal()
        assert machine.take(machines[order[1]]).entries == 0
        assert (machine.items(), machine.journal()) == there
    assert ends[0].items() == ends[1].items() == ends[2].items()
    assert ends[0].journal() == ends[1].journal() == ends[2].journal()
    ends[0].work(chance, 10)
    assert ends[0].flaws() == []


def test_what_only_one_side_changed_is_taken(alone: Machine, tmp_path: Path):
    other = alone.copy(tmp_path / "b.sqlite")
    first, second = marks(alone)
    alone.change(first, note="ở đây")
    other.drop(second)
    other.mark(first.article, 3, 7, "PLACE")
    done = alone.take(other)
    assert [(a.label, a.note) for a in marks(alone)] == [("AGENCY", "ở đây"), ("PLACE", "")]
    assert (done.new, done.changed, done.conflicts) == (0, 1, 0)


def test_who_went_on_from_the_other_has_the_last_word_whatever_the_clocks_say(alone: Machine, tmp_path: Path):
    """Decided first by a clock that runs ahead, then by one that is behind: the second knew of the first."""
    alone.store.clock = lambda: 4_000_000_000_000  # type: ignore[misc]
    changed = alone.change(marks(alone)[0], note="trước")
    other = alone.copy(tmp_path / "b.sqlite")
    other.store.clock = lambda: 1_000_000_000_000  # type: ignore[misc]
    other.change(changed, note="sau")
    assert alone.take(other).conflicts == 0
    assert marks(alone)[0].note == "sau"


def test_what_both_changed_waits_and_nobody_wins_by_date(alone: Machine, tmp_path: Path):
    other = alone.copy(tmp_path / "b.sqlite")
    first = marks(alone)[0]
    alone.change(first, label="PLACE")
    other.change(first, span=Span(3, 7))
    alone.take(other)
    (conflict,) = conflicts(alone.store)
    assert conflict.reason == "both_changed"
    assert [v.item.label for v in conflict.versions if isinstance(v.item, Annotation)] == ["PLACE", "AGENCY"]
    assert all(v.authors[0].annotator == HOA.id and v.authors[0].machine for v in conflict.versions)
    assert (marks(alone)[0].span, marks(alone)[0].label) == (first.span, first.label)  # the last common state


@pytest.mark.parametrize("keep, left", [((0,), [(0, 7)]), ((1,), [(3, 7)]), ((0, 1), [(0, 7), (3, 7)]), ((), [(0, 7)])])
def test_a_conflict_is_decided_and_undone(alone: Machine, tmp_path: Path, keep: tuple[int, ...], left: list):
    other = alone.copy(tmp_path / "b.sqlite")
    first, second = marks(alone)
    alone.link(first, second)
    alone.change(first, flag=True)
    other.change(first, span=Span(3, 7))
    alone.take(other)
    there = alone.items()
    alone.decide(*keep)
    assert [(a.span.start, a.span.end) for a in marks(alone) if a.label == "AGENCY"] == left
    assert list(conflicts(alone.store)) == [] and alone.flaws() == []
    other.take(alone)
    assert other.items() == alone.items()
    History(alone.store, HOA.id).undo()
    assert alone.items() == there
    assert len(list(conflicts(alone.store))) == 1 and alone.flaws() == []


def test_deleted_here_and_changed_there_is_a_conflict(alone: Machine, tmp_path: Path):
    other = alone.copy(tmp_path / "b.sqlite")
    first = marks(alone)[0]
    alone.drop(first)
    other.change(first, note="giữ")
    alone.take(other)
    (conflict,) = conflicts(alone.store)
    gone = next(n for n, v in enumerate(conflict.versions) if v.gone)
    alone.decide(gone)
    assert [a.label for a in marks(alone)] == ["TITLE"] and alone.flaws() == []


def test_a_link_to_what_the_other_side_deleted_waits_and_can_come_back_with_its_end(alone: Machine, tmp_path: Path):
    other = alone.copy(tmp_path / "b.sqlite")
    first, second = marks(alone)
    alone.drop(second)
    other.link(first, second)
    alone.take(other)
    (conflict,) = conflicts(alone.store)
    assert conflict.reason == "end_gone" and conflict.standing is None and alone.flaws() == []
    alone.decide(next(n for n, v in enumerate(conflict.versions) if not v.gone))
    layer = alone.store.layer(first.article, HOA.id)
    assert [(r.head, layer.get(r.tail).label) for r in layer.relations] == [(first.id, "TITLE")]  # type: ignore[union-attr]
    assert alone.flaws() == []


def test_two_who_marked_the_same_say_it_once_and_their_links_hold(tmp_path: Path):
    one, other = Machine(tmp_path / "a.sqlite"), Machine(tmp_path / "b.sqlite")
    for machine in (one, other):
        article = machine.add(TEXTS[0], path=f"{machine.store.path}.txt")
        machine.link(machine.mark(article, 0, 7), machine.mark(article, 8, 11, "TITLE"))
    assert one.take(other).conflicts == 0
    layer = one.store.layer(marks(one)[0].article, HOA.id)
    assert len(layer) == 2 and len(layer.relations) == 1
    assert layer.card and len(layer.card.sources) == 2  # sources of both
    one.drop(layer.accepted[0])
    other.take(one)
    assert len(marks(other)) == 1 and other.flaws() == [] and other.items() == one.items()


def test_accepted_here_and_rejected_there_is_a_conflict(tmp_path: Path):
    one, other = Machine(tmp_path / "a.sqlite"), Machine(tmp_path / "b.sqlite")
    for machine, decision in ((one, Decision.REJECTED), (other, Decision.ACCEPTED)):
        machine.mark(machine.add(TEXTS[0]), 0, 7, decision=decision)
    one.take(other)
    (conflict,) = conflicts(one.store)
    assert conflict.reason == "same_place" and [a.decision for a in marks(one)] == [Decision.ACCEPTED]
    with pytest.raises(UsageError):
        one.decide(0, 1)
    one.decide(next(n for n, v in enumerate(conflict.versions) if v.item.decision is Decision.REJECTED))  # type: ignore
    assert [a.decision for a in marks(one)] == [Decision.REJECTED] and one.flaws() == []


def test_layers_of_two_people_stand_beside_each_other(alone: Machine, tmp_path: Path):
    other = alone.copy(tmp_path / "b.sqlite")
    article = marks(alone)[0].article
    other.mark(article, 0, 7, who=MAI, decision=Decision.REJECTED)
    assert alone.take(other).conflicts == 0
    assert len(alone.store.layer(article, HOA.id)) == 2 and len(alone.store.layer(article, MAI.id)) == 1


def test_new_articles_come_with_their_sources_and_are_found_by_their_words(alone: Machine, tmp_path: Path):
    other = Machine(tmp_path / "b.sqlite")
    article = other.add(TEXTS[1])
    alone.take(other)
    assert alone.store.article(article).text == TEXTS[1]
    assert alone.store.raw(article.hex() * 2) == TEXTS[1].encode()
    assert Shelf(alone.store, HOA.id).ids(Filter("chu tich")) == [article]


def test_the_same_text_in_another_unicode_form_is_the_same_article(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    for name, form in (("a", "NFC"), ("b", "NFD")):
        (tmp_path / f"{name}.txt").write_text(unicodedata.normalize(form, "Sở Y tế họp.\n"), "utf-8")
        assert main(["import", str(tmp_path / f"{name}.sqlite"), str(tmp_path / f"{name}.txt")]) == 0
    capsys.readouterr()
    assert main(["merge", str(tmp_path / "a.sqlite"), str(tmp_path / "b.sqlite"), "--json"]) == 0
    (done,) = json.loads(capsys.readouterr().out)
    assert (done["new"], done["conflicts"]) == (0, 0)
    machine = Machine(tmp_path / "a.sqlite")
    cards = [i for i in machine.items().values() if type(i).__name__ == "ArticleCard"]
    assert [Path(s.path).name for c in cards for s in c.sources] == ["a.txt", "b.txt"]  # type: ignore[union-attr]


def test_a_trial_changes_nothing(alone: Machine, tmp_path: Path):
    other = alone.copy(tmp_path / "b.sqlite")
    other.add(TEXTS[1])
    there = alone.items(), alone.journal()
    last = list(merge(alone.store, other.store, dry_run=True))[-1]
    assert last.new == 1 and last.finished
    assert (alone.items(), alone.journal()) == there


def test_a_merge_that_is_dropped_leaves_the_dataset_as_it_was(alone: Machine, tmp_path: Path):
    other = alone.copy(tmp_path / "b.sqlite")
    other.add(TEXTS[1])
    there = alone.items(), alone.journal()
    steps = merge(alone.store, other.store)
    next(steps)
    steps.close()
    assert (alone.items(), alone.journal()) == there and alone.flaws() == []


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_merge_that_is_killed_leaves_the_dataset_as_it_was(alone: Machine, tmp_path: Path):
    other = Machine(tmp_path / "b.sqlite")
    for number in range(60):
        other.mark(other.add(f"Bài {number}. Sở Y tế họp."), 0, 3)
    there = alone.items(), alone.journal()
    alone.store.close()
    other.store.close()
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from core.store.merge import merge
        from core.store.store import Store
        for step in merge(Store(Path(sys.argv[1])), Store(Path(sys.argv[2]))):
            print(step.done, flush=True)
            input()
    """)
    command = [sys.executable, "-c", script, str(alone.store.path), str(other.store.path)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, cwd=Path(__file__).parents[3]
    ) as worker:
        assert worker.stdout and worker.stdin
        for _ in range(2):
            worker.stdout.readline()
            worker.stdin.write(b"\n")
            worker.stdin.flush()
        time.sleep(0.05)
        worker.send_signal(signal.SIGKILL)
    again = Machine(tmp_path / "a.sqlite")
    assert (again.items(), again.journal()) == there and again.flaws() == []


def test_undo_and_history_work_after_a_merge(alone: Machine, tmp_path: Path):
    other = alone.copy(tmp_path / "b.sqlite")
    article = marks(alone)[0].article
    other.mark(article, 3, 5, "PLACE", MAI)
    alone.mark(article, 1, 2, "PLACE")
    alone.take(other)
    assert len(History(alone.store, HOA.id).undo()) == 1
    assert len(History(alone.store, MAI.id).undo()) == 1
    assert len(marks(alone)) == 2 and alone.flaws() == []
    assert len(History(alone.store, MAI.id).redo()) == 1
    assert len(marks(alone)) == 3 and alone.flaws() == []


def test_a_stick_is_merged_into_a_teams_database_and_the_team_into_the_stick(target: Path | str, tmp_path: Path):
    office, away = Machine(target), Machine(tmp_path / "away.sqlite")
    for machine, start in ((office, 0), (away, 3)):
        article = machine.add(TEXTS[0])
        machine.link(machine.mark(article, start, 7), machine.mark(article, 8, 11, "TITLE"))
        machine.mark(article, 0, 2, decision=Decision.REJECTED if start else Decision.ACCEPTED)
    away.mark(away.add(TEXTS[1]), 0, 3, who=MAI)
    office.take(away)
    away.take(office)
    assert office.items() == away.items() and office.flaws() == away.flaws() == []
    office.decide(0)
    away.take(office)
    assert office.items() == away.items() and office.flaws() == away.flaws() == []
    office.store.close()


def test_standing_rules_of_both_sides_hold(alone: Machine, tmp_path: Path):
    other = alone.copy(tmp_path / "b.sqlite")
    for machine, words in ((alone, "sở này"), (other, "ban này")):
        record = Record(bytes(15) + words[:1].encode(), b"", HOA.id, b"", "standing_rule", {"words": words})
        machine.apply(Edit("add_rule", (), (record,)))
    alone.take(other)
    assert sorted(i.fields["words"] for i in alone.items().values() if isinstance(i, Record)) == ["ban này", "sở này"]


def test_a_label_that_only_they_have_comes_over_and_another_meaning_waits(alone: Machine, tmp_path: Path):
    other = alone.copy(tmp_path / "b.sqlite")
    text = facts.get(other.store, "scheme") or ""
    text = text.replace('title = { vi = "Cán bộ"', 'title = { vi = "Người"')
    text += '\n[labels."VĂN KIỆN"]\nkey = "1"\ncode = "VK"\nlight = "#111111"\ndark = "#eeeeee"\n'
    text += 'title = { vi = "Văn kiện", en = "Paper" }\ndefinition = { vi = "x", en = "x" }\nexample = "[x]"\n'
    facts.put(other.store, {"scheme": text})
    done = alone.take(other)
    assert (done.labels, done.differing) == (("VĂN KIỆN",), ("labels.OFFICIAL",))
    scheme = alone.store.scheme()
    assert (label := scheme.label("VĂN KIỆN")) and label.key == "" and label.title["vi"] == "Văn kiện"
    variants = scheme_variants(alone.store)["labels.OFFICIAL"]
    assert {row["title"]["vi"] for row in variants} == {"Cán bộ", "Người"}
    other.take(alone)
    assert scheme_variants(other.store) == scheme_variants(alone.store)
    decide_variant(alone.store, "labels.OFFICIAL", [r["title"]["vi"] for r in variants].index("Người"))
    assert scheme_variants(alone.store) == {} and alone.take(other).differing == ()
    assert (label := alone.store.scheme().label("OFFICIAL")) and label.title["vi"] == "Người" and label.key == "1"


def test_memory_does_not_grow_with_the_number_of_articles(tmp_path: Path):
    peaks = []
    for number in (40, 160):
        one, other = Machine(tmp_path / f"{number}a.sqlite"), Machine(tmp_path / f"{number}b.sqlite")
        for article in range(number):
            other.mark(other.add(f"Bài {article}. " + "Sở Y tế họp bàn. " * 400), 0, 3)
        tracemalloc.start()
        one.take(other)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5


def test_the_commands_merge_list_and_decide(alone: Machine, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    other = alone.copy(tmp_path / "b.sqlite")
    first = marks(alone)[0]
    alone.change(first, note="một")
    other.change(first, note="hai")
    here, there = str(tmp_path / "a.sqlite"), str(tmp_path / "b.sqlite")
    assert main(["merge", here, there, "--dry-run"]) == 0
    assert main(["merge", here, there]) == 0
    assert main(["conflicts", here, "--json"]) == 0
    out = capsys.readouterr().out
    (found,) = json.loads(out[out.index("{") :])["conflicts"]
    assert main(["decide", here, "nothing", "1"]) == 2
    assert main(["decide", here, found["id"], "7"]) == 2
    two = 1 + [v["item"]["note"] for v in found["versions"]].index("hai")
    assert main(["decide", here, found["id"][-8:], str(two)]) == 0
    assert marks(alone)[0].note == "hai"
    assert main(["check", here]) == 0
    assert not any(i.kind == CONFLICT for i in alone.items().values() if isinstance(i, Record))
    assert main(["merge", here, str(tmp_path / "none.sqlite")]) == 1


def test_one_who_is_done_does_not_make_the_others_half_done(alone: Machine, tmp_path: Path):
    other = alone.copy(tmp_path / "b.sqlite")
    card = alone.store.layer(marks(alone)[0].article, HOA.id).card
    assert card
    alone.change(card, state=State.STARTED, province="lao-cai", province_by="rule")
    other.change(card, state=State.DONE, province="bac-kan", province_by="person")
    assert alone.take(other).conflicts == 0
    after = alone.store.layer(card.article, HOA.id).card
    assert after and (after.state, after.province) == (State.STARTED, "bac-kan")
    assert replace(after, rev=b"").title == card.title
