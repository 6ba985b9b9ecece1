"""What the menu of the dataset calls: merging, conflicts, packages, bundles, backups, who works, erasing, history."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from core.batch import Step
from core.errors import ButVangError
from core.identical import taking_back
from core.model.annotation import Annotation
from core.model.ids import new_id
from core.people import Annotator, rename
from core.provinces.map import name_of
from core.store.backup import back_up, back_up_daily, backups, contents, is_due, restore
from core.store.begun import settle, unfinished
from core.store.bundle import SUFFIX, bundle
from core.store.dataset_io import own_layer
from core.store.erase import erase
from core.store.merge import Merged, merge_from
from core.store.merge_conflicts import Conflict, conflicts, decide
from core.store.merge_words import about_words, author_words, item_words, reason_words, version_words
from core.store.moments import back_to, item_back_to
from core.store.moments_words import Line, of_article, of_item
from core.store.packages import came_back, choose, days_out, hand_out, packages
from core.store.reread import Left, carry_over, left_over, looked_at
from core.wording import language, say
from gui.dialogs.backups import BackupsDialog
from gui.dialogs.conflicts import ConflictsDialog, Side, Waiting
from gui.dialogs.erasing import ErasingDialog
from gui.dialogs.leftover import LeftOverDialog
from gui.dialogs.merging import MergeDialog
from gui.dialogs.packages import Out, PackagesDialog
from gui.dialogs.tell import ask
from gui.dialogs.who import WhoDialog

if TYPE_CHECKING:
    from gui.live_session import LiveSession
    from gui.main_window import MainWindow

_HOUR = 3_600_000
_SOON = 60_000


def answers(window: MainWindow) -> dict[str, Callable[[], object]]:
    """What the commands of the dataset's menu call, once one is open; and the daily backup begins."""
    live = window.live
    assert live is not None
    history = window.inspector.history
    history.lines_requested.connect(partial(_lines, window, live))
    history.back_requested.connect(partial(_back, window))
    daily = QTimer(window, interval=_HOUR)
    for timer in (daily, QTimer(window, singleShot=True, interval=_SOON)):
        timer.timeout.connect(partial(_daily, window, live))
        timer.start()
    QTimer.singleShot(0, window, partial(_unfinished, window, live))
    return {
        "dataset:merge": partial(_merge, window, live),
        "dataset:conflicts": partial(_conflicts, window, live),
        "dataset:packages": partial(_packages, window, live),
        "dataset:bundle": partial(_bundle, window, live),
        "dataset:backups": partial(_backups, window, live),
        "dataset:who": partial(_who, window, live),
        "dataset:erase": partial(_erase, window, live),
        "left_over": partial(_left_over, window, live),
        "history": partial(_history, window),
    }


def _merge(window: MainWindow, live: LiveSession) -> None:
    session = live.session

    def work(path: Path, trial: bool) -> Iterator[Merged]:
        if not trial and isinstance(session.store.path, Path):
            back_up(session.store.path)
        yield from merge_from(session.store, path, trial)

    def finished(done: Merged) -> None:
        if done.package:
            came_back(session.store, done.package, session.annotator.id)

    dialog = MergeDialog(window, work, finished)
    wants_to_decide = dialog.exec()
    if dialog.merged:
        live.look_again()
        if wants_to_decide:
            _conflicts(window, live)
        window.dataset_requested.emit(session.store.path)


def _conflicts(window: MainWindow, live: LiveSession) -> None:
    store, scheme = live.session.store, live.session.scheme
    found: dict[bytes, Conflict] = {}

    def waiting() -> Sequence[Waiting]:
        names = store.annotators()
        found.clear()
        rows = []
        for conflict in conflicts(store):
            record = conflict.record
            found[record.id] = conflict
            article = store.article(record.article) if record.article else None
            text = article.text if article else ""
            stands = item_words(conflict.standing, text, scheme) if conflict.standing else ""
            sides = [Side(version_words(v, text, scheme), author_words(v, names), v.gone) for v in conflict.versions]
            standing = say("merge.stands", said=stands) if stands else say("merge.stands_not")
            title = article.heading() if article else ""
            facts = reason_words(conflict), title, about_words(conflict, text), standing
            rows.append(Waiting(record.id, *facts, tuple(sides)))
        return rows

    def keep(id: bytes, numbers: Sequence[int]) -> None:
        record = found[id].record
        layer = store.layer(record.article, record.layer) if record.article else own_layer(store, record.layer)
        live.write(decide(found[id], layer, numbers))

    dialog = ConflictsDialog(window, waiting, keep)
    dialog.exec()
    if dialog.article_wanted and (article := found[dialog.article_wanted].record.article):
        window.open_article(article)


