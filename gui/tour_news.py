"""What is new, from `resources/guide/news.toml`: told once after an update, and whenever it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.parsed import table
from core.paths import resources
from core.version import VERSION
from core.wording import language, say
from gui.tour_card import Card

if TYPE_CHECKING:
    from gui.main_window import MainWindow


def news_since(version: str) -> list[str]:
    """Lines about every version after one, the newest first; about all where none is named."""
    told = table(resources() / "guide" / "news.toml")
    newer = sorted((v for v in told if not version or _parts(v) > _parts(version)), key=_parts, reverse=True)
    return [line for v in newer for line in told[v][language()]]


def show_news(window: MainWindow, since: str = "") -> None:
    """Show them in the corner."""
    for old in window.findChildren(Card, "news"):
        old.end()
    card = Card(window, window.theme)
    card.setObjectName("news")
    card.say(say("tour.news_title", version=VERSION), "\n".join(f"• {line}" for line in news_since(since)))

    def read() -> None:
        from gui.tour_help import open_manual

        card.end()
        open_manual(window)

    card.offer((say("tour.news_manual"), "flat", read), (say("dialogs.close"), "primary", card.end))
    card.point(None)


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))
