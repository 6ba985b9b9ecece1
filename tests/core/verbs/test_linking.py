"""Linking with one key: the likeliest tail first, then the next, then none."""

import pytest
from sittings import accepted, mention, sit, snapshot, span_of

from core import verbs
from core.model.scheme import RelationKind, shipped
from core.session import Session

TEXT = "Ông Trần Nam, Giám đốc Sở Y tế, và bà Lê Hoa, Phó Chủ tịch UBND tỉnh, dự.\nChánh án nói từ năm 2020."


@pytest.fixture
def kinds() -> dict[str, RelationKind]:
    return {kind.name: kind for kind in shipped().relations}


@pytest.fixture
def marked(session: Session) -> Session:
    sit(session, TEXT)
    for words, label in (
        ("Trần Nam", "OFFICIAL"),
        ("Giám đốc Sở Y tế", "TITLE"),
        ("Sở Y tế", "AGENCY"),
        ("Lê Hoa", "OFFICIAL"),
        ("Phó Chủ tịch UBND tỉnh", "TITLE"),
        ("UBND tỉnh", "AGENCY"),
        ("Chánh án", "TITLE"),
        ("năm 2020", "DATE"),
    ):
        session.apply(verbs.annotate(session.desk, span_of(session, words), label))
    return session


def links(session: Session) -> list[tuple[str, str, str]]:
    desk = session.desk
    words = {a.id: a.span.of(desk.article.text) for a in desk.layer}
    return [(r.kind, words[r.head], words[r.tail]) for r in desk.layer.relations]


def test_the_kinds_of_links_that_begin_at_a_label():
    assert [k.name for k in verbs.kinds_from(shipped(), "TITLE")] == ["AT", "DURING"]
    assert [k.name for k in verbs.kinds_from(shipped(), "OFFICIAL")] == ["HOLDS"]
    assert verbs.kinds_from(shipped(), "không có") == []


def test_the_nearest_is_proposed_first(marked: Session, kinds: dict[str, RelationKind]):
    for head, label, kind, tail in (
        ("Trần Nam", "OFFICIAL", "HOLDS", "Giám đốc Sở Y tế"),
        ("Lê Hoa", "OFFICIAL", "HOLDS", "Phó Chủ tịch UBND tỉnh"),
        ("Giám đốc Sở Y tế", "TITLE", "AT", "Sở Y tế"),
        ("Phó Chủ tịch UBND tỉnh", "TITLE", "AT", "UBND tỉnh"),
        ("Chánh án", "TITLE", "DURING", "năm 2020"),
    ):
        marked.apply(verbs.link_next(marked.desk, kinds[kind], mention(marked, head, label)))
        assert links(marked)[-1] == (kind, head, tail)


def test_the_same_key_again_takes_the_next_then_none_then_the_first(marked: Session, kinds: dict[str, RelationKind]):
    hoa, holds = mention(marked, "Lê Hoa", "OFFICIAL"), kinds["HOLDS"]
    before = snapshot(marked)
    seen, made = [], []
    for _ in range(4):
        made.append(marked.apply(verbs.link_next(marked.desk, holds, hoa, made)))
        seen.append([tail for _, _, tail in links(marked)])
    assert seen == [["Phó Chủ tịch UBND tỉnh"], ["Giám đốc Sở Y tế"], [], ["Phó Chủ tịch UBND tỉnh"]]
    for _ in range(4):
        marked.undo()
    assert snapshot(marked) == before


def test_what_is_linked_already_is_not_proposed_again(marked: Session, kinds: dict[str, RelationKind]):
    hoa, holds = mention(marked, "Lê Hoa", "OFFICIAL"), kinds["HOLDS"]
    marked.apply(verbs.link_next(marked.desk, holds, hoa))
    marked.apply(verbs.link_next(marked.desk, holds, hoa))
    assert [tail for _, _, tail in links(marked)] == ["Phó Chủ tịch UBND tỉnh", "Giám đốc Sở Y tế"]
    marked.apply(verbs.link_next(marked.desk, holds, hoa))  # from the rest of the article
    assert links(marked)[-1][2] == "Chánh án"
    assert not verbs.link_next(marked.desk, holds, hoa)


def test_linking_a_suggestion_accepts_both_ends_and_cycling_on_lets_them_go(
    session: Session, kinds: dict[str, RelationKind]
):
    lụa = mention(session, "Lụa 😀", "OFFICIAL")
    first = session.apply(verbs.link_next(session.desk, kinds["HOLDS"], lụa))
    assert accepted(session) == [("Trưởng Ban Tuyên giáo Tỉnh ủy", "TITLE"), ("Lụa 😀", "OFFICIAL")]
    session.apply(verbs.link_next(session.desk, kinds["HOLDS"], lụa, [first]))
    assert accepted(session) == []
    assert {s.label for s in session.desk.open} == {"DATE", "OFFICIAL", "TITLE", "AGENCY"}


def test_a_suggested_link_comes_first_with_its_status(session: Session, kinds: dict[str, RelationKind]):
    official = mention(session, "Trần Thị Lụa", "OFFICIAL")
    session.apply(verbs.link_next(session.desk, kinds["HOLDS"], official))
    (link,) = session.desk.layer.relations
    assert link.status == "current"


def test_what_cannot_be_linked_changes_nothing(marked: Session, kinds: dict[str, RelationKind]):
    desk = marked.desk
    nam, title = mention(marked, "Trần Nam", "OFFICIAL"), mention(marked, "Chánh án", "TITLE")
    assert not verbs.link(desk, "HOLDS", nam, nam)
    assert verbs.tails(desk, kinds["AT"], nam) == []
    marked.apply(verbs.reject(desk, nam))
    assert not verbs.link(desk, "HOLDS", nam, title)
    assert not verbs.link_next(desk, kinds["HOLDS"], nam)


def test_after_something_else_was_done_to_the_link_the_key_adds_another(
    marked: Session, kinds: dict[str, RelationKind]
):
    hoa, holds = mention(marked, "Lê Hoa", "OFFICIAL"), kinds["HOLDS"]
    last = marked.apply(verbs.link_next(marked.desk, holds, hoa))
    title = mention(marked, "Phó Chủ tịch UBND tỉnh", "TITLE")
    marked.apply(verbs.link(marked.desk, "HOLDS", hoa, title, "former"))
    marked.apply(verbs.link_next(marked.desk, holds, hoa, [last]))
    assert len(links(marked)) == 2
