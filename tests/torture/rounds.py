"""`make torture`: kill the working window (SIGKILL) at random moments, again and again, and look at what is left.

After each kill: the database's own checks and `check --integrity` have nothing to say, every change that was shown is in
the journal as it was shown, and the next start comes back to the article that was open.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from sqlalchemy import select

from core.batch import import_articles
from core.paths import resources
from core.people import Annotator, me
from core.store import tables
from core.store.integrity import flaws
from core.store.rows import journal_items
from core.store.store import Store

ROOT = Path(__file__).parents[2]
_LONGEST = 1.5  # seconds that a sitting lasts at most, after its first line


@dataclass(slots=True)
class Counts:
    """What was done and what was wrong after it."""

    kills: int = 0
    in_a_write: int = 0  # kills after which the disk was ahead of what had been shown
    shown: int = 0
    turned: int = 0  # to another article
    lost: int = 0
    flawed: int = 0
    elsewhere: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing was wrong."""
        return not (self.lost or self.flawed or self.elsewhere)


def torture(folder: Path, kills: int, seed: int) -> Counts:
    """Kill a sitting on a new dataset in `folder` so many times."""
    chance = random.Random(seed)
    environment = os.environ | {
        "PYTHONPATH": f"{ROOT}",
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_DATA_HOME": str(folder / "data"),
    }
    os.environ.update(environment)
    who = me()
    with closing(Store(folder / "gold.sqlite")) as store:
        for _ in import_articles(store, who, [resources() / "samples"]):
            pass
    counts, last = Counts(), ""
    for round in range(kills):
        told = _sitting(folder, seed + round, chance.random() * _LONGEST, environment)
        lines = [line for line in told if "seq" in line]
        counts.kills += 1
        counts.elsewhere += bool(last and lines and lines[0]["article"] != last)
        last = told[-1].get("article") if told else last
        counts.shown += len(lines)
        counts.turned += sum(one["article"] != two["article"] for one, two in pairwise(lines))
        with closing(Store(folder / "gold.sqlite")) as store:
            counts.flawed += any(True for _ in flaws(store))
            counts.lost += sum(not _as_shown(store, who, line) for line in lines)
            counts.in_a_write += bool(lines) and _last_number(store) > lines[-1]["seq"]
    return counts


def _sitting(folder: Path, seed: int, lasts: float, environment: dict[str, str]) -> list[dict]:
    """What a sitting has shown until it was killed."""
    command = [sys.executable, str(ROOT / "tests/torture/sitting.py"), str(folder), str(seed)]
    lines: list[str] = []
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as victim:
        assert victim.stdout
        lines.append(victim.stdout.readline())
        reader = threading.Thread(target=lambda: lines.extend(victim.stdout))  # type: ignore[arg-type]
        reader.start()
        time.sleep(lasts)
        if victim.poll() is not None:
            raise RuntimeError(f"the sitting with seed {seed} ended by itself: {victim.returncode}")
        victim.send_signal(signal.SIGKILL)
        reader.join()
    return [json.loads(line) for line in lines if line.endswith("\n")]


def _as_shown(store: Store, who: Annotator, line: dict) -> bool:
    """Whether the journal up to the number that was shown leads to the very items that were shown."""
    row, article = tables.journal.c, bytes.fromhex(line["article"])
    query = select(row.removed, row.added).where(row.article == article, row.layer == who.id, row.seq <= line["seq"])
    items: dict[str, str] = {}
    with store.engine.connect() as db:
        for removed, added in db.execute(query.order_by(row.seq)):
            for item in journal_items(removed):
                items.pop(item.id.hex(), None)
            items |= {item.id.hex(): item.rev.hex() for item in journal_items(added)}
    return items == line["items"]


def _last_number(store: Store) -> int:
    with store.engine.connect() as db:
        return db.scalar(select(tables.journal.c.seq).order_by(tables.journal.c.seq.desc()).limit(1)) or 0


if __name__ == "__main__":
    wished = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as scratch:
        found = torture(Path(scratch), wished, 7)
    print(found)
    sys.exit(not found.sound)
