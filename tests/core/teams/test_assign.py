"""Articles are handed out: no two annotators get the same one unless it is to be done twice, however many ask at once."""

import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from parts import TEXT, found

from core import verbs
from core.errors import UsageError
from core.model.article import State
from core.model.ids import new_id
from core.people import Annotator
from core.session import Session
from core.store.integrity import flaws
from core.store.store import Store
from core.teams.assign import (
    annotator_named,
    assigned_to,
    assignments,
    hand_out_on_demand,
    is_double,
    release,
    share,
    take_next,
)


@pytest.fixture
def people(store: Store) -> list[bytes]:
    """Three annotators, the first of whom hands out."""
    ids = [new_id() for _ in range(3)]
    for id, name in zip(ids, ("Hoa", "Lan", "Minh"), strict=True):
        store.meet(id, name)
    return ids


@pytest.fixture
def articles(add: Callable[..., bytes]) -> list[bytes]:
    return [add(f"{TEXT}\nBài số {n}.", f"{n}.txt") for n in range(40)]


def by_article(store: Store) -> dict[bytes, set[bytes]]:
    found: dict[bytes, set[bytes]] = {}
    for each in assignments(store):
        found.setdefault(each.article, set()).add(each.annotator)
    return found


def test_every_article_goes_to_one_annotator_evenly_and_the_wanted_share_to_two(
    store: Store, articles: list[bytes], people: list[bytes]
):
    assert assigned_to(store, people[0]) is None
    list(share(store, people[0], people, 25))
    given = by_article(store)
    assert set(given) == set(articles)
    assert all(len(who) == (2 if is_double(article, 25) else 1) for article, who in given.items())
    assert 0 < sum(len(who) == 2 for who in given.values()) < 20
    load = Counter(who for each in given.values() for who in each)
    assert max(load.values()) - min(load.values()) <= 1
    before = list(assignments(store))
    list(share(store, people[0], people))  # again: there is nothing left to hand out
    assert list(assignments(store)) == before
    assert list(flaws(store)) == []


def test_many_who_ask_at_once_are_each_given_another_article(
    store: Store, articles: list[bytes], people: list[bytes], target: Path | str
):
    given: dict[bytes, list[bytes]] = {who: [] for who in people}
    errors: list[Exception] = []

    def ask(who: bytes) -> None:
        try:
            mine = Store(target)
            while (article := take_next(mine, who)) is not None:
                given[who].append(article)
            mine.close()
        except Exception as error:
            errors.append(error)

    hand_out_on_demand(store, True, 25)
    threads = [threading.Thread(target=ask, args=(who,)) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not errors
    counts = Counter(article for taken in given.values() for article in taken)
    assert counts == {article: 2 if is_double(article, 25) else 1 for article in articles}
    assert all(len(set(taken)) == len(taken) for taken in given.values())


def test_what_somebody_has_begun_is_theirs_and_what_is_released_is_given_again(
    store: Store, articles: list[bytes], people: list[bytes]
):
    hoa, lan, _ = people
    session = Session(store, Annotator(hoa, "Hoa"), found, "test", learning=False)
    session.open(articles[0])
    session.apply(verbs.accept(session.desk, session.desk.open[:1]))
    assert take_next(store, lan) == articles[1]
    assert take_next(store, hoa) == articles[2]
    assert release(store, hoa, lan) == 1
    assert take_next(store, hoa) == articles[1]
    assert assigned_to(store, lan) == set()
    session.open(articles[2])
    session.apply(verbs.accept(session.desk, session.desk.open[:1]))
    assert release(store, hoa, hoa) == 1  # what is begun stays
    assert assigned_to(store, hoa) == {articles[2]}
    assert [(a.title, a.state) for a in assignments(store)] == [("Một bài", State.STARTED)]


def test_the_next_article_that_is_not_done_is_one_of_ones_own_and_another_is_given_on_demand(
    store: Store, articles: list[bytes], people: list[bytes]
):
    hoa, lan, _ = people
    list(share(store, hoa, [hoa, lan]))
    session = Session(store, Annotator(hoa, "Hoa"), found, "test", learning=False)
    mine = [article for article in articles if article in assigned_to(store, hoa)]
    assert session.next_undone(articles, None) == mine[0]
    assert session.next_undone(articles, mine[0]) == mine[1]
    for article in mine:
        session.open(article)
        session.apply(verbs.change_card(session.desk, "done", state=State.DONE))
    assert session.next_undone(articles, mine[-1]) is None
    release(store, hoa, lan)
    hand_out_on_demand(store, True)
    given = session.next_undone(articles, mine[-1])
    assert given == next(article for article in articles if article not in mine)
    assert session.history.next_undo().name == "done"  # being given an article is nothing to undo


def test_without_assignments_the_next_article_is_anyones(store: Store, articles: list[bytes], people: list[bytes]):
    session = Session(store, Annotator(people[0], "Hoa"), found, "test", learning=False)
    assert session.next_undone(articles, articles[3]) == articles[4]


def test_an_annotator_is_named_by_name_or_id(store: Store, people: list[bytes]):
    assert annotator_named(store, "Lan") == annotator_named(store, people[1].hex()) == people[1]
    store.meet(new_id(), "Lan")
    for name, key in (("Lan", "annotator_ambiguous"), ("Nam", "annotator_unknown")):
        with pytest.raises(UsageError) as caught:
            annotator_named(store, name)
        assert caught.value.key == key
    with pytest.raises(UsageError, match="120"):
        hand_out_on_demand(store, True, 120)
