"""The value of a date or a document: typed as ISO or as one says it, checked as one types and shown in words."""

from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from core.model.annotation import Annotation
from core.wording import language, say
from gui.dialogs.small import SmallDialog

_MODS = (None, "START", "MID", "END")
_LUNAR = "lunar"


class ValueDialog(SmallDialog):
    """`value`, `mod` and `calendar` are what the annotation should have, once it was accepted."""

    def __init__(self, parent: QWidget | None, annotation: Annotation, words: str, published: str | None) -> None:
        """`words` are the annotation's; what is typed without a year is read by the publication date."""
        super().__init__(parent, say("dialogs.value_title"), 460)
        self._published = published
        self._date = annotation.label == "DATE"
        self.value, self.mod, self.calendar = annotation.value, annotation.mod, annotation.calendar
        surface = QLabel(" ".join(words.split()), wordWrap=True)
        surface.setProperty("kind", "title")
        label = QLabel(say("dialogs.value_label" if self._date else "dialogs.value_number"), wordWrap=True)
        self._field = QLineEdit(annotation.value or "")
        self._field.setAccessibleName(say("dialogs.value_title"))
        self._field.selectAll()
        label.setBuddy(self._field)
        self._mod = QComboBox()
        self._mod.addItems([say(f"dialogs.value_mod_{mod or 'none'}") for mod in _MODS])
        self._mod.setCurrentIndex(_MODS.index(annotation.mod) if annotation.mod in _MODS else 0)
        self._mod.setAccessibleName(say("dialogs.value_mod"))
        self._lunar = QCheckBox(say("dialogs.value_lunar"))
        self._lunar.setChecked(annotation.calendar == _LUNAR)
        self._said = QLabel(wordWrap=True)
        self._said.setMinimumHeight(44)
        for part in (surface, label, self._field, self._said):
            self.body.addWidget(part)
        self.body.addLayout(self._choices())
        self._set = self.add_usual_buttons()
        self._field.textChanged.connect(self._read)
        self._mod.currentIndexChanged.connect(self._check)
        self._lunar.toggled.connect(self._check)
        self._check()
        self._field.setFocus()

    def accept(self) -> None:
        """Keep the value, unless it is none."""
        value = self._value()
        if value is None and self._field.text().strip():
            return
        self.value = value
        self.mod = _MODS[self._mod.currentIndex()] if value and self._date else None
        self.calendar = _LUNAR if value and self._date and self._lunar.isChecked() else None
        super().accept()

    def _value(self) -> str | None:
        from core.timex.values import check, value_of  # the grammar of times loads when first used

        text = self._field.text().strip()
        if not self._date or not text:
            return text or None
        if check(text):
            return text
        found = value_of(text, self._published)
        return found.value if found else None

    def _read(self, text: str) -> None:
        """What is said in words may say its part and calendar too."""
        from core.timex.values import check, value_of

        if self._date and not check(text.strip()) and (found := value_of(text.strip(), self._published)):
            self._mod.setCurrentIndex(_MODS.index(found.mod) if found.mod in _MODS else 0)
            self._lunar.setChecked(found.calendar == _LUNAR)
        self._check()

    def _check(self) -> None:
        value, text = self._value(), self._field.text().strip()
        kind = "soft"
        if not text:
            words = say("dialogs.value_none")
        elif value is None:
            words, kind = say("dialogs.value_wrong"), "danger"
        else:
            words = self._words(value)
        self._said.setText(words)
        self._said.setProperty("kind", kind)
        self._said.style().unpolish(self._said)
        self._said.style().polish(self._said)
        self._set.setEnabled(value is not None or not text)

    def _words(self, value: str) -> str:
        """The value in words, a day with its lunar one beside it."""
        if not self._date:
            return say("dialogs.value_iso", value=value)
        from core.timex.spoken import in_words

        words = in_words(value, _MODS[self._mod.currentIndex()], _LUNAR, language())
        return f"{words}\n{say('dialogs.value_iso', value=value)}"

    def _choices(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        for part in (self._mod, self._lunar):
            part.setVisible(self._date)
            row.addWidget(part)
        row.addStretch(1)
        return row
