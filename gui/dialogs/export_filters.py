"""Which articles and items an export takes, and how it is parted for training."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QHBoxLayout, QLineEdit, QSpinBox, QWidget

from core.errors import UsageError
from core.exchange.split import BYS, Split
from core.model.annotation import Decision
from core.model.article import State
from core.provinces.map import MERGER, units
from core.store.dataset_io import LayerName, Selection
from core.wording import say
from gui.dialogs.date import parse_day

_ANY, _BOTH = "any", "both"
_SHARES = "0.8,0.1,0.1"


class ExportFilters(QWidget):
    """A form; `changed` is sent when anything in it is."""

    changed = Signal()

    def __init__(self, layers: Sequence[LayerName], labels: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setVerticalSpacing(8)
        usual = ("", say("export.layer_usual"))
        self.layer = self._choice("layer", [usual, *((each.id.hex(), each.name) for each in layers)])
        named = [(unit.id, _called(unit.name, unit.exists(MERGER))) for unit in units(None)]
        self.province = self._choice("province", [("", say("export.province_any")), *named])
        self.since, self.until = QLineEdit(), QLineEdit()
        self._pair("dates", self.since, self.until)
        states = [("", say("export.state_done")), (_ANY, say("export.state_any"))]
        self.state = self._choice("state", [*states, *((s.value, say(f"exchange.state_{s.value}")) for s in State)])
        self.label = self._choice("label", [("", say("export.label_any")), *labels])
        decisions = [(d.value, say(f"export.only_{d.value}")) for d in Decision]
        self.decision = self._choice("decision", [*decisions, (_BOTH, say("export.only_both"))])
        doubts = [(name, say(f"export.doubt_{name or 'any'}")) for name in ("", "yes", "no")]
        self.doubt = self._choice("doubt", doubts)
        self.twice = QCheckBox(say("export.twice"))
        self.twice.toggled.connect(self.changed)
        self._form.addRow("", self.twice)
        self.parted = QCheckBox(say("export.parted"))
        self.shares = QLineEdit(_SHARES)
        self.by = QComboBox()
        for by in BYS:
            self.by.addItem(say(f"export.by_{by}"), by)
        self.seed = QSpinBox(minimum=0, maximum=2**31 - 1, value=1)
        self._form.addRow("", self.parted)
        self._pair("parts", self.shares, self.by, self.seed)
        for part, name in ((self.shares, "shares"), (self.by, "by"), (self.seed, "seed")):
            part.setAccessibleName(say(f"export.{name}"))
            part.setToolTip(say(f"export.{name}"))
            part.setEnabled(False)
            self.parted.toggled.connect(part.setEnabled)
        self.parted.toggled.connect(self.changed)
        for field, name in ((self.since, "since"), (self.until, "until")):
            field.setAccessibleName(say(f"export.{name}"))
            field.setPlaceholderText(say(f"export.{name}"))
        for field in (self.since, self.until, self.shares):
            field.textChanged.connect(self.changed)

    @property
    def complete(self) -> bool:
        """Whether dates are dates, and the shares of parts add up."""
        days = all(not field.text().strip() or parse_day(field.text()) for field in (self.since, self.until))
        try:
            return days and (self.split is not None or not self.parted.isChecked())
        except UsageError:
            return False

    @property
    def selection(self) -> Selection:
        """What the form says, but for the layers."""
        state, decision = self.state.currentData(), self.decision.currentData()
        return Selection(
            (),
            done=not state,
            rejected=decision == _BOTH,
            province=self.province.currentData() or None,
            since=_iso(self.since),
            until=_iso(self.until),
            states=(State(state),) if state not in ("", _ANY) else (),
            flagged={"": None, "yes": True, "no": False}[self.doubt.currentData()],
            twice=self.twice.isChecked(),
            labels=(self.label.currentData(),) if self.label.currentData() else (),
            decision=Decision.REJECTED if decision == Decision.REJECTED.value else None,
        )

    @property
    def layers(self) -> tuple[str, ...]:
        """The layer that is wanted, by its id in hex; none for the usual one."""
        return (self.layer.currentData(),) if self.layer.currentData() else ()

    @property
    def split(self) -> Split | None:
        """How to part, or None for not at all. UsageError for shares that do not add up."""
        if not self.parted.isChecked():
            return None
        return Split.parse(self.shares.text(), self.by.currentData(), self.seed.value())

    def _choice(self, name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
        choice = QComboBox()
        choice.setAccessibleName(say(f"export.of_{name}"))
        for value, words in choices:
            choice.addItem(words, value)
        choice.currentIndexChanged.connect(self.changed)
        self._form.addRow(say(f"export.of_{name}"), choice)
        return choice

    def _pair(self, name: str, *parts: QWidget) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for part in parts:
            row.addWidget(part, 1)
        self._form.addRow(say(f"export.of_{name}"), row)


def _called(name: str, today: bool) -> str:
    return name if today else say("export.province_old", name=name)


def _iso(field: QLineEdit) -> str | None:
    day = parse_day(field.text())
    return day.isoformat() if day else None
