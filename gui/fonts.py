"""The program's typefaces: Be Vietnam Pro for the interface, Noto Serif for articles, both with true Vietnamese letters."""

from functools import cache
from importlib import resources

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

INTERFACE = "Be Vietnam Pro"
TEXT = "Noto Serif"
REGULAR, MEDIUM, BOLD = 400, 550, 700

_FACES = {  # loaded at start; the text's when an article is first shown
    "interface": (
        "fontpkg_be_vietnam_pro",
        [f"BeVietnamPro-{w}.ttf" for w in ("Regular", "Medium", "SemiBold", "Bold")],
    ),
    "text": ("fontpkg_noto_serif", ["NotoSerif[wdth,wght].ttf"]),
    "italic": ("fontpkg_noto_serif", ["NotoSerif-Italic[wdth,wght].ttf"]),
}
_READING = 1.28  # an article's letters against the interface's
_SMALLEST = 16  # px, of an article at 100 %


@cache
def system_pixels() -> int:
    """The size of the system's own interface font in pixels, as it was before ours was set; 12 to 40."""
    return min(40, max(12, QFontInfo(QApplication.font()).pixelSize()))


def interface_font() -> QFont:
    """The interface's font at the system's size."""
    _load("interface")
    font = QFont(INTERFACE)
    font.setPixelSize(system_pixels() + 1)  # a system's 9 pt (12 px) face is larger to the eye than this one
    return font


def text_pixels(zoom: float = 1.0) -> int:
    """The size of an article's letters in pixels."""
    return round(max(_SMALLEST, _READING * (system_pixels() + 1)) * zoom)


def text_font(pixels: int, weight: int = REGULAR, italic: bool = False) -> QFont:
    """The text's font; `weight` moves the typeface's own axis, since a bold made by Qt smears."""
    _load("text")
    if italic:
        _load("italic")
    font = QFont(TEXT)
    font.setPixelSize(pixels)
    font.setItalic(italic)
    if weight != REGULAR:
        font.setVariableAxis(QFont.Tag("wght"), weight)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@cache
def _load(name: str) -> None:
    package, files = _FACES[name]
    folder = resources.files(package) / "files"
    for file in files:
        if QFontDatabase.addApplicationFont(str(folder / file)) < 0:
            raise RuntimeError(f"the font {file} of {package} cannot be loaded")
