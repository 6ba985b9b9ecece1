"""Words that have another label than nearly everywhere else in the province."""

from collections.abc import Iterator
from functools import lru_cache

from core.frames import plain
from core.review.checks.case import AGENCY, OFFICIAL, PLACE, TITLE
from core.review.checks.finding import Finding, Fix, Way
from core.review.digest import Digest

_LABELS = (OFFICIAL, TITLE, AGENCY, PLACE)
_USUAL = 5  # fewest mentions of the usual label
_RARE = 10  # times as many as of the rare one

_Counts = dict[str, tuple[int, int]]


class Labels:
    """How often words have which label in each province: the number, and the last article by its number, for each label."""

    def __init__(self) -> None:
        self._articles: list[bytes] = []
        self._counts: dict[tuple[str | None, int], tuple[str, int, int] | _Counts] = {}

    def add(self, d: Digest) -> None:
        """Count an article's mentions."""
        if not self._articles or self._articles[-1] != d.article:
            self._articles.append(d.article)
        here = len(self._articles) - 1
        for m in d.mentions:
            if m.label not in _LABELS or " " not in m.words:
                continue
            key = d.province, _hash(m.words)
            there = self._counts.get(key)
            if there is None:
                self._counts[key] = (m.label, 1, here)
            elif isinstance(there, tuple):  # of most words there is only one label
                one = {there[0]: there[1:]}
                self._counts[key] = (m.label, there[1] + 1, here) if m.label in one else one | {m.label: (1, here)}
            else:
                there[m.label] = (there.get(m.label, (0, 0))[0] + 1, here)

    def odd(self) -> frozenset[bytes]:
        """The articles in which something has a rare label; what is always labelled alike is dropped."""
        self._counts = {key: found for key, found in self._counts.items() if not isinstance(found, tuple)}
        rare = (there for key in self._counts for label, there in self._of(key).items() if self._rare(key, label))
        return frozenset(self._articles[article] for _, article in rare)

    def rare(self, d: Digest) -> Iterator[Finding]:
        """The mentions of an article that have a rare label, where the article itself has no other for the words."""
        for m in d.mentions:
            key = d.province, _hash(m.words)
            usual = self._rare(key, m.label) if " " in m.words else None
            if usual is None or any(o.label != m.label and _hash(o.words) == key[1] for o in d.mentions):
                continue
            fields = {"words": m.words, "label": m.label, "other": usual, "count": str(self._of(key)[usual][0])}
            about = f"{plain(m.words)}\n{m.label}\n{usual}"
            fix = Fix(Way.RELABEL, m.span, m.label, usual)
            yield Finding(d.article, d.layer, (m.span,), "labelled_otherwise", about, fields, 0.8, fix)

    def _of(self, key: tuple[str | None, int]) -> _Counts:
        found = self._counts.get(key)
        return found if isinstance(found, dict) else {}

    def _rare(self, key: tuple[str | None, int], label: str) -> str | None:
        """The label that words nearly always have, where this one is rare for them."""
        counts = self._of(key)
        if label not in counts:
            return None
        usual = max(counts, key=lambda each: counts[each][0])
        most = counts[usual][0]
        return usual if usual != label and most >= max(_USUAL, _RARE * counts[label][0]) else None


@lru_cache(1 << 16)
def _hash(words: str) -> int:
    return hash(plain(words))