def _packages(window: MainWindow, live: LiveSession) -> None:
    session = live.session
    store = session.store
    names = store.annotators()
    out = [
        Out(
            names.get(p.person, "?"),
            say("package.days", since=_day(p.since), days=days_out(p)),
            say("package.of", left=len(p.left), articles=len(p.articles)),
            _day(p.returned) if p.returned else say("package.not_yet"),
            "" if p.minutes is None else f"{p.minutes:.1f}",
            p.file,
        )
        for p in packages(store)
    ]
    people = {name: id for id, name in names.items() if id != session.annotator.id}
    provinces = sorted((name_of(p.province), p.province) for p in session.shelf.progress() if p.province)
    dialog = PackagesDialog(window, out, sorted(people), [(id, name) for name, id in provinces])
    if not dialog.exec():
        return
    person = Annotator(people.get(dialog.name) or new_id(), dialog.name)
    beside = _beside(live, f"-{dialog.name}{SUFFIX}")
    name, _ = QFileDialog.getSaveFileName(window, say("package.where"), str(beside), say("package.kinds"))
    if not name:
        return
    target, province, most = Path(name).with_suffix(SUFFIX), dialog.province, dialog.count
    try:
        articles = choose(store, person.id, province, most)
        hand_out(store, person, articles, target, session.annotator.id)
    except ButVangError as error:
        window.tell(str(error))
        return
    window.status.say(say("package.made", path=target, name=person.name, articles=len(articles)))


def _bundle(window: MainWindow, live: LiveSession) -> None:
    beside = _beside(live, SUFFIX)
    name, _ = QFileDialog.getSaveFileName(window, say("bundle.where"), str(beside), say("bundle.kinds"))
    if name:
        target = Path(name).with_suffix(SUFFIX)

        def work() -> Iterator[Step]:
            bundle(live.session.store.file, target)
            yield Step(1, 1, path=str(target))

        said = partial(window.status.say, say("bundle.sealed", path=target))
        window.filing.run("bundling", work, lambda _step: said())


def _backups(window: MainWindow, live: LiveSession) -> None:
    path = live.session.store.path
    if not isinstance(path, Path):
        window.tell(say("backup.only_files"))
        return
    dialog = BackupsDialog(window, lambda: backups(path), contents, contents(path), lambda: back_up(path))
    if not dialog.exec() or dialog.chosen is None:
        return
    window.filing.close()
    live.session.desk = None  # its place is of what goes
    live.close()
    try:
        aside = restore(path, dialog.chosen.path)
        said = say("backup.aside", aside=aside)
    except ButVangError as error:
        said = str(error)
    window.tell(said)
    window.dataset_requested.emit(path)


def _daily(window: MainWindow, live: LiveSession) -> None:
    """A backup in the background, where the last one is a day old."""
    path = live.session.store.path
    if not isinstance(path, Path) or window.filing.busy or not is_due(path):
        return

    def work() -> Iterator[Step]:
        back_up_daily(path)
        yield Step(1, 1)

    window.filing.run("backing_up", work)


def _unfinished(window: MainWindow, live: LiveSession) -> None:
    """What was interrupted when the program last went down: kept, or taken back in the background."""
    session = live.session
    try:
        interrupted = unfinished(session.store, session.annotator.id)
    except ButVangError:  # a server that is away: the next start asks
        return
    for left in interrupted:
        question = say("unfinished.question", what=say(f"edits.{left.name}"), done=left.done)
        take_back = ask(window, question, say("unfinished.take_back"), say("unfinished.keep"), danger=True)
        settle(session.store, left.batch)
        if take_back:
            job = window.filing.run("taking_back", partial(taking_back, session.history, batch=left.batch))
            job.ended.connect(lambda _error: window.dataset_requested.emit(session.store.path))


