"""Power cuts, played again: what is on disk is cut off or torn at any place, and the dataset opens whole.

With `synchronous=FULL` the WAL is synced at each commit, so a cut leaves at least the WAL's length at the last decision
that was shown. Whatever comes after it may be missing, half there, or rubbish; SQLite's checksums tell.
"""

import random
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from parts import found
from sittings import put
from sqlalchemy import func, select

from core import verbs
from core.model.span import Span
from core.people import Annotator
from core.session import Session
from core.store import tables
from core.store.integrity import flaws
from core.store.store import Store

ANNOTATOR = Annotator(b"\7" * 16, "Hoa")


class Sitting:
    """Decisions on a dataset whose files can be looked at while they are made."""

    def __init__(self, folder: Path) -> None:
        self.dataset = folder / "gold.sqlite"
        self.wal = Path(f"{self.dataset}-wal")
        self.session = Session(Store(self.dataset), ANNOTATOR, found, "test", learning=False)
        self.session.open(put(self.session, "Một câu dài để gán nhãn, hết lần này đến lần khác. " * 40))
        self.synced: list[int] = []  # the WAL's length when each decision was shown
        self.before = self._decisions()

    def _decisions(self) -> int:
        return _decisions(self.session.store)

    def decide(self, times: int) -> None:
        """So many decisions."""
        for number in range(times):
            self.session.apply(verbs.annotate(self.session.desk, Span(number * 4, number * 4 + 3), "AGENCY"))
            self.synced.append(self.wal.stat().st_size)

    def after_a_cut(self, folder: Path, wal: bytes) -> Path:
        """A copy of the files with this WAL; the index beside it is made anew, as after a restart."""
        folder.mkdir()
        copy = folder / "gold.sqlite"
        shutil.copy(self.dataset, copy)
        Path(f"{copy}-wal").write_bytes(wal)
        return copy


def _decisions(store: Store) -> int:
    with store.engine.connect() as db:
        return db.scalar(select(func.count()).select_from(tables.journal)) or 0


@pytest.fixture
def sitting(tmp_path: Path):
    """Thirty decisions after a checkpoint."""
    sitting = Sitting(tmp_path)
    with sitting.session.store.engine.connect() as db:
        db.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    sitting.decide(30)
    yield sitting
    sitting.session.store.close()


def _whole(path: Path) -> int:
    """How many decisions a dataset has; it is whole."""
    with closing(Store(path)) as store:
        assert list(flaws(store)) == []
        return _decisions(store)


def test_a_wal_that_is_cut_anywhere_loses_only_what_came_after_the_cut(sitting: Sitting, tmp_path: Path):
    wal, chance = sitting.wal.read_bytes(), random.Random(3)
    cuts = [
        *chance.sample(range(len(wal)), 25),
        0,
        len(wal),
        *(size + by for size in sitting.synced[::7] for by in (-1, 0, 1)),
    ]
    for number, cut in enumerate(cuts):
        left = _whole(sitting.after_a_cut(tmp_path / f"cut{number}", wal[:cut])) - sitting.before
        assert left == sum(size <= cut for size in sitting.synced), cut


def test_a_torn_page_takes_at_most_the_decisions_from_it_on(sitting: Sitting, tmp_path: Path):
    wal, chance = sitting.wal.read_bytes(), random.Random(4)
    for number in range(20):
        at = chance.randrange(32, len(wal) - 512)
        torn = wal[:at] + chance.randbytes(512) + wal[at + 512 :]
        left = _whole(sitting.after_a_cut(tmp_path / f"torn{number}", torn)) - sitting.before
        assert left >= sum(size <= at for size in sitting.synced), at


def test_rubbish_behind_the_last_decision_takes_nothing(sitting: Sitting, tmp_path: Path):
    wal = sitting.wal.read_bytes()
    for number, rubbish in enumerate((b"\0" * 9000, random.Random(5).randbytes(9000), wal[:4152])):
        copy = sitting.after_a_cut(tmp_path / f"rubbish{number}", wal + rubbish)
        assert _whole(copy) - sitting.before == 30


def test_every_decision_is_synced_before_it_is_shown(sitting: Sitting):
    """The settings promise it: FULL, which for a WAL syncs at every commit."""
    with sitting.session.store.engine.connect() as db:
        assert db.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert db.exec_driver_sql("PRAGMA synchronous").scalar() == 2
    assert sitting.synced == sorted(set(sitting.synced))
