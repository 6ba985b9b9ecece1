"""Measures one thing offscreen and prints its figures as one line of JSON."""

import json
import os
import sys
from importlib import import_module

_ROOMS = {
    "start_empty": "starting",
    "start": "starting",
    "reading": "reading",
    "memory": "reading",
    "decisions": "deciding",
    "fill": "made",
    "working": "scaling",
    "overviewed": "scaling",
    "soak": "soaking",
}
"""Where each measure is: no other is loaded, for loading is what some of them measure."""


def main(arguments: list[str]) -> int:
    """Measure one thing; the exit code."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import qInstallMessageHandler

    what, *rest = arguments
    qInstallMessageHandler(lambda _kind, _where, text: None)
    figures = getattr(import_module(f"gui.benching.{_ROOMS[what]}"), what)(*rest)
    sys.stdout.write(json.dumps(figures or {}) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
