"""The window: Qt only, no SQL and no regular expressions on articles."""

import builtins

_plain = builtins.__import__
import PySide6.QtCore  # noqa: E402, F401

builtins.__import__ = _plain  # PySide6's own serves `from __feature__`, and makes all others take a quarter longer
