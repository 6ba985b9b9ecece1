"""The register of documents: each number of an issuer once, with the articles that cite it."""

import re
from collections import Counter
from dataclasses import dataclass

from core.frames import plain
from core.review.checks.case import DOCUMENT
from core.review.checks.documents import codes
from core.review.checks.known import issuers
from core.review.digest import Digest
from core.review.grouping.bodies import COUNTRY
from core.review.registers.timeline import usual
from core.review.seen import Seen
from core.text.collate import Key, collation_key

_NUMBER = re.compile(r"\d[\w./&\-–]*\w|\d")
_LOCAL = {"TU", "HU", "QU", "THU", "ĐU", "UBND", "HĐND", "BTGTU", "BTCTU", "BDVTU", "BTGDVTU", "UBKTTU"}


@dataclass(frozen=True, slots=True)
class CitedDocument:
    """A document: number in one form (empty for one by name), name as mostly written, issuer's code, owner, and where cited.

    `owner` is the province (a unit's id) whose bodies issued it, `vn` for the country's, empty where the number does not say.
    """

    id: str
    number: str
    name: str
    names: tuple[str, ...]
    issuer: str
    owner: str
    seen: tuple[Seen, ...]


class Citations:
    """The documents that articles cite, gathered article by article."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], tuple[Counter[str], list[Seen]]] = {}

    def add(self, d: Digest) -> None:
        """Take an article in."""
        for _, m in d.of(DOCUMENT):
            words, seen = self._found.setdefault(_key(m.words, m.value, d.province), (Counter(), []))
            words[m.words] += 1
            seen.append(Seen.of(d, m.span, m.words))

    def all(self) -> tuple[CitedDocument, ...]:
        """Every document, those with a number first, by kind and number."""
        return tuple(sorted((_document(key, *found) for key, found in self._found.items()), key=_order))


def normal_number(number: str) -> str:
    """A number in one form: capitals, plain dashes, no spaces, no zeros before it (*05 – CT/TW* is *5-CT/TW*)."""
    return re.sub(r"\s+", "", number).replace("–", "-").replace("—", "-").upper().lstrip("0")


def _key(words: str, value: str | None, province: str | None) -> tuple[str, str]:
    """The owner, and what the document is known by: its number with letters, else its kind with a bare number, else its name."""
    found = _NUMBER.search(words)
    number = normal_number(value or (found[0] if found else ""))
    issuer = codes(number)[1]
    if issuer:
        return (province or "") if issuer in _LOCAL else COUNTRY, number
    if number and not number.isdigit():
        return province or "", number
    named = plain(words).replace(" số ", " ")
    law = named.startswith(("luật", "bộ luật", "hiến pháp", "pháp lệnh"))
    return COUNTRY if law else province or "", named


def _document(key: tuple[str, str], words: Counter[str], seen: list[Seen]) -> CitedDocument:
    owner, number = key
    name = usual(words.elements())
    coded = number != number.lower() or number[:1].isdigit()
    issuer = codes(number)[1] if coded else ""
    return CitedDocument(
        f"{owner}/{number}",
        number if coded else "",
        name,
        tuple(sorted((each for each in words if each != name), key=collation_key)),
        issuers()["codes"][issuer][0] if issuer else "",
        owner,
        tuple(sorted(seen, key=lambda s: (s.published or "", s.article, s.span is not None and s.span.start))),
    )


def _order(one: CitedDocument) -> tuple[bool, Key, Key]:
    return not one.number, collation_key(one.name.partition(" số ")[0]), collation_key(one.number or one.name)
