"""What is accepted and rejected changes what is suggested next, here and elsewhere, and never a decision."""

import random
from collections.abc import Callable, Iterable
from time import perf_counter

import pytest

from core import verbs
from core.detect.lessons import Pieces, lessons
from core.detect.memory import Memory
from core.model.annotation import Annotation, Suggestion
from core.model.article import Article, ArticleCard
from core.model.detection import Detection
from core.model.ids import new_id
from core.model.layer import Layer
from core.model.span import Span
from core.people import Annotator
from core.session import Session
from core.store.store import Store

Phrases = Iterable[tuple[str, str]]


def rules(known: Phrases) -> Callable[[Article, ArticleCard], Detection]:
    """A detector that finds some phrases wherever they stand."""

    def detect(article: Article, card: ArticleCard) -> Detection:
        return Detection(tuple(sorted(found(article.text, known), key=verbs.reading_order)))

    return detect


def found(text: str, known: Phrases) -> Iterable[Suggestion]:
    for words, label in known:
        at = text.find(words)
        while at >= 0:
            yield Suggestion(Span(at, at + len(words)), label, "rule:test", 0.9, reason="agency")
            at = text.find(words, at + 1)


class Desk:
    """An annotator at a dataset, spoken to in words."""

    def __init__(self, store: Store, annotator: Annotator, add: Callable[..., bytes], known: Phrases) -> None:
        self.add = add
        self.session = Session(store, annotator, rules(known), "test")

    def read(self, text: str) -> None:
        self.session.open(self.add(text, path=f"{new_id().hex()}.txt"))

    def span(self, words: str, nth: int = 0) -> Span:
        text, at = self.session.desk.article.text, -1
        for _ in range(nth + 1):
            at = text.index(words, at + 1)
        return Span(at, at + len(words))

    def mark(self, words: str, label: str, nth: int = 0) -> None:
        self.session.apply(verbs.annotate(self.session.desk, self.span(words, nth), label))

    def reject(self, words: str, nth: int = 0) -> None:
        self.session.apply(verbs.reject(self.session.desk, self.mention(words, nth)))

    def accept(self, words: str, nth: int = 0) -> None:
        self.session.apply(verbs.accept(self.session.desk, [self.mention(words, nth)]))

    def mention(self, words: str, nth: int = 0) -> verbs.Mention:
        return next(m for m in self.session.desk.mentions if m.span == self.span(words, nth))

    @property
    def open(self) -> list[tuple[str, str]]:
        desk = self.session.desk
        return [(s.span.of(desk.article.text), s.label) for s in desk.open]


@pytest.fixture
def desk(store: Store, annotator: Annotator, add: Callable[..., bytes]) -> Callable[..., Desk]:
    return lambda *known: Desk(store, annotator, add, known)


def test_what_is_marked_by_hand_is_suggested_again_in_the_same_article_at_once(desk):
    here = desk()
    here.read("Già làng K’Brêu nói chuyện. Hôm sau K’Brêu lên huyện, dân tiễn K’Brêu.")
    here.mark("K’Brêu", "OFFICIAL")
    assert here.open == [("K’Brêu", "OFFICIAL")] * 2
    assert {(s.origin, s.reason) for s in here.session.desk.open} == {("memory", "memory_accepted:1")}


def test_it_is_suggested_in_another_article_where_the_same_stands_beside_it(desk):
    here = desk()
    here.read("Sáng nay Tổ Công tác 79 họp tại huyện.")
    here.mark("Tổ Công tác 79", "AGENCY")
    here.read("Chiều qua, Tổ công tác 79 họp tại xã.")
    assert here.open == [("Tổ công tác 79", "AGENCY")]


def test_a_mark_in_surroundings_of_another_kind_takes_more_than_one_decision(desk):
    here = desk()
    for number in range(3):
        here.read(f"Bài {number}: hôm {number} Tổ Công tác 79 số {number}.")
        here.mark("Tổ Công tác 79", "AGENCY")
    here.session.undo()
    here.session.undo()
    here.read("Theo Tổ Công tác 79, mọi việc xong.")
    assert here.open == []
    for number in range(4, 7):
        here.read(f"Bài {number}: hôm {number} Tổ Công tác 79 số {number}.")
        here.accept("Tổ Công tác 79") if here.open else here.mark("Tổ Công tác 79", "AGENCY")
    here.read("Vì Tổ Công tác 79; rồi thôi.")
    assert here.open == [("Tổ Công tác 79", "AGENCY")]


