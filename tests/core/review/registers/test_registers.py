"""Registers of a collection: people, bodies, documents and agreements, with what people decided about them."""

from datetime import date

import pytest
from made import WHO, inside, items, linked, put

from core.history import History
from core.model.edit import Edit
from core.model.ids import new_id
from core.model.record import Record
from core.model.span import Span
from core.review.grouping.decisions import Of, decided, distinct, merge, split, take_back
from core.review.grouping.suggest import proposals
from core.review.registers.agreements import matrix
from core.review.registers.build import Registers, build
from core.review.registers.officials import Official
from core.store.store import Store

LAO_CAI, YEN_BAI, NEW = "lao-cai-1991", "yen-bai-1991", "lao-cai-2025"


def registers(store: Store) -> Registers:
    *_, last = build(store)
    assert last.registers
    return last.registers


def holds(store: Store, name: str, post: str, body: str, day: str, province: str = LAO_CAI, more: str = "") -> bytes:
    """An article in which somebody holds a post at a body."""
    article, made = items(f"Ông [{name}|OFFICIAL], [{post} {body}|TITLE] dự ngày {day}. {more}", day, province)
    made = inside(article, linked(made, (0, 1)), body)
    return put(store, article, made)


def named(found: Registers, name: str) -> list[Official]:
    return [o for o in found.officials if o.name == name]


def test_a_person_has_all_posts_as_a_timeline_with_the_places_that_prove_them(store: Store):
    first = holds(store, "Trần Văn An", "Giám đốc", "Sở Y tế", "2019-03-01")
    holds(store, "Trần Văn An", "Giám đốc", "Sở Y tế", "2020-03-01")
    holds(store, "TRẦN VĂN AN", "Chủ tịch", "UBND tỉnh", "2021-03-01")
    (one,) = registers(store).officials
    assert [(p.title, p.first, p.last) for p in one.posts] == [
        ("Giám đốc Sở Y tế", "2019-03-01", "2020-03-01"),
        ("Chủ tịch UBND tỉnh", "2021-03-01", "2021-03-01"),
    ]
    seen = one.posts[0].seen[0]
    assert seen.article == first and seen.span and seen.span.of(store.article(first).text) == "Giám đốc Sở Y tế"
    assert one.names == ("TRẦN VĂN AN",) and one.province == LAO_CAI


def test_one_name_in_two_provinces_is_two_people_until_someone_says_otherwise(store: Store):
    holds(store, "Trần Văn An", "Giám đốc", "Sở Y tế", "2019-03-01")
    holds(store, "Trần Văn An", "Giám đốc", "Sở Y tế", "2021-03-01", YEN_BAI)
    found = registers(store)
    one, other = named(found, "Trần Văn An")
    (proposal,) = proposals(found.officials, found.bodies, found.decided)
    assert set(proposal.ids) == {one.id, other.id} and "hai tỉnh" in proposal.why
    store.apply(merge(WHO.id, Of.PERSON, [one.members, other.members], "Luân chuyển"), WHO.id)
    (whole,) = named(registers(store), "Trần Văn An")
    assert len(whole.posts) == 2 and whole.decided
    History(store, WHO.id).undo()
    assert len(named(registers(store), "Trần Văn An")) == 2


def test_what_is_said_to_be_two_is_not_proposed_again(store: Store):
    holds(store, "Trần Văn An", "Giám đốc", "Sở Y tế", "2019-03-01")
    holds(store, "Trần Văn An", "Giám đốc", "Sở Y tế", "2021-03-01", YEN_BAI)
    one, other = registers(store).officials
    store.apply(distinct(WHO.id, Of.PERSON, one.members, other.members), WHO.id)
    found = registers(store)
    assert not proposals(found.officials, found.bodies, found.decided)


def test_nobody_heads_two_districts_at_once_so_the_name_is_two_people(store: Store):
    holds(store, "Lò Văn Pao", "Bí thư", "Huyện ủy Bát Xát", "2021-03-01")
    holds(store, "Lò Văn Pao", "Bí thư", "Huyện ủy Si Ma Cai", "2021-03-20")
    holds(store, "Lò Văn Pao", "Bí thư", "Huyện ủy Bát Xát", "2021-04-01")
    found = registers(store)
    assert sorted(len(o.seen) for o in named(found, "Lò Văn Pao")) == [1, 2]
    assert [p.reason for p in proposals(found.officials, found.bodies)] == ["same_name"]


def test_a_person_who_is_two_can_be_split_and_the_split_taken_back(store: Store):
    holds(store, "Trần Văn An", "Giám đốc", "Sở Y tế", "2015-03-01")
    late = holds(store, "Trần Văn An", "Trưởng phòng", "Sở Nội vụ", "2021-03-01")
    (one,) = named(registers(store), "Trần Văn An")
    out = [m for m in one.members if m[0] == late.hex()]
    store.apply(split(WHO.id, Of.PERSON, out), WHO.id)
    assert sorted(len(o.posts) for o in named(registers(store), "Trần Văn An")) == [1, 1]
    (decision,) = decided(store)
    store.apply(take_back(decision), WHO.id)
    assert len(named(registers(store), "Trần Văn An")) == 1


def test_a_misprint_in_one_post_is_the_likeliest_proposal(store: Store):
    holds(store, "Trần Văn An", "Giám đốc", "Sở Y tế", "2021-01-01")
    holds(store, "Trần Văn An", "Giám đốc", "Sở Y tế", "2021-02-01")
    holds(store, "Trần Vân An", "Giám đốc", "Sở Y tế", "2021-03-01")
    found = registers(store)
    assert len(found.officials) == 2  # nothing is merged silently
    (best, *_) = proposals(found.officials, found.bodies)
    assert best.score > 0.8 and set(best.names) == {"Trần Văn An", "Trần Vân An"}


