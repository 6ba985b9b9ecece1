"""Themes: the colours of `resources/themes/<name>.toml` and the application's one stylesheet made of them.

Widgets say what they are by the property `kind` (`widget.setProperty("kind", "card")`), never by styles of their own:
    on QFrame, QWidget   `panel` a side panel, `bar` a top or status bar, `card` a rounded card, `row` and `row-current` a line
                         of a list made of widgets, `rule` a thin horizontal line
    on QLabel            `title` a card's large line, `heading` a small section heading, `soft` and `faint` text of lower
                         rank, `accent`, `danger`, `good`, `keycap` a key, `count` a number in a pill,
                         `badge` two letters of a label (its colour by `setStyleSheet(theme.badge(label))`)
    on QPushButton       `primary` the one that is meant, `flat` without a frame, `chip` small (checkable), `danger`
    on QToolButton       flat as it is; on QLineEdit `search` the large search field
The reader's text is `QPlainTextEdit#article`.
"""

from dataclasses import dataclass, fields
from functools import cache
from string import Template
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from core import parsed
from core.errors import ResourceError
from core.paths import resources
from gui import fonts

if TYPE_CHECKING:
    from core.model.scheme import Label

CONTRAST = 4.5
"""The least contrast of text on what it lies on."""


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme; what each colour is for stands in `resources/themes/light.toml`."""

    name: str
    title: dict[str, str]
    dark: bool
    window: QColor
    panel: QColor
    paper: QColor
    line: QColor
    ink: QColor
    soft: QColor
    faint: QColor
    accent: QColor
    accent_ink: QColor
    accent_soft: QColor
    on_accent: QColor
    current: QColor
    selection: QColor
    hover: QColor
    field: QColor
    danger: QColor
    good: QColor
    unknown: QColor
    on_label: QColor

    def label(self, label: "Label | None") -> QColor:
        """A label's colour on this theme's paper, darkened or lightened where it would be hard to read; grey for None."""
        if label is None:
            return QColor(self.unknown)
        own = label.dark if self.dark else label.light
        return QColor(_readable(own, self.dark, self.paper.name(), self.panel.name()))

    def badge(self, label: "Label | None") -> str:
        """The style of a QLabel of kind `badge` that shows a label's two letters."""
        return f"background: {self.label(label).name()}; color: {self.on_label.name()};"

    def style(self) -> str:
        """The application's one stylesheet, in sizes that follow the system's font."""
        size = fonts.interface_font().pixelSize()
        colours = {f.name: getattr(self, f.name).name() for f in fields(self) if f.type is QColor}
        sizes = {"body": size, "small": size - 1, "tiny": size - 2, "large": size + 3}
        icons = (resources() / "icons").as_posix()
        text = (resources() / "themes" / "style.qss").read_text("utf-8")
        return Template(text).substitute(colours, icons=icons, **sizes)

    def palette(self) -> QPalette:
        """The colours for what the stylesheet does not reach."""
        role = QPalette.ColorRole
        palette = QPalette()
        for roles, colour in (
            ((role.Window, role.Button), self.panel),
            ((role.Base, role.ToolTipBase), self.panel),
            ((role.AlternateBase,), self.hover),
            ((role.WindowText, role.Text, role.ButtonText, role.ToolTipText, role.HighlightedText), self.ink),
            ((role.BrightText,), self.danger),
            ((role.PlaceholderText,), self.soft),
            ((role.Highlight,), self.selection),
            ((role.Accent,), self.accent),
            ((role.Link, role.LinkVisited), self.accent_ink),
            ((role.Mid, role.Midlight, role.Dark), self.line),
        ):
            for one in roles:
                palette.setColor(one, colour)
        for one in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, one, self.faint)
        return palette


def load(name: str) -> Theme:
    """The theme `name`; ResourceError names the file and the key that is missing or wrong."""
    path = resources() / "themes" / f"{name}.toml"
    try:
        table = parsed.table(path)
    except (OSError, ValueError) as error:
        raise ResourceError("bad_toml", path=path, reason=error) from error

    title, listed = table.get("title"), table.get("colours")
    wrong = None
    if not (isinstance(title, dict) and all(isinstance(title.get(x), str) for x in ("vi", "en"))):
        wrong = "title"
    elif not isinstance(table.get("dark"), bool):
        wrong = "dark"
    elif not isinstance(listed, dict):
        wrong = "colours"
    else:
        colours = {f.name: QColor(str(listed.get(f.name, ""))) for f in fields(Theme) if f.type is QColor}
        wrong = next((f"colours.{key}" for key, colour in colours.items() if not colour.isValid()), None)
        if wrong is None:
            return Theme(name, title, table["dark"], **colours)
    raise ResourceError("bad_key", path=path, key=wrong)


def names() -> list[str]:
    """The themes there are, light first."""
    found = sorted(p.stem for p in (resources() / "themes").glob("*.toml"))
    return sorted(found, key=lambda name: name != "light")


def system_name() -> str:
    """`dark` where the system prefers dark windows, else `light`."""
    dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
    return "dark" if dark else "light"


def apply(app: QApplication, theme: Theme) -> None:
    """Dress the whole application in a theme."""
    colour(app, theme)
    dress(app, theme)


def dress(app: QApplication, theme: Theme) -> None:
    """Give it the theme's stylesheet: once the first window is made, for each move of a widget in it would ask for it anew."""
    app.setStyleSheet(theme.style())


def colour(app: QApplication, theme: Theme) -> None:
    """Give it the theme's font and colours."""
    font = fonts.interface_font()  # first: it asks for the system's size
    if app.style().name() != "fusion":
        app.setStyle(QStyleFactory.create("Fusion"))
    app.setFont(font)
    app.setCursorFlashTime(0)  # nothing blinks
    app.setPalette(theme.palette())


def contrast(one: QColor, other: QColor) -> float:
    """The contrast of two colours by WCAG, 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: QColor) -> float:
    def linear(c: float) -> float:
        return c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4

    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) + 0.0722 * linear(colour.blueF())


@cache
def _readable(colour: str, dark: bool, *grounds: str) -> str:
    """The colour, moved away from the grounds in small steps until it is readable on each."""
    found = QColor(colour)
    for _ in range(40):
        if all(contrast(found, QColor(g)) >= CONTRAST for g in grounds):
            break
        found = found.lighter(104) if dark else found.darker(104)
    return found.name()
