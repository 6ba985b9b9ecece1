"""The reviewer's room: its views, what is counted for them, and the way from each row to its sentence and back."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget

from core.wording import say
from gui.parts.numbers import count
from gui.parts.rule import rule
from gui.review.agreement_view import AgreementView
from gui.review.agreements_view import AgreementsView
from gui.review.articles_view import ArticlesView
from gui.review.auditing import Auditing
from gui.review.bar import ViewBar
from gui.review.checks_view import ChecksView
from gui.review.context import Texts
from gui.review.counting import Counting
from gui.review.grouping import Grouping
from gui.review.list_view import ListView
from gui.review.overview_view import OverviewView
from gui.review.passing import Passing
from gui.review.picture import Picture
from gui.review.picture_file import ask_and_save
from gui.review.region import Region, areas_under
from gui.review.register_view import RegisterView
from gui.review.signing import Signing
from gui.review.stating import Stating
from gui.review.views import make
from gui.review.visit import Stop
from gui.review.way import Way
from gui.searching.searching import Searching
from gui.searching.view import SearchView
from gui.topbar import COMPARE, READ, REVIEW

if TYPE_CHECKING:
    from core.model.edit import Edit
    from core.model.span import Span
    from core.review.registers.agreements import AgreementRow
    from gui.main_window import MainWindow
    from gui.review.comparing import Comparing
    from gui.review.places import Places

VIEWS = (
    "overview",
    "articles",
    "checks",
    "officials",
    "agencies",
    "documents",
    "agreements",
    "agreement",
    "audit",
    "search",
)
_Refreshed = (ChecksView, ArticlesView, RegisterView, AgreementView)
_NEEDS = {ChecksView: ("checks", "places"), ArticlesView: ("places",), AgreementView: ("agreement",)}
"""What a view shows of what is counted, a register but the registers."""


class Room:
    """Made when one first goes to review or to compare; lives as long as the window's dataset."""

    def __init__(self, window: MainWindow, places: Places, page: QWidget, compare: QWidget) -> None:
        assert window.live is not None
        self.window = window
        self.places = places
        self.live = window.live
        self.counting = Counting(self.live, window)
        self.texts = Texts(self.live.session.store)
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
        self.way = Way(self)
        self._connect()
        self.show("overview")

    def answers(self) -> dict[str, Callable[[], object]]:
        """What each command of these places calls."""
        views = {f"review:{view}": partial(self.show, view) for view in VIEWS}
        overview = self.overview
        return {
            **views,
            **self.way.calls(),
            **self.stating.calls(),
            **self.passing.calls(),
            **self.grouping.calls(),
            **self.auditing.calls(),
            **self.signing.calls(),
            **self.comparing.calls(),
            "review:filter": self._filter,
            "review:refresh": self.refresh,
            "review:colour": lambda: overview.colours.choose(overview.colours.chosen + 1),
            "review:map": lambda: overview.maps.choose(overview.maps.chosen + 1),
            "review:chart": self._change_chart,
            "review:svg": partial(self._save_shown, "svg"),
            "review:png": partial(self._save_shown, "png"),
        }

    @property
    def comparing(self) -> Comparing:
        """The place of comparison, made when it is first asked for."""
        if self._comparing is None:
            from gui.review.comparing import Comparing

            self._comparing = Comparing(self, self._compare_page)
        return self._comparing

    @cached_property
    def searching(self) -> Searching:
        """The search, made when it is first asked for."""
        return Searching(self)

    @property
    def busy(self) -> bool:
        """Whether anything runs in the background."""
        searching = "search" in self._views and self.searching.busy
        return self.counting.busy or searching or (self._comparing is not None and self._comparing.busy)

    def close(self) -> None:
        """Stop counting."""
        self.counting.close()
        if "search" in self._views:
            self.searching.close()
        if self._comparing is not None:
            self._comparing.close()

    # -- going about

    def enter(self, place: str) -> None:
        """A place is about to be shown."""
        if place != READ:
            self.way.end()
        if place == REVIEW:
            self._count_for(self.view)
        if place == COMPARE:
            self.comparing.enter()

    def arrived(self, place: str) -> None:
        """A place is shown: it takes the keyboard."""
        if place != READ:
            self._tell_whole()
        self.way.enable()
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
            widget = self._views[view] = make(self, view)
            self._stack.addWidget(widget)
            for picture in widget.findChildren(Picture):
                picture.save_requested.connect(self._save)
        self._stack.setCurrentWidget(widget)
        self._bar.set_view(view)
        if self.places.place == REVIEW:
            self._count_for(widget)
            widget.setFocus()

    def _count_for(self, view: QWidget) -> None:
        """What a view shows is up to date; a search asks for itself."""
        if self.counting.stale and not isinstance(view, SearchView):
            self.refresh()

    def refresh(self) -> None:
        """Count anew: the region where one is chosen in a big dataset, else all."""
        self.counting.refresh(self.overview.region.scope)

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
        self.way.enable()

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

    def _open_agreement(self, row: AgreementRow) -> None:
        """Read the article that an agreement of the overview is from."""
        stops = [Stop(s.article, s.layer, s.span, s.words, source=s) for s in row.seen]
        self.way.look_at(stops, 0)

    def _enter_region(self, region: Region) -> None:
        """Read the articles of a region."""
        self.window.stock.hold_to(region.articles(self.counting.places), region.name)
        self.places.go(READ)

    def _change_chart(self) -> None:
        """The next chart of the overview; of the agreements the list or the matrix."""
        view = self.view
        segments = view.ways if isinstance(view, AgreementsView) else self.overview.charts
        segments.choose(segments.chosen + 1)

    def _filter(self) -> None:
        if isinstance(self.view, SearchView):
            self.view.take_focus()
        elif isinstance(self.view, ListView):
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

    def _save_shown(self, kind: str) -> None:
        """Save the picture that has the keyboard, else the first of the view."""
        focused = QApplication.focusWidget()
        shown = [p for p in self.view.findChildren(Picture) if p.isVisible()]
        picture = focused if isinstance(focused, Picture) else next(iter(shown), None)
        if picture is not None:
            self._save(picture, kind)

    def _save(self, picture: Picture, kind: str) -> None:
        try:
            path = ask_and_save(picture, kind)
        except OSError as error:
            self.window.tell(str(error))
            return
        if path is not None:
            self.window.status.say(say("reviewing.saved", path=path))
