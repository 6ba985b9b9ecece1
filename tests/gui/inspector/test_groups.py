"""Mentions are grouped by what they name, and an edit moves only what it changed."""

from collections.abc import Callable
from dataclasses import replace

from parts import TEXT, found

from core import verbs
from core.model.article import Article, ArticleCard
from core.model.detection import Detection
from core.model.edit import Edit
from core.model.ids import new_id
from core.model.layer import Layer
from core.model.scheme import shipped
from core.model.span import Span
from core.verbs import Desk
from gui.inspector.groups import Groups

Apply = Callable[[Edit], Edit]


def twice() -> Desk:
    """The article two times over: each thing is named twice."""
    text = f"{TEXT}\n{TEXT}"
    article = Article.of(text)
    layer = Layer(article.id, new_id())
    card = ArticleCard(new_id(), article.id, layer.id, b"")
    once = found(Article.of(TEXT), card).suggestions
    shift = len(TEXT) + 1
    again = [replace(s, span=Span(s.span.start + shift, s.span.end + shift)) for s in once]
    return Desk(article, layer, Detection((*once, *again)), card)


def shape(groups: Groups) -> dict[tuple[str, str], list[object]]:
    return {group.key: list(group.mentions) for group in groups.all}


def test_the_same_words_with_the_same_label_are_one_group() -> None:
    groups = Groups(twice(), shipped())
    assert len(groups) == 12
    assert {len(group.mentions) for group in groups.all} == {2}


def test_names_that_differ_in_a_tone_are_two_people() -> None:
    article = Article.of("Ông Hùng gặp ông Hưng.")
    desk = Desk(article, Layer(article.id, b"L"), Detection(), ArticleCard(b"c", article.id, b"L", b""))
    for span in (Span(4, 8), Span(17, 21)):
        desk.layer.apply(verbs.annotate(desk, span, "OFFICIAL").stamped(b"r"))
    assert len(list(Groups(desk, shipped()).all)) == 2


def test_after_any_edit_the_groups_are_those_of_a_fresh_start() -> None:
    desk = twice()
    groups = Groups(desk, shipped())
    edits = (
        lambda: verbs.accept(desk, [desk.open[0]]),
        lambda: verbs.reject(desk, desk.open[2]),
        lambda: verbs.relabel(desk, desk.open[1], "PLACE"),
        lambda: verbs.accept(desk, desk.open),
        lambda: verbs.move_border(desk, desk.layer.accepted[3], Span(27, 38)),
        lambda: verbs.reject(desk, desk.layer.accepted[-1]),
    )
    for make in edits:
        edit = make().stamped(new_id())
        desk.layer.apply(edit)
        groups.refresh(edit)
        assert shape(groups) == shape(Groups(desk, shipped()))


def test_the_next_mention_comes_round_to_the_first() -> None:
    group = next(iter(Groups(twice(), shipped()).all))
    first, second = group.mentions
    assert (group.after(None), group.after(first), group.after(second)) == (first, second, first)


def test_what_was_rejected_stands_nowhere(desk: Desk, apply: Apply) -> None:
    suggestion = desk.open[0]
    assert desk.standing(suggestion.span, suggestion.label) == suggestion
    apply(verbs.reject(desk, suggestion))
    assert desk.standing(suggestion.span, suggestion.label) is None
