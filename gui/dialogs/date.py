"""The publication date: typed as 28/7/2021, 28/7/21 or 2021-07-28, checked as one types and shown in words."""

from datetime import date

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from core.wording import say
from gui.dialogs.small import SmallDialog
from gui.parts.numbers import day

_SEPARATORS = "/.-"


class DateDialog(SmallDialog):
    """`value` is the ISO date, None for unknown (an empty field), once it was accepted."""

    def __init__(self, parent: QWidget | None, current: str | None = None, today: date | None = None) -> None:
        """`current` is an ISO date; a date after `today` is told to be one."""
        super().__init__(parent, say("dialogs.date_title"), 380)
        self.value = current
        self._today = today or date.today()
        label = QLabel(say("dialogs.date_label"))
        self._field = QLineEdit(day(current))
        self._field.setAccessibleName(say("dialogs.date_title"))
        self._field.setPlaceholderText(say("dialogs.date_placeholder"))
        self._field.selectAll()
        self._words = QLabel(wordWrap=True)
        label.setBuddy(self._field)
        for part in (label, self._field, self._words):
            self.body.addWidget(part)
        self._set = self.add_usual_buttons()
        self._field.textChanged.connect(self._check)
        self._check(self._field.text())
        self._field.setFocus()

    def accept(self) -> None:
        """Keep the date, unless it is none."""
        text = self._field.text().strip()
        found = parse_day(text)
        if text and found is None:
            return
        self.value = found.isoformat() if found else None
        super().accept()

    def _check(self, text: str) -> None:
        found = parse_day(text)
        kind = "soft"
        if not text.strip():
            words = say("dialogs.date_unknown")
        elif found is None:
            words, kind = say("dialogs.date_wrong"), "danger"
        elif found > self._today:
            words, kind = say("dialogs.date_future", date=day_words(found)), "danger"
        else:
            words = day_words(found)
        self._words.setText(words)
        self._words.setProperty("kind", kind)
        self._words.style().unpolish(self._words)
        self._words.style().polish(self._words)
        self._set.setEnabled(found is not None or not text.strip())


def parse_day(text: str) -> date | None:
    """A day typed as 28/7/2021, 28.7.2021, 28-7-21 or 2021-07-28; None for anything else."""
    for separator in _SEPARATORS:
        parts = text.strip().split(separator)
        if len(parts) == 3 and all(part.strip().isdecimal() for part in parts):
            numbers = [int(part) for part in parts]
            year, month, of_month = numbers if len(parts[0].strip()) == 4 else reversed(numbers)
            if len(parts[2].strip()) == 2 and len(parts[0].strip()) < 4:
                year += 2000  # news online is of this century; the words below the line show the year
            try:
                return date(year, month, of_month) if year >= 1000 else None
            except ValueError:
                return None
    return None


def day_words(at: date) -> str:
    """A day in words: thứ Tư, ngày 28 tháng 7 năm 2021."""
    weekday = say(f"dialogs.weekday_{at.isoweekday()}")
    month = say(f"dialogs.month_{at.month}")
    return say("dialogs.date_words", weekday=weekday, day=at.day, month=month, year=at.year)
