"""Ctrl+K at work: commands, articles and what the open article names."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from core.model.library import Filter
from core.provinces.map import name_of
from core.text.fold import fold
from core.verbs import Mention
from gui import actions
from gui.dialogs.palette import ArticleHit, Command, MentionHit, Palette
from gui.topbar import REVIEW

if TYPE_CHECKING:
    from gui.main_window import MainWindow

_FOUND = 12  # articles that the palette lists


def open_palette(window: MainWindow) -> None:
    """Show the palette over a window."""
    live = window.live
    if live is None:
        return
    shown = actions.Keys(window.rows())
    commands = [
        Command(name, action.text().replace("&", ""), shown.get(name, ""), action.isEnabled())
        for name, action in window.commands.items()
    ]
    palette = Palette(window, window.theme, live.session.scheme, commands, partial(_found, window), _named(window))
    palette.command_requested.connect(lambda name: window.commands[name].trigger())
    palette.article_requested.connect(window.open_article)
    palette.mention_requested.connect(window.reader.set_current)
    palette.search_requested.connect(partial(open_search, window))
    palette.closed.connect(window.reader.text.setFocus)
    palette.open()


def open_search(window: MainWindow, line: str = "") -> None:
    """Go to the search of the whole dataset, and look for a line where one is given."""
    window.places.go(REVIEW, "search")
    window.places.room.searching.begin(line)


def _found(window: MainWindow, words: str) -> list[ArticleHit]:
    """Articles that have the words, as the palette shows them."""
    if window.live is None:
        return []
    shelf = window.live.session.shelf
    rows = shelf.rows(shelf.ids(Filter(words=words))[:_FOUND])
    return [ArticleHit(row.article, row.title, name_of(row.province) if row.province else "") for row in rows]


def _named(window: MainWindow) -> list[MentionHit]:
    """What the open article names, once each."""
    desk = window.live.desk if window.live else None
    if desk is None:
        return []
    groups: dict[tuple[str, str], list[Mention]] = {}
    for mention in desk.mentions:
        groups.setdefault((mention.label, fold(mention.span.of(desk.article.text))), []).append(mention)
    return [MentionHit(g[0], g[0].span.of(desk.article.text), len(g)) for g in groups.values()]
