"""The place of searching: the box, what was found as a concordance, what was counted of it, and the keys for all of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from core.model.scheme import Scheme
from core.review.search.complete import complete
from core.review.search.kwic import Hit
from core.review.search.language import QueryError
from core.store.dataset_io import LayerName
from core.wording import say
from gui.parts.keycap import KeyHints
from gui.parts.numbers import count
from gui.review.cards import Segments
from gui.searching.box import SearchBox
from gui.searching.facets import Facet, Facets
from gui.searching.hit_list import HitList
from gui.searching.lines import Lines
from gui.searching.offers import Offer
from gui.searching.results import Together
from gui.searching.stream import Counts, Stream
from gui.theme import Theme

_SHOWN = 8  # rows of a table of counts


class SearchView(QWidget):
    """Looks for what is typed; `Acting` does what is asked of all that was found."""

    visit_requested = Signal(object)
    """The `Hit` that is to be read in its article."""

    save_requested = Signal(str)
    """A line that is to be kept under a name."""

    def __init__(
        self,
        theme: Theme,
        scheme: Scheme,
        stream: Stream,
        lines: Lines,
        keys: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._scheme = scheme
        self._lines = lines
        self.stream = stream
        self.counts: Counts | None = None
        self.box = SearchBox(theme, self._completions, self._remembered, lines.forget)
        self._wrong = QLabel(wordWrap=True)
        self._wrong.setProperty("kind", "danger")
        self._wrong.hide()
        self._said = QLabel()
        self._said.setProperty("kind", "title")
        self._meant = QLabel()
        self._meant.setProperty("kind", "soft")
        self.together = Segments([say(f"search.together_{one}") for one in Together], say("search.together_about"))
        self.save = QPushButton(say("search.save"))
        self.save.setProperty("kind", "flat")
        self.save.setToolTip(keys.get("search_save", ""))
        self.list = HitList(theme, scheme)
        self.facets = Facets(theme, scheme)
        self._counting = QLabel()
        self._counting.setProperty("kind", "soft")
        self._lay_out(scheme)
        self._connect()
        self.setFocusProxy(self.box)
        self._start_page()

    def show_line(self, line: str) -> None:
        """Look for a line."""
        self.box.put(line)

    def take_focus(self) -> None:
        """The keyboard goes to the box, all of the line marked."""
        self.box.setFocus()
        self.box.selectAll()

    def step(self, by: int) -> None:
        """Go on by some lines."""
        self.list.step(by)

    def go(self, hit: object) -> None:
        """Come back to a hit."""
        self.list.go(hit if isinstance(hit, Hit) else None)
        self.list.setFocus()

    @property
    def number_meant(self) -> int | None:
        """How many hits are meant; None while they are not all counted."""
        if self.stream.complete:
            return self.list.rows.number_meant(len(self.list.rows.hits))
        return self.list.rows.number_meant(self.counts.hits) if self.counts and self.counts.done else None

    # -- looking

    def _look(self, line: str, quiet: bool = False) -> None:
        """Look for a line; `quiet` while it is being typed, when it need not be right yet."""
        if line.strip() == self.stream.line.strip() and quiet:
            return
        self.box.clear_wrong()
        self._wrong.hide()
        try:
            self.stream.start(line)
        except QueryError as error:
            if quiet and (self.box.offers.isVisible() or error.end >= len(line.rstrip())):
                return
            self.box.show_wrong(error.start, error.end)
            self._wrong.setText(str(error))
            self._wrong.show()
        self.counts = None
        self.list.clear()
        people = self.stream.layers
        self.list.rows.names = {each.id: _called(each) for each in people} if len(people) > 1 else {}
        self.facets.show_tables(())
        if self.stream.line.strip():
            self.list.say_empty(say("search.looking"))
            self._lines.used(line)
        else:
            self._start_page()
        self._tell()

    def _start_page(self) -> None:
        self.list.say_empty(say("search.start"))

    def _found(self, hits: Sequence[Hit]) -> None:
        self.list.add(hits)
        self._tell()

    def _rested(self, complete: bool) -> None:
        if complete and not self.list.rows.hits:
            self.list.say_empty(say("search.nothing"))
        self._tell()

    def _counted(self, counts: Counts) -> None:
        self.counts = counts
        who = {layer.id: layer for layer in self.stream.layers}
        titles = self.facets.title_of
        words = [(text, f'"{text}"', "", n) for text, n in counts.words if text.strip()]
        labels = [(titles(name), f"{say('search.name_label')}:{name}", name, n) for name, n in counts.labels]
        places = [
            (
                name or say("search.no_province"),
                f"{say('search.name_province')}:{_quoted(name or say('search.none'))}",
                "",
                n,
            )
            for name, n in counts.provinces
        ]
        names = [(_called(who[id]), n) for id, n in counts.layers if id in who]
        people = [(name, f"{say('search.name_who')}:{_quoted(name)}", "", n) for name, n in names]
        tables = [("words", words), ("labels", labels), ("provinces", places), ("layers", people)]
        self.facets.show_tables([(say(f"search.by_{name}"), _rows(table)) for name, table in tables])
        self._tell()

    def _narrow(self, added: str) -> None:
        line = self.box.text().strip()
        if added not in line:
            self.show_line(f"{line} {added}")

    def _tell(self) -> None:
        shown, counts = len(self.list.rows.hits), self.counts
        line = bool(self.stream.line.strip())
        if counts is not None:
            words = say("search.found", hits=count(counts.hits), articles=count(counts.articles))
            self._counting.setText("" if counts.done else say("search.counting"))
        else:
            more = "" if self.stream.complete else "+"
            words = say("search.shown", hits=f"{count(shown)}{more}") if line and shown else ""
            self._counting.setText(say("search.counting") if line and shown else "")
        self._said.setText(words)
        meant = self.number_meant
        total = counts.hits if counts else shown
        self._meant.setText(say("search.meant", chosen=count(meant)) if meant is not None and meant != total else "")
        self.save.setVisible(line)

    # -- offers

    def _completions(self, line: str, caret: int) -> Sequence[Offer]:
        found = complete(line, caret, self.stream.layers, self._scheme)
        return [Offer(each.start, each.text, each.about) for each in found]

    def _remembered(self) -> Sequence[Offer]:
        saved = self._lines.saved
        named = [Offer(0, line, name, True) for name, line in saved.items()]
        kept = set(saved.values())
        return [
            *named,
            *(Offer(0, line, say("search.recent"), True) for line in self._lines.recent if line not in kept),
        ]

    # -- inner

    def _connect(self) -> None:
        self.box.changed.connect(lambda line: self._look(line, quiet=True))
        self.box.entered.connect(self._look)
        self.box.left.connect(self._into_list)
        self.list.up.connect(self.box.setFocus)
        self.list.more_wanted.connect(self.stream.more)
        self.list.meant_changed.connect(self._tell)
        self.list.opened.connect(lambda: self.visit_requested.emit(self.list.current))
        self.list.together_wanted.connect(lambda: self.together.choose(self.together.chosen + 1))
        self.together.changed.connect(lambda n, on: self.list.stand(list(Together)[n]) if on else None)
        self.facets.narrowed.connect(self._narrow)
        self.save.clicked.connect(lambda: self.save_requested.emit(self.stream.line))
        self.stream.found.connect(self._found)
        self.stream.rested.connect(self._rested)
        self.stream.counted.connect(self._counted)

    def _into_list(self) -> None:
        if self.list.rows.rowCount():
            self.list.setFocus()

    def _lay_out(self, scheme: Scheme) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._said)
        head.addWidget(self._meant)
        head.addStretch(1)
        head.addWidget(self.save)
        head.addWidget(self.together)
        left = QFrame()
        left.setProperty("kind", "card")
        inside = QVBoxLayout(left)
        inside.setContentsMargins(1, 6, 1, 6)
        inside.addWidget(self.list)
        right = QFrame()
        right.setProperty("kind", "card")
        column = QVBoxLayout(right)
        column.setContentsMargins(1, 6, 1, 10)
        column.setSpacing(6)
        column.addWidget(self.facets, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(14, 0, 14, 0)
        foot.setSpacing(6)
        foot.addWidget(self._counting)
        digits = [label.key for label in scheme.labels]
        some = f"{digits[0]}–{digits[-1]}" if digits else ""
        foot.addWidget(
            KeyHints(
                [
                    (("Enter",), say("search.press_open")),
                    ((say("dialogs.key_space"),), say("search.press_out")),
                    (("A",), say("search.press_all")),
                    ((some,), say("search.press_label")),
                    (("F",), say("search.press_flag")),
                    (("E",), say("search.press_export")),
                    (("G",), say("search.press_group")),
                ]
            )
        )
        column.addLayout(foot)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(14)
        split.setChildrenCollapsible(False)
        split.setProperty("kind", "clear")
        split.addWidget(left)
        split.addWidget(right)
        split.setStretchFactor(0, 1)
        split.setSizes([1080, 320])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 10, 14, 14)
        outer.setSpacing(8)
        outer.addWidget(self.box)
        outer.addWidget(self._wrong)
        outer.addLayout(head)
        outer.addWidget(split, 1)


def _rows(table: Sequence[tuple[str, str, str, int]]) -> list[Facet]:
    most = max((n for *_, n in table), default=1)
    return [Facet(words, n, most, adds, label) for words, adds, label, n in table[:_SHOWN]]


def _called(layer: LayerName) -> str:
    return say("search.name_gold") if layer.kind == "gold" else layer.name


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
