"""Every error that a person may meet, as one tree.

    ButVangError
      ReadError            an article's file cannot be read
      FormatError          a file of annotations cannot be read
      ResourceError        a TOML file of ours or of the user's is wrong
      StoreError           the dataset cannot be opened or written
        Conflict           what an edit removes is no longer as the editor saw it
        Away               the team's server cannot be reached just now
      UsageError           the program was asked for something that it does not have

Each is raised with the key of its wording in `resources/i18n/errors.toml` and the wording's fields, so that its text
names the file and says what to do, in the language of the person who reads it.
"""

from core.wording import say


class ButVangError(Exception):
    """An error whose `str()` is meant for a person."""

    def __init__(self, key: str, /, **fields: object) -> None:
        super().__init__(key, fields)
        self.key = key
        self.fields = fields

    def __str__(self) -> str:
        return say(f"errors.{self.key}", **{name: _visible(value) for name, value in self.fields.items()})

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (type(self), self.key, {name: _plain(value) for name, value in self.fields.items()})


def _again(kind: "type[ButVangError]", key: str, fields: dict[str, object]) -> "ButVangError":
    """An error as it was, in the process that asked another one to do something."""
    error = kind.__new__(kind)
    ButVangError.__init__(error, key, **fields)
    return error


def _visible(value: object) -> object:
    """What a wording is filled with, its control and turning characters spelled out: a file's name commands no terminal."""
    words = str(value)
    if words.isprintable():
        return value
    kept = "\n\t\u00a0"
    return "".join(c if c.isprintable() or c in kept else c.encode("unicode_escape").decode() for c in words)


def _plain(value: object) -> object:
    """What a wording is filled with, without what may not leave its process: an exception is its words."""
    return str(value) if isinstance(value, BaseException) else value


class ReadError(ButVangError):
    """An article's file cannot be read."""


class FormatError(ButVangError):
    """A file of annotations cannot be read or written."""


class ResourceError(ButVangError):
    """A file of `resources/` or of the user's overlay is wrong; names the file and the key."""


class StoreError(ButVangError):
    """The dataset cannot be opened or written; nothing was changed."""


class Conflict(StoreError):
    """Some removed items are no longer as the editor saw them; nothing was changed."""

    def __init__(self, items: tuple[object, ...]) -> None:
        super().__init__("conflict", count=len(items))
        self.items = items


class Away(StoreError):
    """The team's server cannot be reached just now; nothing was read, and what was to be written may wait."""


class UsageError(ButVangError):
    """The program was asked for something that it does not have."""
