"""The reader shows an article and its mentions, and goes about in them."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QContextMenuEvent, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core import verbs
from core.model.annotation import Annotation, Suggestion
from core.model.edit import Edit
from core.model.scheme import shipped
from core.model.span import Span
from core.verbs import Desk, Mention
from gui import theme
from gui.reader.tips import tip_of
from gui.reader.view import ReaderView

Do = Callable[[Desk, Edit], Edit]


def words(desk: Desk, mention: Mention | None) -> str:
    return mention.span.of(desk.article.text) if mention else ""


def span_of(desk: Desk, surface: str) -> Span:
    start = desk.article.text.index(surface)
    return Span(start, start + len(surface))


def mention(desk: Desk, surface: str) -> Mention:
    return next(m for m in desk.mentions if m.span.of(desk.article.text) == surface)


def picture(view: ReaderView) -> QImage:
    return view.text.viewport().grab().toImage()


def colours_below(view: ReaderView, span: Span) -> set[str]:
    """The colours of the pixels in a row through the first lane below a span."""
    rect, image = view.visible_rect_of(span), picture(view)
    zone = view.text.page.zone(span.start)  # pyright: ignore[reportOptionalMemberAccess]
    return {
        image.pixelColor(x, rect.top() + zone.ascent + zone.descent + 1).name()
        for x in range(rect.left() + 1, rect.right() - 1)
    }


# -- going about


def test_next_and_previous_open_go_through_all_suggestions_in_reading_order(view: ReaderView, desk: Desk) -> None:
    seen = []
    while view.next_open():
        seen.append(view.current)
    assert seen == desk.open
    assert not view.next_open() and view.current == desk.open[-1]
    back = [view.current]
    while view.previous_open():
        back.append(view.current)
    assert back == desk.open[::-1]


def test_decided_ones_are_passed_over_by_open_but_not_by_mention(view: ReaderView, desk: Desk, do: Do) -> None:
    do(desk, verbs.accept(desk, desk.open[:2]))
    do(desk, verbs.reject(desk, desk.open[0]))
    assert view.next_open() and view.current == desk.open[0]
    view.set_caret(0)
    assert view.current == desk.mentions[0]
    assert view.next_mention() and view.current == desk.mentions[1]
    assert view.previous_mention() and view.current == desk.mentions[0]
    assert not view.previous_mention()


def test_boilerplate_and_hidden_labels_can_be_passed_over(view: ReaderView, desk: Desk) -> None:
    view.set_skip_boilerplate(True)
    view.set_hidden_labels({"OFFICIAL"})
    seen = []
    while view.next_open():
        seen.append(words(desk, view.current))
    assert "Sở Y tế" not in seen and "Lê Văn Tám" not in seen and "Kế hoạch số 12-KH/TU" in seen


def test_cycling_goes_outwards_and_round(view: ReaderView, desk: Desk) -> None:
    view.set_caret(span_of(desk, "Ban Tuyên giáo Tỉnh ủy").start + 3)
    assert words(desk, view.current) == "Ban Tuyên giáo Tỉnh ủy"
    view.cycle()
    assert words(desk, view.current) == "Phó Trưởng Ban Tuyên giáo Tỉnh ủy"
    view.cycle()
    assert words(desk, view.current) == "Ban Tuyên giáo Tỉnh ủy"


def test_the_caret_makes_what_is_there_current(view: ReaderView, desk: Desk, qtbot: QtBot) -> None:
    view.set_caret(span_of(desk, "Ngày 5/7").start)
    assert words(desk, view.current) == "Ngày 5/7"
    with qtbot.waitSignal(view.current_changed) as caught:
        for _ in range(12):
            QTest.keyClick(view.text, Qt.Key.Key_Right)
    assert caught.args == [None]
    assert words(desk, view.current) == "Ban Tuyên giáo Thành ủy Hoa Lư"


def test_a_click_takes_the_innermost_and_clicking_again_goes_outwards(view: ReaderView, desk: Desk) -> None:
    inner = span_of(desk, "Ban Tuyên giáo Tỉnh ủy")
    place = view.visible_rect_of(Span(inner.start + 4, inner.start + 5)).topLeft() + QPoint(2, 10)
    for expected in ("Ban Tuyên giáo Tỉnh ủy", "Phó Trưởng Ban Tuyên giáo Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy"):
        QTest.mouseClick(view.text.viewport(), Qt.MouseButton.LeftButton, pos=place)
        assert words(desk, view.current) == expected


def test_after_a_decision_the_current_one_is_what_became_of_it(view: ReaderView, desk: Desk, do: Do) -> None:
    view.next_open()
    accepted = do(desk, verbs.accept(desk, [desk.open[0]]))
    assert view.current == accepted.added[0]
    relabelled = do(desk, verbs.relabel(desk, view.current, "PLACE"))
    assert isinstance(view.current, Annotation) and view.current.label == "PLACE"
    do(desk, relabelled.inverse)
    do(desk, accepted.inverse)
    assert isinstance(view.current, Suggestion) and view.current == desk.open[0]
    do(desk, verbs.reject(desk, view.current))
    assert view.current is None


# -- selecting


def test_a_selection_by_keys_is_widened_to_syllables(view: ReaderView, desk: Desk) -> None:
    where = span_of(desk, "cảm ơn UBND")
    view.set_caret(where.start + 1)
    for _ in range(4):
        QTest.keyClick(view.text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected_span() == span_of(desk, "cảm ơn")
    view.clear_selection()
    assert view.selected_span() is None


def test_offsets_are_code_points_behind_emoji_too(view: ReaderView, desk: Desk) -> None:
    for surface in ("công tác tuyên giáo", "UBND thành phố", "Kế hoạch số 12-KH/TU"):
        view.select_span(span_of(desk, surface))
        assert view.selected_span() == span_of(desk, surface)
        assert view.caret() == span_of(desk, surface).end


def test_what_is_copied_is_the_article_s_own_text(view: ReaderView, desk_of: Callable[..., Desk]) -> None:
    desk = desk_of("một\u00a0hai 😀 ba\nbốn", ())
    view.show_desk(desk, shipped())
    view.text.selectAll()
    assert view.text.createMimeDataFromSelection().text() == desk.article.text


# -- what is seen


def test_a_decision_is_solid_and_a_suggestion_dashed_in_the_label_s_colour(
    view: ReaderView, desk: Desk, do: Do
) -> None:
    light = theme.load("light")
    agency, paper = light.label(shipped().label("AGENCY")).name(), light.paper.name()
    span = mention(desk, "UBND thành phố Hoa Lư").span
    assert colours_below(view, span) == {agency, paper}
    do(desk, verbs.accept(desk, [mention(desk, "UBND thành phố Hoa Lư")]))
    assert colours_below(view, span) == {agency}
    do(desk, verbs.reject(desk, mention(desk, "UBND thành phố Hoa Lư")))
    assert colours_below(view, span) == {paper}


def test_a_label_that_the_scheme_does_not_know_is_grey(view: ReaderView, desk: Desk, do: Do) -> None:
    span = span_of(desk, "thông qua")
    do(desk, verbs.annotate(desk, span, "STRANGE"))
    assert colours_below(view, span) == {theme.load("light").unknown.name()}


def test_a_hidden_label_leaves_the_picture_and_comes_back(view: ReaderView) -> None:
    before = picture(view)
    view.set_hidden_labels({"AGENCY"})
    assert picture(view) != before
    view.set_hidden_labels(set())
    assert picture(view) == before


def test_nothing_covers_or_moves_a_letter(view: ReaderView, desk: Desk, do: Do, qapp: QApplication) -> None:
    """Every pixel of ink that is there without mentions is there with them, but for the current one's softer ground."""
    spans = {m.span for m in desk.mentions}
    with_lines = picture(view)
    view.set_hidden_labels({m.label for m in desk.mentions})
    bare, ink = picture(view), theme.load("light").ink
    assert spans
    for x in range(0, bare.width(), 1):
        for y in range(40, bare.height() - 40, 1):
            if bare.pixelColor(x, y) == ink:
                assert with_lines.pixelColor(x, y) == ink


