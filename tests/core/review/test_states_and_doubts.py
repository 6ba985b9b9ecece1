"""Many articles moved at once, and the queue of those whose province is doubtful."""

from collections.abc import Callable
from dataclasses import replace

from core.history import History
from core.model.annotation import PERSON
from core.model.article import State
from core.model.detection import Detection, Evidence
from core.model.edit import Edit
from core.people import Annotator
from core.review.doubts import Doubt, Doubtful, doubtful
from core.review.scope import places
from core.review.states import move, move_province
from core.store import detections
from core.store.store import Store
from core.verbs.states import thread

LAO_CAI, YEN_BAI = "lao-cai-1991", "yen-bai-1991"


def test_articles_are_returned_together_and_the_return_is_undone_as_one(
    store: Store, annotator: Annotator, add: Callable[..., bytes]
):
    done, new = add("Một bài."), add("Bài khác.")
    for _ in move(store, annotator.id, annotator.id, [done], State.DONE):
        pass
    steps = list(move(store, annotator.id, annotator.id, [done, new], State.RETURNED, "Thiếu ngày"))
    assert [bool(step.edit) for step in steps] == [True, False]  # what is new cannot be returned
    layer = store.layer(done, annotator.id)
    assert layer.card and layer.card.state is State.RETURNED and thread(layer.items)[0].text == "Thiếu ngày"
    History(store, annotator.id).undo()
    card = store.layer(done, annotator.id).card
    assert card and card.state is State.DONE


def test_articles_move_between_provinces_as_an_edit(store: Store, annotator: Annotator, add: Callable[..., bytes]):
    one, other = add("Một bài."), add("Bài khác.")
    list(move_province(store, annotator.id, annotator.id, [one, other], LAO_CAI))
    assert {p.province for p in places(store)} == {LAO_CAI}
    assert not [m for m in move_province(store, annotator.id, annotator.id, [one], LAO_CAI) if m.edit]
    History(store, annotator.id).undo()
    assert {p.province for p in places(store)} == {None}


def doubts(store: Store) -> dict[bytes, Doubtful]:
    return {d.article: d for _, _, page in doubtful(store) for d in page}


def detected(store: Store, article: bytes, province: str | None, **weights: float) -> None:
    """What the detectors say of an article's province, with the weight of each unit."""
    evidence = tuple(Evidence(id.replace("_", "-"), weight, None, "text") for id, weight in weights.items())
    detections.keep(store, article, "1", None, Detection(province=province, province_evidence=evidence))


def test_a_province_is_doubtful_where_little_or_as_much_speaks_for_another(store: Store, add: Callable[..., bytes]):
    sure, even, nothing, unread = add("a"), add("b"), add("c"), add("d")
    detected(store, sure, LAO_CAI, lao_cai_1991=3, yen_bai_1991=1)
    detected(store, even, LAO_CAI, lao_cai_1991=3, yen_bai_1991=2.5)
    detected(store, nothing, None)
    found = doubts(store)
    assert sure not in found and unread not in found
    assert found[even].doubt is Doubt.RIVAL and "Yên Bái" in found[even].why
    assert found[nothing].doubt is Doubt.NONE and found[nothing].why


def test_what_a_person_said_is_doubtful_only_where_the_article_says_otherwise_or_the_map_does(
    store: Store, annotator: Annotator, add: Callable[..., bytes]
):
    article = add("Bài.")
    card = store.layer(article, annotator.id).card
    assert card
    mine = replace(card, province=YEN_BAI, province_by=PERSON)
    (written,) = store.apply(Edit("set_province", (card,), (mine,)), annotator.id).added
    detected(store, article, None)
    assert not doubts(store)
    detected(store, article, LAO_CAI, lao_cai_1991=3, yen_bai_1991=1)
    assert doubts(store)[article].doubt is Doubt.AGAINST
    later = replace(mine, published="2026-01-05", published_by=PERSON)
    store.apply(Edit("set_published", (written,), (later,)), annotator.id)
    assert doubts(store)[article].doubt is Doubt.OTHER_MAP
