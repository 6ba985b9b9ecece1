"""Everything the program says, in Vietnamese and English, from the tables in `resources/i18n`.

A wording is named `area.key`: `resources/i18n/<area>.toml` has a table `[key]` with `vi` and `en`, written with
`str.format` fields. The window and the command line share it, for the core speaks where Qt is not installed.
"""

import locale
import os
from functools import cache

from core.parsed import table
from core.paths import resources

LANGUAGES = ("vi", "en")
_current = "vi"


def use_language(language: str) -> None:
    """Speak `language` (`vi` or `en`) from now on; anything else is the system's, Vietnamese where in doubt."""
    global _current
    _current = language if language in LANGUAGES else system_language()


def language() -> str:
    """The language spoken now."""
    return _current


def system_language() -> str:
    """`en` where the system speaks English, else `vi`."""
    name = next((os.environ[v] for v in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(v)), "")
    if not name or name.split(".")[0] in ("C", "POSIX"):
        name = (locale.getlocale()[0] or "") if not name else "vi"
    return "en" if name.lower().startswith("en") else "vi"


@cache
def area(name: str) -> dict[str, dict[str, str]]:
    """The table of one area, `{key: {language: text}}`."""
    return table(resources() / "i18n" / f"{name}.toml")


def say(key: str, /, **fields: object) -> str:
    """The wording `area.key` in the current language with its fields filled in; KeyError if there is none."""
    name, _, rest = key.partition(".")
    text = area(name)[rest][_current]
    return text.format(**fields) if fields else text


def decimal(value: float, digits: int) -> str:
    """A number with so many digits behind the comma (Vietnamese) or point (English)."""
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if _current == "vi" else text


def percent(value: float, digits: int = 0) -> str:
    """A share of one as a percentage."""
    return f"{decimal(100 * value, digits)}%"
