"""Articles made for a check: a text in which marks stand, so that each test shows what it is about."""

import re
from dataclasses import replace

from core.model.annotation import PERSON, Annotation
from core.model.article import Article, ArticleCard, Source, State
from core.model.edit import Edit, Item
from core.model.ids import new_id
from core.model.relation import Relation
from core.model.span import Span
from core.people import Annotator
from core.review.checks.case import Case
from core.review.checks.finding import Finding
from core.review.checks.registry import check_of
from core.store.dataset_io import LayerName, Sheet
from core.store.store import Store

_MARK = re.compile(r"\[(?P<words>[^\[\]|]*)\|(?P<label>[A-Z]+)(?:=(?P<value>[^\]|]*))?\]")
WHO = Annotator(new_id(), "Hoa")


def marked(text: str) -> tuple[str, list[tuple[Span, str, str | None]]]:
    """A text with `[words|LABEL]` or `[words|LABEL=value]` in it as plain text, and what is marked."""
    plain, marks, at = "", [], 0
    for m in _MARK.finditer(text):
        plain += text[at : m.start()]
        span = Span(len(plain), len(plain) + len(m["words"]))
        plain += m["words"]
        marks.append((span, m["label"], m["value"]))
        at = m.end()
    return plain + text[at:], marks


def items(
    text: str, published: str | None = None, province: str | None = None, **card: object
) -> tuple[Article, list[Item]]:
    """An article, its card and annotations, agencies being found again within posts."""
    plain, marks = marked(text)
    article = Article.of(plain)
    source = Source("bai.txt", "0" * 64, "txt", "utf-8")
    there = ArticleCard(new_id(), article.id, WHO.id, b"", "Bài", (source,), published, PERSON, province, PERSON)
    made: list[Item] = [replace(there, **{"state": State.DONE, **card})]
    made += (Annotation(new_id(), article.id, WHO.id, b"", s, label, value=value) for s, label, value in marks)
    return article, made


def inside(article: Article, made: list[Item], words: str, label: str = "AGENCY") -> list[Item]:
    """The items with one more annotation on the first place of some words: a body within a post."""
    at = article.text.index(words)
    return [*made, Annotation(new_id(), article.id, WHO.id, b"", Span(at, at + len(words)), label)]


def linked(made: list[Item], *pairs: tuple[int, int], kind: str = "HOLDS", status: str = "current") -> list[Item]:
    """The items with links between annotations, by their numbers in the text."""
    there = [a for a in made if isinstance(a, Annotation)]
    ends = [(there[head].id, there[tail].id) for head, tail in pairs]
    article = there[0].article
    return [*made, *(Relation(new_id(), article, WHO.id, b"", kind, head, tail, status) for head, tail in ends)]


def put(store: Store, article: Article, made: list[Item]) -> bytes:
    """An article and what was decided about it in a dataset."""
    store.meet(WHO.id, WHO.name)
    card = next(i for i in made if isinstance(i, ArticleCard))
    store.add(article, card.sources[0], b"", card, WHO.id)
    rest = tuple(i for i in made if not isinstance(i, ArticleCard))
    if rest:
        store.apply(Edit("annotate", (), rest), WHO.id)
    return article.id


def case(text: str, published: str | None = None, province: str | None = None) -> Case:
    """A case of one article."""
    article, made = items(text, published, province)
    card = next(i for i in made if isinstance(i, ArticleCard))
    notes = tuple(i for i in made if isinstance(i, Annotation))
    return Case(Sheet(article, LayerName(WHO.id, "annotator", "Hoa"), card, notes), published, province)


def found(check: str, text: str, published: str | None = None, province: str | None = None) -> list[Finding]:
    """What one check finds in an article."""
    return list(check_of(check).found(case(text, published, province)))


def words(text: str, finding: Finding) -> list[str]:
    """The words that a finding leads to."""
    plain, _ = marked(text)
    return [span.of(plain) for span in finding.spans]
