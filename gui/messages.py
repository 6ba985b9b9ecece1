"""Qt's own words (its buttons and menus) in the language of the program; Qt ships no Vietnamese of its own."""

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

from core.wording import area, language


class QtWords(QTranslator):
    """Translates the sources of Qt that `resources/i18n/qt.toml` knows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = {row["en"]: row[language()] for row in area("qt").values()}

    def isEmpty(self) -> bool:
        return False

    def translate(
        self,
        context: str,
        sourceText: str,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        """The wording of one of Qt's texts, None for one that is not ours to translate."""
        plain = sourceText.replace("&", "")
        return self._words.get(plain)


def install(app: QCoreApplication) -> None:
    """Speak the program's language in Qt's own dialogs."""
    app.installTranslator(QtWords(app))
