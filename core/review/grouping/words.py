"""The words of a name, for comparing names over many articles."""

import re

from core.detect.bodies import words_of

# *TƯ* and *T.Ư* are Trung ương, but *tư* is a word of its own: đầu tư, tư pháp.
_WORD = re.compile(r"(?<!\w)(?:[Tt]ư|(?<=[Đđ]ẦU )TƯ|TƯ(?= (?:PHÁP|LỆNH|VẤN|NHÂN|TƯỞNG)))(?!\w)")
_GUARD = "tư\u0307"


def name_words(name: str) -> tuple[str, ...]:
    """The words of a body's or post's name (as written, with its capitals) in one spelling, abbreviations unfolded."""
    return tuple(word.replace("\u0307", "") for word in words_of(_WORD.sub(_GUARD, name)))
