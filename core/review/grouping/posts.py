"""A post as one thing over many articles: what it is called, at which body, and whether only one person can hold it."""

from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from core.detect.bodies import words_of
from core.review.checks.known import measures
from core.review.grouping.bodies import BodyKey, body_key

FORMER = "former"


@dataclass(frozen=True, slots=True)
class PostKey:
    """A post: its name without the body's in one spelling (*phó chủ tịch*), and the body, where one is named.

    `single`: of that body there is one at a time.
    """

    name: str
    body: BodyKey | None
    single: bool

    @property
    def text(self) -> str:
        """The key as one line."""
        return f"{self.name} | {self.body.owner} {self.body.name}" if self.body else self.name


@lru_cache(1 << 16)
def post_key(title: str, agency: str, province: str | None, on: date | None) -> tuple[PostKey, bool]:
    """The post that a title names, with the words of the agency in it or linked to it (or none); whether it is a former one."""
    name, former = list(words_of(title)), False
    while name and (name[0] in _before() or name[0] in _former()):
        former = former or name[0] in _former()
        name.pop(0)
    body = body_key(agency, province, on) if agency else None
    if agency:
        inside = words_of(agency)
        at = next((n for n in range(len(name)) if tuple(name[n : n + len(inside)]) == inside), None)
        if at is not None:
            name = name[:at]
    plain = " ".join(name)
    return PostKey(plain, body, bool(body and body.definite) and plain in measures("posts")["single"]), former


@cache
def _before() -> frozenset[str]:
    return frozenset(measures("posts")["acting"])


@cache
def _former() -> frozenset[str]:
    return frozenset(measures("posts")["former"])
