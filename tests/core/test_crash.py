"""A report of a fault says where it happened, and neither passwords nor what articles say."""

from pathlib import Path

import pytest
from sqlalchemy import text

from core.crash import crash_report, without_passwords
from core.errors import ReadError
from core.store.store import Store

ARTICLE = "Chiều 28/7, Tỉnh ủy Lào Cai họp bàn về công tác cán bộ. " * 40


def _report(fail) -> str:
    with pytest.raises(Exception) as caught:
        fail()
    return crash_report(caught.value)


def test_it_names_the_place_and_the_fault():
    said = _report(lambda: {}["không có"])
    assert "test_crash.py" in said and "KeyError" in said and "Bút Vàng" in said


def test_an_error_that_quotes_an_article_is_cut_short():
    def fail() -> None:
        try:
            int(ARTICLE)
        except ValueError as error:
            raise RuntimeError(ARTICLE) from error

    said = _report(fail)
    assert said.count("họp bàn") <= 6 and len(said) < 3000


def test_an_error_of_the_dataset_holds_no_values(tmp_path: Path):
    store = Store(tmp_path / "gold.sqlite")

    def fail() -> None:
        with store.engine.connect() as db:
            db.execute(text("SELECT :words FROM nothing"), {"words": ARTICLE})

    assert "cán bộ" not in _report(fail)
    store.close()


@pytest.mark.parametrize(
    "said",
    [
        "postgresql+psycopg://hoa:bí-mật@máy.vn/gold",
        "postgresql://hoa@máy/gold?password=bí-mật&x=1",
        "connection failed: host=máy user=hoa password='bí-mật' dbname=gold",
        '{"user": "hoa", "password": "bí-mật"}',
        "PGPASSWORD=bí-mật",
    ],
)
def test_a_password_is_masked(said: str):
    masked = without_passwords(said)
    assert "bí-mật" not in masked and "***" in masked


def test_a_report_masks_what_an_error_says():
    def fail() -> None:
        raise RuntimeError("postgresql://hoa:{}@máy.vn/gold".format("mật".upper()))

    assert "MẬT" not in _report(fail)


def test_a_name_of_a_file_commands_no_terminal_and_turns_no_line_around():
    said = str(ReadError("read_missing", path=Path("b\x1b[31mài\u202e\r\0fdp.txt")))
    assert "b\\x1b[31mài\\u202e\\r\\x00fdp.txt" in said
    assert "Sở Y tế\n.txt" in str(ReadError("read_missing", path="Sở Y tế\n.txt"))
