"""Another encoding for an article's file, with what the text would be in it."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QPlainTextEdit, QWidget

from core.errors import ButVangError
from core.wording import say
from gui.dialogs.small import SmallDialog

_NAME = Qt.ItemDataRole.UserRole


class EncodingDialog(SmallDialog):
    """`encoding` is the name chosen, once it was accepted."""

    def __init__(
        self,
        parent: QWidget | None,
        encodings: Sequence[tuple[str, str]],
        current: str,
        preview: Callable[[str], str],
    ) -> None:
        """`encodings` are names and what they are called; `preview` gives the text's beginning, or raises a ReadError."""
        super().__init__(parent, say("dialogs.encoding_title"), 720)
        self.encoding = current
        self._preview = preview
        hint = QLabel(say("dialogs.encoding_hint"), wordWrap=True)
        hint.setProperty("kind", "soft")
        self._list = QListWidget()
        self._list.setAccessibleName(say("dialogs.encoding_title"))
        self._list.setProperty("kind", "card")
        self._list.setFixedWidth(200)
        self._text = QPlainTextEdit(readOnly=True)
        self._text.setAccessibleName(say("dialogs.encoding_preview"))
        self._text.setMinimumHeight(280)
        self._text.setTabChangesFocus(True)
        sides = QHBoxLayout()
        sides.setSpacing(12)
        sides.addWidget(self._list)
        sides.addWidget(self._text, 1)
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

    def accept(self) -> None:
        """Keep the encoding that is marked, unless the file cannot be read in it."""
        if self._read.isEnabled():
            self.encoding = self._list.currentItem().data(_NAME)
            super().accept()

    def _show(self) -> None:
        item = self._list.currentItem()
        try:
            self._text.setPlainText(self._preview(item.data(_NAME)) if item else "")
            readable = item is not None
        except ButVangError as error:
            self._text.setPlainText(str(error))
            readable = False
        self._read.setEnabled(readable)
