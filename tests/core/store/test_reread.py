"""An article that was corrected: what still stands there is carried over, the rest is looked through."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from machines import HOA, MAI, Machine

from core.cli import main
from core.errors import UsageError
from core.history import History
from core.model.article import Article, Source, State
from core.model.span import Span
from core.store.reread import left_over, looked_at, reread
from core.text.carry import Sides

OLD = "Sở Y tế họp\nÔng Lò Văn Pó, Chủ tịch UBND tỉnh, dự.\nBà Lụa phát biểu. Hội nghị bế mạc."
NEW = "Sở Y tế họp\nÔng Lò Văn Pó, Phó Chủ tịch UBND tỉnh, dự.\nTin thêm.\nBà Lụa phát biểu. Hội nghị đã bế mạc."


def put(machine: Machine, words: str, label: str = "OFFICIAL", who=HOA):
    article = Article.of(OLD)
    start = OLD.index(words)
    return machine.mark(article.id, start, start + len(words), label, who)


@pytest.fixture
def office(tmp_path: Path) -> Machine:
    machine = Machine(tmp_path / "a.sqlite")
    machine.add(OLD)
    return machine


def again(machine: Machine) -> bytes:
    article = Article.of(NEW)
    reread(
        machine.store,
        Article.of(OLD).id,
        article,
        Source("bai.txt", "f" * 64, "txt", "utf-8"),
        NEW.encode(),
        "Sở",
        HOA.id,
    )
    return article.id


def test_what_stands_in_the_same_words_is_carried_over_and_the_rest_is_listed(office: Machine):
    person, post, woman = put(office, "Lò Văn Pó"), put(office, "Chủ tịch UBND tỉnh", "TITLE"), put(office, "Lụa")
    office.link(person, post)
    office.link(person, woman)
    put(office, "Lụa", who=MAI)
    new = again(office)
    layer = office.store.layer(new, HOA.id)
    found = left_over(office.store, new, HOA.id)
    assert [a.span.of(NEW) for a in layer] == ["Lụa"]
    assert found and found[0] == Article.of(OLD).id
    assert {(r.label, r.words) for r in found[1]} == {("OFFICIAL", "Lò Văn Pó"), ("TITLE", "Chủ tịch UBND tỉnh")}
    assert all(abs(NEW.index(r.words) - r.near) < 10 for r in found[1])
    assert [a.span.of(NEW) for a in office.store.layer(new, MAI.id)] == ["Lụa"]
    assert len(office.store.layer(Article.of(OLD).id, HOA.id)) == 3 and office.flaws() == []


def test_links_come_along_where_both_ends_do(office: Machine):
    office.link(put(office, "Sở Y tế", "AGENCY"), put(office, "Lụa"))
    new = again(office)
    (link,) = office.store.layer(new, HOA.id).relations
    layer = office.store.layer(new, HOA.id)
    assert {layer.get(end).span.of(NEW) for end in (link.head, link.tail)} == {"Sở Y tế", "Lụa"}  # type: ignore[union-attr]


def test_a_done_article_is_begun_again_and_the_list_gets_shorter(office: Machine):
    put(office, "Chủ tịch UBND tỉnh", "TITLE")
    card = office.store.layer(Article.of(OLD).id, HOA.id).card
    assert card
    office.change(card, state=State.DONE, province="lao-cai")
    new = again(office)
    after = office.store.layer(new, HOA.id).card
    assert after and (after.state, after.province) == (State.STARTED, "lao-cai")
    office.apply(looked_at(office.store, new, HOA.id, 0))
    assert left_over(office.store, new, HOA.id) == (Article.of(OLD).id, [])
    History(office.store, HOA.id).undo()
    assert len(left_over(office.store, new, HOA.id)[1]) == 1  # type: ignore[index]


def test_the_same_text_is_no_correction(office: Machine):
    with pytest.raises(UsageError):
        article = Article.of(OLD)
        reread(office.store, article.id, article, Source("x", "0" * 64, "txt", "utf-8"), b"", "", HOA.id)


@given(st.text("ab \n😀", max_size=30), st.text("ab \n😀", max_size=30), st.integers(0, 29), st.integers(1, 5))
def test_what_is_carried_over_has_the_same_words(old: str, new: str, start: int, length: int):
    if start + length <= len(old):
        span = Span(start, start + length)
        found = Sides(old, new).carried(span)
        assert found is None or found.of(new) == span.of(old)
        assert Sides(old, old).carried(span) == span
        assert 0 <= Sides(old, new).near(span) <= max(len(new) - 1, 0)


def test_an_import_of_a_changed_file_offers_it_and_the_command_does_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    file, dataset = tmp_path / "bài.txt", str(tmp_path / "d.sqlite")
    file.write_text(OLD, "utf-8")
    assert main(["import", dataset, str(file)]) == 0
    assert main(["import", dataset, str(file)]) == 0
    assert "reread" not in capsys.readouterr().out
    file.write_text(NEW, "utf-8")
    other = tmp_path / "sửa.txt"
    other.write_text(NEW, "utf-8")
    assert main(["reread", dataset, str(other), "--of", str(file), "--json"]) == 0
    assert main(["reread", dataset, str(other), "--of", str(file)]) == 0
    capsys.readouterr()
    file.write_text(NEW + " Hết.", "utf-8")
    assert main(["import", dataset, str(file)]) == 0
    assert "butvang reread" in capsys.readouterr().out
    assert main(["check", dataset]) == 0
