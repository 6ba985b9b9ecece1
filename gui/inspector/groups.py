"""The mentions of an article grouped by what they name, kept up to date from what an edit changed and nothing else.

People by their full names, which a given name alone repeats; dates by their values; documents by their numbers; the rest by
one spelling of their words.
"""

from bisect import bisect_left, insort
from collections.abc import Iterable

from core.frames import DATE, OFFICIAL, full_names, named, plain
from core.model.annotation import Annotation, Suggestion
from core.model.edit import Edit
from core.model.scheme import Scheme
from core.verbs import Desk, Mention, Place, reading_order

Key = tuple[str, str]
"""A label, and the name, value or number that makes two mentions the same."""

_LAST = "~"  # behind every value


class Group:
    """Mentions of one thing, in text order; never empty while it is in `Groups`."""

    def __init__(self, key: Key, rank: int) -> None:
        self.key = key
        self.mentions: list[Mention] = []
        self._rank = rank

    @property
    def label(self) -> str:
        """The label that all of them have."""
        return self.key[0]

    @property
    def first(self) -> Mention:
        """The first mention in the text."""
        return self.mentions[0]

    @property
    def open(self) -> int:
        """How many of them nothing is decided about."""
        return sum(isinstance(m, Suggestion) for m in self.mentions)

    @property
    def place(self) -> tuple[int, str, int, Key]:
        """Sort key: labels in the order of the scheme, dates as a timeline, the rest as they come up in the text."""
        when = (self.first.value or _LAST) if self.label == DATE else ""
        return self._rank, when, self.first.span.start, self.key

    def after(self, mention: Mention | None) -> Mention:
        """The next mention behind `mention`, the first again behind the last."""
        if mention is None:
            return self.first
        at = bisect_left(self.mentions, reading_order(mention), key=reading_order)
        at += at < len(self.mentions) and reading_order(self.mentions[at]) == reading_order(mention)
        return self.mentions[at % len(self.mentions)]


class Groups:
    """All groups of one desk."""

    def __init__(self, desk: Desk, scheme: Scheme) -> None:
        self.desk = desk
        self._ranks = {label.name: rank for rank, label in enumerate(scheme.labels)}
        self._by_key: dict[Key, Group] = {}
        self._at: dict[Place, Mention] = {}
        self._by_words: dict[Key, Key] = {}
        text, officials = desk.article.text, [m for m in desk.mentions if m.label == OFFICIAL]
        self._full = full_names(text, officials)
        self._full_of_words = {plain(m.span.of(text)): self._full[m.span, m.label] for m in officials}  # for new ones
        for mention in desk.mentions:  # in text order, so that each comes last in its group
            self._group(self.key_of(mention)).mentions.append(mention)
            self._at[mention.span, mention.label] = mention
            self._by_words[mention.label, plain(mention.span.of(desk.article.text))] = self.key_of(mention)

    def __len__(self) -> int:
        """How many mentions there are, decided and open."""
        return len(self._at)

    @property
    def all(self) -> Iterable[Group]:
        """The groups, in no particular order."""
        return self._by_key.values()

    def get(self, key: Key) -> Group | None:
        """The group of that key."""
        return self._by_key.get(key)

    def of(self, mention: Mention) -> Group | None:
        """The group that a mention belongs to."""
        return self._by_key.get(self.key_of(mention))

    def at(self, place: Place) -> Mention | None:
        """What stands in the text at a span with a label."""
        return self._at.get(place)

    def named(self, label: str, words: str) -> Group | None:
        """The group of a label that goes by these words."""
        return self._by_key.get(self._by_words.get((label, plain(words)), (label, "")))

    def name(self, group: Group) -> str:
        """What a group is called: a person by the fullest name, the rest as they first come up."""
        if group.label != OFFICIAL:
            return self.surface(group.first)
        return max((self.surface(m) for m in group.mentions), key=len)

    def surface(self, mention: Mention) -> str:
        """A mention's words on one line."""
        return " ".join(mention.span.of(self.desk.article.text).split())

    def key_of(self, mention: Mention) -> Key:
        """What a mention names."""
        text = self.desk.article.text
        if mention.label != OFFICIAL:
            return mention.label, named(text, mention)
        words = plain(mention.span.of(text))
        return mention.label, self._full.get((mention.span, mention.label)) or self._full_of_words.get(words, words)

    def refresh(self, edit: Edit) -> set[Key]:
        """Take in an edit that is already in the layer; returns the keys of groups that are new, changed or gone."""
        items = (*edit.removed, *edit.added)
        places = {(a.span, a.label) for a in items if isinstance(a, Annotation)}
        return {key for place in places for key in self._look(place)}

    def _look(self, place: Place) -> Iterable[Key]:
        """See what stands at a place now."""
        there = self.desk.standing(*place)
        before = self._at.get(place)
        if there == before:
            return
        if before is not None and there is not None and self.key_of(before) == self.key_of(there):  # decided now
            group = self._by_key[self.key_of(there)]
            group.mentions[bisect_left(group.mentions, reading_order(there), key=reading_order)] = there
            self._at[place] = there
            yield group.key
            return
        if before is not None:
            yield self._take(before)
        if there is not None:
            yield self._put(there)

    def _put(self, mention: Mention) -> Key:
        key = self.key_of(mention)
        insort(self._group(key).mentions, mention, key=reading_order)
        self._at[mention.span, mention.label] = mention
        self._by_words[mention.label, plain(mention.span.of(self.desk.article.text))] = key
        return key

    def _group(self, key: Key) -> Group:
        """The group of that key, made where there is none."""
        group = self._by_key.get(key)
        if group is None:
            group = self._by_key[key] = Group(key, self._ranks.get(key[0], len(self._ranks)))
        return group

    def _take(self, mention: Mention) -> Key:
        key = self.key_of(mention)
        group = self._by_key[key]
        del group.mentions[bisect_left(group.mentions, reading_order(mention), key=reading_order)]
        if not group.mentions:
            del self._by_key[key]
        del self._at[mention.span, mention.label]
        return key
