"""The order of Vietnamese words, as dictionaries have it, and of people by their given names.

Letters come first, a syllable at a time: a ă â b c d đ e ê g h i k l m n o ô ơ p q r s t u ư v x y, with f j w z at their Latin
places. Where all letters are the same, tone marks decide, the first syllable first: none, huyền, hỏi, ngã, sắc, nặng. Then
small letters before capitals. What is no letter separates words; numbers come before letters, by their value.
"""

import re
import unicodedata

_LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: rank for rank, letter in enumerate(_LETTERS, 1)}
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_WORD = re.compile(r"\d+|[^\W\d_]+")

Key = tuple[tuple[tuple[int, ...], ...], tuple[int, ...], str]


def collation_key(text: str) -> Key:
    """What to sort a text by."""
    words = _WORD.findall(unicodedata.normalize("NFC", text))
    letters, tones = [], []
    for word in words:
        if word.isdigit():
            letters.append((0, int(word)))
            tones.append(0)
        else:
            ranks, tone = _syllable(word.lower())
            letters.append((1, *ranks))
            tones.append(tone)
    return tuple(letters), tuple(tones), text.swapcase()


def name_key(name: str) -> tuple[Key, Key]:
    """What to sort a person by: the given name, which stands last, then family and middle names."""
    *before, given = name.split() or [""]
    return collation_key(given), collation_key(" ".join(before))


def _syllable(word: str) -> tuple[list[int], int]:
    """The ranks of its letters and its tone; a letter of another alphabet stands behind all."""
    ranks, tone = [], 0
    for letter in word:
        if letter in _RANK:
            ranks.append(_RANK[letter])
            continue
        base = ""
        for part in unicodedata.normalize("NFD", letter):
            if part in _TONES:
                tone = _TONES[part]
            else:
                base += part
        plain = unicodedata.normalize("NFC", base)
        ranks.append(_RANK.get(plain) or _RANK.get(plain[:1]) or len(_LETTERS) + ord(letter))
    return ranks, tone
