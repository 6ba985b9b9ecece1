"""Standing rules: kept in the dataset, put over what is suggested, taken back like everything else."""

from parts import TEXT
from sittings import mention, put

from core import standing, verbs
from core.model.ids import new_id
from core.model.record import Record
from core.people import Annotator
from core.session import Session
from core.standing import Rule, Verdict
from core.verbs import Deed, Verb

NEVER = Rule("UBND  tỉnh", "AGENCY", Verdict.NEVER)
ALWAYS = Rule("hội nghị", "PLACE", Verdict.ALWAYS)


def suggested(session: Session) -> set[tuple[str, str]]:
    return {(s.span.of(session.desk.article.text), s.label) for s in session.desk.open}


def test_what_is_never_so_is_hidden_and_what_is_always_so_is_suggested(session: Session):
    session.keep_rule(NEVER)
    session.keep_rule(ALWAYS)
    assert ("UBND tỉnh", "AGENCY") not in suggested(session)
    new = mention(session, "hội nghị", "PLACE")
    assert (new.origin, new.reason) == ("standing", "standing_always")
    ((hidden, rule),) = session.hidden()
    assert (hidden.span.of(TEXT), rule.verdict) == ("UBND tỉnh", Verdict.NEVER)


def test_a_rule_goes_and_comes_with_undo_and_outlasts_a_restart(session: Session):
    before = suggested(session)
    session.keep_rule(NEVER)
    after = suggested(session)
    assert session.history.next_undo().name == "add_rule"
    session.undo()
    assert (suggested(session), session.standing.rules) == (before, ())
    session.redo()
    assert suggested(session) == after
    again = Session(session.store, session.annotator, session._detector, "test", learning=False)
    again.open(session.desk.article.id)
    assert suggested(again) == after
    session.drop_rule(session.standing.rules[0])
    assert suggested(session) == before
    session.undo()
    assert suggested(session) == after


def test_decisions_stay_whatever_the_rules_say(session: Session):
    session.apply(verbs.accept(session.desk, [mention(session, "UBND tỉnh", "AGENCY")]))
    session.keep_rule(NEVER)
    assert ("UBND tỉnh", "AGENCY") in {(m.span.of(TEXT), m.label) for m in session.desk.mentions}


def test_the_newer_rule_about_the_same_words_replaces_the_older(session: Session):
    session.keep_rule(NEVER)
    session.keep_rule(Rule("ubnd tỉnh", "AGENCY", Verdict.ALWAYS))
    assert [r.verdict for r in session.standing.rules] == [Verdict.ALWAYS]
    assert not session.keep_rule(Rule("ubnd tỉnh", "AGENCY", Verdict.ALWAYS))
    session.undo()
    assert [r.verdict for r in session.standing.rules] == [Verdict.NEVER]


def test_a_rule_gives_way_to_a_longer_suggestion_and_overrules_what_cannot_stand_with_it(session: Session):
    session.keep_rule(Rule("Ban Tuyên giáo", "AGENCY", Verdict.ALWAYS))  # within Ban Tuyên giáo Tỉnh ủy
    assert ("Ban Tuyên giáo", "AGENCY") not in suggested(session)
    session.keep_rule(Rule("Trần Thị Lụa", "PLACE", Verdict.ALWAYS))
    assert ("Trần Thị Lụa", "PLACE") in suggested(session)
    assert ("Trần Thị Lụa", "OFFICIAL") not in suggested(session)
    assert session.desk.detection.relations == ()


def test_a_rule_works_in_every_article_and_only_for_who_keeps_it(session: Session):
    session.keep_rule(NEVER)
    other = put(session, "Hôm nay UBND tỉnh họp.")
    assert session.look(other).open == []
    nam = Session(session.store, Annotator(new_id(), "Nam"), session._detector, "test", learning=False)
    assert [s.label for s in nam.look(other).open] == ["AGENCY"]


def test_case_counts_on_request(session: Session):
    session.keep_rule(Rule("ubnd tỉnh", "AGENCY", Verdict.NEVER, case=True))
    assert ("UBND tỉnh", "AGENCY") in suggested(session)


def test_a_decision_can_be_kept_as_a_rule():
    assert standing.rule_from(Deed(Verb.REJECT, "AGENCY", "Sở này")) == Rule("Sở này", "AGENCY", Verdict.NEVER)
    assert standing.rule_from(Deed(Verb.RELABEL, "PLACE", "Chánh án", "TITLE")) == Rule(
        "Chánh án", "TITLE", Verdict.ALWAYS
    )
    assert standing.rule_from(Deed(Verb.MOVE, "AGENCY", "Sở", end=1)) is None


def test_records_that_are_no_rules_are_passed_over(session: Session):
    strange = [
        Record(new_id(), b"", session.annotator.id, b"", kind, fields)
        for kind, fields in (
            (standing.KIND, {}),
            (standing.KIND, {"words": 3, "label": "AGENCY", "verdict": "never"}),
            (standing.KIND, {"words": "a", "label": "AGENCY", "verdict": "perhaps"}),
            ("người", {"words": "a", "label": "AGENCY", "verdict": "never"}),
        )
    ]
    assert standing.rules_of(strange) == []
    assert not session.keep_rule(Rule("   ", "AGENCY", Verdict.NEVER))
