"""The views of the reviewer's page, each made when it is first shown, and what they ask the dataset."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from core.errors import ButVangError
from core.review.overview_cards import CardRow, card_rows
from core.verbs.states import Remark, thread
from gui.review.agreement_view import AgreementView
from gui.review.agreements_view import AgreementsView
from gui.review.articles_view import ArticlesView
from gui.review.audit_view import AuditView
from gui.review.checks_view import ChecksView
from gui.review.registers_views import AgenciesView, DocumentsView, OfficialsView

if TYPE_CHECKING:
    from core.review.agreement import Figure
    from gui.review.room import Room

_REGISTERS = {
    "officials": OfficialsView,
    "agencies": AgenciesView,
    "documents": DocumentsView,
    "agreements": AgreementsView,
}


def make(room: Room, view: str) -> QWidget:
    """A view, shown for the first time."""
    window, counting = room.window, room.counting
    if view == "overview":
        return room.overview
    if view == "search":
        return room.searching.view
    if view == "articles":
        made = ArticlesView(window.theme, counting, partial(_card_rows, room), partial(_thread, room), window.keys)
        made.refresh()
    elif view == "checks":
        made = ChecksView(window.theme, counting, room.texts, window.keys)
    elif view == "audit":
        made = AuditView(window.theme, counting, window.keys)
        room.auditing.fill(made)
    elif view == "agreement":
        made = AgreementView(window.theme, room.live.session.scheme, counting, window.keys)
        made.asked.connect(partial(_disagreements, room, made))
        made.compare_requested.connect(room.compare)
    else:
        made = _REGISTERS[view](window.theme, counting, room.texts, window.keys)
    made.show_region(room.overview.region)
    made.visit_requested.connect(room.way.look_at)
    return made


def _card_rows(room: Room, take: Callable[[list[CardRow]], object]) -> None:
    """Ask for every card, in the background."""
    store = room.live.session.store
    room.counting.ask("cards", lambda: iter([card_rows(store)]), lambda found: take(found[0]) if found else None)


def _thread(room: Room, row: CardRow) -> list[Remark]:
    try:
        return thread(room.live.session.store.layer(row.article, row.layer).items)
    except ButVangError as error:
        room.window.tell(str(error))
        return []


def _disagreements(room: Room, view: AgreementView, figure: Figure) -> None:
    from core.review.agreement import disagreements
    from core.review.scope import EVERYTHING

    store, scope = room.live.session.store, room.overview.region.scope or EVERYTHING
    about = {"measure": figure.measure, "label": figure.label, "pair": figure.pair}
    room.counting.ask("disagreements", lambda: disagreements(store, scope, **about), view.show_disagreements)
