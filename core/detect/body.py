"""A body found in a text, and the two ways in which none is."""

from dataclasses import dataclass
from enum import Enum

from core.detect.vocabulary import Head


@dataclass(frozen=True, slots=True)
class Body:
    """A body from word `start` to before word `end`.

    `area` whether a level, a place or a parent body closes it, `named` whether that is a name (UBND tỉnh *Hà Nam*).
    """

    start: int
    end: int
    area: bool
    named: bool
    head: Head


class Absent(Enum):
    """Why there is no body: none begins here, or a whole class of bodies is meant (UBND *các cấp*)."""

    NONE = "none"
    CLASS = "class"
