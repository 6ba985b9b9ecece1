"""The window comes back as it was left."""

from gui.settings import Settings


def test_the_panels_are_as_wide_as_they_were_left(person):
    person.start()
    panels = person.window.panels
    total = sum(panels.sizes())
    panels.setSizes([265, 0, total - 265 - 220, 220])
    library, _guide, _reader, side = panels.sizes()
    person.stop()
    person.start()
    again = person.window.panels.sizes()
    assert (again[0], again[3]) == (library, side)


def test_a_narrow_window_leaves_room_for_the_article_and_forgets_no_widths(person):
    person.start()
    panels = person.window.panels
    panels.resize(1200, 600)
    panels.setSizes([330, 0, 520, 350])
    panels.restoreState(panels.saveState())
    wanted = panels.saveState()
    panels.resize(700, 600)
    person.wait()
    assert panels.sizes()[2] > 200
    assert panels.saveState() == wanted


def test_a_window_left_on_a_larger_screen_fits_this_one(person):
    person.start()
    person.window.resize(5000, 4000)
    person.window.save_shape()
    assert Settings(person.folder).shape("geometry")
    person.stop()
    person.start()
    room = person.window.screen().availableGeometry()
    assert person.window.width() <= max(room.width(), person.window.minimumSizeHint().width())
    assert person.window.height() <= max(room.height(), person.window.minimumSizeHint().height())


def test_what_the_bar_says_does_not_push_the_window_wider(person):
    person.start()
    least = person.window.minimumSizeHint().width()
    person.window.status.job_started("Đang tìm gợi ý trong cả bộ", 10)
    person.window.status.say("Một câu dài để nói hết mọi điều vừa làm. " * 5)
    person.wait()
    assert person.window.minimumSizeHint().width() == least
