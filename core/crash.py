"""What is kept of a fault that no one foresaw: where in the program it happened, without passwords and words of articles."""

import platform
import re
import sys
import traceback

from core.version import VERSION

_LONGEST = 160
"""So many letters of what an error says: enough for its sense, too few for an article."""

_PASSWORDS = (
    (re.compile(r"(://[^\s:/@]*):[^\s@]*@"), r"\1:***@"),
    (re.compile(r"(\b(?:\w*password|passfile)\b['\"]?\s*[=:]\s*)['\"]?[^\s'\"&,)]+", re.IGNORECASE), r"\1***"),
)  # fmt: skip


def crash_report(error: BaseException) -> str:
    """The program, the machine and the traceback with the program's own lines, as text that its user may read and send."""
    about = f"Bút Vàng {VERSION}, Python {platform.python_version()}, {platform.platform()}, {sys.platform}\n"
    whole = traceback.TracebackException.from_exception(error, capture_locals=False)
    return about + without_passwords("".join(_lines(whole)))


def without_passwords(text: str) -> str:
    """The text with every password of a URL or a connection's words masked."""
    for pattern, masked in _PASSWORDS:
        text = pattern.sub(masked, text)
    return text


def _lines(error: traceback.TracebackException) -> list[str]:
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    told = _lines(before) if before else []
    said = " ".join(line.strip() for line in error.format_exception_only())
    said = said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
    return [*told, *error.stack.format(), f"{said}\n\n"]