def _who(window: MainWindow, live: LiveSession) -> None:
    session = live.session
    now = session.annotator
    others = [Annotator(id, name) for id, name in session.store.annotators().items() if id != now.id]
    dialog = WhoDialog(window, now, others)
    if dialog.exec():
        person = dialog.person
        rename(Annotator(person.id or new_id(), person.name), person.name)
        window.dataset_requested.emit(session.store.path)


def _erase(window: MainWindow, live: LiveSession) -> None:
    if live.desk is None:
        return
    dialog = ErasingDialog(window, live.desk.article.heading())
    if not dialog.exec():
        return
    session = live.session
    window.filing.close()
    try:
        done = erase(session.store, live.desk.article.id, dialog.reason, session.annotator.id)
    except ButVangError as error:
        window.tell(str(error))
        return
    session.desk = None
    lines = [say("erase.done", entries=done.entries, sources=done.sources)]
    lines += [say("erase.tagger")] if done.tagger else []
    lines += [say("erase.still", path=path) for path in done.files]
    lines += [say("erase.handed", file=file) for file in done.packages]
    window.tell("\n".join(lines))
    window.dataset_requested.emit(session.store.path)


def _history(window: MainWindow) -> None:
    """Unfold the history at the inspector's head, or fold it."""
    window.inspector.history.set_shown(window.commands["history"].isChecked())
    window.inspector.verticalScrollBar().setValue(0)


def offer_carrying(window: MainWindow, live: LiveSession, pairs: list[tuple[bytes, bytes]]) -> None:
    """Offer to carry over what was decided about earlier versions of articles that were imported."""
    session = live.session
    if not ask(window, say("reread.offer", count=len(pairs)), say("reread.offer_yes")):
        return
    left = 0
    try:
        for old, new in pairs:
            left += sum(each.left for each in carry_over(session.store, old, new, session.annotator.id))
    except ButVangError as error:
        window.tell(str(error))
    live.look_again()
    window.refresh_library()
    window.status.say(say("reread.offered", count=len(pairs), left=left))


def _left_over(window: MainWindow, live: LiveSession) -> None:
    """What of the open article's earlier version is to be looked through."""
    desk, session = live.desk, live.session
    if desk is None:
        return

    def left() -> list[Left]:
        found = left_over(session.store, desk.article.id, desk.layer.id)
        return found[1] if found else []

    def words(each: Left) -> str:
        label = session.scheme.label(each.label)
        value = f" = {each.value}" if each.value else ""
        return f"{label.title[language()] if label else each.label}: “{' '.join(each.words.split())}”{value}"

    dialog = LeftOverDialog(
        window, left, words, lambda n: live.write(looked_at(session.store, desk.article.id, desk.layer.id, n))
    )
    if dialog.exec() and dialog.offset is not None:
        window.reader.set_caret(dialog.offset)


def _lines(window: MainWindow, live: LiveSession, annotation: Annotation | None) -> None:
    """The history of a mention or of the open article, for the inspector."""
    desk, session = live.desk, live.session
    if desk is None:
        return
    try:
        if annotation:
            lines = of_item(session.store, annotation, desk.article.text, session.scheme)
        else:
            lines = of_article(session.store, desk.article.id, desk.layer.id)
    except ButVangError:
        lines = []
    window.inspector.history.show_lines(lines)


def _back(window: MainWindow, line: Line) -> None:
    """Go back to a moment, as one edit that can be undone."""
    live = window.live
    if live is None or live.desk is None:
        return
    desk, store = live.desk, live.session.store
    window.reader.text.setFocus()  # the button goes with the old lines: the keys must not go to the search
    if line.change:
        live.write(item_back_to(store, line.change))
    else:
        live.write(back_to(store, desk.article.id, desk.layer.id, line.moment))


def _beside(live: LiveSession, ending: str) -> Path:
    path = live.session.store.path
    return path.with_name(f"{path.stem}{ending}") if isinstance(path, Path) else Path(f"{path.name}{ending}")


def _day(at: int) -> str:
    return time.strftime("%d/%m/%Y", time.localtime(at / 1000))