def test_letters_in_the_lanes_get_their_room(view: ReaderView, desk: Desk) -> None:
    second, before = Span(len(desk.article.text) - 10, len(desk.article.text) - 5), picture(view)
    place = view.visible_rect_of(second)
    view.set_codes(True)
    assert view.visible_rect_of(second).top() > place.top() and picture(view) != before
    view.set_codes(False)
    assert view.visible_rect_of(second) == place and picture(view) == before


def test_a_nested_mention_that_comes_or_goes_does_not_move_the_lines(view: ReaderView, desk: Desk, do: Do) -> None:
    below = span_of(desk, "Đồng chí Đỗ Thị Sáu")
    before = view.visible_rect_of(below)
    do(desk, verbs.reject(desk, mention(desk, "Ban Tuyên giáo Tỉnh ủy")))
    do(desk, verbs.annotate(desk, span_of(desk, "sáu tháng. Dự hội nghị"), "PLACE"))
    do(desk, verbs.annotate(desk, span_of(desk, "Dự hội"), "AGENCY"))
    assert view.visible_rect_of(below) == before


def test_a_third_lane_gets_its_room_and_gives_it_back(view: ReaderView, desk: Desk, do: Do) -> None:
    below, whole = (
        span_of(desk, "Đồng chí Đỗ Thị Sáu"),
        span_of(desk, "chí Lê Văn Tám, Phó Trưởng Ban Tuyên giáo Tỉnh ủy"),
    )
    do(desk, verbs.accept_open(desk))  # decisions stay whatever is marked around them
    before = view.visible_rect_of(below)
    edit = do(desk, verbs.annotate(desk, whole, "PLACE"))
    assert view.visible_rect_of(below).top() > before.top()
    do(desk, edit.inverse)
    assert view.visible_rect_of(below) == before


