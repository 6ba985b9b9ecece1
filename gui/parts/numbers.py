"""Numbers and dates as offices write them: 6.120, 0,97, 28/7/2021 (6,120 and 0.97 in English)."""

from datetime import date

from PySide6.QtCore import QLocale

from core.wording import language


def locale() -> QLocale:
    """The locale of the language spoken now."""
    return QLocale("vi_VN") if language() == "vi" else QLocale("en_GB")


def count(number: int) -> str:
    """A whole number with the thousands set apart."""
    return locale().toString(number)


def decimal(number: float, digits: int = 2) -> str:
    """A number with so many digits behind the comma."""
    return locale().toString(number, "f", digits)


def day(iso: str | None) -> str:
    """An ISO date (2021-07-28) as 28/7/2021; what is no ISO date as it stands, None as an empty string."""
    try:
        at = date.fromisoformat(iso or "")
    except ValueError:
        return iso or ""
    return f"{at.day}/{at.month}/{at.year}"
