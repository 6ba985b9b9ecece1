"""Signatures: Records of the dataset that say who signed for which articles, when, and what the figures were then."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.model.edit import Edit
from core.model.ids import new_id
from core.model.record import Record
from core.review.agreement import Measure
from core.review.records import own_records
from core.review.scope import Scope
from core.store.store import Store

if TYPE_CHECKING:
    from core.review.signoff.sheet import SignoffSheet

SIGNOFF = "signoff"


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed, when (milliseconds since 1970 UTC), with which remark, for how many articles."""

    signer: bytes
    name: str
    at: int
    note: str
    articles: int


def sign(store: Store, signer: bytes, sheet: "SignoffSheet", note: str = "") -> Edit:
    """Sign a sheet; the edit as written, which undo takes back. The figures are kept as they are now."""
    strict = sheet.agreement.of(Measure.STRICT)
    fields = {
        "title": sheet.title,
        "name": store.annotators().get(signer, signer.hex()),
        "at": store.clock(),
        "note": note,
        "provinces": _provinces(sheet.scope),
        "articles": sheet.articles,
        "gold": sheet.gold,
        "open": sheet.open,
        "checks_open": sum(check.open for check in sheet.checks),
        "strict_f1": strict.value if strict else None,
        "audits": [
            {"sample": a.sample.id.hex(), "errors": a.rate.errors, "items": a.rate.items, "rate": a.rate.value}
            for a in sheet.audits
        ],
    }
    record = Record(new_id(), b"", signer, b"", SIGNOFF, fields)
    return store.apply(Edit("sign_off", (), (record,)), signer)


def signatures(store: Store, scope: Scope) -> list[Signature]:
    """Who has signed for a scope, the oldest first."""
    return [
        Signature(r.layer, str(r.fields.get("name", "")), int(r.fields.get("at", 0)), str(r.fields.get("note", "")), n)
        for r in own_records(store, SIGNOFF)
        if r.fields.get("provinces") == _provinces(scope) and (n := int(r.fields.get("articles", 0)))
    ]


def _provinces(scope: Scope) -> list[str] | None:
    return sorted(scope.provinces) if scope.provinces is not None else None
