"""What the reviewer sees drawn: tiles and charts answer to keys, speak to screen readers, and go into files."""

from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.provinces.map import tiles
from gui import theme
from gui.review.charts import Bar, BarChart, LineChart
from gui.review.picture import Picture
from gui.review.shades import ink_on, shade
from gui.review.table import Column, Table
from gui.review.tile_map import Look, TileMap
from gui.review.timeline import Stretch, Timeline
from gui.theme import Theme, contrast

BEFORE, AFTER = date(2025, 6, 30), date(2025, 7, 1)


@pytest.fixture(params=theme.names())
def look(qapp: QApplication, request: pytest.FixtureRequest) -> Theme:
    found = theme.load(request.param)
    theme.apply(qapp, found)
    return found


@pytest.fixture
def light(qapp: QApplication) -> Theme:
    found = theme.load("light")
    theme.apply(qapp, found)
    return found


@pytest.fixture
def country(qtbot: QtBot, light: Theme) -> TileMap:
    made = TileMap(light, "Bản đồ")
    qtbot.addWidget(made)
    made.resize(420, 620)
    made.show_tiles(tiles(BEFORE))
    made.show()
    return made


def test_what_stands_on_a_tile_can_be_read_in_every_theme(look: Theme):
    for step in range(11):
        ground = shade(look, step / 10)
        assert contrast(ink_on(look, ground), ground) >= theme.CONTRAST


@pytest.mark.parametrize(("on", "units"), [(BEFORE, 63), (AFTER, 34)])
def test_every_unit_and_both_archipelagos_have_a_tile_that_touches_no_other(country: TileMap, on: date, units: int):
    country.show_tiles(tiles(on))
    shown = country._buttons
    assert sum(b.tile.unit is not None for b in shown) == units
    assert {b.tile.code: b.tile.province.rsplit("-", 1)[0] for b in shown if b.tile.unit is None} == {
        "HS": "da-nang",
        "TS": "khanh-hoa",
    }
    inner = [b.geometry().adjusted(2, 2, -2, -2) for b in shown]
    assert not any(a.intersects(b) for n, a in enumerate(inner) for b in inner[:n])


def test_arrows_go_over_the_map_enter_enters_and_esc_lets_go(country: TileMap, qtbot: QtBot):
    unit = next(t.province for t in tiles(BEFORE) if t.code == "LC")
    east = next(t.province for t in tiles(BEFORE) if t.code == "YB")
    country.choose(unit)
    qtbot.keyClick(country, Qt.Key.Key_Right)
    assert country.chosen == east
    with qtbot.waitSignal(country.entered) as entered:
        qtbot.keyClick(country, Qt.Key.Key_Return)
    assert entered.args == [east]
    qtbot.keyClick(country, Qt.Key.Key_Escape)
    assert country.chosen is None


def test_all_tiles_are_reached_by_arrows(country: TileMap):
    units = {t.province for t in tiles(BEFORE) if t.unit}
    reached, todo = set(), [next(iter(units))]
    while todo:
        here = todo.pop()
        if here in reached:
            continue
        reached.add(here)
        for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            country.choose(here)
            country.step(key)
            todo.append(country.chosen)
    assert reached == units


def test_a_tile_says_its_figures_to_a_screen_reader(country: TileMap):
    unit = next(t.province for t in tiles(BEFORE) if t.code == "LC")
    country.show_looks({unit: Look(0.5, "Lào Cai\n8 / 13 bài xong")})
    tile = next(b for b in country._buttons if b.tile.province == unit)
    assert tile.accessibleName() == "Lào Cai, 8 / 13 bài xong"


def test_pictures_go_into_svg_and_png(country: TileMap, light: Theme, qtbot: QtBot, tmp_path: Path):
    line, bars, time = LineChart(light, "Ngày"), BarChart(light, "Nhãn"), Timeline(light, "Chức vụ")
    line.show_days({20000: 2, 20010: 3, 20500: 1}, 9)
    bars.show_bars([Bar("Cán bộ", 0.5, "12", light.accent)])
    time.show_rows([Stretch("Giám đốc", "Sở Y tế", "2021-02-03", "2023-04-05")])
    pictures: list[Picture] = [country, line, bars, time]
    for number, picture in enumerate(pictures):
        qtbot.addWidget(picture)
        svg, png = tmp_path / f"{number}.svg", tmp_path / f"{number}.png"
        picture.save_svg(svg)
        picture.save_png(png)
        root = ElementTree.parse(svg).getroot()
        assert root.find("{http://www.w3.org/2000/svg}title").text == picture.title  # type: ignore[union-attr]
        assert len(root.findall(".//{http://www.w3.org/2000/svg}path")) + len(
            root.findall(".//{http://www.w3.org/2000/svg}text")
        )
        image = QImage(str(png))
        assert image.width() == 3 * picture._size().width()


def test_what_cannot_be_written_is_told(country: TileMap, tmp_path: Path):
    with pytest.raises(OSError, match="nowhere"):
        country.save_png(tmp_path / "nowhere" / "map.png")


def test_a_day_is_told_by_the_arrows(light: Theme, qtbot: QtBot):
    line = LineChart(light, "Ngày")
    qtbot.addWidget(line)
    line.show_days({20000: 2, 20010: 3}, 9)
    line.show()
    qtbot.keyClick(line, Qt.Key.Key_Left)
    qtbot.keyClick(line, Qt.Key.Key_Left)
    assert "4/10/2024" in line.accessibleDescription() and "2" in line.accessibleDescription()


def test_a_bar_leads_on_by_enter(light: Theme, qtbot: QtBot):
    bars = BarChart(light, "Nhãn")
    qtbot.addWidget(bars)
    bars.show_bars([Bar("Cán bộ", 0.5, "12", light.accent, "OFFICIAL"), Bar("Chức vụ", 1, "24", light.accent, "TITLE")])
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    with qtbot.waitSignal(bars.activated) as asked:
        qtbot.keyClick(bars, Qt.Key.Key_Return)
    assert asked.args == ["TITLE"]


def test_a_table_of_thousands_asks_for_what_is_in_sight_filters_without_marks_and_sorts(light: Theme, qtbot: QtBot):
    asked: list[int] = []

    def name(row: int) -> str:
        asked.append(row)
        return f"Đỗ Văn {row}"

    table = Table(light, [Column("Tên", name), Column("Số", str, lambda row: -row)], "Bảng")
    qtbot.addWidget(table)
    table.resize(400, 300)
    table.show()
    table.show_rows(range(20_000))
    QApplication.processEvents()
    assert len(set(asked)) < 100
    table.hold_to("do van 19999")
    assert table.rows.rowCount() == 1 and table.current == 19_999
    table.hold_to("")
    table.sortByColumn(1, Qt.SortOrder.AscendingOrder)
    assert table.rows.at(0) == 19_999


def test_the_keyboard_stays_on_the_row_when_rows_come_anew(light: Theme, qtbot: QtBot):
    table = Table(light, [Column("Tên", str)], "Bảng")
    qtbot.addWidget(table)
    table.show_rows([1, 2, 3])
    table.go(1)
    table.show_rows([0, 1, 2, 3], same=lambda a, b: a == b)
    assert table.current == 2
    table.show_rows([0, 1, 3], same=lambda a, b: a == b)
    assert table.current == 3
