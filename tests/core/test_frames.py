"""What an article says of people and things, as one value for display."""

import pytest
from sittings import mention, sit

from core import verbs
from core.frames import Frame, Thing, frames, things
from core.model.span import Span
from core.session import Session

TEXT = (
    "Ông Trần Thành Nam, Tỉnh ủy viên, Giám đốc Sở Y tế từ năm 2019, nói. Bà Lê Hoa dự.\n"
    "Ông Nam nhắc Quyết định số 12/QĐ-UBND của Ủy ban nhân dân tỉnh. Đồng chí Thành Nam, nguyên Bí thư Đảng ủy, "
    "nêu Quyết định 12/QĐ-UBND; UBND tỉnh nghe. Năm 2019, ông Lê Nam đến. Nam cười."
)
MARKS = (
    ("Trần Thành Nam", "OFFICIAL", 0),
    ("Tỉnh ủy viên", "TITLE", 0),
    ("Giám đốc Sở Y tế", "TITLE", 0),
    ("Sở Y tế", "AGENCY", 0),
    ("năm 2019", "DATE", 0),
    ("Lê Hoa", "OFFICIAL", 0),
    ("Nam", "OFFICIAL", 1),
    ("Quyết định số 12/QĐ-UBND", "DOCUMENT", 0),
    ("Ủy ban nhân dân tỉnh", "AGENCY", 0),
    ("Thành Nam", "OFFICIAL", 1),
    ("nguyên Bí thư Đảng ủy", "TITLE", 0),
    ("Quyết định 12/QĐ-UBND", "DOCUMENT", 0),
    ("UBND tỉnh", "AGENCY", 0),
    ("Năm 2019", "DATE", 0),
    ("Lê Nam", "OFFICIAL", 0),
    ("Nam", "OFFICIAL", 4),
)


@pytest.fixture
def marked(session: Session) -> Session:
    sit(session, TEXT)
    for words, label, nth in MARKS:
        at = -1
        for _ in range(nth + 1):
            at = TEXT.index(words, at + 1)
        session.apply(verbs.annotate(session.desk, Span(at, at + len(words)), label))
    desk = session.desk
    nam, short = mention(session, "Trần Thành Nam", "OFFICIAL"), mention(session, "Thành Nam", "OFFICIAL")
    director = mention(session, "Giám đốc Sở Y tế", "TITLE")
    for kind, head, tail, status in (
        ("HOLDS", nam, mention(session, "Tỉnh ủy viên", "TITLE"), "current"),
        ("HOLDS", nam, director, "current"),
        ("AT", director, mention(session, "Sở Y tế", "AGENCY"), None),
        ("DURING", director, mention(session, "năm 2019", "DATE"), None),
        ("HOLDS", short, mention(session, "nguyên Bí thư Đảng ủy", "TITLE"), "former"),
    ):
        session.apply(verbs.link(desk, kind, head, tail, status))
    return session


def named(found: list[Thing], name: str) -> Thing:
    return next(t for t in found if t.name == name)


def said(frame: Frame) -> list[tuple[str, str | None, list[str], list[str]]]:
    def words(mentions: tuple[verbs.Mention, ...]) -> list[str]:
        return [m.span.of(TEXT) for m in mentions]

    return [(words(p.titles)[0], p.status, words(p.agencies), words(p.since)) for p in frame.posts]


def test_one_person_has_all_mentions_posts_agencies_and_dates(marked: Session):
    nam, hoa, other = frames(marked.desk)
    assert (nam.person.name, len(nam.person.mentions)) == ("Trần Thành Nam", 3)
    assert said(nam) == [
        ("Tỉnh ủy viên", "current", [], []),
        ("Giám đốc Sở Y tế", "current", ["Sở Y tế"], ["năm 2019"]),
        ("nguyên Bí thư Đảng ủy", "former", [], []),
    ]
    assert (hoa.person.name, hoa.posts) == ("Lê Hoa", ())
    assert (other.person.name, len(other.person.mentions)) == ("Lê Nam", 2)  # the last of that name before


def test_bodies_documents_and_dates_are_each_one_thing(marked: Session):
    found = things(marked.desk)
    assert len(named(found, "Ủy ban nhân dân tỉnh").mentions) == 2
    assert len(named(found, "Quyết định số 12/QĐ-UBND").mentions) == 2
    assert (named(found, "năm 2019").value, len(named(found, "năm 2019").mentions)) == ("2019", 2)


def test_suggested_links_count_until_both_ends_are_decided(session: Session):
    (frame, _) = frames(session.desk)
    (post,) = frame.posts
    assert (post.suggested, post.status) == (True, "current")
    session.apply(verbs.accept(session.desk, session.desk.open))
    (post,) = frames(session.desk)[0].posts
    assert post.suggested is False
    session.apply(verbs.unlink(session.desk.layer.relations[0]))
    assert frames(session.desk)[0].posts == ()


def test_an_article_without_mentions_has_no_frames(session: Session):
    sit(session, "Không có gì.")
    assert (things(session.desk), frames(session.desk)) == ([], [])


def test_a_short_name_before_the_full_one_is_the_first_after_it(session: Session):
    sit(session, "Nam nói. Thành Nam cười. Trần Thành Nam đến, rồi Lê Nam, rồi Nam.")
    text, at = session.desk.article.text, 0
    for words in ("Nam", "Thành Nam", "Trần Thành Nam", "Lê Nam", "Nam"):
        at = text.index(words, at)
        session.apply(verbs.annotate(session.desk, Span(at, at + len(words)), "OFFICIAL"))
        at += len(words)
    people = {t.name: [m.span.of(text) for m in t.mentions] for t in things(session.desk)}
    assert people == {"Trần Thành Nam": ["Nam", "Thành Nam", "Trần Thành Nam"], "Lê Nam": ["Lê Nam", "Nam"]}
