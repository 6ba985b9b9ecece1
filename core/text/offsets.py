"""Code points (ours) to UTF-16 units (Qt's, and some formats'), and back."""

import re
from bisect import bisect_left, bisect_right

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16:
    """The conversion for one text: only characters outside the BMP take two units, so their places are enough."""

    def __init__(self, text: str) -> None:
        # encoding is ten times as fast as searching, and most articles have none
        any_there = len(text.encode("utf-16-le", "surrogatepass")) > 2 * len(text)
        self._astral = [m.start() for m in _ASTRAL.finditer(text)] if any_there else []
        self._units = [at + n + 1 for n, at in enumerate(self._astral)]  # where each one's second unit is

    def to_units(self, offset: int) -> int:
        """The UTF-16 position of the code point `offset`."""
        return offset + bisect_left(self._astral, offset)

    def to_points(self, position: int) -> int:
        """The code point at the UTF-16 `position`; a position within a pair is the character's own."""
        return position - bisect_right(self._units, position)
