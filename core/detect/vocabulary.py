"""The lexicons about bodies, posts, people and places as trees of phrases, loaded once."""

from dataclasses import dataclass
from functools import cache

from core.detect.lexicon import Lexicon
from core.detect.tokens import Tokens, Words
from core.detect.trie import Trie, split

# What a word may begin.
POST, HEAD, LEVEL, PLACE, PRESS, HONORIFIC, FAMILY = 1, 2, 4, 8, 16, 32, 64
UPPER = 128  # written in capitals throughout


@dataclass(frozen=True, slots=True)
class Head:
    """How a noun that begins a body's name behaves: `kind` is the list of `bodies.toml` it stands in.

    `fields` whether what it deals with may follow.
    """

    kind: str
    name: str
    fields: bool = False


@dataclass(frozen=True, slots=True)
class Post:
    """How a post behaves; `tail` words at its end may begin the body instead (Trưởng *ban*, Chánh *văn phòng*)."""

    kind: str
    name: str
    tail: int


@dataclass(frozen=True, slots=True)
class Spot:
    """A place's name: whether it is one by itself (`sure`), only where a place is meant (`doubtful`), or never alone."""

    kind: str


class Vocabulary:
    """All that the grammar knows, as trees and sets."""

    def __init__(self) -> None:
        self._bodies()
        self._posts()
        self._places()
        self._people()
        self._press()
        self.words = Words(*self._bits())

    def _bodies(self) -> None:
        bodies, fields = Lexicon("bodies"), Lexicon("fields")
        self.heads = Trie()
        fielded = set(bodies.phrases("fielded", "names"))
        for kind in ("named", "tied", "joined", "fielded"):
            for name in bodies.phrases(kind, "names"):
                self.heads.add(name, Head(kind, _plain(name), name in fielded))
        for kind in ("schools", "hospitals", "press"):
            for name in bodies.phrases("open", kind):
                self.heads.add(name, Head(kind, _plain(name)))
        self.shared = {_plain(p) for p in bodies.phrases("chains", "shared")}
        self.councils = {_plain(p) for p in bodies.phrases("chains", "councils")}
        self.capital = {_plain(p) for p in bodies.phrases("chains", "capital")}
        self.numbered_heads = {_plain(p) for p in bodies.phrases("chains", "numbered")}
        self.rank = {
            _plain(p): rank for rank, key in enumerate(bodies.keys("ranking")) for p in bodies.phrases("ranking", key)
        }
        self.wholes = {_plain(p) for p in bodies.phrases("ranking", "whole")}
        self.units = {_plain(p) for p in bodies.phrases("army", "units")}
        self.proper, self.firm, self.tasked, self.any = (
            {_plain(p) for p in bodies.phrases("proper", key)} for key in ("after", "firm", "tasked", "any")
        )
        self.small = {_plain(p) for p in bodies.phrases("small", "needy")}
        self.doing = {_plain(p) for p in fields.phrases("fields", "doing")}
        self.ends = {_plain(p) for p in bodies.phrases("words", "ends")}
        self.compounds = {tuple(split(p).low[:-1]) for p in bodies.phrases("compounds", "names")}
        self.tails = Trie.of(bodies.phrases("tails", "names"))
        self.private = Trie.of(bodies.phrases("chains", "private"))
        self.fields = Trie.of(fields.phrases("fields", "names"))
        self.verbs = {_plain(p) for p in fields.phrases("fields", "verbs")}

    def _posts(self) -> None:
        posts = Lexicon("posts")
        self.posts = Trie()
        fielded = {_plain(p) for p in posts.phrases("fielded", "names")}
        for kind in ("whole", "jobs", "local", "needy", "managed", "loose", "bodied"):
            for name in posts.phrases("posts", kind):
                self.posts.add(name, Post(kind, _plain(name), self._tail(name)))
        self.ranks = Trie.of(posts.phrases("ranks", "names"))
        self.before = Trie.of(posts.phrases("modifiers", "names"))
        self.after = Trie.of(posts.phrases("modifiers", "after"))
        self.post_tails = Trie.of(posts.phrases("posts", "tails"))
        self.levelled = {_plain(p) for p in posts.phrases("posts", "levelled")}
        self.fielded_posts = fielded
        self.abroad = {_plain(p) for p in posts.phrases("abroad", "names")}
        self.private_posts = Trie.of(posts.phrases("private", "words"))

    def _tail(self, name: str) -> int:
        """How many words at the end of a post are the noun of a body."""
        words = split(name)
        for length in (3, 2, 1):
            at = words.n - length
            node = self.heads.root
            for word in words.low[at : words.n] if at > 0 else ("",):
                node = node.get(word)
                if node is None:
                    break
            if node and at > 0 and words.low[at : words.n] != ["thường", "trực"]:
                return length
        return 0

    def _places(self) -> None:
        admin, places = Lexicon("admin"), Lexicon("places")
        self.levels = Trie.of(admin.phrases("levels", "words"), "level")
        for name in admin.phrases("levels", "short"):
            self.levels.add(name, "short")
        self.numbered = {_plain(p) for p in admin.phrases("levels", "numbered")}
        self.needy_levels = {_plain(p) for p in admin.phrases("levels", "needy")}
        self.kinds = Trie.of(admin.phrases("places", "words"))
        self.villages = {_plain(p) for p in admin.phrases("places", "villages")}
        self.company = Trie.of(admin.phrases("companies", "heads"))
        self.company_stops = {_plain(p) for p in admin.phrases("companies", "stops")}
        self.plural = {_plain(p) for p in admin.phrases("plural", "words")}
        self.plural_after = Trie.of(admin.phrases("plural", "after"))
        self.spots = Trie()
        never = {_plain(p) for p in places.phrases("provinces", "only_typed")}
        doubtful = {_plain(p) for t in ("districts", "foreign", "regions") for p in places.phrases(t, "doubtful")}

        def kind(name: str) -> Spot:
            plain = _plain(name)
            return Spot("typed" if plain in never and " " in plain else "doubtful" if plain in doubtful else "sure")

        for table in ("provinces", "foreign", "regions"):
            for name in places.phrases(table, "names"):
                self.spots.add(name, kind(name))
        for key in places.keys("districts"):
            for name in places.phrases("districts", key):
                self.spots.add(name, kind(name))
        self.heroes = Trie.of(places.phrases("heroes", "names"))
        self.place_cues = {_plain(p) for p in places.phrases("foreign", "cues")}

    def _people(self) -> None:
        persons = Lexicon("persons")
        self.honorifics = Trie.of(persons.phrases("honorifics", "names"), False)
        for name in persons.phrases("honorifics", "comrade"):
            node = self.honorifics.root
            words = split(name)
            for at in range(words.n):
                node = node.setdefault(words.low[at], {})
                if at + 1 < words.n and words.gap[at]:
                    node = node.setdefault(words.gap[at], {})
            node[""] = True
        self.degrees = Trie.of(persons.phrases("honorifics", "degrees"))
        self.holds = {_plain(p) for p in persons.phrases("words", "holds")}
        self.links = {_plain(p) for p in persons.phrases("words", "links")}
        self.bylines = {_plain(p) for p in persons.phrases("words", "bylines")}
        self.things = {_plain(p) for p in persons.phrases("words", "things")}
        self.family = {w for p in persons.phrases("names", "family") for w in split(p).low if w}
        self.common = {w for p in persons.phrases("names", "common") for w in split(p).low if w}
        self.middle = {w for p in persons.phrases("names", "middle") for w in split(p).low if w}
        self.never = {w for p in persons.phrases("names", "never") for w in split(p).low if w}
        self.leaders = {tuple(split(p).low[:-1]) for p in persons.phrases("leaders", "names")}

    def _press(self) -> None:
        press = Lexicon("press")
        doubtful = {p for p in press.phrases("names", "doubtful")}
        self.press = Trie()
        for name in press.phrases("names", "sure"):
            self.press.add(name, name not in doubtful)
        self.press_cues = {_plain(p) for p in press.phrases("names", "cues")}

    def _bits(self) -> tuple[dict[str, int], dict[str, int]]:
        lower: dict[str, int] = {}
        capital: dict[str, int] = {}
        for table, bit, firsts in (
            (lower, POST, (*self.posts.firsts(), *self.ranks.firsts(), *self.before.firsts())),
            (lower, HEAD, self.heads.firsts()),
            (lower, LEVEL, (*self.levels.firsts(), *self.kinds.firsts())),
            (lower, HONORIFIC, self.honorifics.firsts()),
            (capital, PLACE, self.spots.firsts()),
            (capital, PRESS, self.press.firsts()),
            (capital, FAMILY, (*self.common, *(name[0] for name in self.leaders))),
        ):
            for word in firsts:
                table[word] = table.get(word, 0) | bit
        # Names of places and papers with a word in lower case first (miền Bắc, châu Á).
        for word in ("miền", "châu", "biển", "đồng", "duyên"):
            lower[word] = lower.get(word, 0) | PLACE
        return lower, capital

    def tokens(self, text: str) -> Tokens:
        """The words of `text`, each with what it may begin."""
        return Tokens(text, self.words)


def _plain(phrase: str) -> str:
    words = split(phrase)
    return " ".join(words.low[:-1])


@cache
def vocabulary() -> Vocabulary:
    """The lexicons, read at the first call; ResourceError where one is wrong."""
    return Vocabulary()
