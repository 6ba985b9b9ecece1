"""The sign-off sheet: seen before it is printed, saved as PDF or HTML, and signed."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QPushButton, QTextBrowser, QWidget

from core.wording import say
from gui.dialogs.small import SmallDialog

_MARGIN = 18.0  # mm


class SignoffDialog(SmallDialog):
    """Shows the page as it will be printed; `signed` is called when it is to be signed and gives the page anew."""

    def __init__(self, parent: QWidget | None, name: str, page: str, signed: Callable[[], str]) -> None:
        super().__init__(parent, say("reviewing.signoff"), 860)
        self._name = name
        self._page = page
        self._signed = signed
        self._browser = QTextBrowser()
        self._browser.setAccessibleName(say("reviewing.signoff"))
        self._browser.setMinimumHeight(600)
        self._browser.setStyleSheet("background: #ffffff; color: #000000;")  # paper, in any theme
        self._browser.setHtml(page)
        self.body.addWidget(self._browser)
        for name_of_button, call in (("sign", self._sign), ("html", self._html), ("pdf", self._pdf)):
            button = QPushButton(say(f"reviewing.signoff_{name_of_button}"))
            button.setAutoDefault(False)
            button.clicked.connect(call)
            self.add_button(button)
        print_it = QPushButton(say("reviewing.signoff_print"))
        print_it.setProperty("kind", "primary")
        print_it.setDefault(True)
        print_it.clicked.connect(self._print)
        self.add_button(print_it)
        print_it.setFocus()

    def write_pdf(self, path: Path) -> None:
        """Write the page as PDF."""
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(path))
        self._put_on(printer)

    def _print(self) -> None:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(self._name)
        if QPrintDialog(printer, self).exec():
            self._put_on(printer)
            self.accept()

    def _put_on(self, printer: QPrinter) -> None:
        printer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.A4),
                QPageLayout.Orientation.Portrait,
                QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN),
                QPageLayout.Unit.Millimeter,
            )
        )
        document = QTextDocument()
        document.setHtml(self._page)
        document.print_(printer)

    def _pdf(self) -> None:
        if path := self._asked(".pdf"):
            self.write_pdf(path)

    def _html(self) -> None:
        if path := self._asked(".html"):
            path.write_text(self._page, "utf-8")

    def _asked(self, suffix: str) -> Path | None:
        name, _ = QFileDialog.getSaveFileName(self, say("reviewing.signoff"), f"{self._name}{suffix}", f"*{suffix}")
        return Path(name).with_suffix(suffix) if name else None

    def _sign(self) -> None:
        self._page = self._signed()
        self._browser.setHtml(self._page)
