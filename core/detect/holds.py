"""Who holds which post in one sentence.

Every post looks for its holders on both sides. Before a name it is held where nothing but an honorific stands between
(*Trưởng Ban Tuyên giáo A*), after it where commas, dashes, brackets or a clause tie them (*A, Phó Bí thư*, *A được bầu giữ
chức ...*); posts in a row share their holder, and one before a list of people is held by all of them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from core.detect.ties import (
    Gap,
    Tie,
    by_agent,
    dismissed,
    holds_by,
    over,
    plural_before,
    speaks_of_post,
    status_of,
    tables,
)
from core.model.annotation import Suggestion

_ROW = (Tie.COMMA, Tie.AND, Tie.TOUCH)
_BEFORE = 60


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or post of the sentence, the gap that leads to it, and the words of the sentence before it."""

    suggestion: Suggestion
    person: bool
    gap: Gap
    before: str


@dataclass(frozen=True, slots=True)
class Hold:
    """A person's index, a post's index, and how the post is held."""

    person: int
    post: int
    status: str


def holds(mentions: Sequence[Mention], surface: Sequence[str]) -> Iterator[Hold]:
    """The posts that people hold; `surface` is each mention's text in one spelling."""
    ranks = frozenset(post for post, words in enumerate(surface) if words in _ranks())
    ahead = _ahead(mentions, ranks)
    fronted = {person for post, person in ahead.items() if post not in ranks}
    behind = _behind(mentions, ahead)
    listed = _listed(mentions, ahead, ranks)
    for post, mention in enumerate(mentions):
        if mention.person:
            continue
        people, status = [], "current"
        if post in listed:
            first = post + 1 if post + 1 in ranks else listed[post][0]
            people, status = listed[post], _clause_status(mentions, post, first)
        elif post in ahead and not (post in behind and _row_goes_back(mentions, ahead, fronted, post, behind[post][0])):
            people, status = [ahead[post]], _clause_status(mentions, post, ahead[post])
        elif post in behind:
            owner, status = behind[post]
            people = _subjects(mentions, owner, behind) if mention.gap.tie is Tie.HOLDING else [owner]
        if over(surface[post]):
            status = "former"
        for person in people:
            yield Hold(person, post, status)


@cache
def _ranks() -> frozenset[str]:
    return frozenset(tables()["ranks"]["words"])


def _ahead(mentions: Sequence[Mention], ranks: frozenset[int]) -> dict[int, int]:
    """Posts that stand before the person who holds them, and that person; a row of posts before one name is his.

    A rank behind *và* begins with the next person: *Đại tá A, Giám đốc … và Thượng tá B*.
    """
    found: dict[int, int] = {}
    for person, mention in enumerate(mentions):
        post = person - 1
        if not mention.person or post < 0 or mentions[post].person:
            continue
        if not _leads_to_person(mentions, post, person):
            continue
        found[post] = person
        while (
            post > 0
            and not mentions[post - 1].person
            and (mentions[post].gap.tie in _ROW or _counts(mentions, post, ranks))
        ):
            if post in ranks and mentions[post].gap.tie is Tie.AND:
                break
            post -= 1
            found[post] = person
    return found


def _counts(mentions: Sequence[Mention], rank: int, ranks: frozenset[int]) -> bool:
    """Whether a rank begins those who are named of all that hold a post: *15 Ủy viên …, trong đó có Đại tá A*."""
    return rank in ranks and mentions[rank].gap.tie is Tie.TOWARDS and mentions[rank].gap.several


def _leads_to_person(mentions: Sequence[Mention], post: int, person: int) -> bool:
    gap = mentions[person].gap
    if gap.tie is Tie.TOWARDS and gap.words in tables()["towards"]["with_post"]:
        return speaks_of_post(mentions[post].before)
    if gap.tie in (Tie.TOUCH, Tie.COLON, Tie.TOWARDS) or (gap.tie is Tie.HOLDING and gap.words.endswith("là")):
        return True
    if gap.tie is not Tie.COMMA:
        return False
    if gap.words in ("(", "-") and not gap.honorific and post > 0 and mentions[post - 1].person:
        return False  # A - T - B: a list whose posts follow
    first = post
    while first > 0 and mentions[first].gap.tie in (*_ROW, Tie.HOLDING):
        first -= 1
    free = not _has_own(mentions, person) or gap.words == "(" or holds_by(mentions[first].before)
    return not mentions[first].person and free and (gap.honorific or gap.words in ("(", "-"))


def _has_own(mentions: Sequence[Mention], person: int) -> bool:
    """Whether posts of his own follow a name: the next post is tied to him and touches no other name."""
    post = person + 1
    if post >= len(mentions) or mentions[post].person or mentions[post].gap.tie not in (Tie.COMMA, Tie.HOLDING):
        return False
    after = post + 1
    return not (after < len(mentions) and mentions[after].person and mentions[after].gap.tie is Tie.TOUCH)


