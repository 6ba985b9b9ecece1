"""Backups of a dataset: dated, checked, pruned, made by SQLite's backup API while people work; and the way back."""

import os
import re
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from core.errors import StoreError
from core.store.connect import schema_of_file

_STAMP = "%Y-%m-%dT%H%M%S"
_NAMED = re.compile(r"-(\d{4}-\d\d-\d\dT\d{6})(?:-(\d+))?\.sqlite")
_DAY = timedelta(days=1)
_KEPT = ((7, "%Y-%m-%d"), (4, "%G-%V"), (12, "%Y-%m"))
"""How many of the last days, weeks and months keep their newest backup."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup: its file, when it was made (local time), and its size in bytes."""

    path: Path
    made: datetime
    size: int


@dataclass(frozen=True, slots=True)
class Contents:
    """What a dataset's file holds: articles, those done, decisions, rows of the journal, the last of them (ms since 1970)."""

    articles: int
    done: int
    decisions: int
    entries: int
    last: int | None


def folder_of(dataset: Path) -> Path:
    """Where the backups of a dataset are: a folder beside it."""
    return dataset.with_name(f"{dataset.stem}.backups")


def backups(dataset: Path, folder: Path | None = None) -> list[Backup]:
    """The backups of a dataset, the newest first."""
    found: list[tuple[datetime, int, Backup]] = []
    for path in (folder or folder_of(dataset)).glob(f"{_escaped(dataset.stem)}-*.sqlite"):
        if named := _NAMED.search(path.name):
            with suppress(OSError):
                made = datetime.strptime(named[1], _STAMP)
                found.append((made, int(named[2] or 1), Backup(path, made, path.stat().st_size)))
    return [backup for _, _, backup in sorted(found, key=lambda each: each[:2], reverse=True)]


def back_up(dataset: Path, folder: Path | None = None, now: datetime | None = None) -> Backup:
    """Make a backup and prune the old ones. People may work meanwhile; an interrupted one leaves no file.

    Raises StoreError where there is no dataset, no room, or where the copy does not pass SQLite's check.
    """
    folder = folder or folder_of(dataset)
    now = (now or datetime.now()).replace(microsecond=0)
    with _speaking(folder):
        folder.mkdir(parents=True, exist_ok=True)
        for rest in folder.glob(f".{_escaped(dataset.stem)}-*.part"):  # of one that was killed
            if time.time() - rest.stat().st_mtime > _DAY.total_seconds():
                rest.unlink(missing_ok=True)
        target = _free(folder / f"{dataset.stem}-{now:{_STAMP}}.sqlite")
        copy_to(dataset, target)
        made = Backup(target, now, target.stat().st_size)
    for old in superfluous(backups(dataset, folder), now):
        old.path.unlink(missing_ok=True)
    return made


def back_up_daily(dataset: Path, now: datetime | None = None) -> Backup | None:
    """Make a backup where the last one is a day old; None where it is not, or there is nothing to back up."""
    return back_up(dataset, now=now) if is_due(dataset, now) else None


def is_due(dataset: Path, now: datetime | None = None) -> bool:
    """Whether there is a dataset whose last backup is a day old."""
    last = next(iter(backups(dataset)), None)
    return dataset.is_file() and (last is None or (now or datetime.now()) - last.made >= _DAY)


def superfluous(found: Sequence[Backup], now: datetime) -> list[Backup]:
    """Those of some backups, the newest first, that are over a day old and stand for no day, week or month."""
    kept = {b.path for b in found if now - b.made < _DAY}
    for most, unit in _KEPT:
        newest: dict[str, Path] = {}
        for backup in found:
            if backup.made <= now:
                newest.setdefault(f"{backup.made:{unit}}", backup.path)
        kept.update(list(newest.values())[:most])
    return [backup for backup in found if backup.path not in kept]


def contents(path: Path) -> Contents:
    """What a dataset or a backup holds, read without changing it. Raises StoreError for what is no dataset."""
    if schema_of_file(path) is None:
        raise StoreError("no_dataset", path=path)
    with _speaking(path), closing(_reader(path)) as db:
        articles = db.execute("SELECT count(*) FROM article").fetchone()[0]
        done = db.execute("SELECT count(DISTINCT article) FROM card WHERE state = 'done'").fetchone()[0]
        decisions = db.execute("SELECT count(*) FROM annotation").fetchone()[0]
        entries, last = db.execute("SELECT count(*), max(at) FROM journal").fetchone()
    return Contents(articles, done, decisions, entries, last)