def test_a_name_of_one_syllable_is_not_found_in_common_words(desk):
    here = desk()
    here.read("Ông Hải, chủ tịch, và ông Hải, bí thư, ra hải cảng; vùng Hải Phòng, biển hải, đồng.")
    here.mark("Hải", "OFFICIAL")
    here.mark("Hải", "OFFICIAL", 1)
    assert all(words != "hải" for words, _ in here.open)


def test_what_was_rejected_is_not_suggested_again_in_like_surroundings(desk):
    here = desk(("Hòa Bình", "PLACE"))
    here.read("Vì nền Hòa Bình của dân. Giữ nền Hòa Bình của ta.")
    here.reject("Hòa Bình")
    assert here.open == []
    here.read("Xây nền Hoà Bình của người, nền Hòa Bình của bạn.")
    assert here.open == []
    here.read("Tại tỉnh Hòa Bình, sáng nay.")
    assert here.open == [("Hòa Bình", "PLACE")]


def test_acceptance_cancels_rejection(desk):
    here = desk(("Đoàn", "AGENCY"))
    here.read("Một: của Đoàn ta.")
    here.reject("Đoàn")
    here.session.undo()
    here.accept("Đoàn")
    here.read("Hai: của Đoàn ta.")
    here.accept("Đoàn")
    here.read("Ba: của Đoàn ta.")
    here.reject("Đoàn")
    here.read("Bốn: của Đoàn ta.")
    assert here.open == [("Đoàn", "AGENCY")]


def test_a_border_moved_in_one_place_is_moved_in_others(desk):
    here = desk(("đồng chí Lò Văn Pó", "OFFICIAL"), ("đồng chí Giàng A Chu", "OFFICIAL"), ("đồng chí Sa", "OFFICIAL"))
    here.read("Có đồng chí Lò Văn Pó dự. Tiếp, đồng chí Giàng A Chu nói. Sau đó, đồng chí Sa ký.")
    mention = here.mention("đồng chí Lò Văn Pó")
    here.session.apply(verbs.move_border(here.session.desk, mention, here.span("Lò Văn Pó")))
    assert here.open == [("Giàng A Chu", "OFFICIAL"), ("Sa", "OFFICIAL")]
    assert here.session.desk.open[0].reason == "memory_moved:1"
    here.session.undo()
    assert [words for words, _ in here.open] == ["đồng chí Lò Văn Pó", "đồng chí Giàng A Chu", "đồng chí Sa"]


def test_a_border_that_people_leave_where_it_is_elsewhere_is_not_moved(desk):
    here = desk(("UBND tỉnh", "AGENCY"), ("HĐND tỉnh", "AGENCY"), ("MTTQ tỉnh", "AGENCY"))
    here.read("Nay UBND tỉnh Lào, mai HĐND tỉnh Lào, mốt HĐND tỉnh Lào, rồi MTTQ tỉnh Lào.")
    here.accept("HĐND tỉnh")
    here.accept("HĐND tỉnh", 1)
    here.session.apply(verbs.move_border(here.session.desk, here.mention("UBND tỉnh"), here.span("UBND tỉnh Lào")))
    assert here.open == [("MTTQ tỉnh", "AGENCY")]


def test_relabelling_is_learned(desk):
    here = desk(("Sông Đà", "PLACE"))
    here.read("Báo Sông Đà đưa tin. Theo báo Sông Đà đưa lại.")
    here.session.apply(verbs.relabel(here.session.desk, here.mention("Sông Đà"), "AGENCY"))
    assert here.open == [("Sông Đà", "AGENCY")]


def test_a_suggestion_that_gave_way_to_a_longer_one_stays_right_elsewhere(desk):
    here = desk(("quận 9", "PLACE"))
    here.read("Chi nhánh quận 9 đóng cửa. Về phía quận 9, mọi việc xong.")
    here.mark("Chi nhánh quận 9", "AGENCY")
    assert here.open == [("quận 9", "PLACE")]


def test_nothing_decided_is_ever_changed_or_suggested_again(desk):
    here = desk(("Hòa Bình", "PLACE"))
    here.read("Tổ 79 ở Hòa Bình. Tổ 79 ở Hòa Bình. Tổ 79 về.")
    here.mark("Tổ 79", "AGENCY")
    here.accept("Tổ 79", 2)
    before = set(here.session.desk.layer)
    here.accept("Tổ 79", 1)
    here.reject("Tổ 79", 1)  # though accepted twice beside it
    assert before <= set(here.session.desk.layer)
    here.session.open(here.session.desk.article.id)
    assert here.open == [("Hòa Bình", "PLACE")] * 2
    here.session.undo()
    assert before <= set(here.session.desk.layer)


