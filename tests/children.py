"""What tests have done in child processes: functions of a module, for a child imports them by name."""

import os
import signal


def die_at(word: str) -> str:
    """Give the word back, but at `die` go without a word, as a parser in C does."""
    if word == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    return word
