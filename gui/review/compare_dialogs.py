"""Two small questions of a comparison: which label the adjudicator's own mark gets, and what is taken without asking."""

from collections.abc import Mapping

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QRadioButton, QWidget

from core.model.scheme import Scheme
from core.review.adjudication import Policy, Rule
from core.wording import language, say
from gui.dialogs.small import SmallDialog


class OwnDialog(SmallDialog):
    """`label` is the name of the label that was chosen by its digit, once it was accepted."""

    def __init__(self, parent: QWidget | None, scheme: Scheme, words: str, label: str) -> None:
        super().__init__(parent, say("reviewing.own_title"), 420)
        self.label = label
        self.body.addWidget(QLabel(f"“{words}”", wordWrap=True))
        for each in scheme.labels:
            button = QPushButton(f"{each.key}   {each.title[language()]}")
            button.setShortcut(QKeySequence(each.key))
            button.setAutoDefault(each.name == label)
            button.setDefault(each.name == label)
            button.clicked.connect(lambda _on=False, name=each.name: self._choose(name))
            self.body.addWidget(button)
            if each.name == label:
                button.setFocus()
        hint = QLabel(say("reviewing.own_hint"), wordWrap=True)
        hint.setProperty("kind", "soft")
        self.body.addWidget(hint)

    def _choose(self, label: str) -> None:
        self.label = label
        self.accept()


class PolicyDialog(SmallDialog):
    """`policy` is what was chosen, once it was accepted."""

    def __init__(self, parent: QWidget | None, people: Mapping[bytes, str], where: str) -> None:
        """`where` says what it is done to."""
        super().__init__(parent, say("reviewing.take_agreed"), 440)
        self.policy = Policy()
        where_to = QLabel(where, wordWrap=True)
        where_to.setProperty("kind", "soft")
        self.body.addWidget(where_to)
        self._rules = {rule: QRadioButton(say(f"reviewing.rule_{rule}")) for rule in Rule}
        for button in self._rules.values():
            self.body.addWidget(button)
        self._rules[Rule.ALL].setChecked(True)
        self._named = {who: QCheckBox(name) for who, name in people.items()}
        for box in self._named.values():
            box.setEnabled(False)
            self.body.addWidget(box)
        self._rules[Rule.NAMED].toggled.connect(lambda on: [box.setEnabled(on) for box in self._named.values()])
        self.add_usual_buttons(say("reviewing.take"))
        self._rules[Rule.ALL].setFocus()

    def accept(self) -> None:
        """Keep the policy."""
        rule = next(rule for rule, button in self._rules.items() if button.isChecked())
        named = frozenset(who for who, box in self._named.items() if box.isChecked())
        if rule is Rule.NAMED and not named:
            return
        self.policy = Policy(rule, named if rule is Rule.NAMED else frozenset())
        super().accept()
