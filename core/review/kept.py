"""The digests that a dataset keeps: each good as long as nothing was written about its article, nor its place or date changed."""

import json
import zlib
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import delete, func, insert, select

from core.review.checks.registry import VERSION
from core.review.digest import Digest, from_json, to_json
from core.review.scope import Place
from core.store import tables
from core.store.connect import speaking
from core.store.dataset_io import LayerName
from core.store.rows import to_json as as_text
from core.store.store import Store


class Kept:
    """The digests of some layers."""

    def __init__(self, store: Store, layers: Sequence[LayerName]) -> None:
        self._store = store
        self._layers = [layer.id for layer in layers]
        journal = tables.journal.c
        newest = select(journal.article, func.max(journal.seq)).where(journal.article.is_not(None))
        with speaking(store.path), store.engine.connect() as db:
            self._written = {row[0]: row[1] for row in db.execute(newest.group_by(journal.article))}

    def mark(self, place: Place) -> str:
        """What an article's digests are kept under: another as soon as anything that they say may be another."""
        return f"{VERSION} {self._written.get(place.article, 0)} {place.province} {place.published}"

    def read(self, page: Sequence[Place]) -> tuple[dict[bytes, list[Digest]], list[Place]]:
        """What is kept of some articles and still good, and those of which nothing is."""
        kept, by_id = tables.digest, {place.article: place for place in page}
        query = select(kept).where(kept.c.article.in_(list(by_id)), kept.c.layer.in_(self._layers))
        found: dict[bytes, list[Digest]] = defaultdict(list)
        stale: set[bytes] = set()
        with speaking(self._store.path), self._store.engine.connect() as db:
            for row in db.execute(query.order_by(kept.c.layer)):
                place = by_id[row.article]
                if row.mark != self.mark(place):
                    stale.add(row.article)
                    continue
                published, *said = json.loads(zlib.decompress(row.deflated))
                said.insert(4, array("I", row.sketch))
                found[row.article].append(from_json(said, row.article, row.layer, place.province, published))
        good = {id: each for id, each in found.items() if id not in stale}
        return good, [place for place in page if place.article not in good]

    def write(self, places: Sequence[Place], made: Mapping[bytes, Sequence[Digest]]) -> None:
        """Keep digests in place of older ones."""
        kept = tables.digest
        rows = [self._row(place, each) for place in places for each in made.get(place.article, ())]
        with speaking(self._store.path), self._store.writing() as db:
            old = kept.c.article.in_([place.article for place in places])
            db.execute(delete(kept).where(old, kept.c.layer.in_(self._layers)))
            if rows:
                db.execute(insert(kept), rows)

    def _row(self, place: Place, one: Digest) -> dict[str, object]:
        said = to_json(one)
        sketch = array("I", said.pop(4)).tobytes()
        text = as_text([one.published, *said]).encode("utf-8", "surrogatepass")
        return {
            "article": one.article,
            "layer": one.layer,
            "mark": self.mark(place),
            "sketch": sketch,
            "deflated": zlib.compress(text, 1),
        }
