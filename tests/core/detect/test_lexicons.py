"""Lexicons are checked when they are read, and a user's own add to ours."""

import time
from pathlib import Path

import pytest

from core.detect import lexicon
from core.detect.agencies import read_body
from core.detect.doc import Doc
from core.detect.lexicon import Lexicon
from core.detect.vocabulary import Vocabulary
from core.errors import ResourceError
from core.paths import resources


@pytest.fixture
def overlay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's folder of lexicons beside ours."""
    monkeypatch.setattr(lexicon, "files", lambda: (resources() / "lexicons", tmp_path))
    return tmp_path


def test_a_users_body_is_found_like_ours(overlay: Path) -> None:
    (overlay / "bodies.toml").write_text('[named]\nnames = "Hội đồng Già làng"\n', encoding="utf-8")
    own = Vocabulary()
    doc = Doc(own.tokens("Hội đồng Già làng tỉnh Kon Tum họp"), own, read_body)
    body = doc.body(0)
    assert body is not None
    assert doc.words(body.start, body.end) == "hội đồng già làng tỉnh kon tum"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[named]\nname = "x"\n', "named.name"),
        ("[named]\nnames = 3\n", "named.names"),
        ("named = 3\n", "named"),
        ("[named\n", "-"),
    ],
)
def test_a_wrong_file_and_key_are_named(overlay: Path, text: str, key: str) -> None:
    (overlay / "bodies.toml").write_text(text, encoding="utf-8")
    with pytest.raises(ResourceError) as caught:
        Lexicon("bodies")
    assert str(overlay / "bodies.toml") in str(caught.value)
    assert key in str(caught.value)


def test_a_missing_list_is_named() -> None:
    with pytest.raises(ResourceError, match=r"bodies\.toml.*named\.nothing"):
        Lexicon("bodies").phrases("named", "nothing")


def test_reading_the_lexicons_takes_less_than_three_tenths_of_a_second() -> None:
    times = []
    for _ in range(3):
        begin = time.process_time()
        Vocabulary()
        times.append(time.process_time() - begin)
    assert min(times) < 0.3
