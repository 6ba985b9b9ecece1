"""The guideline beside the article: searchable, in the program's language."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QTextBrowser, QVBoxLayout, QWidget

from core.paths import resources
from core.wording import language, say
from gui.guide_hits import Hits
from gui.parts.heading import Heading
from gui.theme import Theme


class Guide(QWidget):
    """Is read when it is first shown."""

    close_requested = Signal()

    def __init__(self, theme: Theme, keys: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumWidth(240)
        heading = Heading(say("inspector.guide"), 16)
        close = QPushButton("×")
        close.setProperty("kind", "flat")
        close.setAccessibleName(say("inspector.record_close"))
        close.setToolTip(f"{say('inspector.record_close')} ({keys.get('guide', '')})")
        close.clicked.connect(self.close_requested)
        head = QHBoxLayout()
        head.setContentsMargins(0, 4, 8, 0)
        head.addWidget(heading, 1)
        head.addWidget(close)
        self._field = QLineEdit()
        self._field.setProperty("kind", "search")
        self._field.setPlaceholderText(say("inspector.guide_find"))
        self._field.setAccessibleName(say("inspector.guide_find"))
        self._field.installEventFilter(self)
        self.text = QTextBrowser()
        self.text.setAccessibleName(say("inspector.guide"))
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.setObjectName("guide")
        self.text.document().setDocumentMargin(16)
        self.text.installEventFilter(self)
        self._hits = Hits(self.text, theme)
        self._field.textChanged.connect(self._hits.find)
        search = QHBoxLayout()
        search.setContentsMargins(16, 4, 16, 4)
        search.addWidget(self._field)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(search)
        layout.addWidget(self.text, 1)
        self.setFocusProxy(self._field)

    def read(self) -> None:
        """Load the guideline, once."""
        if self.text.document().isEmpty():
            path = resources() / "guide" / f"guideline.{language()}.md"
            features = QTextDocument.MarkdownFeature.MarkdownDialectGitHub
            self.text.document().setMarkdown(path.read_text("utf-8"), features)
            self._set_type()
            self.text.setTextCursor(QTextCursor(self.text.document()))
            self.text.verticalScrollBar().setValue(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to the next hit, Esc leaves."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape:
                self.close_requested.emit()
                return True
            if watched is self._field and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._hits.next()
                return True
        return super().eventFilter(watched, event)

    def _set_type(self) -> None:
        """Quiet headings, room between paragraphs, lists near the edge."""
        document, size = self.text.document(), self.font().pixelSize()
        document.setIndentWidth(14)
        block = document.begin()
        while block.isValid():
            cursor, room, level = QTextCursor(block), block.blockFormat(), block.blockFormat().headingLevel()
            room.setTopMargin(16 if level and block.position() else 0)
            room.setBottomMargin(4)
            cursor.setBlockFormat(room)
            if level:
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                style = QTextCharFormat()
                style.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
                style.setProperty(QTextFormat.Property.FontPixelSize, size + (3 if level == 1 else 1))
                style.setFontWeight(QFont.Weight.DemiBold)
                cursor.mergeCharFormat(style)
            block = block.next()
