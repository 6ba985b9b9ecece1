"""The people of a province's news: who holds which post, until someone is elected in their place."""

from dataclasses import dataclass, field
from datetime import date
from random import Random
from typing import Any

from core.provinces.map import MERGER, districts, unit
from core.provinces.units import Unit
from core.review.collection.source import source


@dataclass(frozen=True, slots=True)
class Post:
    """A post and its body, which stands in its words: *Trưởng* + *Ban Tổ chức Tỉnh ủy*."""

    post: str
    body: str

    @property
    def words(self) -> str:
        """The whole title."""
        return f"{self.post} {self.body}"


@dataclass(frozen=True, slots=True)
class Person:
    """An official with posts, the main one last."""

    name: str
    posts: tuple[Post, ...] = ()

    @property
    def short(self) -> str:
        """The given name."""
        return self.name.rsplit(" ", 1)[-1]


@dataclass(slots=True)
class Cast:
    """A province's officials, bodies and places as its news knows them at a time; `seen` were named with their posts."""

    unit: Unit
    uy: str
    people: list[Person]
    places: list[str]
    used: set[str]
    words: dict[str, str] = field(default_factory=dict)
    seen: list[Person] = field(default_factory=list)

    @property
    def level(self) -> str:
        """*tỉnh* or *thành phố*."""
        return self.unit.kind

    def stranger(self, random: Random) -> str:
        """A name that nobody of this collection has yet."""
        names = source()["names"]
        while True:
            given = random.choice(names["male"] + names["female"])
            name = f"{random.choice(names['family'])} {given}"
            if name not in self.used:
                self.used.add(name)
                return name

    def holders(self, *beginnings: str) -> list[Person]:
        """Those whose main post or its body begins with one of some words."""
        return [
            p
            for p in self.people
            if p.posts[-1].words.startswith(beginnings) or p.posts[-1].body.startswith(beginnings)
        ]

    def succeed(self, old: Person, name: str) -> Person:
        """Someone new in the posts of `old`, from now on."""
        new = Person(name, old.posts)
        self.people[self.people.index(old)] = new
        return new


def cast_of(row: dict[str, Any], random: Random, used: set[str]) -> Cast:
    """The officials of one province on its map; `used` are the names that are taken."""
    one, since = unit(row["id"]), row["from"] >= MERGER
    level = source()["levels"][one.kind]
    places = row.get("communes") or [f"{d.kind} {d.name}" for d in districts(one.id, row["to"])]
    cast = Cast(one, level["uy"], [], places, used, level | {"level": one.kind})
    for post in source()["posts"]:
        if post.get("when", "since" if since else "before") != ("since" if since else "before"):
            continue
        main = Post(post["post"], post["body"].format(**cast.words))
        also = (Post("Ủy viên", f"Ban Thường vụ {cast.uy}"),) if post.get("also") else ()
        cast.people.append(Person(cast.stranger(random), (*also, main)))
    return cast


def days(row: dict[str, Any], count: int, random: Random) -> list[date]:
    """So many days within a province's period, in order."""
    first, last = row["from"].toordinal(), row["to"].toordinal()
    return sorted(date.fromordinal(random.randint(first, last)) for _ in range(count))
