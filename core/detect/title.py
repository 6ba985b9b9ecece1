"""A post found in a text."""

from dataclasses import dataclass

from core.detect.body import Body


@dataclass(frozen=True, slots=True)
class Title:
    """A post from word `start` to before `end`, with the bodies inside; `weak` where only a name beside it makes it one."""

    start: int
    end: int
    bodies: tuple[Body, ...]
    kind: str
    weak: bool = False
