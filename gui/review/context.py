"""A sentence as it stands in its article, the words in question marked."""

from functools import lru_cache
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from core.errors import ButVangError
from core.model.span import Span
from core.store.store import Store
from core.wording import say
from gui import fonts
from gui.theme import Theme

_AROUND = 260  # code points on each side


class Texts:
    """The texts of a dataset's articles, those looked at last kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.of = lru_cache(64)(self._of)

    def _of(self, article: bytes) -> str:
        try:
            return self._store.article(article).text
        except ButVangError:
            return ""

    def around(self, article: bytes, span: Span, most: int = _AROUND) -> tuple[str, str, str]:
        """What stands before a span within its paragraph, its words, and what stands after; whole words, at most so much."""
        text = self.of(article)
        start = max(text.rfind("\n", 0, span.start) + 1, span.start - most)
        end = text.find("\n", span.end)
        end = min(len(text) if end < 0 else end, span.end + most)
        before, after = text[start : span.start], text[span.end : end]
        if span.start - start == most:
            before = "…" + before.partition(" ")[2]
        if end - span.end == most:
            after = after.rpartition(" ")[0] + "…"
        return before, span.of(text), after


class Sentence(QLabel):
    """Shows one place of an article in the article's typeface."""

    def __init__(self, theme: Theme, texts: Texts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._texts = texts
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setFont(fonts.text_font(fonts.text_pixels(1.0)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAlignment(Qt.AlignmentFlag.AlignTop)

    def show_place(self, article: bytes | None, span: Span | None) -> None:
        """Show a place; nothing without an article, the article's head where there is no span."""
        if article is None:
            self.clear()
            return
        if span is None:
            head = self._texts.of(article)[: 2 * _AROUND]
            self.setText(escape(head).replace("\n", "<br>") + "…")
            return
        before, words, after = (escape(part) for part in self._texts.around(article, span))
        mark = f"background-color:{self._theme.current.name()};"
        self.setText(f"{before}<span style='{mark}'>{words}</span>{after}")
        self.setAccessibleName(say("reviewing.sentence"))
