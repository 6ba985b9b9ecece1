"""Every article as every annotator has it: in which state it is, for the list that a reviewer goes through."""

from dataclasses import dataclass

from sqlalchemy import select

from core.model.article import State
from core.model.ids import GOLD_LAYER
from core.store import tables
from core.store.connect import speaking
from core.store.store import Store


@dataclass(frozen=True, slots=True)
class CardRow:
    """One card: its article and layer, what the article is called, the annotator's name, the state, a flag and a note."""

    article: bytes
    layer: bytes
    title: str
    who: str
    state: State
    flag: bool
    note: str


def card_rows(store: Store, begun: bool = True) -> list[CardRow]:
    """The cards of all annotators in the order in which articles were added; with `begun`, without those still new."""
    article, card, layer = tables.article.c, tables.card.c, tables.layer.c
    columns = article.id, card.layer, article.title, layer.name, card.state, card.flag, card.note
    query = select(*columns).join(tables.card, card.article == article.id).join(tables.layer, layer.id == card.layer)
    query = query.where(card.layer != GOLD_LAYER).order_by(article.number, card.layer)
    if begun:
        query = query.where(card.state != State.NEW.value)
    with speaking(store.path), store.engine.connect() as db:
        return [CardRow(*row[:4], State(row[4]), bool(row[5]), row[6]) for row in db.execute(query)]
