"""`butvang registers` on the sample collection."""

import json
from pathlib import Path

import pytest

from core.cli import main
from core.cli.registers import TABLES
from core.review.collection.make import make
from core.review.collection.write import write
from core.store.store import Store


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = Store(tmp_path_factory.mktemp("sample") / "gold.sqlite")
    for _ in write(store, make(1)):
        pass
    store.close()
    return store.path


@pytest.mark.parametrize("table", TABLES)
def test_each_table_is_printed_and_given_as_json(path: Path, table: str, capsys: pytest.CaptureFixture[str]):
    assert main(["registers", str(path), table]) == 0
    assert capsys.readouterr().out.strip()
    assert main(["registers", str(path), table, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert isinstance(rows, list) and (rows or table == "provinces")


def test_a_province_under_the_map_of_today_holds_those_that_became_it(path: Path, capsys: pytest.CaptureFixture[str]):
    counts = {}
    for name, on in (("Lào Cai", "2020-01-01"), ("Yên Bái", "2020-01-01"), ("Lào Cai", "2026-01-01")):
        assert main(["registers", str(path), "documents", "--province", name, "--on", on, "--json"]) == 0
        seen = {s["article"] for row in json.loads(capsys.readouterr().out) for s in row["seen"]}
        counts[name, on] = seen
    old, other, new = counts.values()
    assert old and other and not old & other
    assert new == old | other


def test_what_there_is_not_is_wrong_usage(path: Path):
    assert main(["registers", str(path), "nothing"]) == 2
    assert main(["registers", str(path), "--province", "Xứ Nghệ"]) == 2
