"""The lexicons about bodies, posts, people and places as trees of phrases, loaded once."""

from dataclasses import dataclass
from functools import cache

from core.detect.lexicon import Lexicon
from core.detect.tokens import UPPER as UPPER
from core.detect.tokens import Tokens, Words
from core.detect.trie import Trie, simple_words, split
from core.timex.lexicon import words

# What a word may begin.
POST, HEAD, LEVEL, PLACE, PRESS, HONORIFIC, FAMILY, ROAD = 1, 2, 4, 8, 16, 32, 64, 256


@dataclass(frozen=True, slots=True)
class Head:
    """How a noun that begins a body's name behaves: `kind` is the list of `bodies.toml` it stands in.

    `fields` whether what it deals with may follow, `levels` the level that it ends or begins with (Đoàn *xã*).
    """

    kind: str
    name: str
    fields: bool = False
    levels: str = ""


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
    """All that the grammar knows, as trees of phrases and sets of words, named as their lists in the lexicons are meant."""

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
        small = _set(Lexicon("admin"), "levels", "small")
        for kind in ("named", "tied", "joined", "fielded"):
            for name in bodies.phrases(kind, "names"):
                words = plain(name).split()
                levels = next((word for word in (words[-1], words[0]) if word in small), "") if len(words) == 2 else ""
                self.heads.add(name, Head(kind, plain(name), name in fielded, levels))
        for kind in ("schools", "hospitals", "press"):
            for name in bodies.phrases("open", kind):
                self.heads.add(name, Head(kind, plain(name)))
        self.shared, self.councils, self.parliaments, self.committees, self.capital, self.numbered_heads = (
            _set(bodies, "chains", key)
            for key in ("shared", "councils", "parliaments", "committees", "capital", "numbered")
        )
        ranking = enumerate(bodies.keys("ranking"))
        self.rank = {plain(p): rank for rank, key in ranking for p in bodies.phrases("ranking", key)}
        self.wholes, self.units = _set(bodies, "ranking", "whole"), _set(bodies, "army", "units")
        self.proper, self.firm, self.tasked, self.any = (
            _set(bodies, "proper", key) for key in ("after", "firm", "tasked", "any")
        )
        self.small, self.ends = _set(bodies, "small", "needy"), _set(bodies, "words", "ends")
        self.lone, self.congresses = _set(bodies, "words", "lone"), _set(bodies, "words", "congresses")
        self.of_companies = _set(bodies, "words", "of_companies")
        self.everywhere = _set(bodies, "words", "everywhere")
        self.collective = _set(bodies, "words", "collective")
        self.compounds = {tuple(split(p).low[:-1]) for p in bodies.phrases("compounds", "names")}
        self.tails, self.private = (
            Trie.of(bodies.phrases("tails", "names")),
            Trie.of(bodies.phrases("chains", "private")),
        )
        self.fields = Trie.of(fields.phrases("fields", "names"))
        self.exams = _set(fields, "fields", "exams")
        self.verbs, self.doing = _set(fields, "fields", "verbs"), _set(fields, "fields", "doing")

    def _posts(self) -> None:
        posts = Lexicon("posts")
        self.posts = Trie()
        for kind in ("whole", "jobs", "local", "needy", "managed", "loose", "bodied"):
            for name in posts.phrases("posts", kind):
                self.posts.add(name, Post(kind, plain(name), self._tail(name)))
        self.ranks = Trie.of(posts.phrases("ranks", "names"))
        self.before = Trie.of(posts.phrases("modifiers", "names"))
        self.after = Trie.of(posts.phrases("modifiers", "after"))
        self.post_tails = Trie.of(posts.phrases("posts", "tails"))
        self.state_companies, self.company_boards, self.company_words = (
            Trie.of(posts.phrases("companies", key)) for key in ("names", "boards", "words")
        )
        self.company_kinds = Trie.of(posts.phrases("companies", "kinds"))
        self.private_posts = Trie.of(posts.phrases("private", "words"))
        self.levelled, self.fielded_posts = _set(posts, "posts", "levelled"), _set(posts, "fielded", "names")
        self.ended, self.clubs = (_set(posts, "posts", key) for key in ("ended", "clubs"))
        self.abroad = _set(posts, "abroad", "names")
        self.deputies, self.members, self.apposed, self.apposed_bodies, self.directors, self.short_posts = (
            _set(posts, "roles", key)
            for key in ("deputies", "members", "apposed", "apposed_bodies", "directors", "short")
        )
        self.standing, self.sharing = _set(posts, "roles", "standing"), _set(posts, "roles", "sharing")
        self.seats, self.terms = _set(posts, "roles", "seats"), _set(posts, "roles", "terms")
        self.statesmen = _set(posts, "roles", "statesmen")
        self.posts_begin, self.commands = _set(posts, "roles", "begins"), _set(posts, "roles", "commands")

    def _tail(self, name: str) -> int:
        """How many words at the end of a post are the noun of a body."""
        words = split(name)
        for length in (3, 2, 1):
            at = words.n - length
            end = words.low[at : words.n] if at > 0 else []
            if end and self.heads.begins(end) and end != ["thường", "trực"]:  # that qualifies the post
                return length
        return 0

    def _places(self) -> None:
        admin, places = Lexicon("admin"), Lexicon("places")
        self.levels = Trie.of(admin.phrases("levels", "words"), "level")
        for name in admin.phrases("levels", "short"):
            self.levels.add(name, "short")
        (
            self.numbered,
            self.needy_levels,
            self.dotted,
            self.cities,
            self.small_levels,
            self.counted,
            self.divided,
            self.vague,
        ) = (
            _set(admin, "levels", key)
            for key in ("numbered", "needy", "dotted", "cities", "small", "counted", "divided", "vague")
        )
        self.clipped = _set(admin, "levels", "clipped")
        self.counted_things = words("counted")
        self.kinds = Trie.of(admin.phrases("places", "words"))
        self.sited, self.reserves = _set(admin, "places", "words"), Trie.of(admin.phrases("places", "reserves"))
        self.roads = Trie.of(admin.phrases("places", "roads"))
        self.villages, self.careful, self.hamlets = (
            _set(admin, "places", key) for key in ("villages", "careful", "hamlets")
        )
        self.company = Trie.of(admin.phrases("companies", "heads"))
        self.company_stops, self.plural = _set(admin, "companies", "stops"), _set(admin, "plural", "words")
        self.plural_after = Trie.of(admin.phrases("plural", "after"))
        self.spots = Trie()
        never = _set(places, "provinces", "only_typed")
        doubtful = {name for table in ("districts", "foreign", "regions") for name in _set(places, table, "doubtful")}

        def kind(name: str) -> Spot:
            words = plain(name)
            return Spot("typed" if words in never and " " in words else "doubtful" if words in doubtful else "sure")

        for table in ("provinces", "foreign", "regions"):
            for name in places.phrases(table, "names"):
                self.spots.add(name, kind(name))
        for key in places.keys("districts"):
            for name in places.phrases("districts", key):
                self.spots.add(name, kind(name))
        self.heroes = Trie.of(places.phrases("heroes", "names"))
        self.place_cues = _set(places, "foreign", "cues")

    def _people(self) -> None:
        persons = Lexicon("persons")
        comrade = set(persons.phrases("honorifics", "comrade"))
        self.honorifics = Trie.of(comrade, True)
        for name in persons.phrases("honorifics", "names"):
            self.honorifics.add(name, False)  # what is in already stays
        self.degrees = Trie.of(persons.phrases("honorifics", "degrees"))
        self.holds, self.links, self.bylines, self.things, self.successions, self.successors, self.asides = (
            _set(persons, "words", key)
            for key in ("holds", "links", "bylines", "things", "successions", "successors", "asides")
        )
        self.sites = _set(persons, "words", "sites")
        self.family, self.common, self.middle, self.never, self.second, self.person_family = (
            {word for phrase in persons.phrases("names", key) for word in split(phrase).low if word}
            for key in ("family", "common", "middle", "never", "second", "person")
        )
        self.abbreviations, self.called, self.hyphened, self.particles = (
            _set(persons, "names", key) for key in ("abbreviations", "called", "hyphened", "particles")
        )
        self.leaders = {tuple(split(p).low[:-1]) for p in persons.phrases("leaders", "names")}

    def _press(self) -> None:
        press = Lexicon("press")
        doubtful = set(press.phrases("names", "doubtful"))
        self.press = Trie()
        for name in press.phrases("names", "sure"):
            self.press.add(name, name not in doubtful)
        self.press_cues = _set(press, "names", "cues")

    def _bits(self) -> tuple[dict[str, int], dict[str, int]]:
        lower: dict[str, int] = {}
        capital: dict[str, int] = {}
        for table, bit, firsts in (
            (lower, POST, (*self.posts.firsts(), *self.ranks.firsts(), *self.before.firsts())),
            (lower, HEAD, self.heads.firsts()),
            (lower, LEVEL, (*self.levels.firsts(), *self.kinds.firsts())),
            (lower, ROAD, self.roads.firsts()),
            (lower, HONORIFIC, self.honorifics.firsts()),
            (capital, PLACE, self.spots.firsts()),
            (capital, PRESS, self.press.firsts()),
            (capital, FAMILY, (*self.family, *(name[0] for name in self.leaders))),
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


def plain(phrase: str) -> str:
    """The words of a phrase in their spelling, a space between."""
    return " ".join(simple_words(phrase) or split(phrase).low[:-1])


def _set(lexicon: Lexicon, table: str, key: str) -> set[str]:
    return {plain(phrase) for phrase in lexicon.phrases(table, key)}


@cache
def vocabulary() -> Vocabulary:
    """The lexicons, read at the first call; ResourceError where one is wrong."""
    return Vocabulary()
