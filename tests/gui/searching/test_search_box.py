"""The search box by itself: offers as one types, and letters that an input method has under way."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from core.model.scheme import shipped
from core.review.search.complete import complete
from gui import theme
from gui.searching.box import SearchBox
from gui.searching.offers import Offer

_KEY = Qt.Key


class Typist:
    """Somebody at the box; what it asked for."""

    def __init__(self, app: QApplication) -> None:
        self.looked: list[str] = []
        self.window = QWidget()
        self.box = SearchBox(
            theme.load("light"), _offers, lambda: [Offer(0, "thanh tra", "đã tìm", True)], self.looked.append
        )
        self.box.entered.connect(self.looked.append)
        QVBoxLayout(self.window).addWidget(self.box)
        self.window.resize(800, 400)
        self.window.show()
        self.window.activateWindow()
        self.box.setFocus()
        app.processEvents()

    def key(self, *keys: Qt.Key) -> None:
        for key in keys:
            QTest.keyClick(self.box, key)

    def compose(self, letters: str) -> None:
        """An input method has letters under way."""
        QApplication.sendEvent(self.box, QInputMethodEvent(letters, []))

    def commit(self, letters: str) -> None:
        """An input method is done with them."""
        event = QInputMethodEvent()
        event.setCommitString(letters)
        QApplication.sendEvent(self.box, event)

    @property
    def offered(self) -> list[str]:
        return [offer.text for offer in self.box.offers.offers] if self.box.offers.isVisible() else []


def _offers(line: str, caret: int) -> list[Offer]:
    return [Offer(each.start, each.text, each.about) for each in complete(line, caret, [], shipped())]


@pytest.fixture
def typist(qapp: QApplication) -> Typist:
    return Typist(qapp)


def test_an_empty_box_offers_what_was_looked_for(typist: Typist):
    assert typist.offered == ["thanh tra"]
    typist.key(_KEY.Key_Down, _KEY.Key_Return)
    assert typist.box.text() == "thanh tra" and typist.looked == ["thanh tra"]


def test_letters_under_way_offer_nothing_and_no_key_is_taken_from_them(typist: Typist):
    typist.compose("nha")
    assert typist.offered == [] and typist.box.composing
    typist.key(_KEY.Key_Escape)
    assert typist.looked == [] and typist.box.text() == ""
    typist.commit("nhã")
    assert typist.box.text() == "nhã" and typist.offered == ["nhãn:"]
    typist.compose("n")
    assert typist.offered == []
    typist.commit("n")
    assert typist.box.text() == "nhãn" and typist.offered == ["nhãn:"]


def test_tab_takes_the_first_and_enter_looks_unless_the_arrows_chose(typist: Typist):
    typist.commit("nhãn:")
    assert "TITLE" in typist.offered
    typist.key(_KEY.Key_Return)
    assert typist.looked == ["nhãn:"] and typist.offered == []
    QTest.keyClicks(typist.box, "TIT")
    typist.key(_KEY.Key_Tab)
    assert typist.box.text() == "nhãn:TITLE "
    typist.commit("tỉ")
    typist.key(_KEY.Key_Down, _KEY.Key_Return)
    assert typist.box.text() == "nhãn:TITLE tỉnh:" and typist.looked == ["nhãn:"]
    assert typist.offered


def test_letters_that_come_decomposed_are_completed_all_the_same(typist: Typist):
    typist.commit("ti\u0309nh:Lao")
    typist.key(_KEY.Key_Tab)
    assert typist.box.text() == 'tỉnh:"Lào Cai" '


def test_esc_closes_the_offers_and_then_leaves(typist: Typist):
    left: list[bool] = []
    typist.box.left.connect(lambda: left.append(True))
    QTest.keyClicks(typist.box, "nh")
    typist.key(_KEY.Key_Escape)
    assert typist.offered == [] and not left and typist.box.text() == "nh"
    typist.key(_KEY.Key_Escape)
    assert left


def test_what_is_wrong_is_underlined_without_touching_the_line(typist: Typist):
    typist.commit("tỉnh:Atlantis chủ tịch")
    typist.box.show_wrong(0, 13)
    assert typist.box.text() == "tỉnh:Atlantis chủ tịch"
    QTest.keyClicks(typist.box, "x")
    assert typist.box.text() == "tỉnh:Atlantis chủ tịchx"
