"""What is done to an article as a whole: its date, province, encoding and state, and going on to the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from core import verbs
from core.errors import ButVangError
from core.model.annotation import PERSON
from core.provinces.map import MERGER, units
from core.reading.encodings import ENCODINGS
from core.wording import say
from gui.dialogs.ask_open import AskOpen, OpenChoice
from gui.dialogs.date import DateDialog
from gui.dialogs.encoding import EncodingDialog
from gui.dialogs.note import NoteDialog
from gui.dialogs.province import ProvinceDialog

if TYPE_CHECKING:
    from gui.live_session import LiveSession
    from gui.main_window import MainWindow

_PREVIEW = 2000  # code points shown of a text in another encoding


class ArticleActions:
    """Commands about the open article."""

    def __init__(self, window: MainWindow, live: LiveSession) -> None:
        self._window = window
        self._live = live

    def calls(self) -> dict[str, Callable[[], object]]:
        """What each command of these calls."""
        return {
            "done_next": self.done_next,
            "reopen": lambda: self._live.finish(False),
            "next_article": lambda: self._beside(1),
            "previous_article": lambda: self._beside(-1),
            "set_published": self.set_published,
            "set_province": self.set_province,
            "set_encoding": self.set_encoding,
            "flag_article": self.flag_article,
            "note_article": self.note_article,
        }

    def done_next(self) -> None:
        """Mark the article as done, after asking what becomes of open suggestions, and open the next undone one."""
        desk = self._live.desk
        if desk is None:
            return
        if left := desk.open:
            question = AskOpen(self._window, len(left))
            question.exec()
            if question.choice is None:
                return
            if question.choice is OpenChoice.ACCEPT:
                self._live.do(verbs.accept(desk, left))
            elif question.choice is OpenChoice.REJECT:
                self._live.do(verbs.reject_open(desk))
        if not desk.card.state.finished and not self._live.finish():
            return
        following = self._live.next_undone(self._window.stock.ids)
        if following:
            self._window.open_article(following)
        else:
            self._window.status.say(say("jobs.all_done"))

    def set_published(self) -> None:
        """Ask for the publication date; dates are resolved anew before one's eyes."""
        if desk := self._live.desk:
            dialog = DateDialog(self._window, desk.card.published or desk.detection.published)
            if dialog.exec():
                self._live.publish(dialog.value)

    def set_province(self) -> None:
        """Ask for the province, on the map of the publication date."""
        if desk := self._live.desk:
            published = desk.card.published or desk.detection.published
            on = date.fromisoformat(published) if published else date.fromordinal(MERGER.toordinal() - 1)
            named = [(unit.id, unit.name) for unit in units(on)]
            dialog = ProvinceDialog(self._window, named, desk.card.province or desk.detection.province)
            if dialog.exec():
                self._live.change_card("set_province", province=dialog.province, province_by=PERSON)

    def set_encoding(self) -> None:
        """Ask for another encoding and read the source again; only while nothing is decided."""
        desk = self._live.desk
        if desk is None or not desk.card.sources:
            return
        source = desk.card.sources[-1]
        raw = self._live.session.store.raw(source.sha256) or b""

        def preview(encoding: str) -> str:
            from core.reading.registry import read_bytes  # the readers load when first used

            return read_bytes(raw, source.path, encoding).article.text[:_PREVIEW]

        dialog = EncodingDialog(self._window, [(name, name) for name in ENCODINGS], source.encoding, preview)
        if dialog.exec() and dialog.encoding != source.encoding:
            try:
                article = self._live.session.reread(dialog.encoding)
            except ButVangError as error:
                self._window.tell(str(error))
                return
            self._window.refresh_library()
            self._window.open_article(article)

    def flag_article(self) -> None:
        """Mark the article as doubtful, or no longer."""
        if desk := self._live.desk:
            self._live.change_card("set_flag", flag=not desk.card.flag)

    def note_article(self) -> None:
        """Say something about the article."""
        if desk := self._live.desk:
            dialog = NoteDialog(self._window, desk.card.note)
            if dialog.exec():
                self._live.change_card("set_note", note=dialog.note)

    def _beside(self, by: int) -> None:
        ids, desk = self._window.stock.ids, self._live.desk
        if ids:
            here = ids.index(desk.article.id) if desk and desk.article.id in ids else -1
            self._window.open_article(ids[(here + by) % len(ids)])
