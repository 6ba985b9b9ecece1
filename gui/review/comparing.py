"""Comparing annotators: the list of articles, one of them side by side, a key for each answer, gold growing with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QStackedWidget, QWidget

from core.errors import ButVangError
from core.model.annotation import Annotation
from core.model.article import ArticleCard
from core.model.detection import Detection
from core.model.edit import Edit
from core.model.ids import GOLD_LAYER
from core.model.span import Span
from core.provinces.map import units
from core.review.adjudication import Adjudication, Choice, Merged, Reason, merge_all
from core.review.describe import describe
from core.review.questions import Kind, Question, Variant
from core.verbs import Desk, annotate
from core.wording import say
from gui.dialogs.date import DateDialog
from gui.dialogs.province import ProvinceDialog
from gui.parts.numbers import count, day
from gui.review.compare_dialogs import OwnDialog, PolicyDialog
from gui.review.compare_lanes import Answer, CompareLanes
from gui.review.compare_list import CompareList
from gui.review.compare_listing import Listing
from gui.review.compare_view import CompareView, Offer, Row
from gui.topbar import COMPARE

if TYPE_CHECKING:
    from gui.review.room import Room

_PLACES = {Choice.LEFT: "first", Choice.RIGHT: "second", Choice.THIRD: "third"}
_COMMANDS = {**_PLACES, Choice.BOTH: "both", Choice.OWN: "own", Choice.NEITHER: "neither"}
_OWN_OF = (Kind.SPAN, Kind.PUBLISHED, Kind.PROVINCE)
"""What an adjudicator can answer by hand here."""


class Comparing(QObject):
    """The place of comparison: a list, and the article that was opened from it."""

    def __init__(self, room: Room, page: QWidget) -> None:
        super().__init__(room.window)
        self._room = room
        self._live = room.live
        self._store, self._me = room.live.session.store, room.live.session.annotator.id
        theme, keys = room.window.theme, room.window.keys
        self._list = CompareList(theme, dict(keys))
        self._view = CompareView(theme, room.live.session.scheme, keys)
        self._stack = QStackedWidget()
        for part in (self._list, self._view):
            self._stack.addWidget(part)
        layout = page.layout()
        assert layout is not None
        layout.addWidget(self._stack)
        self._listing = Listing(room, self._list)
        self.desk: Adjudication | None = None
        self._anonymous = False
        self._reason: Reason | None = None
        self._list.opened.connect(self.open)
        self._list.policy_requested.connect(self.take_agreed)
        self._view.question_changed.connect(self._turn_to)
        self._view.pressed.connect(lambda name: room.window.commands[name].trigger())
        self._view.text.pressed.connect(self._pressed)
        self._live.rewritten.connect(self._rewritten)

    def calls(self) -> dict[str, Callable[[], object]]:
        """What each command of comparison calls."""
        return {
            **{f"compare:{name}": partial(self.decide, choice) for choice, name in _COMMANDS.items()},
            "compare:own": self.answer_myself,
            "compare:reason": self.change_reason,
            "compare:next": partial(self._view.table.step, 1),
            "compare:previous": partial(self._view.table.step, -1),
            "compare:policy": self.take_agreed,
            "compare:anonymous": self.hide_names,
            "compare:articles": self.show_list,
        }

    @property
    def busy(self) -> bool:
        """Whether articles are being listed or merged."""
        return self._listing.busy

    def close(self) -> None:
        """Stop what runs."""
        self._listing.close()

    # -- the list

    def enter(self) -> None:
        """The place is about to be shown."""
        if self._listing.stale:
            self._listing.fill()

    def take_focus(self) -> None:
        """The list or the article takes the keyboard."""
        page = self._stack.currentWidget()
        if page is not None:
            page.setFocus()

    def show_list(self) -> None:
        """Back to the articles."""
        if self._stack.currentWidget() is self._list:
            return
        here = self.desk.stack.article.id if self.desk else None
        if self.desk is not None:
            self._listing.recount(self.desk)
        self.desk = None
        self._stack.setCurrentWidget(self._list)
        self._listing.show()
        if here is not None:
            self._list.go_to(here)
        self._list.setFocus()

    # -- the article

    def open(self, article: bytes, span: Span | None = None) -> None:
        """Put the layers of an article side by side, at a question on a span where one is named."""
        try:
            self.desk = Adjudication(self._store, self._me, article, anonymous=self._anonymous)
        except ButVangError as error:
            self._room.window.tell(str(error))
            return
        self._stack.setCurrentWidget(self._view)
        self._show(keep_place=False, stay=0)
        if span is not None:
            self._view.table.go(self._view.table.rows.find(lambda row: row.question.span == span))
        self._view.setFocus()

    def _show(self, keep_place: bool = True, stay: int | None = None) -> None:
        """Everything as the desk has it now."""
        desk = self.desk
        if desk is None:
            return
        article, open_ones = desk.stack.article, desk.open_items
        gold = desk.gold.accepted
        agreed = [v.said for q in desk.agreed for v in q.variants if isinstance(v.said, Annotation)]
        answers = [
            Answer(v.said.span, v.said.label, self._letters(v))
            for q in open_ones
            for v in q.variants
            if isinstance(v.said, Annotation)
        ]
        self._view.text.show_article(article, CompareLanes(gold, agreed, answers), keep_place)
        title = next((s.card.title for s in desk.stack.sheets.values() if s.card and s.card.title), "")
        people = " · ".join(f"{self._letter(who)} {self._name(who)}" for who in desk.lanes)
        state = say(
            "reviewing.desk_state", gold=count(len(gold)), agreed=count(len(agreed)), waiting=count(desk.waiting)
        )
        self._view.show_head(title or article.heading(), f"{people}\n{state}")
        rows = [self._row(q) for q in open_ones]
        rows += [self._row(q, done.choice) for q, done in desk.decided if done.choice != "agreed"]
        self._view.show_rows(rows, len(open_ones), stay)

    def _row(self, question: Question, choice: str = "") -> Row:
        assert self.desk is not None
        words = " ".join(question.words(self.desk.stack.article.text).split()) or say(f"reviewing.kind_{question.kind}")
        kind = say(f"curation.difference_{question.difference}") if question.difference else ""
        done = say("reviewing.decided", choice=say(f"reviewing.choice_{choice}")) if choice in _CHOICES else choice
        return Row(question, words, kind, done)

    def _turn_to(self, row: Row | None) -> None:
        """The keyboard is on another question."""
        desk = self.desk
        self._reason = None
        if desk is None:
            return
        if row is None:
            self._view.show_offers(say("reviewing.no_differences"), [], "", "")
            self._view.show_span(None, "")
            return
        self._view.show_span(row.question.span, row.question.label)
        self._offer(row)

    def _offer(self, row: Row) -> None:
        desk, question = self.desk, row.question
        assert desk is not None
        text, offers = desk.stack.article.text, []
        for choice in desk.choices(question):
            command = f"compare:{_COMMANDS[choice]}"
            if choice in _PLACES:
                variant = question.variants[list(_PLACES).index(choice)]
                said = variant.said
                label = said.label if isinstance(said, Annotation) else ""
                offers.append(Offer(command, self._words(question, variant, text), self._who(variant), label))
            elif choice is not Choice.OWN or question.kind in _OWN_OF:
                offers.append(Offer(command, say(f"reviewing.choice_{choice}")))
        why = self._reason or desk.suggested_reason(question)
        earlier = desk.before(question)
        before = say("reviewing.decided_before", choice=_choice_words(earlier.choice)) if earlier else row.done
        reason = say("reviewing.reason_will", reason=say(f"reviewing.reason_{why}"))
        self._view.show_offers(f"{row.words}: {row.kind}", offers, reason, before)

    def _words(self, question: Question, variant: Variant, text: str) -> str:
        said = variant.said
        if isinstance(said, Annotation):
            value = " ".join(part for part in (said.value, said.mod, said.calendar) if part)
            words = " ".join(said.span.of(text).split())
            return f"{words} → {value}" if value else words
        if question.kind is Kind.PUBLISHED and isinstance(said, str):
            return day(said)
        return describe(question, said, text)

    # -- deciding

    @property
    def _current(self) -> Row | None:
        return self._view.table.current if self.desk and self._stack.currentWidget() is self._view else None

    def decide(self, choice: Choice, own: tuple[Annotation | str, ...] = ()) -> None:
        """Answer the current question and go on to the next."""
        desk, row = self.desk, self._current
        if desk is None or row is None or choice not in desk.choices(row.question):
            return
        at = self._view.table.currentIndex().row()
        try:
            written = desk.decide(row.question, choice, self._reason, own)
        except ButVangError as error:
            self._room.window.status.say(str(error))
            return
        self._written(written)
        self._show(stay=at if not row.done else at + 1)
        if not desk.open_items:
            self._room.window.status.say(say("reviewing.all_decided"))

    def answer_myself(self) -> None:
        """Answer with something that nobody said: words that are selected, or the question's, with a label."""
        desk, row = self.desk, self._current
        if desk is None or row is None or row.question.kind not in _OWN_OF:
            return
        question, window = row.question, self._room.window
        if question.kind is Kind.PUBLISHED:
            dialog = DateDialog(window, str(question.variants[0].said or "") or None)
            if dialog.exec() and dialog.value:
                self.decide(Choice.OWN, (dialog.value,))
            return
        if question.kind is Kind.PROVINCE:
            named = [(unit.id, unit.name) for unit in units(self._room.counting.on)]
            province = ProvinceDialog(window, named, str(question.variants[0].said or "") or None)
            if province.exec() and province.province:
                self.decide(Choice.OWN, (province.province,))
            return
        span = self._view.text.selected_span() or question.span
        if span is None:
            return
        words = " ".join(span.of(desk.stack.article.text).split())
        asked = OwnDialog(window, self._live.session.scheme, words, question.label)
        if asked.exec():
            card = desk.gold.card or ArticleCard(b"", desk.stack.article.id, GOLD_LAYER, b"")
            bare = Desk(desk.stack.article, desk.gold.copy(), Detection(), card)
            made = [item for item in annotate(bare, span, asked.label).added if isinstance(item, Annotation)]
            there = desk.gold.at(span, asked.label)
            self.decide(Choice.OWN, tuple(made) or ((there,) if there else ()))

    def change_reason(self) -> None:
        """Record another reason for the difference than the answers suggest."""
        desk, row = self.desk, self._current
        if desk is not None and row is not None:
            every = list(Reason)
            now = self._reason or desk.suggested_reason(row.question)
            self._reason = every[(every.index(now) + 1) % len(every)]
            self._offer(row)

    def hide_names(self) -> None:
        """Hide who said what, or show it again."""
        self._anonymous = self._room.window.commands["compare:anonymous"].isChecked()
        if self.desk is not None:
            self.desk.anonymous = self._anonymous
            self._show(stay=self._view.table.currentIndex().row())

    def take_agreed(self) -> None:
        """Put what is agreed on into gold: of the article that is open, else of all that are listed."""
        window, desk = self._room.window, self.desk
        here = self._stack.currentWidget() is self._view
        people = {who: self._name(who) for who in desk.lanes} if desk and here else dict(self._room.counting.names)
        dialog = PolicyDialog(window, people, say("reviewing.take_here" if here else "reviewing.take_everywhere"))
        if not dialog.exec():
            return
        if desk is not None and here:
            try:
                self._written(desk.merge(dialog.policy))
            except ButVangError as error:
                window.status.say(str(error))
            self._show(stay=0)
            return
        policy, scope = dialog.policy, self._room.overview.region.scope

        def work() -> Iterator[Merged]:
            from core.review.scope import EVERYTHING

            return merge_all(self._store, self._me, policy, scope or EVERYTHING)

        window.status.job_started(say("reviewing.taking"), 0)
        self._listing.run(work, lambda step: window.status.job_progress(step.done, step.total), self._merged)

    def _merged(self) -> None:
        self._room.window.status.job_ended(say("reviewing.taken"))
        self._room.counting.stale = True
        self._live.tell_history()
        self._listing.fill()

    def _written(self, edit: Edit) -> None:
        if edit:
            self._room.counting.stale = True
            self._live.take_in(edit)

    def _rewritten(self, edits: list[Edit]) -> None:
        """Undo or redo went through the gold layer."""
        gold = [edit for edit in edits if edit.article and edit.layer == GOLD_LAYER]
        if not gold:
            return
        if self.desk is None or len(gold) > 1:
            self._listing.forget()
            if self._room.places.place == COMPARE:
                self.enter()
        if self.desk is not None and any(edit.article == self.desk.stack.article.id for edit in gold):
            stay = self._view.table.currentIndex().row()
            self.desk.refresh()
            self._show(stay=max(stay - 1, 0))

    # -- inner

    def _pressed(self, offset: int) -> None:
        """The mouse is on words about which there is a question."""
        rows = self._view.table.rows

        def there(row: Row) -> bool:
            span = row.question.span
            return span is not None and span.start <= offset <= span.end

        if not self._view.text.text.textCursor().hasSelection() and (at := rows.find(there)) >= 0:
            self._view.table.go(at)

    def _letter(self, who: bytes) -> str:
        assert self.desk is not None
        return chr(ord("A") + self.desk.lanes.index(who)) if who in self.desk.lanes else "?"

    def _letters(self, variant: Variant) -> str:
        return "".join(sorted(self._letter(who) for who in variant.by))

    def _name(self, who: bytes) -> str:
        if self._anonymous:
            return ""
        return self.desk.name(who) if self.desk else self._room.counting.names.get(who, "?")

    def _who(self, variant: Variant) -> str:
        """The letters of those who gave an answer; whose they are stands at the head."""
        return " ".join(sorted(self._letter(who) for who in variant.by))


_CHOICES = tuple(Choice)


def _choice_words(choice: str) -> str:
    return say(f"reviewing.choice_{choice}") if choice in _CHOICES else choice
