"""All registers of a collection, made in one pass over its articles."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.review.digests import best, digests
from core.review.grouping.decisions import Decided, decided
from core.review.grouping.people import Appearance, appearances
from core.review.registers.agreements import AgreementRow, agreements_of, joined
from core.review.registers.bodies import Body, Namings, bodies
from core.review.registers.documents import Citations, CitedDocument
from core.review.registers.officials import Official, officials
from core.review.scope import EVERYTHING, Scope
from core.store.store import Store


@dataclass(frozen=True, slots=True)
class Registers:
    """The registers of a collection, and the decisions that they were made by."""

    officials: tuple[Official, ...]
    bodies: tuple[Body, ...]
    documents: tuple[CitedDocument, ...]
    agreements: tuple[AgreementRow, ...]
    decided: tuple[Decided, ...]
    sources: "Sources"


@dataclass(slots=True)
class Sources:
    """What articles gave, before it was grouped: registers are made anew from it when a decision is made."""

    people: list[Appearance]
    namings: Namings
    citations: Citations
    deals: list[AgreementRow]


@dataclass(frozen=True, slots=True)
class Building:
    """A step: articles read of how many, and with the last the registers."""

    done: int
    total: int
    registers: Registers | None = None


def build(store: Store, scope: Scope = EVERYTHING) -> Iterator[Building]:
    """Make the registers of a scope; of each article counts the gold layer, else the one that says most."""
    sources = Sources([], Namings(), Citations(), [])
    total = 0
    for read in digests(store, scope):
        for d in best(read.digests):
            sources.people += appearances(d)
            sources.namings.add(d)
            sources.citations.add(d)
            sources.deals += agreements_of(d)
        total = read.total
        yield Building(read.done, total)
    yield Building(total, total, grouped_anew(store, sources))


def grouped_anew(store: Store, sources: Sources) -> Registers:
    """The registers as people have decided by now, from what the articles gave."""
    said = decided(store)
    people = officials(sources.people, said)
    return Registers(
        people,
        bodies(sources.namings, people, said),
        sources.citations.all(),
        joined(sources.deals),
        tuple(said),
        sources,
    )
