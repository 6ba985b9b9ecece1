"""What stands between two mentions of a sentence, and what it says of them."""

import re
import tomllib
from dataclasses import dataclass
from enum import Enum
from functools import cache, lru_cache
from typing import Any

from core.paths import resources

_LONGEST = 140
_FAR = 400
_LEAD = 40


class Tie(Enum):
    """How two neighbouring mentions hang together."""

    TOUCH = "touch"  # nothing between them, or an honorific alone
    COMMA = "comma"  # a comma, dash or bracket, "kiêm", "đồng thời là"
    AND = "and"
    SEMICOLON = "semicolon"
    COLON = "colon"
    HOLDING = "holding"  # a clause that ends in "được bầu giữ chức", "là", ...
    TOWARDS = "towards"  # "đối với ông", "gồm các ông"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Gap:
    """The words between two mentions: how they tie, whether an honorific ends them, whether it is of several people."""

    tie: Tie
    honorific: bool = False
    several: bool = False
    words: str = ""

    @property
    def series(self) -> bool:
        """Whether a row of posts follows, even over semicolons (giữ các chức vụ: ...)."""
        return self.words.endswith(":") or " các " in f" {self.words} "


@cache
def tables() -> dict[str, Any]:
    """The tables of `resources/lexicons/links.toml`."""
    with (resources() / "lexicons" / "links.toml").open("rb") as file:
        return tomllib.load(file)


def any_of(words: list[str]) -> str:
    """A pattern for any of the words, the longer first, between the borders of words."""
    longest = sorted(words, key=len, reverse=True)
    return r"(?<!\w)(?:" + "|".join(re.escape(word) for word in longest) + r")(?!\w)"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lists = tables()
    plural, ties = any_of(lists["honorifics"]["plurals"]), any_of(lists["ties"]["words"])
    honorific = any_of(lists["honorifics"]["words"])
    holding = lists["holding"]
    return {
        "honorific": re.compile(rf"(?:({plural}|\d+)\s*)?(?:{honorific}[\s,.]*)+(:?)\s*$"),
        "several": re.compile(rf"(?:{plural}|\d+)\s*(?:{honorific}\s*)?(?:tân\s|nguyên\s)?\s*$"),
        "ties": re.compile(rf"(?:[,(\-/][\s,(\-]*)?(?:và\s+)?{ties}\s*[:,]?\s*"),
        "holding": re.compile(rf"({any_of(holding['words'])})(?:\s+(?:tân|mới))?(?:\s+như)?\s*[:\"]?\s*$"),
        "clause": re.compile(r";\s*((?:là|từng|nguyên là|hiện là|được)(?!\w)[^;]*)$"),
        "posts": re.compile(rf"{any_of(lists['towards']['posts'])}\s*$"),
        "strong": re.compile(any_of(holding["strengthened_by"])),
        "towards": re.compile(rf"[,)\s]*{any_of(lists['towards']['words'])}\s*:?\s*"),
        "agents": re.compile(rf"{any_of(lists['agents']['words'])}\s*$"),
        "listing": re.compile(rf"{any_of(lists['towards']['several'])}\s*:?\s*$"),
    }


@lru_cache(maxsize=2048)
def gap_of(between: str) -> Gap:
    """What the text between two mentions (in one spelling, dates and ages blanked) says of them."""
    patterns = _patterns()
    far = len(between) > _FAR
    between = between[-_FAR:]
    rest, honorific, several = between, False, False
    if match := patterns["honorific"].search(between):
        rest, honorific, several = between[: match.start()] + match[2], True, bool(match[1])
    rest = re.sub(r"\(\s*\)", "", rest).strip(" \t\"'")
    if far:
        return Gap(Tie.NONE, honorific, several, rest)
    if rest in ("", ")"):
        return Gap(Tie.TOUCH, honorific, several, rest)
    if re.fullmatch(r"\.?[,(\-)/][\s,(\-)/]*", rest):
        return Gap(Tie.COMMA, honorific, several, rest)
    if re.fullmatch(r"[,)\s]*(?:và|cùng|cùng với|&)[\s,]*", rest):
        return Gap(Tie.AND, honorific, several, rest)
    if re.fullmatch(r"[,()\s]*:[\s\-]*", rest):
        return Gap(Tie.COLON, honorific, several, rest)
    if re.fullmatch(r"[,()\s.]*;(?:\s*(?:và|cùng))?\s*", rest):
        return Gap(Tie.SEMICOLON, honorific, several, rest)
    if ";" in rest and (clause := patterns["clause"].search(rest)):
        rest = clause[1]  # "quê ở Thái Bình; từng là": the same person goes on
    if len(rest) > _LONGEST or ";" in rest:
        return Gap(Tie.NONE, honorific, several, rest)
    if patterns["ties"].fullmatch(rest):
        return Gap(Tie.COMMA, honorific, several, rest)
    if patterns["listing"].search(rest):
        return Gap(Tie.TOWARDS, honorific, True, rest)
    if patterns["towards"].fullmatch(rest):
        return Gap(Tie.TOWARDS, honorific, several, rest)
    if holds_by(rest):
        return Gap(Tie.HOLDING, honorific, several, rest)
    return Gap(Tie.NONE, honorific, several, rest)


def holds_by(words: str) -> bool:
    """Whether the words end as a clause does that gives someone the post after it."""
    match = _patterns()["holding"].search(words)
    if match is None:
        return False
    return match[1] not in tables()["holding"]["weak"] or bool(_patterns()["strong"].search(words))


def speaks_of_post(before: str) -> bool:
    """Whether the words before a post are about holding it: "tư cách", "miễn nhiệm chức danh"."""
    return bool(_patterns()["posts"].search(before)) or status_of(before[-_LEAD:]) is not None


def by_agent(words: str) -> bool:
    """Whether the words lead to the one by whom something is done (được, do)."""
    return bool(_patterns()["agents"].search(words))


def plural_before(before: str) -> bool:
    """Whether the words before a mention say that several follow (các đồng chí, hai)."""
    return bool(_patterns()["several"].search(before))


@cache
def _status_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["status"], re.compile(any_of(row["words"]))) for row in tables()["statuses"])


def status_of(words: str) -> str | None:
    """The status that the words of a clause give to a post, or None."""
    return next((status for status, pattern in _status_patterns() if pattern.search(words)), None)


@cache
def _dismissed() -> re.Pattern[str]:
    words = next(row["words"] for row in tables()["statuses"] if row["status"] == "dismissed")
    return re.compile(rf"{any_of(words)}\s*(?:{any_of(tables()['honorifics']['words'])}[\s,.]*)*$")


def dismissed(before: str) -> bool:
    """Whether the words before a name say that this person is dismissed (miễn nhiệm ông)."""
    return bool(_dismissed().search(before))


@cache
def _over() -> re.Pattern[str]:
    return re.compile(any_of(tables()["over"]["words"]))


def over(title: str) -> bool:
    """Whether a post is over by its own first word (nguyên, cựu)."""
    return bool(_over().match(title))
