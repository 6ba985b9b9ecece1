"""Other programs that read Vietnamese, as `butvang bench detect` runs them where they are installed (the extra `bench`)."""

from collections.abc import Callable, Iterable
from importlib import import_module
from importlib.util import find_spec
from time import perf_counter

Reader = Callable[[str], object]
_REFERENCE = 1627500000  # 29 July 2021, the day against which dates are read


def _duckling() -> Reader:
    duckling = import_module("duckling")
    duckling.init()
    zones = duckling.load_time_zones("/usr/share/zoneinfo")
    day = duckling.parse_ref_time(zones, "Asia/Ho_Chi_Minh", _REFERENCE)
    context = duckling.Context(day, duckling.default_locale_lang(duckling.parse_lang("VI")))
    times = duckling.parse_dimensions(["time"])
    return lambda text: duckling.parse(text, context, times, False)


def _underthesea() -> Reader:
    return import_module("underthesea").ner


def _vinlp() -> Reader:
    return import_module("ViNLP").ner


PEERS: dict[str, tuple[str, Callable[[], Reader]]] = {
    "duckling": ("duckling", _duckling),
    "underthesea": ("underthesea", _underthesea),
    "vinlp": ("ViNLP", _vinlp),
}
"""By name: the module that is looked for, and what makes a reader."""


def present() -> list[str]:
    """The peers that are installed."""
    return [name for name, (module, _) in PEERS.items() if find_spec(module)]


def speed(name: str, texts: Iterable[str], seconds: float) -> float:
    """Characters a second of a peer over as many of the texts as it reads in some seconds, after a first one to warm up."""
    read = PEERS[name][1]()
    characters, spent = 0, 0.0
    for number, text in enumerate(texts):
        started = perf_counter()
        for line in text.split("\n"):
            if line.strip():
                read(line)
        if number:
            characters += len(text)
            spent += perf_counter() - started
        if spent > seconds:
            break
    return characters / spent if spent else 0.0
