"""What stands on a sign-off sheet: what was covered, how far people agree, what is open, and the error rate of audits."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import func, select

from core.model.article import FINISHED
from core.model.ids import GOLD_LAYER
from core.review.adjudication import Reason, reasons
from core.review.adjudication.docket import Docket
from core.review.agreement import Agreement, Gathered, Measure, count
from core.review.audit import Rate, Sample, error_rate, judged, samples
from core.review.questions import questions
from core.review.scope import Scope, places
from core.review.signoff.signing import Signature, signatures
from core.review.stack import people, stacks
from core.store import tables
from core.store.connect import speaking
from core.store.store import Store

SHOWN = (
    Measure.STRICT,
    Measure.LENIENT,
    Measure.COHEN,
    Measure.ALPHA,
    Measure.UNITIZING,
    Measure.VALUE,
    Measure.RELATION,
    Measure.RECORD,
)
"""The measures of agreement that a sheet shows."""

_IDS = 500


@dataclass(frozen=True, slots=True)
class OpenCheck:
    """A check by its title, with how many of its findings are open and how many were muted."""

    title: str
    open: int
    muted: int = 0


@dataclass(frozen=True, slots=True)
class Audit:
    """An audit sample, how many of its articles have been looked at, and the error rate."""

    sample: Sample
    judged: int
    rate: Rate


@dataclass(frozen=True, slots=True)
class SignoffSheet:
    """The facts of a sheet. `at` is when it was made, in milliseconds since 1970 UTC; `people` are names with how many
    articles they finished; `items` counts what the gold layer holds (else all layers) by label, kind of relation and record.
    """

    title: str
    dataset: str
    scope: Scope
    at: int
    articles: int
    gold: int
    published: tuple[str, str] | None
    people: tuple[tuple[str, int], ...]
    items: dict[str, int]
    agreement: Agreement
    decided: int
    open: int
    reasons: Counter[tuple[Reason, str]] = field(default_factory=Counter)
    checks: tuple[OpenCheck, ...] = ()
    audits: tuple[Audit, ...] = ()
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class Preparing:
    """A step towards a sheet: articles done of how many; the last one has the sheet."""

    done: int
    total: int
    sheet: SignoffSheet | None = None


def prepare(
    store: Store, scope: Scope, title: str, *, checks: Sequence[OpenCheck] = (), seed: int = 0
) -> Iterator[Preparing]:
    """Gather a sheet about the articles of a scope, one article a step."""
    there = places(store, scope)
    ids = [place.article for place in there]
    dates = sorted(place.published for place in there if place.published)
    gathered = Gathered(seed=seed)
    open_items = decided = 0
    for done, stack in enumerate(stacks(store, scope), 1):
        gathered.add(count(stack))
        docket = Docket(questions(stack), store.layer(stack.article.id, GOLD_LAYER))
        open_items += len(docket.open) + len(docket.waiting)
        decided += sum(docket.settled)
        yield Preparing(done, len(ids))
    names = people(store)
    finished = _finished(store, ids)
    among = set(ids)
    sheet = SignoffSheet(
        title,
        str(store.path),
        scope,
        store.clock(),
        len(ids),
        finished.get(GOLD_LAYER, 0),
        (dates[0], dates[-1]) if dates else None,
        tuple((name, finished.get(id, 0)) for id, name in names.items() if finished.get(id)),
        _items(store, ids, gold=GOLD_LAYER in finished),
        gathered.agreement(SHOWN, of_pairs=False),
        decided,
        open_items,
        reasons(store, scope),
        tuple(checks),
        tuple(Audit(s, len(judged(store, s)), error_rate(store, s)) for s in samples(store) if among & set(s.articles)),
        tuple(signatures(store, scope)),
    )
    yield Preparing(len(ids), len(ids), sheet)


def _finished(store: Store, ids: Sequence[bytes]) -> dict[bytes, int]:
    """How many of some articles each layer has finished."""
    card = tables.card.c
    found: Counter[bytes] = Counter()
    done = card.state.in_([state.value for state in FINISHED])
    with speaking(store.path), store.engine.connect() as db:
        for some in (ids[at : at + _IDS] for at in range(0, len(ids), _IDS)):
            query = select(card.layer, func.count()).where(done, card.article.in_(some)).group_by(card.layer)
            found.update({row[0]: row[1] for row in db.execute(query)})
    return found


def _items(store: Store, ids: Sequence[bytes], gold: bool) -> dict[str, int]:
    """How many annotations of each label, relations and agreements of each kind some articles have."""
    note, link = tables.annotation.c, tables.relation.c
    found: Counter[str] = Counter()
    with speaking(store.path), store.engine.connect() as db:
        for some in (ids[at : at + _IDS] for at in range(0, len(ids), _IDS)):
            marks = select(note.label, func.count()).where(note.article.in_(some), note.decision == "accepted")
            links = select(link.kind, func.count()).where(link.article.in_(some))
            if gold:
                marks, links = marks.where(note.layer == GOLD_LAYER), links.where(link.layer == GOLD_LAYER)
            for query in (marks.group_by(note.label), links.group_by(link.kind)):
                found.update({row[0]: row[1] for row in db.execute(query)})
    return dict(found.most_common())
