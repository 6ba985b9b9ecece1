"""The register of agreements, and the matrix of provinces and parties."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from core.provinces.map import find, units
from core.provinces.units import Unit
from core.review.digest import Deal, Digest
from core.review.grouping.bodies import Level, body_key
from core.review.registers.timeline import usual
from core.review.scope import unit_under
from core.review.seen import Seen, day_of
from core.text.collate import collation_key

_SAME = timedelta(days=45)
"""Reports of one signing come within this time of each other."""


@dataclass(frozen=True, slots=True)
class AgreementRow:
    """One signing: the province (a unit's id), kind, parties as written and as roles, and what articles say of it.

    `roles` name the parties whosever they are (*ban tuyên giáo tỉnh ủy*), so that provinces can be compared. `seen` leads to
    the evidence of the kind or parties in each article, the first report first.
    """

    province: str | None
    kind: str
    parties: tuple[str, ...]
    roles: tuple[str, ...]
    signed_on: str | None
    period: str | None
    legal_basis: tuple[str, ...]
    signers: tuple[str, ...]
    chairs: tuple[str, ...]
    seen: tuple[Seen, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Provinces of a map by parties: the rows in the order of names, the columns by how many provinces have them.

    `columns` are roles with a wording for each; `cells` the agreements of a province (a unit's id) with a party; `without`
    the provinces of which none is found; `elsewhere` agreements whose province nobody knows.
    """

    rows: tuple[Unit, ...]
    columns: tuple[tuple[str, str], ...]
    cells: Mapping[tuple[str, str], tuple[AgreementRow, ...]]
    without: tuple[Unit, ...]
    elsewhere: tuple[AgreementRow, ...]


def agreements_of(d: Digest) -> list[AgreementRow]:
    """The agreements that an article reports."""
    return [_row(d, deal) for deal in d.deals]


def joined(rows: Iterable[AgreementRow]) -> tuple[AgreementRow, ...]:
    """Reports of one signing as one row: the same province and roles, the same day or reports near each other."""
    same: dict[tuple[str | None, tuple[str, ...]], list[list[AgreementRow]]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: r.seen[0].published or ""):
        groups = same[row.province, tuple(sorted(row.roles))]
        group = next((g for g in groups if _one(g[-1], row)), None) if row.roles else None
        if group is None:
            groups.append([row])
        else:
            group.append(row)
    merged = (_merged(group) for groups in same.values() for group in groups)
    return tuple(sorted(merged, key=lambda r: (r.province or "~", r.signed_on or r.seen[0].published or "", r.roles)))


def matrix(rows: Sequence[AgreementRow], on: date, parties: int = 12) -> Matrix:
    """The matrix on the map of a day, with as many of the most frequent parties as columns."""
    cells: dict[tuple[str, str], list[AgreementRow]] = defaultdict(list)
    names: dict[str, Counter[str]] = defaultdict(Counter)
    provinces: dict[str, set[str]] = defaultdict(set)
    elsewhere = []
    for row in rows:
        unit = unit_under(row.province, on) if row.province else None
        if unit is None:
            elsewhere.append(row)
            continue
        for role, words in zip(row.roles, row.parties, strict=True):
            cells[unit, role].append(row)
            names[role][words] += 1
            provinces[role].add(unit)
    columns = sorted(provinces, key=lambda role: (-len(provinces[role]), -names[role].total(), collation_key(role)))
    there = {unit for unit, _ in cells}
    all_units = tuple(sorted(units(on), key=lambda u: collation_key(u.name)))
    return Matrix(
        all_units,
        tuple((role, usual(names[role].elements())) for role in columns[:parties]),
        {key: tuple(found) for key, found in cells.items()},
        tuple(u for u in all_units if u.id not in there),
        tuple(elsewhere),
    )


def _row(d: Digest, deal: Deal) -> AgreementRow:
    said = deal.fields
    parties = _list(said.get("parties"))
    named = find(str(said["province"]), day_of(d.published)) if said.get("province") else None
    province = named.id if named else d.province
    places = {name: span for name, span in deal.evidence.items() if name in ("kind", "parties", "signed_on")}
    span = min(places.values()) if places else next(iter(sorted(deal.evidence.values())), None)
    return AgreementRow(
        province,
        str(said.get("kind") or ""),
        parties,
        tuple(_role(each, province, d) for each in parties),
        said.get("signed_on") or None,
        said.get("period") or None,
        _list(said.get("legal_basis")),
        _list(said.get("signers")),
        _list(said.get("chairs")),
        (Seen.of(d, span, "; ".join(parties)),),
    )


def _role(party: str, province: str | None, d: Digest) -> str:
    """A party whosever it is: of a province's bodies, cities say *Thành ủy* and *thành phố* for *Tỉnh ủy* and *tỉnh*."""
    key = body_key(party, province, day_of(d.published))
    if key.level is not Level.PROVINCE:
        return key.name
    return key.name.replace("thành ủy", "tỉnh ủy").replace("thành phố", "tỉnh").replace("thành đoàn", "tỉnh đoàn")


def _list(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(each) for each in value) if isinstance(value, (list, tuple)) else (str(value),)


def _one(one: AgreementRow, other: AgreementRow) -> bool:
    if one.signed_on and other.signed_on:
        return one.signed_on[:10] == other.signed_on[:10]
    first, second = day_of(one.seen[-1].published), day_of(other.seen[0].published)
    return bool(first and second and abs(second - first) <= _SAME)


def _merged(group: list[AgreementRow]) -> AgreementRow:
    """Several reports as one row: of each field what the first report says that says anything, lists from the fullest."""

    def first(name: str) -> Any:
        return next((value for row in group if (value := getattr(row, name))), getattr(group[0], name))

    def fullest(name: str) -> tuple[str, ...]:
        return max((getattr(row, name) for row in group), key=len)

    return AgreementRow(
        group[0].province,
        first("kind"),
        group[0].parties,
        group[0].roles,
        first("signed_on"),
        first("period"),
        fullest("legal_basis"),
        fullest("signers"),
        fullest("chairs"),
        tuple(seen for row in group for seen in row.seen),
    )
