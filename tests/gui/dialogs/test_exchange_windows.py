"""The windows of bringing in and sending out: columns, encodings, what an export takes."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.exchange.table_head import head
from core.model.annotation import Decision
from core.model.article import State
from core.reading.columns import remembered
from core.store.dataset_io import LayerName
from gui.dialogs import columns as columns_room
from gui.dialogs import encoding as encoding_room
from gui.dialogs.columns import ColumnsDialog, columns_known
from gui.dialogs.encoding import EncodingDialog, encoding_of
from gui.dialogs.export import ExportDialog
from gui.theme import Theme


@pytest.fixture
def unnamed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "bảng.csv"
    path.write_text("A;Chuyện;Đầu đề\n1;Sở Y tế ký kết.;Ký kết\n", "utf-8")
    return path


def _primary(dialog: ColumnsDialog | ExportDialog) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.property("kind") == "primary")


def test_a_table_can_be_read_once_a_column_is_the_text(qtbot: QtBot, look: Theme, unnamed: Path):
    top = head(unnamed)
    assert top
    dialog = ColumnsDialog(None, top)
    qtbot.addWidget(dialog)
    assert not _primary(dialog).isEnabled()
    first, second, _ = dialog._choices
    first.setCurrentIndex(first.findData("text"))
    second.setCurrentIndex(second.findData("text"))
    assert dialog.columns == {"text": "Chuyện"}, "what one column is, no other is"
    assert _primary(dialog).isEnabled()


def test_what_was_said_of_columns_is_not_asked_again(look: Theme, unnamed: Path, monkeypatch: pytest.MonkeyPatch):
    asked = []

    def answer(dialog: ColumnsDialog) -> int:
        asked.append(dialog)
        dialog._choices[1].setCurrentIndex(dialog._choices[1].findData("text"))
        return 1

    monkeypatch.setattr(columns_room.ColumnsDialog, "exec", answer)
    assert columns_known(None, [unnamed]) == [unnamed]
    assert columns_known(None, [unnamed]) == [unnamed]
    assert len(asked) == 1
    assert remembered(["A", "Chuyện", "Đầu đề"]) == {"text": "Chuyện"}


def test_an_old_encoding_is_shown_beside_others_before_the_file_is_read(
    qtbot: QtBot, look: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    from core.reading import legacy

    assert legacy.NAMES
    words = "Tỉnh ủy ký kết quy chế phối hợp với Công an tỉnh về bảo đảm an ninh trật tự. " * 3
    old, new = tmp_path / "cũ.txt", tmp_path / "mới.txt"
    old.write_bytes(words.encode("tcvn3"))
    new.write_text(words, "utf-8")
    shown = []

    def answer(dialog: EncodingDialog) -> int:
        shown.append((dialog.encoding, dialog._before.toPlainText(), dialog._text.toPlainText()))
        return 1

    monkeypatch.setattr(encoding_room.EncodingDialog, "exec", answer)
    assert encoding_of(None, [old]) == (True, "tcvn3")
    assert encoding_of(None, [new]) == encoding_of(None, [old, new]) == (True, None)
    ((name, now, then),) = shown
    assert name == "tcvn3"
    assert now.startswith("Tỉnh ủy ký kết") and now == then


def test_an_export_takes_what_the_form_says(qtbot: QtBot, look: Theme, tmp_path: Path):
    layer = LayerName(b"7" * 16, "annotator", "Hoa")
    dialog = ExportDialog(tmp_path / "gold.sqlite", None, [layer], [("DATE", "Thời gian")])
    qtbot.addWidget(dialog)
    form = dialog.filters
    form.layer.setCurrentIndex(1)
    form.since.setText("1/7/2021")
    form.state.setCurrentIndex(form.state.findData("returned"))
    form.label.setCurrentIndex(1)
    form.decision.setCurrentIndex(form.decision.findData("rejected"))
    form.doubt.setCurrentIndex(form.doubt.findData("no"))
    form.twice.setChecked(True)
    wanted = dialog.selection
    assert (wanted.since, wanted.states, wanted.labels) == ("2021-07-01", (State.RETURNED,), ("DATE",))
    assert (wanted.decision, wanted.flagged, wanted.twice) == (Decision.REJECTED, False, True)
    assert form.layers == (layer.id.hex(),)
    assert form.split is None


def test_dates_and_shares_that_are_none_are_not_exported_with(qtbot: QtBot, look: Theme, tmp_path: Path):
    dialog = ExportDialog(tmp_path / "gold.sqlite")
    qtbot.addWidget(dialog)
    dialog.filters.until.setText("hôm qua")
    assert not _primary(dialog).isEnabled()
    dialog.filters.until.setText("")
    dialog.filters.parted.setChecked(True)
    assert _primary(dialog).isEnabled()
    assert dialog.filters.split
    dialog.filters.shares.setText("0.8,0.8")
    assert not _primary(dialog).isEnabled()
