"""Datasets from other machines brought into the one that is open: a list of files, a trial, the merge, and what came of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QListWidget, QProgressBar, QPushButton, QWidget

from core.store.merge import Merged
from core.wording import say
from gui.background import Job
from gui.dialogs.small import SmallDialog

Merge = Callable[[Path, bool], Iterator[Merged]]


class MergeDialog(SmallDialog):
    """`merged` says whether anything was merged; accepted where the person wants to decide conflicts now."""

    def __init__(self, parent: QWidget | None, merge: Merge, finished: Callable[[Merged], object]) -> None:
        """`merge(path, trial)` runs on another thread; `finished` hears of each file that was merged."""
        super().__init__(parent, say("merge.title"), 620)
        self._merge, self._finished = merge, finished
        self._pool = QThreadPool(self)
        self._waiting: list[Path] = []
        self._job: Job | None = None
        self._trial = False
        self._last: Merged | None = None
        self.merged = False
        about = QLabel(say("merge.about"), wordWrap=True)
        about.setProperty("kind", "soft")
        self._list = QListWidget()
        self._list.setProperty("kind", "card")
        self._list.setAccessibleName(say("merge.title"))
        self._list.setMinimumHeight(110)
        add, off = QPushButton(say("merge.add")), QPushButton(say("merge.take_off"))
        add.clicked.connect(self._ask_files)
        off.clicked.connect(lambda: self._list.takeItem(self._list.currentRow()))
        row = QHBoxLayout()
        row.addWidget(add)
        row.addWidget(off)
        row.addStretch(1)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.hide()
        self._said = QLabel(wordWrap=True)
        self._said.setMinimumHeight(90)
        self.body.addWidget(about)
        self.body.addWidget(self._list)
        self.body.addLayout(row)
        self.body.addWidget(self._bar)
        self.body.addWidget(self._said)
        self._decide = QPushButton()
        self._decide.setProperty("kind", "primary")
        self._decide.hide()
        self._decide.clicked.connect(self.accept)
        self._try, self._go, close = (QPushButton(say(key)) for key in ("merge.try", "merge.go", "dialogs.close"))
        self._go.setProperty("kind", "primary")
        self._try.clicked.connect(lambda: self.start(True))
        self._go.clicked.connect(lambda: self.start(False))
        close.clicked.connect(self.reject)
        for button in (off, self._try, self._go, close, self._decide):
            button.setAutoDefault(False)
        add.setFocus()  # nothing is merged before a file is named: Enter begins with that
        for button in (close, self._try, self._go, self._decide):
            self.add_button(button)
        self._settle()

    def add_files(self, paths: list[Path]) -> None:
        """Put files on the list."""
        self._list.addItems([str(path) for path in paths])
        self._list.setCurrentRow(self._list.count() - 1)
        self._settle()

    def start(self, trial: bool) -> None:
        """Merge what is on the list, or only try."""
        self._trial, self._waiting = trial, [Path(self._list.item(n).text()) for n in range(self._list.count())]
        self._said.clear()
        self._next()

    @property
    def busy(self) -> bool:
        """Whether a merge is under way; the window cannot be closed then, but it can be cancelled."""
        return self._job is not None

    def reject(self) -> None:
        """Esc: stop a merge that is under way, which leaves the dataset as it was, or close."""
        if self._job:
            self._waiting = []
            self._job.cancel()
        else:
            super().reject()

    def _next(self) -> None:
        if self._waiting:
            path = self._waiting.pop(0)
            self._bar.setRange(0, 0)
            self._add_line(say("merge.working", name=path.name))
            self._last = None
            self._job = Job("merging", lambda: self._merge(path, self._trial), self)
            self._job.progressed.connect(self._progressed)
            self._job.ended.connect(lambda error, path=path: self._ended(path, error))
            self._job.start(self._pool)
        self._settle()

    def _progressed(self, step: Merged) -> None:
        self._last = step
        self._bar.setRange(0, step.total)
        self._bar.setValue(step.done)

    def _ended(self, path: Path, error: Exception | None) -> None:
        self._job = None
        if error is not None:
            self._add_line(str(error))
        elif self._last and self._last.finished:
            self._tell(path, self._last)
        self._next()

    def _tell(self, path: Path, done: Merged) -> None:
        facts = {"other": path.name, "annotators": ", ".join(done.annotators) or "–", "conflicts": done.conflicts}
        self._add_line(say("merge.merged", new=done.new, changed=done.changed, entries=done.entries, **facts))
        told = (("erased", done.erased), ("erased_there", done.erased_there), ("labels", done.labels))
        for name, names in (*told, ("differing", done.differing)):
            if names:
                self._add_line(say(f"merge.{name}", names=", ".join(n[:40] for n in names)))
        if self._trial:
            self._add_line(say("merge.tried"))
            return
        self.merged = True
        self._finished(done)
        self._decide.setText(say("merge.decide_now", count=done.conflicts))
        self._decide.setVisible(done.conflicts > 0)

    def _add_line(self, line: str) -> None:
        working = say("merge.working", name="\0").partition("\0")[0]
        lines = [x for x in self._said.text().split("\n") if x and not x.startswith(working)]
        self._said.setText("\n".join([*lines, line]))

    def _ask_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, say("merge.add"), "", say("merge.files"))
        self.add_files([Path(name) for name in names])

    def _settle(self) -> None:
        ready = self._list.count() > 0 and not self.busy
        self._bar.setVisible(self.busy)
        for button in (self._try, self._go):
            button.setEnabled(ready)
