"""CoNLL columns come in: ours with every level, others' in whatever way they tag."""

from collections.abc import Callable
from pathlib import Path

import pytest
from layers import GOLD_TEXT, all_sheets

from core.errors import FormatError
from core.exchange.registry import READERS
from core.store.store import Store


@pytest.mark.parametrize(("format", "nested"), [("conll", False), ("conll-bilou", False), ("vlsp2018", True)])
def test_what_was_exported_comes_back(
    format: str, nested: bool, example: Store, other: Store, send: Callable, bring: Callable
):
    bring(other, send(example, format, "out.conll"))
    (sheet,) = all_sheets(other)
    text = sheet.article.text
    assert text == GOLD_TEXT.replace("giáo\nTỉnh", "giáo Tỉnh"), "a block cannot end within a span"
    found = {(a.span.of(text), a.label) for a in sheet.annotations}
    assert ("Trưởng Ban Tuyên giáo Tỉnh ủy", "TITLE") in found
    assert ("quy chế 😀", "VĂN KIỆN") in found
    assert (("Ban Tuyên giáo Tỉnh ủy", "AGENCY") in found) is nested


@pytest.mark.parametrize(
    "tags", [("B-PER", "I-PER", "B-PER", "O"), ("B-PER", "L-PER", "U-PER", "O"), ("I-PER", "I-PER", "B-PER", "O")]
)
def test_others_tag_in_their_own_ways(tags: tuple[str, ...], tmp_path: Path):
    words = ("Trần", "Lụa", "Nam", "họp")
    lines = [f"{word} N B-NP {tag}" for word, tag in zip(words, tags, strict=True)]
    path = tmp_path / "a.conll"
    path.write_text("-DOCSTART- -X- O O\n\n" + "\n".join(lines) + "\n\nHết . O O\n", "utf-8")
    (arrival,) = READERS[".conll"](path)
    assert not isinstance(arrival, Exception)
    text = arrival.sheet.article.text
    assert text == "Trần Lụa Nam họp\nHết"
    assert [a.span.of(text) for a in arrival.sheet.annotations] == ["Trần Lụa", "Nam"]


@pytest.mark.parametrize("line", ["một", "một X", "một 3 9 O"])
def test_a_broken_line_is_named(line: str, tmp_path: Path):
    path = tmp_path / "a.conll"
    path.write_text(f"được O\n{line}\n", "utf-8")
    (error,) = READERS[".conll"](path)
    assert isinstance(error, FormatError)
    assert "2" in str(error)
