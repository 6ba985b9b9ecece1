"""What formats that have room for facts about an article say of it, in the same words everywhere."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from core.provinces.map import name_of
from core.store.dataset_io import Sheet


def about(sheet: Sheet) -> dict[str, Any]:
    """The article's id, title, publication date, province by name, and where it was read; None for what is unknown."""
    card = sheet.card
    return {
        "article": sheet.article.id.hex(),
        "title": (card.title if card else "") or sheet.article.title,
        "published": card.published if card else None,
        "province": name_of(card.province) if card and card.province else None,
        "source": card.sources[0].path if card and card.sources else None,
    }


HELD = ("title", "published", "province")
"""The fields of a card that `about` holds whole."""


def facts(of: Mapping[str, Any]) -> dict[str, str | None]:
    """Title, publication date and province of a file of others' making, as a line of our JSONL has them, if they are any."""
    found = {name: value if isinstance(value := of.get(name), str) and value else None for name in HELD}
    try:
        date.fromisoformat(found["published"] or "")
    except ValueError:
        found["published"] = None
    return found