def test_themes_and_zoom_change_while_one_reads(view: ReaderView, desk: Desk, qapp: QApplication) -> None:
    first, place = picture(view), view.visible_rect_of(span_of(desk, "UBND"))
    dark = theme.load("dark")
    theme.apply(qapp, dark)
    view.set_theme(dark)
    assert picture(view).pixelColor(300, 5) == dark.paper
    assert view.visible_rect_of(span_of(desk, "UBND")) == place
    light = theme.load("light")
    theme.apply(qapp, light)
    view.set_theme(light)
    assert picture(view) == first
    view.zoom(3)
    assert view.visible_rect_of(span_of(desk, "UBND")).height() > place.height()
    view.zoom_reset()
    assert view.visible_rect_of(span_of(desk, "UBND")) == place


def test_ctrl_and_the_wheel_zoom(view: ReaderView) -> None:
    ctrl, phase, none = Qt.KeyboardModifier.ControlModifier, Qt.ScrollPhase.NoScrollPhase, Qt.MouseButton.NoButton
    for turn, steps in ((120, 1), (60, 1), (60, 2), (-240, 0)):
        event = QWheelEvent(QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, turn), none, ctrl, phase, False)
        QApplication.sendEvent(view.text.viewport(), event)
        assert view.zoom_steps == steps


# -- refreshing


def test_refreshing_shows_what_showing_anew_would(view: ReaderView, desk: Desk, do: Do, qtbot: QtBot) -> None:
    do(desk, verbs.accept(desk, desk.open[::2]))
    do(desk, verbs.reject(desk, desk.open[1]))
    do(desk, verbs.annotate(desk, span_of(desk, "sơ kết công tác"), "DOCUMENT"))
    refreshed, marks = picture(view), view.strip.marks
    view.show_desk(desk, shipped())
    assert picture(view) == refreshed
    assert view.strip.marks == marks


def test_new_suggestions_keep_caret_and_current_one(view: ReaderView, desk: Desk, desk_of: Callable[..., Desk]) -> None:
    view.set_current(mention(desk, "Đỗ Thị Sáu"))
    caret = view.caret()
    view.show_desk(desk_of(), shipped(), keep_place=True)
    assert view.caret() == caret and words(desk, view.current) == "Đỗ Thị Sáu"
    view.show_desk(desk_of(marked=[("Ngày 5/7", "DATE")]), shipped(), keep_place=True)
    assert view.caret() == caret and view.current is None


def test_an_edit_of_another_article_changes_nothing(view: ReaderView, desk_of: Callable[..., Desk]) -> None:
    other = desk_of("Ban Tuyên giáo", [("Ban Tuyên giáo", "AGENCY")])
    before = picture(view)
    view.refresh(verbs.accept(other, other.open))
    assert picture(view) == before


def test_the_strip_counts_what_is_open_and_a_click_goes_there(view: ReaderView, desk: Desk, do: Do) -> None:
    assert sum(view.strip.marks.values()) == len(desk.open)
    edit = do(desk, verbs.accept(desk, desk.open[:3]))
    assert sum(view.strip.marks.values()) == len(desk.open)
    do(desk, edit.inverse)
    assert sum(view.strip.marks.values()) == len(desk.open)
    last = desk.open[-1]
    y = round(last.span.start / len(desk.article.text) * view.strip.height())
    QTest.mouseClick(view.strip, Qt.MouseButton.LeftButton, pos=QPoint(4, y))
    assert view.current == last


# -- long and odd articles


