"""What hovering over a mention tells: its label, what the guideline says of it, and an example."""

from html import escape

from core.model.annotation import Suggestion
from core.model.scheme import Scheme
from core.verbs import Mention
from core.wording import language, say


def tip_of(mention: Mention, scheme: Scheme) -> str:
    """The tooltip of a mention, in rich text so that it wraps."""
    label, state = scheme.label(mention.label), "suggested" if isinstance(mention, Suggestion) else "decided"
    if label is None:
        return f"<p><b>{escape(mention.label)}</b> · {say(f'reader.{state}')}</p><p>{say('reader.unknown_label')}</p>"
    title, definition = escape(label.title[language()]), escape(label.definition[language()])
    return f"<p><b>{title}</b> · {say(f'reader.{state}')}</p><p>{definition}</p><p><i>{escape(label.example)}</i></p>"
