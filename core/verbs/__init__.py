"""What a person does to an article, each verb a function from what is on the desk to an Edit.

Nothing here writes: `session` puts the Edit down the road. A suggestion is hidden where the layer has a decision on its
span and label, so whatever leaves the place of a suggestion leaves a rejection there. What was there to be changed and is
no longer gives an empty Edit, never an error.
"""

from core.model.edit import Edit
from core.verbs.borders import merge, split, wrap
from core.verbs.cards import change_card, started
from core.verbs.deciding import (
    accept,
    accept_open,
    annotate,
    move_border,
    open_in,
    reject,
    reject_open,
    relabel,
    set_note,
    set_value,
)
from core.verbs.deeds import Deed, Verb, deed_of, place_after, replay, then
from core.verbs.desk import Desk, Mention, Place, reading_order
from core.verbs.edits import Draft, clashes, closed, joined
from core.verbs.linking import AT, DURING, HOLDS, kinds_from, link, link_next, tails, unlink
from core.verbs.records import (
    accept_record,
    clear_field,
    drop_entry,
    new_record,
    records_of,
    reject_record,
    set_field,
    set_field_from,
)

__all__ = [
    "AT",
    "DURING",
    "HOLDS",
    "Deed",
    "Desk",
    "Draft",
    "Edit",
    "Mention",
    "Place",
    "Verb",
    "accept",
    "accept_open",
    "accept_record",
    "annotate",
    "change_card",
    "clashes",
    "clear_field",
    "closed",
    "deed_of",
    "drop_entry",
    "joined",
    "kinds_from",
    "link",
    "link_next",
    "merge",
    "move_border",
    "new_record",
    "open_in",
    "place_after",
    "reading_order",
    "records_of",
    "reject",
    "reject_open",
    "reject_record",
    "relabel",
    "replay",
    "set_field",
    "set_field_from",
    "set_note",
    "set_value",
    "split",
    "started",
    "tails",
    "then",
    "unlink",
    "wrap",
]
