"""A first look at a dataset, by plain SQL: what the library shows while SQLAlchemy, which takes a while, is loaded."""

import sqlite3
from contextlib import closing
from pathlib import Path

from core.model.article import State
from core.model.library import ShelfRow
from core.store.server import Target

_IDS = "SELECT id FROM article ORDER BY number LIMIT ?"
_ROWS = """
SELECT a.id, coalesce(c.title, a.title), coalesce(c.state, 'new'), coalesce(c.published, d.published),
    coalesce(c.province, d.province), coalesce(c.flag, 0),
    (SELECT count(*) FROM annotation n WHERE n.article = a.id AND n.layer = :layer AND n.decision = 'accepted'),
    d.count - (SELECT count(*) FROM json_each(d.payload, '$.suggestions') s WHERE EXISTS (SELECT 1 FROM annotation n
        WHERE n.article = a.id AND n.layer = :layer AND n.start = json_extract(s.value, '$[0]')
        AND n."end" = json_extract(s.value, '$[1]') AND n.label = json_extract(s.value, '$[2]')))
FROM article a LEFT JOIN card c ON c.article = a.id AND c.layer = :layer LEFT JOIN detection d ON d.article = a.id
ORDER BY a.number LIMIT :most
"""


def glance(path: Target, layer: bytes, most: int = 256, rows: int = 40) -> tuple[list[bytes], list[ShelfRow]]:
    """The first articles of a dataset and the rows of some, as `Shelf` gives them; nothing where it cannot be read."""
    if not isinstance(path, Path) or not path.is_file():
        return [], []
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as db:
            ids = [row[0] for row in db.execute(_IDS, (most,))]
            found = db.execute(_ROWS, {"layer": layer, "most": rows}).fetchall()
    except sqlite3.Error:  # opening it will say what is wrong
        return [], []
    return ids, [ShelfRow(r[0], r[1], State(r[2]), r[3], r[4], bool(r[5]), r[6], r[7]) for r in found]
