"""Cards of one article from several machines made one, field by field: sources are united, what one changed holds."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from core.model.article import ArticleCard, Source, State
from core.model.edit import Item

_FIELDS = (("title",), ("published", "published_by"), ("province", "province_by"), ("note",))
"""What is decided together; the second says by whom, and a person's word outdoes a rule's."""

_FAR = list(State)
_BLANK = ArticleCard(b"", b"", b"", b"")


def united_card(base: ArticleCard | None, items: Sequence[Item]) -> tuple[ArticleCard, bool]:
    """One card of several that come from `base` (None: each was made anew), and whether they agree.

    Where they do not, the field is as it was in `base`. An article is as far as the one who is least far with it, among
    those who went on.
    """
    cards = [item for item in items if isinstance(item, ArticleCard)]
    before = base or _BLANK
    found: dict[str, Any] = {}
    clear = True
    for names in _FIELDS:
        said = {tuple(getattr(card, name) for name in names) for card in cards}
        changed = said - {tuple(getattr(before, name) for name in names)}
        if base is None:
            changed = {values for values in changed if values[0]}
        changed = {values for values in changed if values[1:] == ("person",)} or changed
        if len({values[0] for values in changed}) == 1:
            found |= dict(zip(names, min(changed, key=str), strict=True))
        elif changed:
            clear = False
            found |= {name: getattr(before, name) for name in names}
        else:
            found |= {name: getattr(cards[0], name) for name in names}
    if not clear and base is None and not found["title"]:
        found["title"] = min(card.title for card in cards)
    states = [card.state for card in cards if card.state is not before.state] or [before.state]
    found["state"] = min(states, key=_FAR.index)
    found["flag"] = any(c.flag for c in cards) if not before.flag else all(c.flag for c in cards)
    return replace(cards[0], sources=_sources(before, cards), **found), clear


def _sources(base: ArticleCard, cards: Sequence[ArticleCard]) -> tuple[Source, ...]:
    """Those of the base, then the others' in an order that is the same everywhere."""
    more = {s for card in cards for s in card.sources if s not in base.sources}
    return (*base.sources, *sorted(more, key=lambda s: (s.path, s.sha256, s.format, s.encoding)))
