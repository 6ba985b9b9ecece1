"""Articles that were finished faster than anyone reads them, by the times of the journal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from core.review.checks.finding import Finding
from core.review.checks.known import measures
from core.store import tables
from core.store.connect import speaking
from core.store.store import Store

_FINISHES = ("done", "answer", "state_done")
_MINUTE = 60_000
_CODE_POINTS = 4.5  # of a syllable and its space
_PAGE = 5000


@dataclass(frozen=True, slots=True)
class Sitting:
    """An annotator's last time at an article until it was finished: milliseconds of work, pauses left out.

    `whole`: it is known when the work began; else `worked` is from the first of so many `entries` to the last.
    """

    article: bytes
    layer: bytes
    worked: int
    entries: int
    whole: bool


def too_fast(store: Store, wanted: Mapping[bytes, object]) -> Iterator[Finding]:
    """Articles of `wanted` that somebody finished in less time than it takes to read them.

    The time counts from the annotator's last entry at another article. The first article of a sitting may have been read
    before anything was written: of it only what no hand does says something.
    """
    known = measures("pace")
    lengths = _lengths(store)
    for sitting in sittings(store, known["longest_pause"] * _MINUTE):
        syllables = lengths.get(sitting.article, 0) / _CODE_POINTS
        if sitting.article not in wanted or syllables < known["fewest_syllables"]:
            continue
        needed = syllables / known["syllables_a_minute"] * 60
        seconds = sitting.worked / 1000
        fields = {"seconds": f"{seconds:.0f}", "needed": f"{needed:.0f}", "syllables": f"{syllables:.0f}"}
        place = sitting.article, sitting.layer, ()
        if sitting.whole and seconds < needed:
            sure = 0.5 + 0.5 * (1 - seconds / needed)
            yield Finding(*place, "too_fast", sitting.article.hex(), fields, sure)
        elif not sitting.whole and sitting.entries >= known["fewest_entries"] and seconds < known["hurried"] * needed:
            yield Finding(*place, "too_fast_first", sitting.article.hex(), fields, 0.3)


def sittings(store: Store, longest_pause: int) -> Iterator[Sitting]:
    """How long each annotator worked on each article that they finished in their own layer, read entry by entry."""
    row = tables.journal.c
    columns = (row.annotator, row.seq, row.at, row.article, row.layer, row.name)
    query = select(*columns).where(row.kind == "do", row.article.is_not(None)).order_by(row.annotator, row.seq)
    who, before, article, spent, entries, whole = b"", 0, b"", 0, 0, False
    with speaking(store.path), store.engine.connect() as db:
        for annotator, _seq, at, on, layer, name in db.execute(query).yield_per(_PAGE):
            if annotator != who:
                who, before, article = annotator, 0, b""
            pause = at - before
            known = bool(before) and 0 <= pause <= longest_pause
            if on != article or not known:
                article, spent, entries, whole = on, 0, 0, known
            spent += pause if known else 0
            entries += 1
            before = at
            if name in _FINISHES and layer == annotator:
                yield Sitting(on, layer, spent, entries, whole)


def _lengths(store: Store) -> dict[bytes, int]:
    article = tables.article.c
    with speaking(store.path), store.engine.connect() as db:
        return {row[0]: row[1] for row in db.execute(select(article.id, article.length))}
