"""Themes are complete, readable and applied in one go."""

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit

from core.errors import ResourceError
from core.model.scheme import shipped
from gui import fonts, theme


@pytest.fixture(params=["light", "dark", "sepia"])
def one(request: pytest.FixtureRequest, qapp: QApplication) -> theme.Theme:
    return theme.load(request.param)


def test_the_three_themes_are_there() -> None:
    assert theme.names() == ["light", "dark", "sepia"]


def test_text_is_readable_on_what_it_lies_on(one: theme.Theme) -> None:
    pairs = [
        (text, ground)
        for text in ("ink", "soft")
        for ground in ("window", "panel", "paper", "accent_soft", "hover", "field")
    ]
    pairs += [("ink", "current"), ("ink", "selection"), ("faint", "paper"), ("faint", "panel"), ("on_accent", "accent")]
    pairs += [
        (text, ground) for text in ("accent_ink", "danger", "good") for ground in ("panel", "paper", "accent_soft")
    ]
    poor = {p: round(theme.contrast(getattr(one, p[0]), getattr(one, p[1])), 2) for p in pairs}
    assert {p: c for p, c in poor.items() if c < theme.CONTRAST} == {}


def test_every_label_is_readable_as_text_and_under_its_letters(one: theme.Theme) -> None:
    for label in (*shipped().labels, None):
        colour = one.label(label)
        for ground in (one.paper, one.panel, one.on_label):
            assert theme.contrast(colour, ground) >= theme.CONTRAST, (label and label.name, ground.name())


def test_lines_that_say_here_stand_out(one: theme.Theme) -> None:
    assert theme.contrast(one.accent, one.paper) >= 3
    assert theme.contrast(one.accent, one.panel) >= 3


def test_a_label_keeps_its_own_colour_where_it_is_readable(qapp: QApplication) -> None:
    agency = shipped().label("AGENCY")
    assert agency is not None
    assert theme.load("light").label(agency) == QColor(agency.light)
    assert theme.load("dark").label(agency) == QColor(agency.dark)
    assert theme.load("sepia").label(agency) != QColor(agency.light)


def test_a_wrong_theme_is_named_with_its_key(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = (theme.resources() / "themes" / "light.toml").read_text("utf-8")
    (tmp_path / "themes").mkdir()
    monkeypatch.setattr(theme, "resources", lambda: tmp_path)
    for name, text, key in (
        ("colour", whole.replace("#1c1d21", "#1c1d2"), "colours.ink"),
        ("gone", whole.replace("paper =", "other ="), "colours.paper"),
        ("kind", whole.replace("dark = false", 'dark = "no"'), "dark"),
    ):
        (tmp_path / "themes" / f"{name}.toml").write_text(text, "utf-8")
        with pytest.raises(ResourceError) as caught:
            theme.load(name)
        assert caught.value.fields["key"] == key
        assert name in str(caught.value.fields["path"])
    with pytest.raises(ResourceError):
        theme.load("none")


def test_applying_a_theme_dresses_the_application(qapp: QApplication, one: theme.Theme) -> None:
    theme.apply(qapp, one)
    field = QLineEdit()
    field.ensurePolished()
    assert qapp.font().family() == fonts.INTERFACE
    assert "$" not in one.style()
    assert field.grab().toImage().pixelColor(20, field.height() // 2) == one.field


def test_the_system_s_font_size_is_honoured(qapp: QApplication) -> None:
    assert fonts.interface_font().pixelSize() == fonts.system_pixels() + 1
    assert fonts.text_pixels() >= 16
    assert fonts.text_pixels(2.0) == pytest.approx(2 * fonts.text_pixels(), abs=1)
