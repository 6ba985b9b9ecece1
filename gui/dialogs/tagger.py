"""The tagger that learns from done articles: what it is worth beside the rules, and whether it is used."""

from enum import StrEnum

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QWidget

from core.detect.combine import Count
from core.learning import Kept
from core.model.scheme import Scheme
from core.wording import language, say
from gui.dialogs.small import SmallDialog
from gui.parts.numbers import decimal

_WHO = ("rules", "tagger", "combined")


class TaggerChoice(StrEnum):
    """What is to be done with it."""

    TRAIN = "train"
    ON = "on"
    OFF = "off"


class TaggerDialog(SmallDialog):
    """`choice` is the answer, None where nothing is to change."""

    def __init__(self, parent: QWidget | None, scheme: Scheme, kept: Kept | None, on: bool) -> None:
        """`kept` is what the dataset knows of its tagger, None before the first training."""
        super().__init__(parent, say("dialogs.tagger_title"), 520)
        self.choice: TaggerChoice | None = None
        about = QLabel(say("dialogs.tagger_about"), wordWrap=True)
        about.setProperty("kind", "soft")
        self.body.addWidget(about)
        if kept is not None:
            articles = QLabel(say("dialogs.tagger_worth", articles=kept.report.articles, folds=kept.report.folds))
            articles.setProperty("kind", "title")
            self.body.addWidget(articles)
            self.body.addLayout(_figures(scheme, kept))
            state = QLabel(say("dialogs.tagger_on" if on else "dialogs.tagger_off"))
            self.body.addWidget(state)
        self._answer("dialogs.close", None)
        self._answer("dialogs.tagger_again" if kept else "dialogs.tagger_train", TaggerChoice.TRAIN, kept is None)
        if kept is not None:
            self._answer(
                f"dialogs.tagger_{'leave' if on else 'use'}", TaggerChoice.OFF if on else TaggerChoice.ON, True
            )

    def _answer(self, wording: str, choice: TaggerChoice | None, primary: bool = False) -> None:
        button = QPushButton(say(wording))
        if primary:
            button.setProperty("kind", "primary")
            button.setDefault(True)
        button.clicked.connect(lambda: self._choose(choice))
        self.add_button(button)

    def _choose(self, choice: TaggerChoice | None) -> None:
        self.choice = choice
        self.accept() if choice else self.reject()


def _figures(scheme: Scheme, kept: Kept) -> QGridLayout:
    """F1 of each label by rules, tagger and both, cross-validated."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(24)
    grid.setVerticalSpacing(4)
    for column, who in enumerate(_WHO, 1):
        grid.addWidget(_cell(say(f"learning.{who}"), "soft", right=True), 0, column)
    labels = [*(label.name for label in scheme.labels if label.name in kept.report.rules), ""]
    for row, name in enumerate(labels, 1):
        label = scheme.label(name)
        title = label.title[language()] if label else say("cli.micro")
        grid.addWidget(_cell(title, "" if name else "title"), row, 0)
        for column, who in enumerate(_WHO, 1):
            counts = getattr(kept.report, who)
            count = counts.get(name, Count()) if name else kept.report.micro(who)
            grid.addWidget(_cell(decimal(count.f1, 3), "" if name else "title", right=True), row, column)
    grid.setColumnStretch(0, 1)
    return grid


def _cell(text: str, kind: str, right: bool = False) -> QLabel:
    cell = QLabel(text)
    if kind:
        cell.setProperty("kind", kind)
    if right:
        cell.setAlignment(Qt.AlignmentFlag.AlignRight)
    return cell
