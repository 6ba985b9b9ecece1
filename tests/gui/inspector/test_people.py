"""Who a person is, from suggested and decided links."""

from collections.abc import Callable

from core import verbs
from core.model.edit import Edit
from core.model.relation import Relation
from core.model.scheme import shipped
from core.verbs import Desk, Mention
from gui.inspector.groups import Groups
from gui.inspector.people import People, Person

Apply = Callable[[Edit], Edit]


def one(desk: Desk, label: str) -> Mention:
    return next(m for m in desk.mentions if m.label == label)


def around(desk: Desk, label: str) -> list[Person]:
    groups = Groups(desk, shipped())
    return People(groups, shipped()).around(one(desk, label))


def test_a_suggested_post_is_known_from_either_end(desk: Desk) -> None:
    for label in ("OFFICIAL", "TITLE"):
        (person,) = around(desk, label)
        assert person.group.key == ("OFFICIAL", "trần thị lụa")
        assert [(post.title.label, post.open) for post in person.posts] == [("TITLE", True)]


def test_an_accepted_post_is_no_longer_suggested(desk: Desk, apply: Apply) -> None:
    apply(verbs.accept(desk, [one(desk, "OFFICIAL"), one(desk, "TITLE")]))
    (person,) = around(desk, "OFFICIAL")
    assert [post.open for post in person.posts] == [False]


def test_a_link_that_was_taken_away_does_not_come_back_as_a_suggestion(desk: Desk, apply: Apply) -> None:
    apply(verbs.accept(desk, desk.open))
    (link,) = (r for r in desk.layer.relations if isinstance(r, Relation))
    apply(verbs.unlink(link))
    (person,) = around(desk, "OFFICIAL")
    assert person.posts == []


def test_the_agency_of_a_post_and_its_date_belong_to_the_person(desk: Desk, apply: Apply) -> None:
    apply(verbs.accept(desk, desk.open))
    title, agency, date = (desk.layer.at(m.span, m.label) for m in (one(desk, x) for x in ("TITLE", "AGENCY", "DATE")))
    assert title and agency and date
    apply(verbs.link(desk, "AT", title, agency))
    apply(verbs.link(desk, "DURING", title, date))
    for label in ("OFFICIAL", "AGENCY", "DATE"):
        (person,) = around(desk, label)
        (post,) = person.posts
        assert (post.agencies, post.since) == ([agency], [date])


def test_a_person_without_a_post_is_still_a_person(desk: Desk, apply: Apply) -> None:
    apply(verbs.reject(desk, one(desk, "TITLE")))
    (person,) = around(desk, "OFFICIAL")
    assert person.posts == []
