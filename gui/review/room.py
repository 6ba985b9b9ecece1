"""The reviewer's room: its views, what is counted for them, and the way from each row to its sentence and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from core.errors import ButVangError
from core.review.overview_cards import CardRow, card_rows
from core.verbs.states import Remark, thread
from core.wording import say
from gui.parts.numbers import count
from gui.parts.rule import rule
from gui.review.agreement_view import AgreementView
from gui.review.agreements_view import AgreementsView
from gui.review.articles_view import ArticlesView
from gui.review.audit_view import AuditView
from gui.review.auditing import Auditing
from gui.review.bar import ViewBar
from gui.review.checks_view import ChecksView
from gui.review.context import Texts
from gui.review.counting import Counting
from gui.review.grouping import Grouping
from gui.review.list_view import ListView
from gui.review.overview_view import OverviewView
from gui.review.passing import Passing
from gui.review.region import Region, areas_under
from gui.review.register_view import RegisterView
from gui.review.registers_views import AgenciesView, DocumentsView, OfficialsView
from gui.review.signing import Signing
from gui.review.stating import Stating
from gui.review.visit import Stop, Visit
from gui.topbar import COMPARE, READ, REVIEW

if TYPE_CHECKING:
    from core.model.edit import Edit
    from core.model.span import Span
    from core.review.agreement import Figure
    from core.review.registers.agreements import AgreementRow
    from gui.main_window import MainWindow
    from gui.review.comparing import Comparing
    from gui.review.places import Places

VIEWS = ("overview", "articles", "checks", "officials", "agencies", "documents", "agreements", "agreement", "audit")
_REGISTERS = {
    "officials": OfficialsView,
    "agencies": AgenciesView,
    "documents": DocumentsView,
    "agreements": AgreementsView,
}
_Refreshed = (ChecksView, ArticlesView, RegisterView, AgreementView)
_NEEDS = {ChecksView: ("checks", "places"), ArticlesView: ("places",), AgreementView: ("agreement",)}
"""What a view shows of what is counted, a register but the registers."""
_VISITING = ("back", "next", "previous", "fix", "mute", "accept", "return")
"""Commands that work above the article too, while one looks at the stops of a list."""


class Room:
    """Made when one first goes to review or to compare; lives as long as the window's dataset."""

    def __init__(self, window: MainWindow, places: Places, page: QWidget, compare: QWidget) -> None:
        assert window.live is not None
        self.window = window
        self.places = places
        self.live = window.live
        self.counting = Counting(self.live, window)
        self.texts = Texts(self.live.session.store)
        self.visit: Visit | None = None
        self._compare_page = compare
        self._comparing: Comparing | None = None
        self._bar = ViewBar(VIEWS, window.keys)
        self._stack = QStackedWidget()
        self._views: dict[str, QWidget] = {}
        layout = page.layout()
        assert layout is not None
        for part in (self._bar, rule(), self._stack):
            layout.addWidget(part)
        self.overview = OverviewView(window.theme, self.live.session.scheme, self.counting)
        self.stating, self.passing, self.grouping = Stating(self), Passing(self), Grouping(self)
        self.auditing, self.signing = Auditing(self), Signing(self)
        self._connect()
        self.show("overview")

    def answers(self) -> dict[str, Callable[[], object]]:
        """What each command of these places calls."""
        views = {f"review:{view}": partial(self.show, view) for view in VIEWS}
        overview = self.overview
        return {
            **views,
            **self.stating.calls(),
            **self.passing.calls(),
            **self.grouping.calls(),
            **self.auditing.calls(),
            **self.signing.calls(),
            **self.comparing.calls(),
            "review:back": self.back,
            "review:next": partial(self.step, 1),
            "review:previous": partial(self.step, -1),
            "review:filter": self._filter,
            "review:refresh": self.refresh,
            "review:colour": lambda: overview.colours.choose(overview.colours.chosen + 1),
            "review:map": lambda: overview.maps.choose(overview.maps.chosen + 1),
            "review:chart": lambda: overview.charts.choose(overview.charts.chosen + 1),
            "review:svg": partial(self._save, "svg"),
            "review:png": partial(self._save, "png"),
        }

    @property
    def comparing(self) -> Comparing:
        """The place of comparison, made when it is first asked for."""
        if self._comparing is None:
            from gui.review.comparing import Comparing

            self._comparing = Comparing(self, self._compare_page)
        return self._comparing

    @property
    def busy(self) -> bool:
        """Whether anything runs in the background."""
        return self.counting.busy or (self._comparing is not None and self._comparing.busy)

    def close(self) -> None:
        """Stop counting."""
        self.counting.close()
        if self._comparing is not None:
            self._comparing.close()

    # -- going about

    def enter(self, place: str) -> None:
        """A place is about to be shown."""
        if place != READ:
            self.end_visit()
        if place == REVIEW and self.counting.stale:
            self.refresh()
        if place == COMPARE:
            self.comparing.enter()

    def arrived(self, place: str) -> None:
        """A place is shown: it takes the keyboard."""
        if place != READ:
            self._tell_whole()
        self._enable()
        if place == REVIEW:
            self.view.setFocus()
        elif place == COMPARE:
            self.comparing.take_focus()

    @property
    def view(self) -> QWidget:
        """The view that is shown."""
        view = self._stack.currentWidget()
        assert view is not None
        return view

    def made(self, view: str) -> QWidget | None:
        """A view by its name, if it was made."""
        return self._views.get(view)

    @property
    def view_name(self) -> str:
        """What the view that is shown is called."""
        return next(name for name, view in self._views.items() if view is self.view)

    def show(self, view: str) -> None:
        """Show a view, made when it is first asked for."""
        widget = self._views.get(view)
        if widget is None:
            widget = self._views[view] = self._make(view)
            self._stack.addWidget(widget)
        self._stack.setCurrentWidget(widget)
        self._bar.set_view(view)
        if self.places.place == REVIEW:
            widget.setFocus()

    def refresh(self) -> None:
        """Count anew: the region where one is chosen in a big dataset, else all."""
        self.counting.refresh(self.overview.region.scope)

    # -- looking at the stops of a list

    def look_at(self, stops: Sequence[Stop], at: int) -> None:
        """Go to one of some places in the articles."""
        self.visit = Visit(stops, at, self.view_name)
        self.places.go(READ)
        self._arrive()

    def step(self, by: int) -> None:
        """Go on, in the list or from sentence to sentence."""
        if self.visit is not None:
            if self.visit.step(by):
                self._arrive()
            else:
                self.window.status.say(say("reviewing.no_more"))
        elif isinstance(self.view, ListView):
            self.view.step(by)

    def back(self) -> None:
        """From the article to the list, from a list to the overview."""
        visit = self.visit
        if visit is None and self.view is self.overview:
            self.overview.map.choose(None, focus=True)
            return
        if visit is None:
            self.show("overview")
            return
        self.end_visit()
        self.places.go(REVIEW)
        self.show(visit.view)
        view = self.view
        if isinstance(view, ListView):
            at = view.table.rows.find(lambda row: row is visit.stop.source)
            view.table.go(at if at >= 0 else min(visit.at, view.table.rows.rowCount() - 1))

    def end_visit(self) -> None:
        """No longer look at the stops of a list."""
        self.visit = None
        self.places.visit_bar.hide()
        self._enable()

    def say_stop(self, words: str) -> None:
        """Say something else of the place where one is."""
        if self.visit is not None:
            stop = replace(self.visit.stop, words=words)
            self.visit.stops = [*self.visit.stops[: self.visit.at], stop, *self.visit.stops[self.visit.at + 1 :]]
            self._show_stop()

    def row_gone(self) -> None:
        """What one was at is done with: go on from the article, stay in the list."""
        if self.visit is not None and not self.visit.step(1):
            self.back()
        elif self.visit is not None:
            self._arrive()

    # -- inner

    def _connect(self) -> None:
        window, counting = self.window, self.counting
        self.overview.entered.connect(self._enter_region)
        self.overview.region_changed.connect(self._region_changed)
        self.overview.check_requested.connect(self._open_check)
        self.overview.label_requested.connect(self._open_label)
        self.overview.agreement_requested.connect(self._open_agreement)
        self._bar.view_requested.connect(self.show)
        counting.progressed.connect(self._tell_progress)
        counting.rested.connect(self._tell_rest)
        counting.failed.connect(window.tell)
        counting.counted.connect(self._counted)
        self.live.changed.connect(self._changed)
        self.live.rewritten.connect(self._rewritten)
        self.live.article_opened.connect(self._article_opened)
        self.places.visit_bar.pressed.connect(lambda name: window.commands[name].trigger())
        for name in _VISITING:
            window.reader.addAction(window.commands[f"review:{name}"])
        self._enable()

    def _make(self, view: str) -> QWidget:
        window, counting = self.window, self.counting
        if view == "overview":
            return self.overview
        if view == "articles":
            made = ArticlesView(window.theme, counting, self._card_rows, self._thread, window.keys)
            made.refresh()
        elif view == "checks":
            made = ChecksView(window.theme, counting, self.texts, window.keys)
        elif view == "audit":
            made = AuditView(window.theme, counting, window.keys)
            self.auditing.fill(made)
        elif view == "agreement":
            made = AgreementView(window.theme, self.live.session.scheme, counting, window.keys)
            made.asked.connect(partial(self._disagreements, made))
            made.compare_requested.connect(self.compare)
        else:
            made = _REGISTERS[view](window.theme, counting, self.texts, window.keys)
        made.show_region(self.overview.region)
        made.visit_requested.connect(self.look_at)
        return made

    def _arrive(self) -> None:
        """Show the sentence where one is."""
        assert self.visit is not None
        visit, stop, live = self.visit, self.visit.stop, self.live
        own = live.session.annotator.id
        desk = live.desk
        if desk is None or (desk.article.id, desk.layer.id) != (stop.article, stop.layer or own):
            self.visit = None
            live.open_article(stop.article, stop.layer)
            self.visit, desk = visit, live.desk
        self._show_stop()
        self._enable()
        reader = self.window.reader
        if desk is not None and stop.span is not None and stop.span.end <= len(desk.article.text):
            there = [m for m in desk.mentions_at(stop.span) if m.span == stop.span]
            if there:
                reader.set_current(there[0])
            else:
                reader.select_span(stop.span)
        reader.text.setFocus()

    def _show_stop(self) -> None:
        """Say where one is, above the article."""
        assert self.visit is not None
        visit, stop = self.visit, self.visit.stop
        other = stop.layer is not None and stop.layer != self.live.session.annotator.id
        whose = self.counting.names.get(stop.layer or b"", say("reviewing.gold")) if other else ""
        audited = self.auditing.row is not None
        self.places.visit_bar.show_stop(stop, visit.at + 1, len(visit.stops), whose, stop.layer is not None, audited)

    def _article_opened(self, _desk: object) -> None:
        if self.visit is not None:
            self.end_visit()

    def _enable(self) -> None:
        """Commands of the way rest while one only reads."""
        on = self.visit is not None or self.places.place == REVIEW
        for name in _VISITING:
            self.window.commands[f"review:{name}"].setEnabled(on)

    def _card_rows(self, take: Callable[[list[CardRow]], object]) -> None:
        """Ask for every card, in the background."""
        store = self.live.session.store
        self.counting.ask("cards", lambda: iter([card_rows(store)]), lambda found: take(found[0]) if found else None)

    def _thread(self, row: CardRow) -> list[Remark]:
        try:
            return thread(self.live.session.store.layer(row.article, row.layer).items)
        except ButVangError as error:
            self.window.tell(str(error))
            return []

    def _counted(self, part: str) -> None:
        self._tell_whole()
        for view in self._views.values():
            if part in _NEEDS.get(type(view), ("registers",)) and isinstance(view, _Refreshed):
                view.refresh()

    def refresh_articles(self) -> None:
        """States have changed."""
        view = self._views.get("articles")
        if isinstance(view, ArticlesView):
            view.refresh()

    def _changed(self, _edit: object) -> None:
        self.counting.stale = True

    def _rewritten(self, edits: list[Edit]) -> None:
        """Undo or redo: what was decided of the dataset itself is counted anew, states are shown."""
        self.counting.stale = True
        if any(not edit.article for edit in edits):
            self.counting.regroup()
            self.counting.recheck()
        self.refresh_articles()

    def _region_changed(self, region: Region) -> None:
        for view in self._views.values():
            if isinstance(view, _Refreshed):
                view.show_region(region)

    def _open_check(self, check: str) -> None:
        self.show("checks")
        view = self.view
        assert isinstance(view, ChecksView)
        view.show_check(check)

    def _open_label(self, label: object) -> None:
        self.show("agreement")
        view = self.view
        assert isinstance(view, AgreementView)
        view.go_to(str(label))

    def compare(self, article: bytes, span: Span | None) -> None:
        """Put the layers of an article side by side."""
        self.places.go(COMPARE)
        self.comparing.open(article, span)

    def _disagreements(self, view: AgreementView, figure: Figure) -> None:
        from core.review.agreement import disagreements
        from core.review.scope import EVERYTHING

        store, scope = self.live.session.store, self.overview.region.scope or EVERYTHING
        about = {"measure": figure.measure, "label": figure.label, "pair": figure.pair}
        self.counting.ask("disagreements", lambda: disagreements(store, scope, **about), view.show_disagreements)

    def _open_agreement(self, row: AgreementRow) -> None:
        """Read the article that an agreement of the overview is from."""
        stops = [Stop(s.article, s.layer, s.span, s.words, source=s) for s in row.seen]
        self.look_at(stops, 0)

    def _enter_region(self, region: Region) -> None:
        """Read the articles of a region."""
        self.window.stock.hold_to(region.articles(self.counting.places), region.name)
        self.places.go(READ)

    def _filter(self) -> None:
        if isinstance(self.view, ListView):
            self.view.focus_filter()

    def _tell_whole(self) -> None:
        """What is reviewed, in the status bar."""
        found = self.counting.overview
        if found is not None:
            area, places = found.together, len([unit for unit in areas_under(found, self.counting.on) if unit])
            words = say(
                "reviewing.in_all", places=count(places), articles=count(area.articles), items=count(area.items)
            )
        else:
            words = say("reviewing.compare" if self.places.place == COMPARE else "reviewing.whole")
        if self.places.place != READ:
            hint = f"{say('reviewing.print_signoff')} {self.window.keys.get('review:signoff', '')}".strip()
            self.window.status.show_elsewhere(words, hint)

    def _tell_progress(self, part: str, done: int, total: int) -> None:
        self._bar.tell(f"{part} {count(done)}/{count(total)}" if total else f"{part}…")

    def _tell_rest(self) -> None:
        self._bar.tell("")

    def _save(self, kind: str) -> None:
        picture = self.overview.picture
        name, _ = QFileDialog.getSaveFileName(
            self.window, say(f"actions.review_{kind}"), f"{picture.title}.{kind}", f"*.{kind}"
        )
        if name:
            path = Path(name) if Path(name).suffix else Path(name).with_suffix(f".{kind}")
            try:
                self.overview.save(path)
            except OSError as error:
                self.window.tell(str(error))
                return
            self.window.status.say(say("reviewing.saved", path=path))
