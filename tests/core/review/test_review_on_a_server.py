"""The review side on a team's database says what it says on a file."""

from contextlib import closing
from pathlib import Path

import pytest
from sample_files import collection, sample_dataset

from core.history import History
from core.model.ids import GOLD_LAYER, new_id
from core.review.adjudication import Adjudication, Choice, Policy, merge_all, reasons
from core.review.agreement import agreement, collect
from core.review.audit import Fault, Method, draw, error_rate, judge, risk, samples
from core.review.collection import write
from core.review.scope import article_ids, places, province_scope
from core.review.signoff import page, prepare, sign, signatures
from core.store.store import Store

PLACE = province_scope("yen-bai-1991")


@pytest.mark.slow
def test_a_reviewers_day_on_a_server_is_that_on_a_file(database: str, tmp_path: Path):
    with closing(Store(database)) as server, closing(Store(sample_dataset(tmp_path))) as file:
        for _ in write(server, collection()):
            pass
        assert places(server) == places(file)
        assert agreement(collect(server, PLACE)) == agreement(collect(file, PLACE))
        assert risk(server, article_ids(server)) == risk(file, article_ids(file))
        judge_id = new_id()
        for store in (server, file):
            store.meet(judge_id, "Trọng tài")
        merged = [
            [(m.article, m.merged, m.left) for m in merge_all(s, judge_id, Policy(), PLACE)] for s in (server, file)
        ]
        assert merged[0] == merged[1]
        desk = Adjudication(server, judge_id, next(article for article, _, left in merged[0] if left))
        desk.decide(desk.open_items[0], Choice.LEFT)
        assert sum(reasons(server, PLACE).values()) == 1
        History(server, judge_id).undo()
        assert not reasons(server, PLACE)

        sample = draw(server, judge_id, 5, GOLD_LAYER, PLACE, method=Method.RISK, seed=2)
        assert sample.articles == draw(file, judge_id, 5, GOLD_LAYER, PLACE, method=Method.RISK, seed=2).articles
        judge(server, judge_id, sample, sample.articles[0], [Fault(None, "", "province")])
        assert samples(server) == [sample]
        assert error_rate(server, sample).errors == 1
        *_, last = prepare(server, PLACE, "Yên Bái")
        assert last.sheet
        sign(server, judge_id, last.sheet)
        assert [one.name for one in signatures(server, PLACE)] == ["Trọng tài"]
        assert "Yên Bái" in page(last.sheet)
