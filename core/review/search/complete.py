"""What a search line may go on with at the caret: keys, labels, provinces, people, states."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import regex

from core.model.annotation import Decision
from core.model.article import State
from core.model.scheme import Scheme
from core.provinces.map import units
from core.review.search.language import NAMES, Key
from core.review.search.resolve import NONE
from core.store.dataset_io import LayerName
from core.text.fold import fold, fold_in_place
from core.text.normal import normalize
from core.wording import language, say

_MOST = 12
_KEYS = {fold(name): key for key, names in NAMES.items() for name in names}
_KEY = "|".join(sorted(map(regex.escape, _KEYS), key=len, reverse=True))
_VALUE = regex.compile(rf'(?:^|[\s-])(?P<key>{_KEY}):(?:[^\s"]*,|"[^"]*",)*"?(?P<begun>[^",]*)$')
_WORD = regex.compile(r"[^\s\"-][^\s\"]*$")


@dataclass(frozen=True, slots=True)
class Completion:
    """`text` takes the place of the line's code points from `start` to the caret; `about` says what it is."""

    start: int
    text: str
    about: str


def complete(line: str, caret: int, layers: Sequence[LayerName], scheme: Scheme) -> list[Completion]:
    """What may stand at the caret, the likeliest first, at most a dozen; empty where anything may."""
    before = fold_in_place(normalize(line[:caret]))
    if before.count('"') % 2 == 0 or ':"' in before:
        for value in reversed(
            list(_VALUE.finditer(before, overlapped=True))
        ):  # a value may have spaces: the last key first
            begun, key = value["begun"], _KEYS[value["key"]]
            start = value.start("begun")
            quoted = before[start - 1 : start] == '"'
            found = [(text, about) for text, about in _values(key, layers, scheme) if _fits(begun, text, about)]
            if found or quoted or " " not in begun:
                return [Completion(start - quoted, _quoted(text), about) for text, about in found[:_MOST]]
        if word := _WORD.search(before):
            keys = [(names[0], key) for key, names in NAMES.items() if any(fold(n).startswith(word[0]) for n in names)]
            return [Completion(word.start(), f"{name}:", say(f"search.key_{key}")) for name, key in keys[:_MOST]]
    return []


def _values(key: Key, layers: Sequence[LayerName], scheme: Scheme) -> Iterable[tuple[str, str]]:
    no, yes = (NONE[0], "có") if language() == "vi" else (NONE[1], "yes")
    if key is Key.LABEL:
        return [(label.name, label.title[language()]) for label in scheme.labels]
    if key is Key.PROVINCE:
        return [*((name, "") for name in dict.fromkeys(unit.name for unit in units(None))), (no, "")]
    if key is Key.WHO:
        return [(layer.name, "") for layer in layers]
    if key is Key.STATE:
        return [(say(f"library.state_{state.value}"), "") for state in State]
    if key is Key.DECISION:
        return [(say(f"search.decision_{one.value}"), "") for one in Decision]
    return [(yes, ""), (no, "")] if key is Key.FLAG else []


def _fits(begun: str, text: str, about: str) -> bool:
    return any(word.startswith(begun) for word in (fold(text), fold(about), *fold(text).split())) if begun else True


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text else text