def test_a_given_name_alone_belongs_to_its_article(store: Store):
    put(store, *items("Bà [Lụa|OFFICIAL] nói.", "2021-01-01", LAO_CAI))
    put(store, *items("Bà [Lụa|OFFICIAL] về.", "2021-02-01", LAO_CAI))
    assert len(named(registers(store), "Lụa")) == 2


def test_people_stand_by_given_name(store: Store):
    for n, name in enumerate(("Nguyễn Văn Bình", "Lê Thị Ánh", "Đỗ An")):
        holds(store, name, "Phó Giám đốc", "Sở Y tế", f"2021-0{n + 1}-01")
    assert [o.name for o in registers(store).officials] == ["Đỗ An", "Lê Thị Ánh", "Nguyễn Văn Bình"]


def test_a_body_shows_who_held_which_post_when_and_what_became_of_it(store: Store):
    holds(store, "Trần Văn An", "Trưởng", "Ban Tuyên giáo Tỉnh ủy", "2021-03-01")
    holds(store, "Lê Bình", "Trưởng", "Ban Tuyên giáo Tỉnh ủy", "2023-03-01")
    holds(store, "Lê Bình", "Trưởng", "Ban Tuyên giáo và Dân vận Tỉnh ủy", "2025-09-01", NEW)
    found = {b.name: b for b in registers(store).bodies}
    old = found["Ban Tuyên giáo Tỉnh ủy"]
    assert [(h.name, h.held.first) for h in old.holders] == [("Trần Văn An", "2021-03-01"), ("Lê Bình", "2023-03-01")]
    new = found["Ban Tuyên giáo và Dân vận Tỉnh ủy"]
    assert [k.id for k in old.after] == [new.id] and old.id in [k.id for k in new.before]
    assert old.after[0].act.startswith("Quyết định")


def test_tinh_uy_of_two_provinces_is_two_bodies_and_abbreviations_are_one(store: Store):
    put(
        store,
        *items("[Tỉnh ủy|AGENCY], [UBND tỉnh|AGENCY] và [Ủy ban nhân dân tỉnh Lào Cai|AGENCY].", "2021-01-01", LAO_CAI),
    )
    put(store, *items("[Tỉnh ủy|AGENCY] họp.", "2021-01-01", YEN_BAI))
    found = registers(store).bodies
    assert [(b.owner, b.name) for b in found if b.name == "Tỉnh ủy"] == [(LAO_CAI, "Tỉnh ủy"), (YEN_BAI, "Tỉnh ủy")]
    assert len(found) == 3


def test_documents_are_one_by_their_number_and_a_provinces_plan_is_its_own(store: Store):
    put(
        store,
        *items("Theo [Chỉ thị số 05-CT/TW|DOCUMENT=05-CT/TW] và [Kế hoạch 47-KH/TU|DOCUMENT=47-KH/TU].", None, LAO_CAI),
    )
    put(store, *items("Theo [Chỉ thị 05 – CT/TW|DOCUMENT=05 – CT/TW], [Kế hoạch số 47-KH/TU|DOCUMENT].", None, YEN_BAI))
    found = {(d.number, d.owner): len(d.seen) for d in registers(store).documents}
    assert found == {("5-CT/TW", "vn"): 2, ("47-KH/TU", LAO_CAI): 1, ("47-KH/TU", YEN_BAI): 1}


def signed(store: Store, text: str, day: str, province: str, *parties: str, signed_on: str | None = None) -> bytes:
    """An article that reports a signing."""
    article, made = items(text, day, province)
    fields = {
        "kind": "chương trình phối hợp",
        "parties": list(parties),
        "signed_on": signed_on,
        "signers": ["Trần Văn An"],
    }
    record = Record(new_id(), article.id, WHO.id, b"", "agreement", fields, {"parties": (Span(0, 5),)})
    id = put(store, article, made)
    store.apply(Edit("accept_record", (), (record,)), WHO.id)
    return id


def test_agreements_are_a_matrix_of_provinces_and_parties_under_either_map(store: Store):
    pair = "Ban Tuyên giáo Tỉnh ủy", "UBND tỉnh"
    signed(store, "Hai bên ký.", "2021-03-02", LAO_CAI, *pair, signed_on="2021-03-01")
    signed(store, "Hai bên đã ký hôm qua.", "2021-03-03", LAO_CAI, *pair, signed_on="2021-03-01")
    signed(store, "Ký ở Yên Bái.", "2021-05-02", YEN_BAI, *pair)
    rows = registers(store).agreements
    assert [(r.province, len(r.seen)) for r in rows] == [(LAO_CAI, 2), (YEN_BAI, 1)]
    before, after = matrix(rows, date(2021, 1, 1)), matrix(rows, date(2026, 1, 1))
    assert (len(before.rows), len(before.without)) == (63, 61)
    assert (len(after.rows), len(after.without)) == (34, 33)
    role, words = after.columns[0]
    assert len(after.cells[NEW, role]) == 2 and words in pair


@pytest.mark.parametrize("times", [1, 2])
def test_registers_are_the_same_when_they_are_made_from_what_is_kept(store: Store, times: int):
    holds(store, "Trần Văn An", "Giám đốc", "Sở Y tế", "2021-01-01")
    signed(store, "Hai bên ký.", "2021-03-02", LAO_CAI, "Tỉnh ủy", "UBND tỉnh")
    first = registers(store)
    for _ in range(times):
        again = registers(store)
        assert (again.officials, again.bodies, again.agreements) == (first.officials, first.bodies, first.agreements)
