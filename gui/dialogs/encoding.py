"""The encoding of an article's file, chosen with what the text is now beside what it would be."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from core.errors import ButVangError
from core.wording import say
from gui.dialogs.small import SmallDialog

_NAME = Qt.ItemDataRole.UserRole
_BEGINNING = 2000  # code points shown


class EncodingDialog(SmallDialog):
    """`encoding` is the name chosen, once it was accepted. What is there now stands beside what would be."""

    def __init__(
        self,
        parent: QWidget | None,
        encodings: Sequence[tuple[str, str]],
        current: str,
        preview: Callable[[str], str],
    ) -> None:
        """`encodings` are names and what they are called; `preview` gives the text's beginning, or raises a ReadError."""
        super().__init__(parent, say("dialogs.encoding_title"), 940)
        self.encoding = current
        self._preview = preview
        hint = QLabel(say("dialogs.encoding_hint"), wordWrap=True)
        hint.setProperty("kind", "soft")
        self._list = QListWidget()
        self._list.setAccessibleName(say("dialogs.encoding_title"))
        self._list.setProperty("kind", "card")
        self._list.setFixedWidth(200)
        called = dict(encodings)
        self._before = self._pane(say("dialogs.encoding_before", name=called.get(current, current)))
        self._text = self._pane(say("dialogs.encoding_preview"))
        self._before.setPlainText(self._read_as(current)[0])
        self._named = QLabel()
        sides = QGridLayout()
        sides.setSpacing(8)
        sides.addWidget(QLabel(self._before.accessibleName()), 0, 1)
        sides.addWidget(self._named, 0, 2)
        for column, part in enumerate((self._list, self._before, self._text)):
            sides.addWidget(part, 1, column)
            sides.setColumnStretch(column, min(column, 1))
        self.body.addWidget(hint)
        self.body.addLayout(sides)
        self._read = self.add_usual_buttons(say("dialogs.read_again"))
        for name, title in encodings:
            item = QListWidgetItem(title, self._list)
            item.setData(_NAME, name)
            if name == current:
                self._list.setCurrentItem(item)
        self._list.currentItemChanged.connect(lambda _new, _old: self._show())
        self._list.itemDoubleClicked.connect(lambda _item: self.accept())
        if self._list.currentItem() is None:
            self._list.setCurrentRow(0)
        self._show()
        self._list.setFocus()

    @staticmethod
    def _pane(name: str) -> QPlainTextEdit:
        pane = QPlainTextEdit(readOnly=True)
        pane.setAccessibleName(name)
        pane.setMinimumHeight(320)
        pane.setTabChangesFocus(True)
        return pane

    def accept(self) -> None:
        """Keep the encoding that is marked, unless the file cannot be read in it."""
        if self._read.isEnabled():
            self.encoding = self._list.currentItem().data(_NAME)
            super().accept()

    def _show(self) -> None:
        item = self._list.currentItem()
        if item is None:
            self._read.setEnabled(False)
            return
        words, readable = self._read_as(item.data(_NAME))
        self._named.setText(say("dialogs.encoding_after", name=item.text()))
        self._text.setPlainText(words)
        self._read.setEnabled(readable)

    def _read_as(self, encoding: str) -> tuple[str, bool]:
        """The text's beginning in an encoding, or what stands against it; and whether it can be read so."""
        try:
            return self._preview(encoding), True
        except ButVangError as error:
            return str(error), False


def encoding_of(parent: QWidget | None, paths: Sequence[Path]) -> tuple[bool, str | None]:
    """Whether to read some files, and in which encoding (None: as each is found).

    Asks where a single text file is in an encoding from before Unicode, or in one that was guessed.
    """
    if len(paths) != 1 or paths[0].suffix.lower() != ".txt" or not paths[0].is_file():
        return True, None
    from core.reading.encodings import ENCODINGS, decode  # loads when first used

    try:
        data = paths[0].read_bytes()
        found = decode(data, str(paths[0]))
    except (OSError, ButVangError):
        return True, None  # reading it says what is wrong
    if not found.warnings:
        return True, None

    def preview(encoding: str) -> str:
        return decode(data, str(paths[0]), encoding).text[:_BEGINNING]

    named = [(n, say("dialogs.encoding_best", name=n) if n == found.encoding else n) for n in ENCODINGS]
    dialog = EncodingDialog(parent, sorted(named, key=lambda pair: pair[0] != found.encoding), found.encoding, preview)
    return bool(dialog.exec()), dialog.encoding
