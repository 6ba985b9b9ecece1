"""The cues of zones are data, and a user may add to them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import ResourceError
from core.reading.zone_cues import cues
from core.reading.zones import zones


@pytest.fixture
def overlay(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The user's own zones.toml, not yet written."""
    monkeypatch.setattr("core.reading.zone_cues.user_data", lambda: tmp_path)
    (tmp_path / "lexicons").mkdir()
    cues.cache_clear()
    yield tmp_path / "lexicons" / "zones.toml"
    cues.cache_clear()


def test_a_users_cue_is_added_to_those_shipped(overlay: Path) -> None:
    overlay.write_text('labels = ["Chép lại bởi"]\n', "utf-8")
    assert [zone.kind.value for zone in zones("Chép lại bởi: Tư")] == ["boilerplate"]
    assert [zone.kind.value for zone in zones("Tác giả: Tư")] == ["boilerplate"]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("tools = 3", "tools"),
        ("tools = ['', 'In']", "tools"),
        ("toolz = ['In']", "toolz"),
        ("[captions]\nscenes = 'x'", "captions.scenes"),
        ("captions = []", "captions"),
        ("tools = [", "zones.toml"),
    ],
)
def test_a_wrong_file_is_an_error_that_names_file_and_key(overlay: Path, text: str, named: str) -> None:
    overlay.write_text(text, "utf-8")
    with pytest.raises(ResourceError, match=named) as caught:
        cues()
    assert str(overlay) in str(caught.value)
