"""When two wordings name one body: abbreviations unfold, and a level or place at the end may be left out."""

import re
import tomllib
from functools import cache

from core.paths import resources
from core.text.fold import spelling

_WORD = re.compile(r"[^\s,;()\-]+")

# *TƯ* and *T.Ư* are Trung ương, but *tư* is a word of its own: đầu tư, tư pháp, also in capitals.
_PLAIN = re.compile(r"(?<!\w)(?:[Tt]ư|(?<=[Đđ]ẦU )TƯ|TƯ(?= (?:PHÁP|LỆNH|VẤN|NHÂN|TƯỞNG)))(?!\w)")
_GUARD = "tư\u0307"


@cache
def _short_forms() -> dict[str, str]:
    with (resources() / "lexicons" / "body_forms.toml").open("rb") as file:
        return tomllib.load(file)["short"]


@cache
def words_of(name: str) -> tuple[str, ...]:
    """The words of a body's name (as written, with its capitals) in one spelling, with abbreviations unfolded."""
    forms = _short_forms()
    words: list[str] = _WORD.findall(spelling(_PLAIN.sub(_GUARD, name)))
    unfolded = _WORD.findall(" ".join(forms.get(word, word) for word in words))
    return tuple(word.replace("\u0307", "") for word in unfolded)


def same_body(one: str, other: str) -> bool:
    """Whether two wordings of one article name one body: equal, or one goes on where the other stops ("HĐND", "HĐND tỉnh")."""
    shorter, longer = sorted((words_of(one), words_of(other)), key=len)
    return bool(shorter) and longer[: len(shorter)] == shorter
