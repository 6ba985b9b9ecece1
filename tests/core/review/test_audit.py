"""Audit samples and error rates: intervals worked by hand, chances that come true, and a sample of the sample collection."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from statistics import mean

import pytest
from sample_files import collection, sample_dataset

from core.errors import UsageError
from core.history import History
from core.model.ids import new_id
from core.model.layer import Layer
from core.model.span import Span
from core.review.audit import (
    Fault,
    Method,
    differing,
    draw,
    error_rate,
    judge,
    judged,
    proportional,
    risk,
    samples,
    weighted,
    wilson,
)
from core.review.scope import Scope, article_ids, province_scope
from core.store.store import Store

AN, BACH, CHI = (a.id for a in collection().annotators)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store(sample_dataset(tmp_path))
    yield opened
    opened.close()


@pytest.fixture
def auditor(store: Store) -> bytes:
    who = new_id()
    store.meet(who, "Kiểm tra viên")
    return who


def test_wilsons_interval_worked_by_hand():
    # 5 of 100, z = 1.96: centre (0.05 + 0.019208) / 1.038416, half 1.96 * sqrt(0.000475 + 0.00009604) / 1.038416
    rate = wilson(5, 100, 1.96)
    assert (rate.value, rate.errors, rate.items) == (0.05, 5, 100)
    assert rate.low == pytest.approx(0.021543, abs=1e-5)
    assert rate.high == pytest.approx(0.111752, abs=1e-5)


def test_no_error_found_is_not_no_error_there():
    rate = wilson(0, 10, 1.96)
    assert (rate.value, rate.low) == (0, 0)
    assert rate.high == pytest.approx(3.8416 / 13.8416)  # z² / (n + z²)
    assert wilson(0, 0).value is None
    assert wilson(10, 10).high == 1


def test_a_weighted_rate_is_each_article_times_what_it_stands_for():
    # the risky article stands for itself, the other for four: (2 + 4 * 1) / (10 + 4 * 10)
    rate = weighted([(2, 10, 1.0), (1, 10, 0.25)])
    assert rate.value == pytest.approx(6 / 50)
    assert (rate.errors, rate.items) == (3, 20)
    assert rate.low <= 6 / 50 <= rate.high


def test_chances_of_being_drawn_come_true():
    weights = {bytes([n]): 1.0 + n for n in range(10)}  # 1 to 10, together 55
    drawn = Counter(id for seed in range(4000) for id in proportional(weights, 3, Random(seed)))
    for id, weight in weights.items():
        assert drawn[id] / 4000 == pytest.approx(3 * weight / 55, abs=0.03)
    assert all(len(proportional(weights, 3, Random(seed))) == 3 for seed in range(50))


def test_what_weighs_more_than_its_share_is_drawn_for_sure():
    chances = proportional({b"a": 100.0, b"b": 1.0, b"c": 1.0}, 2, Random(1))
    assert chances[b"a"] == 1
    assert chances.get(b"b", chances.get(b"c")) == pytest.approx(0.5)
    assert set(proportional({b"a": 1.0, b"b": 9.0}, 5, Random(1)).values()) == {1.0}


def test_a_weighted_rate_is_right_on_average():
    random = Random(3)
    truth = {bytes([n]): (min(n // 4, 10), 10) for n in range(40)}  # the riskier, the more errors
    weights = {id: 0.1 + n / 40 for n, id in enumerate(truth)}
    share = sum(e for e, _ in truth.values()) / 400
    found = []
    for _ in range(300):
        drawn = proportional(weights, 12, random)
        found.append(weighted([(*truth[id], chance) for id, chance in drawn.items()]).value)
    assert mean(found) == pytest.approx(share, rel=0.05)


def test_a_sample_is_kept_and_the_same_seed_draws_the_same(store: Store, auditor: bytes):
    scope = province_scope("lao-cai-1991")
    sample = draw(store, auditor, 10, AN, scope, seed=7)
    assert len(sample.articles) == 10
    assert set(sample.articles) <= set(article_ids(store, scope))
    assert sample.population == 25
    assert set(sample.chances.values()) == {0.4}
    assert samples(store) == [sample]
    assert draw(store, auditor, 10, AN, scope, seed=7).articles == sample.articles
    assert draw(store, auditor, 10, AN, scope, seed=8).articles != sample.articles
    assert len(draw(store, auditor, 99, AN, scope).articles) == 25
    with pytest.raises(UsageError):
        draw(store, auditor, 10, AN, province_scope("hue-2025"))


def test_only_articles_that_the_layer_has_finished_are_drawn(store: Store, auditor: bytes):
    done = {a for a, who in collection().layers if who == CHI and (a, who) not in collection().begun}
    assert set(draw(store, auditor, 500, CHI).articles) == done


def test_hurried_and_unsure_articles_and_open_checks_are_riskier(store: Store):
    everything = article_ids(store)
    checks = {everything[5]: 3}
    found = risk(store, everything, checks)
    hurried = [found[f.article].parts["haste"] for f in collection().planted("too_fast")]
    assert min(hurried) > 0.97
    unsure = [found[f.article].parts["scores"] for f in collection().planted("low_score")]
    assert mean(unsure) > 0.6
    assert found[everything[5]].parts["checks"] == 1
    assert all(0 <= one.score <= 1 for one in found.values())


def test_a_sample_by_risk_holds_more_of_the_risky_and_says_how_likely_each_was(store: Store, auditor: bytes):
    fast = {f.article for f in collection().planted("too_fast")}
    by_risk = [draw(store, auditor, 50, AN, method=Method.RISK, seed=n) for n in range(8)]
    by_chance = [draw(store, auditor, 50, AN, seed=n) for n in range(8)]
    assert sum(len(fast & set(s.articles)) for s in by_risk) > sum(len(fast & set(s.articles)) for s in by_chance)
    assert all(len(s.articles) == 50 for s in by_risk)
    assert all(0 < chance <= 1 for s in by_risk for chance in s.chances.values())


def test_what_was_found_makes_the_error_rate_and_can_be_undone(store: Store, auditor: bytes):
    sample = draw(store, auditor, 5, AN, Scope(articles=frozenset(a.article.id for a in collection().articles[:40])))
    assert error_rate(store, sample).value is None
    first, second = sample.articles[:2]
    items = [len(store.layer(article, AN)) for article in (first, second)]
    judge(store, auditor, sample, first, [Fault(Span(0, 3), "AGENCY", "missed"), Fault(Span(5, 9), "DATE", "value")])
    judge(store, auditor, sample, second, [])
    rate = error_rate(store, sample)
    assert (rate.errors, rate.items) == (2, sum(items) + 1)
    assert [len(one.faults) for one in judged(store, sample)] == [2, 0]
    judge(store, auditor, sample, first, [Fault(Span(5, 9), "DATE", "value")])  # looked at once more
    assert error_rate(store, sample).errors == 1
    History(store, auditor).undo()
    assert error_rate(store, sample).errors == 2
    with pytest.raises(UsageError):
        judge(store, auditor, sample, collection().articles[60].article.id, [])


def test_a_corrected_copy_tells_the_errors(store: Store):
    planted = {p.slip.value: p for p in collection().disagreements if p.annotator != AN}
    kinds = {"missing": "missed", "extra": "spurious", "border": "border", "label": "label", "value": "value"}
    for slip, kind in kinds.items():
        one = planted[slip]
        sample = collection().of(one.article)
        right = store.layer(one.article, one.annotator)
        true = {(s.span, s.label): s for s in sample.spans}
        marks = [a for a in right if (a.span, a.label) in true]
        marks = [replace(a, value=true[a.span, a.label].value) for a in marks]
        there = {(a.span, a.label) for a in marks}
        lost = [s for place, s in true.items() if place not in there]
        marks += [replace(marks[0], id=new_id(), span=s.span, label=s.label, value=s.value) for s in lost]
        faults = differing(right, Layer(one.article, one.annotator, marks))
        assert (one.span, kind) in {(f.span, f.kind) for f in faults}
