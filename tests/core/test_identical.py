"""A decision done again to what is like it: the next one, all of the article, all of the dataset."""

from unicodedata import normalize

from sittings import accepted, mention, put, sit, snapshot, span_of

from core import identical, verbs
from core.identical import Now, hits, next_like, replay_all, search, where
from core.model.annotation import Annotation, Decision
from core.model.edit import Edit
from core.model.ids import new_id
from core.model.span import Span
from core.people import Annotator
from core.session import Session
from core.text.occurrences import Words
from core.verbs import Deed, Verb

TEXT = (
    "Sở Văn hoá tỉnh họp. SỞ VĂN HOÁ nêu rõ.\n"
    "Giám đốc Sở Văn hóa và Sở  Văn hóa huyện; Sở Văn hóa Thể thao; sở văn hóá."
)
DEED = Deed(Verb.ACCEPT, "AGENCY", "Sở Văn hóa")


def words(session: Session, found: list[identical.Hit]) -> list[str]:
    return [hit.span.of(session.desk.article.text) for hit in found]


def mark(session: Session, span: Span, label: str = "AGENCY") -> Edit:
    return session.apply(verbs.annotate(session.desk, span, label))


def test_the_same_words_are_found_whatever_their_tone_placement_spaces_and_case(session: Session):
    sit(session, TEXT)
    assert words(session, hits(session.desk, DEED)) == [
        "Sở Văn hoá",
        "SỞ VĂN HOÁ",
        "Sở Văn hóa",
        "Sở  Văn hóa",
        "Sở Văn hóa",
    ]
    assert "SỞ VĂN HOÁ" not in words(session, hits(session.desk, DEED, case=True))
    decomposed = Deed(Verb.ACCEPT, "AGENCY", normalize("NFD", "Sở Văn hóa"))
    assert len(hits(session.desk, decomposed)) == 5


def test_words_are_found_whole_only():
    assert Words("Sở Y").spans("Sở Y tế, Sở Yên, (Sở Y)") == [Span(0, 4), Span(18, 22)]
    assert Words("").spans("a b") == []
    assert Words("😀").spans("a 😀 b") == [Span(2, 3)]
    assert Words("a.*b(").spans("a.*b( aab") == [Span(0, 5)]


def test_a_line_of_the_concordance_says_what_stands_there_and_what_would_change(session: Session):
    deed = Deed(Verb.ACCEPT, "AGENCY", "UBND tỉnh")
    sit(session, "UBND tỉnh họp.\nMột hôm UBND tỉnh giao Văn phòng UBND tỉnh, rồi UBND tỉnh A và UBND tỉnh.")
    text = session.desk.article.text
    places = Words("UBND tỉnh").spans(text)
    mark(session, Span(places[2].start - len("Văn phòng "), places[2].end))
    mark(session, places[3], "PLACE")
    mark(session, places[4])
    session.apply(verbs.reject(session.desk, mention(session, "UBND tỉnh", "AGENCY")))
    found = hits(session.desk, deed, title="Một bài")
    assert [h.now for h in found] == [Now.REJECTED, Now.NOTHING, Now.OTHER, Now.OTHER, Now.ACCEPTED]
    assert [h.changes for h in found] == [True, True, True, True, False]
    assert [h.ticked for h in found] == [False, True, False, False, False]
    assert (found[1].left, found[1].words, found[1].right[:5]) == ("Một hôm ", "UBND tỉnh", " giao")
    assert found[0].left == ""


def test_a_deed_is_read_from_what_a_verb_wrote(session: Session):
    desk = session.desk
    text = desk.article.text
    agency = mention(session, "Ban Tuyên giáo Tỉnh ủy", "AGENCY")
    accept = session.apply(verbs.accept(desk, [agency]))
    assert verbs.deed_of(text, accept, agency) == Deed(Verb.ACCEPT, "AGENCY", "Ban Tuyên giáo Tỉnh ủy")
    moved = session.apply(
        verbs.move_border(desk, mention(session, *_of(agency, text)), span_of(session, "Ban Tuyên giáo"))
    )
    first = verbs.deed_of(text, moved, agency)
    assert first == Deed(Verb.MOVE, "AGENCY", "Ban Tuyên giáo Tỉnh ủy", end=-2)
    shorter = mention(session, "Ban Tuyên giáo", "AGENCY")
    moved = session.apply(verbs.move_border(desk, shorter, span_of(session, "Trưởng Ban Tuyên giáo")))
    second = verbs.deed_of(text, moved, shorter)
    assert verbs.then(first, second) == Deed(Verb.MOVE, "AGENCY", "Ban Tuyên giáo Tỉnh ủy", start=-1, end=-2)
    longer = mention(session, "Trưởng Ban Tuyên giáo", "AGENCY")
    relabelled = session.apply(verbs.relabel(desk, longer, "TITLE"))
    assert verbs.deed_of(text, relabelled, longer) == Deed(Verb.RELABEL, "AGENCY", "Trưởng Ban Tuyên giáo", "TITLE")
    body = mention(session, "UBND tỉnh", "AGENCY")
    assert verbs.deed_of(text, session.apply(verbs.reject(desk, body)), body) == Deed(
        Verb.REJECT, "AGENCY", "UBND tỉnh"
    )
    new = session.apply(verbs.annotate(desk, span_of(session, "hội nghị"), "PLACE"))
    assert verbs.deed_of(text, new) == Deed(Verb.ACCEPT, "PLACE", "hội nghị")
    assert verbs.deed_of(text, session.undo()[0]) is None
    assert verbs.deed_of(text, Edit("done"), body) is None


