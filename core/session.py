"""A dataset, an annotator and the article on their desk: every change goes down one road from here."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace

from core import verbs
from core.detect.version import DETECTOR_VERSION
from core.errors import Away
from core.history import History
from core.model.annotation import RULE, Suggestion
from core.model.article import Article, ArticleCard
from core.model.detection import Detection
from core.model.edit import Edit
from core.model.ids import new_id
from core.people import Annotator
from core.recall import Recall
from core.standing import Rule, Standing, add_rule, drop_rule, kept_records, rules_of
from core.store import detections, settings
from core.store.store import Store
from core.teams.assign import assigned_to, on_demand, take_next
from core.teams.opening import shelf_of
from core.verbs import Desk

Detector = Callable[[Article, ArticleCard], Detection]


class Session:
    """What one annotator does in one dataset. Methods that change something return what changed, or raise a StoreError."""

    def __init__(
        self,
        store: Store,
        annotator: Annotator,
        detector: Detector | None = None,
        version: str = "",
        learning: bool = True,
    ) -> None:
        """`detector` is the program's own unless another is given, with the `version` that its results are kept under.

        With `learning`, what was accepted and rejected changes what is suggested next.
        """
        if detector is None:
            detector, version = _detector_of(store)
        self.store = store
        self.annotator = annotator
        self.scheme = store.scheme()
        self.history = History(store, annotator.id)
        self.shelf = shelf_of(store, annotator.id)
        self.desk: Desk | None = None
        self._detector: Detector = detector
        self._version = version
        self._recall = Recall(store, annotator.id) if learning else None
        self._found = Detection()
        self.standing = Standing(rules_of(kept_records(store, annotator.id)))
        store.meet(annotator.id, annotator.name)

    # -- the article

    def open(self, article: bytes, layer_id: bytes | None = None) -> Desk:
        """Put an article on the desk, with suggestions by today's detectors. StoreError if there is no such article.

        A reviewer opens the layer of someone else: what is changed there is journalled as the reviewer's, and teaches nothing.
        """
        text = self.store.article(article)
        layer = self.store.layer(article, layer_id or self.annotator.id)
        card = layer.card or self._blank(article, layer.id)
        self._found = self._detect(text, card)
        own = self._recall if layer.id == self.annotator.id else None
        shown = own.open(text, layer, self._found) if own else self._found
        self.desk = Desk(text, layer, self.standing.applied(text, shown), card)
        return self.desk

    def next_undone(self, among: Sequence[bytes], after: bytes | None) -> bytes | None:
        """The next of some articles that is not done: of one's own where articles have been handed out.

        Where they are handed out on demand and one's own are done, one more is taken. None where there is none.
        """
        mine = assigned_to(self.store, self.annotator.id)
        found = self.shelf.next_undone(among if mine is None else [id for id in among if id in mine], after)
        if found is None and on_demand(self.store):
            return take_next(self.store, self.annotator.id)
        return found

    def look(self, article: bytes) -> Desk:
        """Any article as it is on disk, beside the one that is open: for work on many, from any thread.

        With standing rules, without what the memory of this sitting would suggest. StoreError if there is no such article.
        """
        text = self.store.article(article)
        layer = self.store.layer(article, self.annotator.id)
        card = layer.card or self._blank(article)
        return Desk(text, layer, Standing(self.standing.rules).applied(text, self._detect(text, card)), card)

    def remember(self) -> Iterator[tuple[int, int]]:
        """Load what this annotator decided before, one article a step (how many are done, of how many).

        Opening an article loads a few; in a big dataset the window goes on while it is idle, on the thread that edits.
        In the end the desk is another if the open article's suggestions changed by it.
        """
        if self._recall:
            yield from self._recall.load()
            self.take_in([])

    def switch_tagger(self, on: bool) -> Desk | None:
        """Use the dataset's tagger, if it has one, or no longer; the open article is opened anew."""
        from core.learning import switch

        switch(self.store, on)
        self._detector, self._version = _detector_of(self.store)
        return self.open(self.desk.article.id) if self.desk else None

    def _blank(self, article: bytes, layer: bytes | None = None) -> ArticleCard:
        """The card that a layer without one starts from: what the article is, nothing that others decided."""
        card = ArticleCard(new_id(), article, layer or self.annotator.id, b"")
        other = self.store.any_card(article)
        if other is None:
            return card
        published = other.published if other.published_by == RULE else None
        by = RULE if published else None
        return replace(card, title=other.title, sources=other.sources, published=published, published_by=by)

    def _detect(self, article: Article, card: ArticleCard) -> Detection:
        try:
            kept = detections.cached(self.store, article.id, self._version, card.published)
            if kept is None:
                kept = self._detector(article, card)
                detections.keep(self.store, article.id, self._version, card.published, kept)
        except Away:  # what is found can wait to be kept
            kept = self._detector(article, card)
        return kept

    # -- changes

    def apply(self, edit: Edit, batch: bytes | None = None) -> Edit:
        """Write an edit, then change the layer; returns the edit as written, empty where there was nothing to change.

        Edits of one `batch` are undone together. The first decision on an article marks it as started, in the same edit.
        Raises Conflict or another StoreError, and then neither the disk nor the memory has changed.
        """
        desk = self._desk()
        if not edit:
            return Edit(edit.name)
        written = self.store.apply(verbs.started(desk, edit), self.annotator.id, batch=batch)
        self.take_in([written])
        return written

    def write(self, edit: Edit, batch: bytes | None = None) -> Edit:
        """Write an edit of any article and layer, or of the dataset itself, in this annotator's name; the edit as written.

        Raises Conflict or another StoreError, and then nothing has changed.
        """
        if not edit:
            return Edit(edit.name)
        written = self.store.apply(edit, self.annotator.id, batch=batch)
        self.take_in([written])
        return written

    def undo(self) -> list[Edit]:
        """Take back the last thing this annotator did in this dataset, whichever article it was in."""
        return self.take_in(self.history.undo())

    def redo(self) -> list[Edit]:
        """Do again what was undone last."""
        return self.take_in(self.history.redo())

    def keep_rule(self, rule: Rule, batch: bytes | None = None) -> Edit:
        """Keep a standing rule: what is suggested follows it, decisions stay. Empty where it is kept already."""
        return self.write(add_rule(kept_records(self.store, self.annotator.id), self.annotator.id, rule), batch)

    def drop_rule(self, rule: Rule) -> Edit:
        """Keep a standing rule (one of `standing.rules`) no longer."""
        return self.write(drop_rule(kept_records(self.store, self.annotator.id), rule))

    def hidden(self) -> list[tuple[Suggestion, Rule]]:
        """What standing rules hide in the open article, each with its rule, in text order."""
        return self.standing.hidden(self._desk().article, self._found)

    def publish(self, date: str | None) -> Edit:
        """Set the publication date (ISO, or None for unknown): suggestions and the rules' own values follow it."""
        desk = self._desk()
        by = "person" if date else None
        dates = self._detector(desk.article, replace(desk.card, published=date, published_by=by))
        return self.apply(verbs.change_card(desk, "set_published", dates, published=date, published_by=by))

    def reread(self, encoding: str) -> bytes:
        """Read the open article's source again in another encoding; the id of the article that it then is.

        Only while nothing is decided about it: raises StoreError otherwise, ReadError where the bytes are not in that
        encoding.
        """
        from core.reading.registry import read_bytes  # the readers load when first used

        desk = self._desk()
        source = desk.card.sources[-1]
        raw = self.store.raw(source.sha256) or b""
        document = read_bytes(raw, source.path, encoding)
        article = document.article
        if article.id == desk.article.id:
            return article.id
        title = document.title or article.heading()
        by = RULE if document.published else None
        card = replace(self._blank(article.id), title=title, sources=(document.source,), published=document.published)
        card = replace(card, published_by=by)
        self.store.replace_text(desk.article.id, article, document.source, raw, card, self.annotator.id)
        self.desk = None
        return article.id

    def _desk(self) -> Desk:
        if self.desk is None:
            raise RuntimeError("no article is open")
        return self.desk

    def take_in(self, edits: list[Edit]) -> list[Edit]:
        """Bring the desk, the memory and the rules up to what was written, here or by a batch; returns the same edits.

        The desk is another where suggestions changed, or where it had fallen behind what is on disk.
        """
        desk = self.desk
        if any(not edit.article for edit in edits):
            self.standing = Standing(rules_of(kept_records(self.store, self.annotator.id)))
        published = desk.card.published if desk else None
        own = self._recall if desk and desk.layer.id == self.annotator.id else None
        for edit in edits:
            if desk and edit.article == desk.article.id and edit.layer == desk.layer.id:
                if desk.layer.conflicts(edit):
                    self.open(edit.article, edit.layer)
                    return edits
                with own.watching(edit) if own else nullcontext():
                    desk.layer.apply(edit)
            elif self._recall and edit.layer == self.annotator.id:
                self._recall.elsewhere(edit)
        if desk is None:
            return edits
        if desk.card.published != published:
            self._found = self._detect(desk.article, desk.card)
        shown = own.changed(self._found) if own else self._found
        shown = self.standing.applied(desk.article, shown)
        if shown != desk.detection:
            self.desk = Desk(desk.article, desk.layer, shown, desk.card)
        return edits


def _detector_of(store: Store) -> tuple[Detector, str]:
    """As `core.learning.detector_of`, but nothing that detects is loaded before something is to be detected."""
    if settings.get(store, settings.TAGGER_ON) is None:
        return _rules, DETECTOR_VERSION
    from core.learning import detector_of

    return detector_of(store)


def _rules(article: Article, card: ArticleCard) -> Detection:
    from core.detect.pipeline import detect

    return detect(article, card)