def restore(dataset: Path, backup: Path, now: datetime | None = None) -> Path:
    """Put a backup in the place of a dataset, which is kept aside; where it is now.

    Nobody may have the dataset open: raises StoreError then, or where the backup is no whole dataset; nothing has changed.
    """
    contents(backup)
    now = now or datetime.now()
    with _speaking(dataset):
        aside = _free(dataset.with_name(f"{dataset.stem}-{now:{_STAMP}}.aside.sqlite"))
        beside = dataset.with_name(f".{dataset.name}.restored")
        try:
            copy_to(backup, beside)
            if dataset.exists():
                _set_aside(dataset, aside)
            beside.replace(dataset)
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
    return aside


def _set_aside(dataset: Path, aside: Path) -> None:
    """Keep a copy of a dataset, also of a damaged one, and fold its WAL in; refused while others have it open."""
    try:
        with closing(sqlite3.connect(dataset, timeout=1)) as db:
            db.execute("PRAGMA journal_mode=DELETE").fetchone()
        copy_to(dataset, aside)
    except (sqlite3.DatabaseError, StoreError) as error:
        if "locked" in str(error):
            raise
        for end in ("", "-wal", "-shm"):  # damaged: as it is, byte for byte
            if (part := Path(f"{dataset}{end}")).exists():
                shutil.copyfile(part, f"{aside}{end}")
                if end:
                    part.unlink()


def copy_to(dataset: Path, target: Path) -> None:
    """Copy a dataset as it is at one moment, checked, as one file; `target` is whole or not there.

    Raises StoreError for what is no dataset or is damaged.
    """
    if schema_of_file(dataset) is None:
        raise StoreError("no_dataset", path=dataset)
    part = target.with_name(f".{target.name}.part")
    try:
        with _speaking(target):
            part.unlink(missing_ok=True)
            with closing(_reader(dataset)) as source, closing(sqlite3.connect(part)) as copy:
                source.backup(copy)
                copy.execute("PRAGMA journal_mode=DELETE").fetchone()
                said = copy.execute("PRAGMA integrity_check").fetchone()[0]
            if said != "ok":
                raise StoreError("backup_damaged", path=dataset, reason=said)
            with part.open("rb") as file:
                os.fsync(file.fileno())
            part.replace(target)
    finally:
        for rest in (part, *(part.with_name(f"{part.name}{end}") for end in ("-journal", "-wal", "-shm"))):
            rest.unlink(missing_ok=True)


@contextmanager
def snapshot(dataset: Path) -> Iterator[Path]:
    """A copy of a dataset as it is at this moment, in a folder of its own that goes with the block; the dataset is only read."""
    with TemporaryDirectory(prefix="butvang-") as folder:
        path = Path(folder) / "copy.sqlite"
        copy_to(dataset, path)
        yield path


def _reader(path: Path) -> sqlite3.Connection:
    """A connection that only reads, also from a stick that cannot be written."""
    uri = path.absolute().as_uri()
    db = sqlite3.connect(f"{uri}?mode=ro", uri=True, timeout=5)
    try:
        db.execute("SELECT 1 FROM sqlite_master").fetchone()
    except sqlite3.OperationalError:
        db.close()
        db = sqlite3.connect(f"{uri}?mode=ro&immutable=1", uri=True)
    return db


def _free(path: Path) -> Path:
    """The path, or the next with a number that is not taken."""
    found, number = path, 2
    while found.exists():
        found = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return found


def _escaped(name: str) -> str:
    return re.sub(r"([*?[])", r"[\1]", name)


@contextmanager
def _speaking(path: Path) -> Iterator[None]:
    """What disks and SQLite say, as a StoreError."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        key = "busy" if "locked" in str(error) else "disk_full" if "full" in str(error) else "store_failed"
        raise StoreError(key, path=path, **({"reason": error} if key == "store_failed" else {})) from error
    except OSError as error:
        full = shutil.disk_usage(path.parent).free < 1 << 16 if path.parent.exists() else False
        raise StoreError("disk_full" if full else "read_only", path=path) from error
