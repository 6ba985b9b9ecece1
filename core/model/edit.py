"""An Edit: everything that people decide about an article is this one value."""

from dataclasses import dataclass, replace

from core.model.annotation import Annotation
from core.model.article import ArticleCard
from core.model.record import Record
from core.model.relation import Relation

Item = Annotation | Relation | Record | ArticleCard


@dataclass(frozen=True, slots=True)
class Edit:
    """Items taken out and items put in; the same id on both sides is an update.

    `name` is a key of `resources/i18n/edits.toml`, translated where it is shown.
    """

    name: str
    removed: tuple[Item, ...] = ()
    added: tuple[Item, ...] = ()

    def __bool__(self) -> bool:
        return self.removed != self.added

    @property
    def inverse(self) -> "Edit":
        """The edit that takes this one back exactly, revisions included."""
        return Edit(self.name, self.added, self.removed)

    @property
    def article(self) -> bytes:
        """The one article that the edit belongs to; ValueError when it has none or several."""
        articles = {item.article for item in (*self.removed, *self.added)}
        if len(articles) != 1:
            raise ValueError(f"an edit belongs to one article, not to {len(articles)}")
        return articles.pop()

    @property
    def layer(self) -> bytes:
        """The one layer that the edit writes to; ValueError when it has none or several."""
        layers = {item.layer for item in (*self.removed, *self.added)}
        if len(layers) != 1:
            raise ValueError(f"an edit writes to one layer, not to {len(layers)}")
        return layers.pop()

    def stamped(self, rev: bytes) -> "Edit":
        """The edit with everything it adds marked as last written by the edit `rev`."""
        return Edit(self.name, self.removed, tuple(_at(item, rev) for item in self.added))


def _at(item: Item, rev: bytes) -> Item:
    if not isinstance(item, Annotation):
        return replace(item, rev=rev)
    a = item  # field by field takes half as long, and an import has hundreds of thousands
    rest = a.origin, a.score, a.value, a.mod, a.calendar, a.value_by, a.flag, a.note
    return Annotation(a.id, a.article, a.layer, rev, a.span, a.label, a.decision, *rest)