def test_what_one_goes_to_is_in_sight_in_a_long_article(view: ReaderView, desk_of: Callable[..., Desk]) -> None:
    text = "Tiêu đề\n\n" + "\n\n".join(f"Đoạn {n}: " + "Ban Tuyên giáo họp bàn. " * 12 for n in range(200))
    spans = [(at, at + 14, "AGENCY") for at in range(9, len(text) - 20, 997)]
    desk = desk_of(text, (), spans)
    view.show_desk(desk, shipped())
    height = view.text.viewport().height()
    while view.next_open():
        rect = view.visible_rect_of(view.current.span)  # pyright: ignore[reportOptionalMemberAccess]
        assert rect.isValid() and rect.top() >= 0 and rect.bottom() < height
    for mention in (desk.open[0], desk.open[-1], desk.open[len(desk.open) // 2]):
        view.set_current(mention)
        rect = view.visible_rect_of(mention.span)
        assert rect.isValid() and rect.top() >= 0 and rect.bottom() < height


def test_one_giant_paragraph_is_read_like_any_other(view: ReaderView, desk_of: Callable[..., Desk], do: Do) -> None:
    text = "Ban Tuyên giáo họp bàn công tác 😀 tháng sau. " * 2500
    spans = [(at, at + 14, "AGENCY") for at in range(0, len(text) - 60, 46)]
    desk = desk_of(text, (), [*spans, (46_000, 46_100, "TITLE")])
    view.show_desk(desk, shipped())
    middle = next(m for m in desk.open if m.label == "TITLE")
    view.set_current(middle)
    assert view.visible_rect_of(middle.span).isValid()
    before = view.visible_rect_of(middle.span)
    do(desk, verbs.accept(desk, [middle]))
    assert view.visible_rect_of(middle.span) == before
    assert view.next_open() and view.current.span.start >= 46_000  # pyright: ignore[reportOptionalMemberAccess]


@pytest.mark.parametrize("text", ["", "\n", "😀", "  \n\n \n", "a" * 3000, "một\n" * 5])
def test_odd_texts_are_shown_without_a_fault(view: ReaderView, desk_of: Callable[..., Desk], text: str) -> None:
    view.show_desk(desk_of(text, ()), shipped())
    picture(view)
    view.set_caret(10**6)
    assert view.caret() == len(text)
    assert not view.next_open() and not view.previous_mention() and not view.cycle()
    view.text.selectAll()
    view.selected_span()
    view.clear()
    assert picture(view) and view.current is None and view.caret() == 0


# -- keys and people


def test_tab_stays_and_letters_do_nothing_in_the_text(view: ReaderView, desk: Desk) -> None:
    before = view.text.toPlainText()
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Backspace, Qt.Key.Key_A, Qt.Key.Key_Delete, Qt.Key.Key_Return):
        QTest.keyClick(view.text, key)
    assert view.text.hasFocus()
    assert view.text.toPlainText() == before
    assert not view.text.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not view.text.viewport().testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)


def test_screen_readers_get_name_text_and_caret(view: ReaderView, desk: Desk) -> None:
    face = QAccessible.queryAccessibleInterface(view.text)
    assert face.text(QAccessible.Text.Name) and face.text(QAccessible.Text.Description)
    assert face.textInterface().text(0, 15) == desk.article.text[:15]
    view.set_caret(5)
    assert face.textInterface().cursorPosition() == 5


def test_what_is_under_the_mouse_is_told_in_the_guideline_s_words(view: ReaderView, desk: Desk) -> None:
    rect = view.visible_rect_of(span_of(desk, "Kế hoạch số 12-KH/TU"))
    there, document = view.mention_at(rect.center()), shipped().label("DOCUMENT")
    assert there == mention(desk, "Kế hoạch số 12-KH/TU") and document is not None
    assert document.definition["vi"] in tip_of(there, shipped()) and document.example in tip_of(there, shipped())
    assert view.mention_at(QPoint(rect.right() + 60, rect.top())) is None


def test_zooming_keeps_the_line_at_the_top(view: ReaderView, desk_of: Callable[..., Desk]) -> None:
    text = "\n".join(f"Đoạn {n}: " + "Ban Tuyên giáo họp bàn. " * 9 for n in range(90))
    view.show_desk(desk_of(text, ()), shipped())
    view.reveal(Span(text.index("Đoạn 45"), text.index("Đoạn 45") + 7))
    first = view.text.firstVisibleBlock().blockNumber()
    view.zoom(4)
    assert view.text.firstVisibleBlock().blockNumber() == first
    view.zoom_reset()
    assert view.text.firstVisibleBlock().blockNumber() == first


def test_a_right_click_asks_for_a_menu_of_what_is_there(view: ReaderView, desk: Desk, qtbot: QtBot) -> None:
    rect = view.visible_rect_of(span_of(desk, "Lê Văn"))
    with qtbot.waitSignal(view.word_menu_requested) as caught:
        QTest.mouseClick(view.text.viewport(), Qt.MouseButton.RightButton, pos=rect.center())
        place = view.text.viewport().mapToGlobal(rect.center())
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, rect.center(), place)
        QApplication.sendEvent(view.text.viewport(), event)
    assert words(desk, caught.args[1]) == "Lê Văn Tám"
