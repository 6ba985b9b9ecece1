"""Lanes nest, stay apart, and do not jump."""

import random

from core import verbs
from core.model.annotation import Annotation
from core.model.span import Span
from core.verbs import Desk
from gui.reader.lanes import Lanes


def _lanes(desk: Desk) -> dict[tuple[str, str], int]:
    text = desk.article.text
    return {(p.mention.span.of(text), p.mention.label): p.lane for p in Lanes(desk).over(Span(0, len(text)))}


def test_the_inner_one_is_nearer_to_the_words(desk: Desk) -> None:
    lanes = _lanes(desk)
    assert lanes["Phó Trưởng Ban Tuyên giáo Tỉnh ủy", "TITLE"] == 1
    assert lanes["Ban Tuyên giáo Tỉnh ủy", "AGENCY"] == 0
    assert lanes["Lê Văn Tám", "OFFICIAL"] == 0


def test_crossing_spans_lie_apart(desk_of) -> None:
    desk = desk_of("một hai ba bốn năm", (), [(0, 10, "TITLE"), (4, 14, "AGENCY"), (8, 18, "DATE")])
    lanes = [p.lane for p in Lanes(desk).over(Span(0, 18))]
    assert sorted(lanes) == [0, 1, 2]


def test_rejecting_the_inner_one_does_not_lift_the_outer_one(desk: Desk) -> None:
    inner = next(s for s in desk.open if s.span.of(desk.article.text) == "Ban Tuyên giáo Tỉnh ủy")
    desk.layer.apply(verbs.reject(desk, inner))
    assert _lanes(desk)["Phó Trưởng Ban Tuyên giáo Tỉnh ủy", "TITLE"] == 1


def test_accepting_and_relabelling_keep_the_lane(desk: Desk) -> None:
    before = _lanes(desk)
    desk.layer.apply(verbs.accept(desk, desk.open[:5]))
    assert _lanes(desk) == before
    outer = next(m for m in desk.mentions if m.label == "TITLE")
    desk.layer.apply(verbs.relabel(desk, outer, "PLACE"))
    assert _lanes(desk)[outer.span.of(desk.article.text), "PLACE"] == before[outer.span.of(desk.article.text), "TITLE"]


def test_a_moved_border_leaves_no_lane_empty(desk: Desk) -> None:
    date = next(m for m in desk.mentions if m.label == "DATE")
    desk.layer.apply(verbs.move_border(desk, date, Span(date.span.start + 5, date.span.end)))
    assert _lanes(desk)["5/7", "DATE"] == 0


def test_a_span_over_several_stretches_comes_once_and_in_one_lane(desk_of) -> None:
    text = "chữ " * 2000
    inner = [(n * 400, n * 400 + 3, "DATE") for n in range(20)]
    desk = desk_of(text, (), [(100, 7000, "DOCUMENT"), *inner])
    whole = Lanes(desk).over(Span(0, len(text)))
    assert [p.lane for p in whole if p.mention.label == "DOCUMENT"] == [1]
    later = Lanes(desk).over(Span(5000, 5010))
    assert [(p.mention.label, p.lane) for p in later] == [("DOCUMENT", 1)]


def test_lanes_after_any_edits_are_those_worked_out_from_scratch(desk_of) -> None:
    chance = random.Random(7)
    text = " ".join(["đồng", "chí", "Ban", "Tuyên", "giáo"] * 300)
    spans = {(s, s + chance.randint(3, 60), chance.choice(["TITLE", "AGENCY"])) for s in range(0, len(text) - 80, 25)}
    desk = desk_of(text, (), spans)
    lanes, whole = Lanes(desk), Span(0, len(text))
    lanes.over(whole)
    for _ in range(150):
        mention = chance.choice(desk.mentions)
        moved = Span(mention.span.start, mention.span.end + chance.randint(1, 200))
        edit = chance.choice(
            [
                verbs.accept(desk, [mention]),
                verbs.reject(desk, mention),
                verbs.relabel(desk, mention, "DATE"),
                verbs.annotate(desk, moved, "PLACE"),
                verbs.move_border(desk, mention, moved),
            ]
        )
        for one in (edit, edit.inverse) if chance.random() < 0.3 else (edit,):
            desk.layer.apply(one)
            lanes.forget(i.span for i in (*one.removed, *one.added) if isinstance(i, Annotation))
        assert lanes.over(whole) == Lanes(desk).over(whole)
    for one in lanes.over(whole):
        for other in lanes.over(one.mention.span):
            assert one is other or one.mention == other.mention or one.lane != other.lane
