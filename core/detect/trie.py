"""A tree of phrases word by word, in which the longest phrase at a place of the text is found in one walk."""

from collections.abc import Iterable
from typing import Any

from core.detect.tokens import Tokens, Words
from core.text.fold import spelling

Node = dict[str, Any]
_PLAIN = Words({}, {})


def split(phrase: str) -> Tokens:
    """The words of a phrase of a lexicon."""
    return Tokens(phrase, _PLAIN)


def simple_words(phrase: str) -> list[str]:
    """The words of a phrase of letters and spaces alone in their spelling, at once; empty where it has anything else."""
    written = phrase.split()
    if all(word.isalpha() and (len(word) == 1 or word[1:].islower()) for word in written):
        return spelling(phrase).split()
    return []


class Trie:
    """Phrases with a value each. A mark between two words (T.Ư, GD&ĐT) is a step of its own; spaces are none."""

    __slots__ = ("root",)

    def __init__(self) -> None:
        self.root: Node = {}

    @classmethod
    def of(cls, phrases: Iterable[str], value: Any = True) -> "Trie":
        """The tree of `phrases`, all with one value."""
        trie = cls()
        for phrase in phrases:
            trie.add(phrase, value)
        return trie

    def add(self, phrase: str, value: Any = True) -> None:
        """Put a phrase in; an earlier value of the same phrase stays."""
        node = self.root
        if simple := simple_words(phrase):
            for word in simple:
                node = node.setdefault(word, {})
            node.setdefault("", value)
            return
        words = split(phrase)
        for at in range(words.n):
            node = node.setdefault(words.low[at], {})
            if at + 1 < words.n and words.gap[at]:
                node = node.setdefault(words.gap[at], {})
        if words.n:
            node.setdefault("", value)

    def firsts(self) -> Iterable[str]:
        """The words that a phrase may begin with."""
        return self.root.keys()

    def begins(self, words: list[str]) -> bool:
        """Whether a phrase begins with these words."""
        node: Node | None = self.root
        for word in words:
            node = node.get(word) if node is not None else None
        return node is not None

    def longest(self, low: list[str], gap: list[str], at: int) -> tuple[int, Any] | None:
        """The end (index of the word after it) and value of the longest phrase at word `at`."""
        node = self.root.get(low[at])
        if node is None:
            return None
        found = None
        while node is not None:
            if "" in node:
                found = (at + 1, node[""])
            if mark := gap[at]:
                node = node.get(mark)
                if node is None:
                    break
            at += 1
            node = node.get(low[at])
        return found
