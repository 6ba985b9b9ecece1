"""Values of dates and documents in words."""

from gui.parts.numbers import day


def value_words(value: str, mod: str | None = None) -> str:
    """A value as an office would write it, as it stands where there is no better way."""
    return day(value)