def test_suggestions_of_the_rules_are_kept_apart_from_the_memory(desk):
    here = desk(("Hòa Bình", "PLACE"))
    here.read("Vì nền Hòa Bình của dân. Giữ nền Hòa Bình của ta.")
    here.reject("Hòa Bình")
    other = Session(here.session.store, Annotator(new_id(), "Lan"), rules([("Hòa Bình", "PLACE")]), "test")
    assert len(other.open(here.session.desk.article.id).open) == 2  # a second annotator is not led by the first


def test_the_memory_is_the_same_after_a_restart(desk, store: Store, annotator: Annotator):
    here = desk(("Hòa Bình", "PLACE"))
    for number in range(5):
        here.read(f"Bài {number}. Tổ 79 ở nền Hòa Bình của dân.")
        here.mark("Tổ 79", "AGENCY") if ("Tổ 79", "AGENCY") not in here.open else here.accept("Tổ 79")
        if ("Hòa Bình", "PLACE") in here.open:
            here.reject("Hòa Bình")
    again = Session(store, annotator, rules([("Hòa Bình", "PLACE")]), "test")
    assert list(again.remember())[-1] == (5, 5)
    text = "Bài mới. Tổ 79 ở nền Hòa Bình của dân."
    here.read(text)
    assert again.open(Article.of(text).id).open == here.session.desk.open
    assert here.open == [("Tổ 79", "AGENCY")]


def test_undo_in_another_article_is_forgotten_too(desk):
    here = desk()
    here.read("Sáng nay Tổ 79 họp tại huyện.")
    here.mark("Tổ 79", "AGENCY")
    here.read("Sáng nay Tổ 79 họp tại xã.")
    assert here.open == [("Tổ 79", "AGENCY")]
    here.session.undo()
    assert here.open == []


def test_the_order_of_decisions_does_not_matter_and_forgetting_is_exact():
    text = "Ông Lò Văn Pó dự họp với Tổ 79. Tổ 79 giao ông Lò Văn Pó việc mới ở Hòa Bình.\n" * 4
    pieces, dice = Pieces(text), random.Random(1)
    layer = Layer(b"a", b"l")
    for start in range(0, len(text) - 20, 11):
        span = Span(start, start + 5 + start % 9)
        label = dice.choice(("AGENCY", "OFFICIAL"))
        items = [Annotation(new_id(), b"a", b"l", b"", span, label, dice.choice(("accepted", "rejected")))]  # type: ignore[arg-type]
        layer = Layer(b"a", b"l", [*layer.items, *items])
    taught = lessons(pieces, layer)
    shuffled = dice.sample(taught, len(taught))
    blank = Layer(b"a", b"l")

    def says(memory: Memory) -> object:
        return memory.recall(pieces, (), blank, Memory())

    extra = lessons(Pieces("Tổ 80 họp. " * 9), blank)
    other = Memory(shuffled)
    other.learn(taught)
    other.forget(shuffled)
    assert says(Memory(taught)) == says(other)
    other.forget(taught)
    other.learn(extra)
    assert len(other) == 0


def test_an_edit_and_an_article_cost_next_to_nothing():
    """Counted generously, for machines under load: an edit a few milliseconds at most, an article some tens."""
    names = [f"Tổ {a} {b}" for a in "abcdefghik" for b in range(200)]
    memory, layer = Memory(), Layer(b"a", b"l")
    for block in range(0, len(names), 50):
        text = ". ".join(names[block : block + 50])
        marks = [
            Annotation(new_id(), b"a", b"l", b"", Span(text.index(n), text.index(n) + len(n)), "AGENCY")
            for n in names[block : block + 50]
        ]
        memory.learn(lessons(Pieces(text), Layer(b"a", b"l", marks)))
    pieces = Pieces(" và ".join(random.Random(2).sample(names, 200)) * 3)
    started = perf_counter()
    for _ in range(5):
        memory.recall(pieces, (), layer, Memory())
    assert (perf_counter() - started) / 5 < 0.1


def test_a_time_that_is_remembered_has_the_value_that_its_words_have(desk):
    here = desk()
    here.read("Thôn xem sổ 8-2020 rồi về.")
    here.mark("8-2020", "DATE")
    here.read("Bản xem sổ 8-2020 rồi về.")
    (open_,) = here.session.desk.open
    assert (open_.label, open_.origin, open_.value) == ("DATE", "memory", "2020-08")
