"""The memory of one sitting: it learns from every edit of its annotator and changes what the open article suggests."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

from core.detect.hidden import Hidden
from core.detect.lessons import Pieces, lessons, lessons_around
from core.detect.memory import MEMORY, Memory
from core.model.annotation import Annotation, Suggestion
from core.model.article import Article
from core.model.detection import Detection
from core.model.edit import Edit
from core.model.layer import Layer
from core.model.span import Span
from core.store.decisions import decided, last_worked_on
from core.store.store import Store

MOST_ARTICLES = 1000
"""How far back the memory goes: names and habits change, and it stays as small in a big dataset as in a small one."""

_PATIENCE = 0.03  # seconds that opening an article spends on loading; the window does the rest when it is idle


class Recall:
    """What one annotator has taught in one dataset. An article is learned whole once, and then edit by edit."""

    def __init__(self, store: Store, annotator: bytes) -> None:
        self._store = store
        self._annotator = annotator
        self._known: set[bytes] = set()
        self._loading: Iterator[tuple[int, int]] | None = None
        self._behind = False  # whether somebody goes through `load`, so that opening an article need not
        self.memory = Memory()
        self._article = Article(b"", "")
        self._pieces = Pieces("")
        self._layer = Layer(b"", annotator)
        self._here = Memory()
        self._last = (Detection(), Detection())
        self._hidden: Hidden | None = None
        self._edited: list[Span] = []  # since it was last looked at what is hidden

    def load(self) -> Iterator[tuple[int, int]]:
        """Learn the articles last worked on, one a step: how many are done, of how many.

        To be gone through by whoever makes the edits, in as many slices as wanted; what is loaded already is not again.
        """
        self._loading = self._loading or self._load()
        self._behind = True
        while (step := next(self._loading, None)) is not None:  # who stops asking does not end it for `open`
            yield step

    def _load(self) -> Iterator[tuple[int, int]]:
        articles = last_worked_on(self._store, self._annotator, MOST_ARTICLES)
        for done, article in enumerate(articles, 1):
            if article not in self._known and (found := decided(self._store, article, self._annotator)):
                self._known.add(article)
                text, layer = found
                self.memory.learn(lessons(Pieces(text), layer))
            yield done, len(articles)

    def open(self, article: Article, layer: Layer, rules: Detection) -> Detection:
        """Turn to an article: what the rules suggest there, as the memory changes it."""
        until = perf_counter() + _PATIENCE
        self._loading = self._loading or self._load()
        while not self._behind and perf_counter() < until and next(self._loading, None):
            pass
        if article.id == self._article.id:  # opened again: what is on disk may be newer
            self.memory.forget(lessons(self._pieces, self._layer))
            self._known.discard(article.id)
        self._article, self._layer, self._pieces = article, layer, Pieces(article.text)
        taught = lessons(self._pieces, layer)
        self._here = Memory(taught)
        self._hidden = None
        if article.id not in self._known:
            self._known.add(article.id)
            self.memory.learn(taught)
        return self.changed(rules)

    @contextmanager
    def watching(self, edit: Edit) -> Iterator[None]:
        """Learn what an edit of the open article changes; the layer is changed within."""
        spans = [item.span for side in (edit.removed, edit.added) for item in side if isinstance(item, Annotation)]
        before = lessons_around(self._pieces, self._layer, spans)
        yield
        after = lessons_around(self._pieces, self._layer, spans)
        for memory in (self.memory, self._here):
            memory.forget(before)
            memory.learn(after)
        self._edited += spans

    def elsewhere(self, edit: Edit) -> None:
        """Learn what an edit changed that was made in an article that is not open (an undo); it is written already."""
        if edit.article not in self._known:
            return
        article = self._store.article(edit.article)
        layer, pieces = self._store.layer(edit.article, self._annotator), Pieces(article.text)
        self.memory.learn(lessons(pieces, layer))
        layer.apply(edit.inverse)
        self.memory.forget(lessons(pieces, layer))

    def changed(self, rules: Detection) -> Detection:
        """What is to be suggested in the open article now; `rules` itself where the memory changes nothing."""
        suggestions = self.memory.recall(
            self._pieces, rules.suggestions, self._layer, self._here, self._hides(rules.suggestions)
        )
        if suggestions == rules.suggestions:
            return rules
        if any(s.label == "DATE" and s.origin == MEMORY for s in suggestions):
            from core.detect.relink import dated

            published = (self._layer.card.published if self._layer.card else None) or rules.published
            suggestions = dated(suggestions, self._article, lambda s: s.origin == MEMORY, published)
        of, last = self._last
        if of is rules and suggestions == last.suggestions:
            return last
        from core.detect.relink import with_suggestions  # the lexicons load when first needed

        self._last = rules, with_suggestions(rules, self._article, suggestions, lambda s: s.origin == MEMORY)
        return self._last[1]

    def _hides(self, suggestions: tuple[Suggestion, ...]) -> set[int]:
        """Which of some suggestions are not shown, by their numbers."""
        news, edited, self._edited = self.memory.news(), self._edited, []
        if self._hidden is None or self._hidden.suggestions is not suggestions:
            self._hidden = Hidden(self.memory, self._pieces, suggestions, self._layer, self._here)
        else:
            self._hidden.again(news, edited)
        return self._hidden.numbers
