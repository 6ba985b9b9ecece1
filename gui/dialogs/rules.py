"""The standing rules that were kept, each to be removed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QListWidget, QPushButton, QWidget

from core.model.scheme import Scheme
from core.standing import Rule, Verdict
from core.wording import language, say
from gui.dialogs.small import SmallDialog


class RulesDialog(SmallDialog):
    """Del or the button removes the marked rule, which can be undone."""

    def __init__(
        self,
        parent: QWidget | None,
        scheme: Scheme,
        rules: Callable[[], Sequence[Rule]],
        drop: Callable[[Rule], object],
    ) -> None:
        """`rules` says which there are now; `drop` removes one."""
        super().__init__(parent, say("dialogs.rules_title"), 520)
        self._scheme = scheme
        self._rules = rules
        self._drop = drop
        self._shown: Sequence[Rule] = ()
        self._about = QLabel(wordWrap=True)
        self._about.setProperty("kind", "soft")
        self._list = QListWidget()
        self._list.setProperty("kind", "card")
        self._list.setAccessibleName(say("dialogs.rules_title"))
        self._list.setMinimumHeight(240)
        self._list.installEventFilter(self)
        self.body.addWidget(self._about)
        self.body.addWidget(self._list)
        self._remove = QPushButton(say("dialogs.rules_remove"))
        self._remove.setProperty("kind", "danger")
        self._remove.setAutoDefault(False)
        self._remove.clicked.connect(self.remove)
        close = QPushButton(say("dialogs.close"))
        close.clicked.connect(self.accept)
        self.add_button(self._remove)
        self.add_button(close)
        self._show()
        self._list.setFocus()

    def remove(self) -> None:
        """Remove the rule that is marked."""
        row = self._list.currentRow()
        if 0 <= row < len(self._shown):
            self._drop(self._shown[row])
            self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Del in the list removes."""
        if watched is self._list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._pressed(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _pressed(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Delete:
            return False
        self.remove()
        return True

    def _show(self) -> None:
        row = self._list.currentRow()
        self._shown = self._rules()
        self._list.clear()
        for rule in self._shown:
            self._list.addItem(rule_words(rule, self._scheme))
        self._list.setCurrentRow(max(0, min(row, len(self._shown) - 1)))
        self._about.setText(say("dialogs.rules_about" if self._shown else "dialogs.rules_none"))
        self._remove.setEnabled(bool(self._shown))


def rule_words(rule: Rule, scheme: Scheme) -> str:
    """A rule as a sentence."""
    label = scheme.label(rule.label)
    title = label.title[language()] if label else rule.label
    never = rule.verdict is Verdict.NEVER
    words = say("dialogs.rule_never" if never else "dialogs.rule_always", words=rule.words, label=title)
    return f"{words} · {say('dialogs.same_case')}" if rule.case else words