def _behind(mentions: Sequence[Mention], ahead: dict[int, int]) -> dict[int, tuple[int, str]]:
    """Posts that stand after the person who holds them, with that person and the status.

    One by whom something is done or who is replaced (*A được Thủ tướng B bổ nhiệm làm ...*) holds nothing by that clause: the
    one before does.
    """
    found: dict[int, tuple[int, str]] = {}
    owner, status, series = -1, "current", False
    clause, inherited = "", ""  # "bầu A giữ chức ..., B giữ chức ...": the second is elected too
    patient, agent = -1, -1
    for at, mention in enumerate(mentions):
        gap = mention.gap
        if owner >= 0 and by_agent(gap.words):
            patient, agent = owner, ahead.get(at, at)
        if mention.person:
            if at != agent:
                patient = -1
            inherited = clause if gap.tie in (Tie.COMMA, Tie.AND, Tie.SEMICOLON) else ""
            owner, status, series = at, _given_up(mention), False
            continue
        if gap.tie is Tie.HOLDING:
            if patient >= 0 and gap.words[:1].isalpha():
                owner = patient
            if owner < 0:
                continue
            clause = _status(mentions, at, owner) or inherited
            status, series, patient, inherited = clause or "current", gap.series, -1, ""
        elif owner < 0 or not (_in_row(mentions, at) or (series and gap.tie is Tie.SEMICOLON)):
            owner = -1
            continue
        found[at] = (owner, status)
    return found


def _in_row(mentions: Sequence[Mention], post: int) -> bool:
    """Whether a post goes on what stands before it: after a comma or nothing, or after "và" and another post."""
    tie = mentions[post].gap.tie
    return tie in (Tie.COMMA, Tie.TOUCH) or (tie is Tie.AND and not mentions[post - 1].person)


def _given_up(person: Mention) -> str:
    """The status of posts that only stand beside a name: those of someone just dismissed are the ones taken from him."""
    return "dismissed" if dismissed(person.before) else "current"


def _row_goes_back(
    mentions: Sequence[Mention], ahead: dict[int, int], fronted: set[int], post: int, owner: int
) -> bool:
    """Whether a post between two people belongs to the one before it.

    The one that touches the next name is that one's. In a row before it the posts are the next one's too where the
    person before had his own posts in front, and his where they follow his name.
    """
    if post + 1 == ahead[post]:
        return mentions[ahead[post]].gap.tie not in (Tie.TOUCH, Tie.COLON, Tie.TOWARDS)
    return owner not in fronted and mentions[post].gap.tie is not Tie.SEMICOLON


def _listed(mentions: Sequence[Mention], ahead: dict[int, int], ranks: frozenset[int]) -> dict[int, list[int]]:
    """Posts before a list of several people, all of whom hold them."""
    found: dict[int, list[int]] = {}
    for post, person in ahead.items():
        gap = mentions[person].gap
        row = [p for p, who in ahead.items() if who == person]
        counted = post + 1 in ranks and _counts(mentions, post + 1, ranks)
        if post in ranks and any(_counts(mentions, p, ranks) for p in row):
            continue
        several = gap.several or counted or plural_before(mentions[min(row)].before)
        if not several or mentions[person].gap.tie is Tie.COMMA:
            continue
        people = [person]
        for at in range(person + 1, len(mentions)):
            tie = mentions[at].gap.tie
            own = at in ahead and at + 1 == ahead[at] and mentions[at + 1].gap.tie is not Tie.COMMA
            if own and not (counted and at in ranks):
                break
            touching = tie is Tie.TOUCH and (not mentions[at].person or (counted and at - 1 in ranks))
            if tie not in (Tie.COMMA, Tie.AND, Tie.SEMICOLON) and not touching:
                break
            if mentions[at].person:
                people.append(at)
        if len(people) > 1:
            found[post] = people
    return found


def _subjects(mentions: Sequence[Mention], owner: int, behind: dict[int, tuple[int, str]]) -> list[int]:
    """The people of whom a clause speaks: `owner` and those before him in one list, each with his own posts between.

    A list has "và" before its last, or "các ông", "hai đồng chí" before its first.
    """
    people, joined = [owner], False
    while mentions[people[-1]].gap.tie in (Tie.COMMA, Tie.AND):
        previous = people[-1] - 1
        while previous >= 0 and previous in behind and mentions[previous].gap.tie is not Tie.HOLDING:
            previous -= 1
        if previous < 0 or not mentions[previous].person:
            break  # one who is given a post of his own is none of them
        joined = joined or mentions[people[-1]].gap.tie is Tie.AND
        people.append(previous)
    return people if joined or mentions[people[-1]].gap.several else [owner]


def _status(mentions: Sequence[Mention], post: int, owner: int) -> str:
    """How a post is held that a clause gives: by the words of the clause, else by those before the person, else empty."""
    return status_of(mentions[post].gap.words) or status_of(_lead(mentions[owner].before)) or ""


def _clause_status(mentions: Sequence[Mention], post: int, person: int) -> str:
    """How a post before a name is held: only a clause that leads from the post to the person says more than "current"."""
    gap = mentions[person].gap
    if gap.tie in (Tie.HOLDING, Tie.TOWARDS) and (status := status_of(gap.words)):
        return status
    if gap.tie in (Tie.COMMA, Tie.TOWARDS) and (status := status_of(_lead(mentions[post].before))):
        return status
    return "current"


def _lead(before: str) -> str:
    """The words of the same clause shortly before a mention."""
    return before[-_BEFORE:].rpartition(",")[2].rpartition(";")[2]
