"""The card of a person: name, posts, agencies and since when, as rows."""

from core.model.annotation import Suggestion
from core.verbs import Mention
from core.wording import say
from gui.inspector.groups import Groups
from gui.inspector.people import Person, Post
from gui.parts.facts import Fact
from gui.parts.numbers import count


def person_facts(groups: Groups, person: Person) -> list[Fact]:
    """The rows of one person."""
    group = person.group
    mentions = say("inspector.mentions", count=count(len(group.mentions)))
    called = groups.name(group)
    name = Fact(
        called,
        mentions,
        label=group.label,
        strong=True,
        open=_open(group.first),
        target=group.first,
    )
    posts = [row for post in person.posts for row in _post(groups, post)]
    others = dict.fromkeys(words for m in group.mentions if (words := groups.surface(m)) != called)
    short = [Fact(soft=say("inspector.also", names=" · ".join(others)), indent=1)] if others else []
    return [name, *short, *(posts or [Fact(soft=say("inspector.no_post"), indent=1)])]


def _post(groups: Groups, post: Post) -> list[Fact]:
    said = [say(f"inspector.status_{post.status}")] if post.status and post.status != "current" else []
    said += [say("inspector.suggested")] if post.open else []
    rows = [_row(groups, post.title, 1, " · ".join(said))]
    rows += [_row(groups, agency, 1) for agency in post.agencies]
    since = ", ".join(groups.surface(date) for date in post.since)
    if since:
        rows.append(Fact(soft=say("inspector.since", date=since), indent=1))
    return rows


def _row(groups: Groups, mention: Mention, indent: int, soft: str = "") -> Fact:
    words = groups.surface(mention)
    return Fact(words, soft, label=mention.label, open=_open(mention), indent=indent, target=mention)


def _open(mention: Mention) -> bool:
    return isinstance(mention, Suggestion)
