"""Values of dates and documents in words."""

from core.wording import language


def value_words(value: str, mod: str | None = None, calendar: str | None = None) -> str:
    """A value as an office would say it (chiều thứ Tư 28/7/2021); what is no time, such as a document's number, as it is."""
    from core.timex.spoken import in_words  # reads the lexicon of times: not before the first article

    return in_words(value, mod, calendar, language())
