"""How long the reader takes beside a bare QPlainTextEdit with the same text: `python tests/bench/bench_reader.py`.

Milliseconds, medians; `change` is one decision until it is painted, `scroll` three lines and a repaint, `next` the way to
the next suggestion. Nothing is asserted.
"""

import os
import statistics
import sys
from collections.abc import Callable
from itertools import cycle, islice
from pathlib import Path
from time import perf_counter

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtWidgets import QApplication, QPlainTextEdit, QWidget

from core import verbs
from core.model.annotation import Suggestion
from core.model.article import Article, ArticleCard
from core.model.detection import Detection
from core.model.ids import new_id
from core.model.layer import Layer
from core.model.scheme import shipped
from core.model.span import Span
from core.verbs import Desk
from gui import fonts, theme
from gui.reader.view import ReaderView

SENTENCE = (
    "Tham dự có đồng chí Lê Văn Tám, Phó Trưởng Ban Tuyên giáo Tỉnh ủy; lãnh đạo các cơ quan, đơn vị ký quy chế. "
)
MARKS = ((20, 30, "OFFICIAL"), (32, 65, "TITLE"), (43, 65, "AGENCY"))  # where they are in SENTENCE


def desk_of(size: int, paragraph: int) -> Desk:
    """A desk with a text of `size` code points, `paragraph` sentences in each paragraph, and three suggestions in most."""
    sentences = size // len(SENTENCE)
    breaks = range(paragraph, sentences, paragraph) if paragraph else ()
    parts, spans, at, kinds = [], [], 0, cycle(range(6))
    for n in range(sentences):
        if n in breaks:
            parts.append("\n\n")
            at += 2
        if next(kinds) < 3:  # about 14 spans in a thousand code points
            spans += [Suggestion(Span(at + s, at + e), label, "rule:bench", 0.9) for s, e, label in MARKS]
        parts.append(SENTENCE)
        at += len(SENTENCE)
    article = Article.of("".join(parts))
    layer = Layer(article.id, b"L" * 16)
    return Desk(article, layer, Detection(tuple(spans)), ArticleCard(new_id(), article.id, layer.id, b""))


def painted(widget: QWidget) -> None:
    """Wait until what is asked to be painted is painted."""
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    if not widget.isVisible():
        raise RuntimeError("nothing to paint")


def median(act: Callable[[], object], times: int) -> float:
    """The median of an act's milliseconds."""
    taken = []
    for _ in range(times):
        start = perf_counter()
        act()
        taken.append((perf_counter() - start) * 1000)
    return statistics.median(taken)


def measure(desk: Desk, times: int) -> dict[str, float]:
    """One row of the table."""
    light, figures = theme.load("light"), {}

    edit = QPlainTextEdit()
    edit.setReadOnly(True)
    edit.setFont(fonts.text_font(fonts.text_pixels()))
    edit.resize(750, 800)
    view = ReaderView(light)
    view.resize(834, 816)
    for widget in (edit, view):
        widget.show()
        painted(widget)

    def open_bare() -> None:
        edit.setPlainText(desk.article.text)
        painted(edit)

    def open_reader() -> None:
        view.show_desk(desk, shipped())
        painted(view)

    figures["bare open"], figures["open"] = median(open_bare, times), median(open_reader, times)

    def scroll(one: QPlainTextEdit) -> Callable[[], None]:
        def act() -> None:
            one.verticalScrollBar().setValue(one.verticalScrollBar().value() + 3)
            painted(one)

        return act

    figures["bare scroll"], figures["scroll"] = median(scroll(edit), 40), median(scroll(view.text), 40)
    view.set_caret(len(desk.article.text) // 4)
    painted(view)

    def go() -> None:
        view.next_open()
        painted(view)

    figures["next"] = median(go, 30)
    decided = []

    def change() -> None:
        current = view.current or desk.open[0]
        done = verbs.accept(desk, [current])
        desk.layer.apply(done)
        started = perf_counter()
        view.refresh(done)
        painted(view)
        if done:
            decided.append((perf_counter() - started) * 1000)
        view.next_open()
        painted(view)

    for _ in range(30):
        change()
    figures["change"] = statistics.median(decided)
    figures["change max"] = max(decided)
    figures["spans"] = len(desk.detection.suggestions)
    return figures


def main() -> None:
    """Print the table."""
    app = QApplication([])
    theme.apply(app, theme.load("light"))
    rows = [
        ("5 KB", 5_000, 4, 9),
        ("100 KB", 100_000, 4, 7),
        ("1 MB", 1_000_000, 4, 5),
        ("100 KB in one", 100_000, 0, 5),
        ("1 MB in one", 1_000_000, 0, 3),
    ]
    for name, size, paragraph, times in islice(rows, int(sys.argv[1]) if len(sys.argv) > 1 else None):
        figures = measure(desk_of(size, paragraph), times)
        print(f"{name:14}", "  ".join(f"{k} {v:.1f}" if k != "spans" else f"{k} {v}" for k, v in figures.items()))


if __name__ == "__main__":
    main()
