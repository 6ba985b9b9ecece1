"""A dataset that is gone with its drive is missed, never made anew in silence, and known again when it is back."""

from pathlib import Path

from gui.app import Program
from gui.settings import Settings


def test_the_last_dataset_is_missed_when_its_file_is_gone_and_found_again_when_it_is_back(
    qapp, tmp_path: Path, monkeypatch
):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    drive, settings, told = tmp_path / "drive", Settings(tmp_path), []
    settings.keep("language", "en")
    drive.mkdir()
    program = Program(qapp, settings, lambda _window, text: told.append(text))
    program.open(drive / "gold.sqlite")
    program.window.close()
    drive.rename(tmp_path / "elsewhere")
    assert settings.gone == drive / "gold.sqlite"
    program.begin(tmp_path / "other.sqlite", (), settings.gone)
    assert len(told) == 1
    assert str(drive / "gold.sqlite") in told[0]
    assert not drive.exists()
    program.window.close()
    (tmp_path / "elsewhere").rename(drive)
    assert settings.gone is None
    assert settings.recent == [tmp_path / "other.sqlite", drive / "gold.sqlite"]