def _of(mention: verbs.Mention, text: str) -> tuple[str, str]:
    return mention.span.of(text), mention.label


def test_the_last_action_is_repeated_on_the_next_like_it_and_ends_where_there_is_none(session: Session):
    sit(session, "Sở Y họp. Sở Y tế họp. Một hôm Sở Y tế bàn với Sở Y tế.")
    desk = session.desk
    mark(session, span_of(session, "Sở Y tế"))
    deed = verbs.deed_of(desk.article.text, Edit("annotate", (), tuple(desk.layer.accepted)))
    at = desk.layer.accepted[0].span
    for count in (2, 3):
        hit = next_like(desk, deed, at)
        session.apply(verbs.replay(desk, deed, hit.span))
        assert len(accepted(session)) == count
        at = hit.after
    assert next_like(desk, deed, at) is None


def test_a_border_is_moved_by_as_many_syllables_or_not_at_all(session: Session):
    sit(session, "Ban Dân vận Tỉnh ủy và Ban Dân vận Thành ủy, rồi Ban Dân vận.")
    desk = session.desk
    for span in Words("Ban Dân vận").spans(desk.article.text):
        mark(session, span)
    deed = Deed(Verb.MOVE, "AGENCY", "Ban Dân vận", end=2)
    found = hits(desk, deed)
    assert [h.after.of(desk.article.text) for h in found] == [
        "Ban Dân vận Tỉnh ủy",
        "Ban Dân vận Thành ủy",
        "Ban Dân vận",
    ]
    assert [h.ticked for h in found] == [True, True, False]
    session.apply(identical.replay_here(desk, deed, [h.span for h in found]))
    assert [w for w, _ in accepted(session)] == ["Ban Dân vận Tỉnh ủy", "Ban Dân vận Thành ủy", "Ban Dân vận"]


def test_all_of_an_article_is_one_edit_and_one_undo(session: Session):
    sit(session, TEXT)
    before = snapshot(session)
    found = hits(session.desk, DEED)
    session.apply(identical.replay_here(session.desk, DEED, [h.span for h in found if h.ticked]))
    assert len(accepted(session)) == 5
    session.undo()
    assert snapshot(session) == before


def test_the_dataset_is_searched_read_and_changed_where_it_is_ticked(session: Session):
    there = [put(session, f"Bài {n}: Sở Văn hóa và UBND tỉnh họp.", f"{n}.txt") for n in range(5)]
    put(session, "Văn hóa của Sở không phải thế.", "khong.txt")
    put(session, "So van hoa.", "khong-dau.txt")
    articles = where(session.store, session.annotator, DEED)
    assert set(there) <= set(articles)
    found = list(search(session.store, session.look, DEED, articles))
    assert [s.done for s in found] == list(range(1, len(articles) + 1))
    rows = [hit for step in found for hit in step.hits]
    assert {hit.article for hit in rows} == set(there)
    chosen = {hit.article: [hit.span] for hit in rows if hit.article != there[0]}  # one is an exception
    steps = list(replay_all(session.store, session.look, session.annotator, DEED, chosen))
    assert [s.error for s in steps] == [None] * 4
    marked = [id for id in there if any(isinstance(i, Annotation) for i in snapshot(session, id).values())]
    assert marked == there[1:]
    assert {r.state for r in session.shelf.rows(there[1:])} == {"started"}


def test_a_rejection_for_all_leaves_what_others_decided_alone(session: Session):
    other = session.desk.article.id
    session.apply(verbs.accept(session.desk, session.desk.open))
    before = snapshot(session)
    second = put(session, "Hôm nay, UBND tỉnh họp.", "hai.txt")
    deed = Deed(Verb.REJECT, "AGENCY", "UBND tỉnh")
    nam = Session(session.store, Annotator(new_id(), "Nam"), session._detector, "test", learning=False)
    chosen = {id: Words("UBND tỉnh").spans(nam.look(id).article.text) for id in (other, second)}
    list(replay_all(nam.store, nam.look, nam.annotator, deed, chosen))
    assert snapshot(session) == before
    (theirs,) = [i for i in nam.store.layer(other, nam.annotator.id).items if isinstance(i, Annotation)]
    assert theirs.decision is Decision.REJECTED


def test_an_article_that_is_gone_or_strange_places_are_passed_over(session: Session):
    deed = Deed(Verb.ACCEPT, "AGENCY", "UBND tỉnh")
    chosen = {b"x" * 16: [Span(0, 4)], session.desk.article.id: [Span(10**6, 10**6 + 4)]}
    steps = list(replay_all(session.store, session.look, session.annotator, deed, chosen))
    assert [bool(s.error) for s in steps] == [True, False]
    assert [s.edit for s in steps] == [None, None]
    assert hits(session.desk, Deed(Verb.ACCEPT, "AGENCY", "  ")) == []


def test_only_a_province_is_searched_where_one_is_named(session: Session):
    first = session.desk.article.id
    put(session, "Hôm nay, UBND tỉnh họp.", "hai.txt")
    session.apply(verbs.change_card(session.desk, "set_province", province="lao-cai", province_by="person"))
    deed = Deed(Verb.ACCEPT, "AGENCY", "UBND tỉnh")
    assert where(session.store, session.annotator, deed, "lao-cai") == [first]
    assert len(where(session.store, session.annotator, deed)) == 2
