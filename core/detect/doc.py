"""One text's words with the vocabulary: what every part of the grammar reads."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from core.detect.body import Absent, Body
from core.detect.tokens import Tokens
from core.detect.vocabulary import HEAD, UPPER, Vocabulary

if TYPE_CHECKING:
    from core.detect.title import Title

_DEEPEST = 12  # names do not nest without end; more would be a text that plays with the grammar


class Doc:
    """The words as parallel lists, and what the grammar has found so far at each of them.

    `read_body` is how a body is read, given from outside because the fields of bodies ask whether another one begins.
    """

    __slots__ = (
        "_bodies",
        "_deep",
        "_read_body",
        "bits",
        "cap",
        "gap",
        "loud",
        "low",
        "n",
        "spelled",
        "t",
        "titles",
        "v",
    )

    def __init__(self, t: Tokens, v: Vocabulary, read_body: Callable[["Doc", int], Body | Absent]) -> None:
        self.t, self.v, self._read_body = t, v, read_body
        self.low, self.cap, self.gap, self.bits, self.loud, self.n = t.low, t.cap, t.gap, t.bits, t.loud, t.n
        self.titles: dict[int, Title | None] = {}
        self.spelled: dict[str, set[tuple[str, ...]]] | None = None  # names of places as quiet lines write them
        self._bodies: dict[int, Body | Absent] = {}
        self._deep = 0

    def agency(self, at: int) -> Body | Absent:
        """The body that begins at word `at`, read once, or why there is none."""
        if not self.bits[at] & HEAD:
            return Absent.NONE
        found = self._bodies.get(at)
        if found is None:
            if not self.enter():
                return Absent.NONE
            found = self._bodies[at] = self._read_body(self, at)
            self.leave()
        return found

    def body(self, at: int) -> Body | None:
        """The body that begins at word `at`."""
        found = self.agency(at)
        return found if isinstance(found, Body) else None

    def enter(self) -> bool:
        """Begin a reading that may wait for another one; False where too many wait already."""
        if self._deep > _DEEPEST:
            return False
        self._deep += 1
        return True

    def leave(self) -> None:
        """End what `enter` began."""
        self._deep -= 1

    def words(self, start: int, end: int) -> str:
        """The words `start` to before `end` in their spelling, a space between."""
        return " ".join(self.low[start:end])

    def follows(self, at: int, word: str) -> bool:
        """Whether the word at `at` is `word`, and only spaces stand before and after it."""
        return self.low[at] == word and not self.gap[at - 1] and not self.gap[at]

    def numbered(self, at: int) -> bool:
        """Whether *số* and a number stand at `at`."""
        return self.follows(at, "số") and self.low[at + 1].isdigit()

    def next_in_list(self, end: int) -> int | None:
        """Where the next member of a list begins after `end`, behind a comma or *và*."""
        if self.gap[end - 1] == ",":
            return end
        return end + 1 if self.follows(end, "và") else None

    def past_short(self, end: int) -> int:
        """The word after an abbreviation in brackets that begins at `end`: *Ban Chấp hành (BCH) Đảng bộ tỉnh*; else `end`."""
        if self.gap[end - 1] == "(":
            for at in range(end, min(end + 4, self.n)):
                if not self.bits[at] & UPPER:
                    break
                if self.gap[at] == ")":
                    return at + 1
        return end

    def compounded(self, at: int) -> bool:
        """Whether the word at `at` is the second half of a common word (cán *bộ*, chức *vụ*)."""
        return at > 0 and not self.gap[at - 1] and (self.low[at - 1], self.low[at]) in self.v.compounds

    def plural(self, at: int) -> bool:
        """Whether *các*, a number and the like stand before `at`."""
        return at > 0 and not self.gap[at - 1] and self.low[at - 1] in self.v.plural
