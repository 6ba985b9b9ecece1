"""An article's way from the annotator to the reviewer and back, with what the two say to each other about it.

All of it is written into the layer of the card, by whoever writes it: the journal and each remark name them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from core.model.article import ArticleCard, State
from core.model.edit import Edit, Item
from core.model.ids import new_id
from core.model.layer import Layer
from core.model.record import REMARK, Record

WAYS: Mapping[State, tuple[State, ...]] = {
    State.NEW: (State.STARTED, State.DONE),
    State.STARTED: (State.DONE,),
    State.DONE: (State.IN_REVIEW, State.ACCEPTED, State.RETURNED, State.STARTED),
    State.IN_REVIEW: (State.ACCEPTED, State.RETURNED, State.DONE),
    State.ACCEPTED: (State.IN_REVIEW, State.RETURNED),
    State.RETURNED: (State.DONE, State.STARTED),
}
"""Which states may follow which: nothing is reviewed before it is done, and what is returned is handed in again."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody said of an article: who (an annotator's id), when (ISO, UTC), and the state that came with it."""

    id: bytes
    by: bytes
    at: str
    text: str
    state: State | None = None


def set_state(layer: Layer, state: State, by: bytes = b"", note: str = "") -> Edit:
    """Bring an article into a state, with a remark where there is a note.

    An empty edit where no way leads there from its state, and for an article that is returned without saying why.
    """
    card, note = layer.card, note.strip()
    if card is None or state not in WAYS[card.state] or (state is State.RETURNED and not note):
        return Edit(f"state_{state}")
    said = (_remark(card, by, note, state),) if note else ()
    return Edit(f"state_{state}", (card,), (replace(card, state=state), *said))


def return_article(layer: Layer, by: bytes, note: str) -> Edit:
    """Give an article back to its annotator, saying why."""
    return set_state(layer, State.RETURNED, by, note)


def answer(layer: Layer, by: bytes, text: str, done: bool = True) -> Edit:
    """Answer what an article was returned with; with `done`, hand it in again."""
    card = layer.card
    if card is None or card.state is not State.RETURNED or not text.strip():
        return Edit("answer")
    if not done:
        return replace(remark(layer, by, text), name="answer")
    return replace(set_state(layer, State.DONE, by, text), name="answer")


def remark(layer: Layer, by: bytes, text: str) -> Edit:
    """Say something about an article and leave its state as it is."""
    card = layer.card
    return Edit("remark", (), (_remark(card, by, text.strip()),) if card and text.strip() else ())


def thread(items: Iterable[Item]) -> list[Remark]:
    """The conversation among some items, the oldest remark first; what is no remark of ours is passed over."""
    found = (_read(item) for item in items if isinstance(item, Record) and item.kind == REMARK)
    return sorted((each for each in found if each), key=lambda each: each.id)


def _remark(card: ArticleCard, by: bytes, text: str, state: State | None = None) -> Record:
    at = datetime.now(UTC).isoformat(timespec="seconds")
    fields = {"by": by.hex(), "at": at, "text": text} | ({"state": state.value} if state else {})
    return Record(new_id(), card.article, card.layer, b"", REMARK, fields)


def _read(record: Record) -> Remark | None:
    by, at, text, state = (record.fields.get(name) for name in ("by", "at", "text", "state"))
    if not (isinstance(by, str) and isinstance(text, str)):
        return None
    known = State(state) if state in tuple(State) else None
    return Remark(record.id, bytes.fromhex(by), str(at or ""), text, known)
