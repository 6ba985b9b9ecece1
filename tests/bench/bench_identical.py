"""How long a decision takes that is done again to all like it: `python tests/bench/bench_identical.py [ARTICLES]`."""

import random
import sys
import tempfile
import time
from pathlib import Path

from core.batch import detect_all
from core.identical import replay_all, search, taking_back, where
from core.model.article import Article, ArticleCard, Source
from core.model.ids import new_id
from core.people import Annotator
from core.session import Session
from core.store.store import Store
from core.verbs import Deed, Verb

_BODIES = [
    "Sở Y tế",
    "Ban Dân vận Tỉnh ủy",
    "UBND tỉnh",
    "Công an tỉnh",
    "Sở Giáo dục và Đào tạo",
    "Huyện ủy Bảo Thắng",
]
_NAMES = ["Trần Văn Nam", "Lê Thị Hoa", "Nguyễn Hữu Thành", "Phạm Minh Đức", "Hoàng Thị Lan"]


def article(number: int) -> str:
    """A generated article of some 4,000 code points."""
    chance = random.Random(number)
    lines = [f"Hội nghị số {number} bàn công tác năm {2000 + number % 25}"]
    for _ in range(20):
        name, body, other = chance.choice(_NAMES), chance.choice(_BODIES), chance.choice(_BODIES)
        day = f"{chance.randrange(1, 29)}/{chance.randrange(1, 13)}"
        lines.append(
            f"Ngày {day}, đồng chí {name}, Giám đốc {body}, làm việc với {other} về kế hoạch của địa phương; "
            "các đại biểu thảo luận, nêu những việc đã làm được và chưa làm được trong thời gian qua."
        )
    return "\n".join(lines)


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store, annotator = Store(Path(folder) / "gold.sqlite"), Annotator(new_id(), "bench")
        store.meet(annotator.id, annotator.name)
        for number in range(count):
            text = Article.of(article(number))
            source = Source(f"{number}.txt", f"{number:064}", "txt", "utf-8")
            store.add(
                text, source, b"", ArticleCard(new_id(), text.id, annotator.id, b"", sources=(source,)), annotator.id
            )
        start = time.perf_counter()
        said("detect all", start, list(detect_all(store, annotator)))
        session = Session(store, annotator)
        deed = Deed(Verb.ACCEPT, "AGENCY", "Sở Y tế")
        start = time.perf_counter()
        articles = where(store, annotator, deed)
        start = said("find articles", start, articles)
        chosen: dict[bytes, list] = {}
        for step in search(store, session.look, deed, articles):
            for hit in step.hits:
                if hit.ticked:
                    chosen.setdefault(hit.article, []).append(hit.span)
        start = said("concordance", start, [span for spans in chosen.values() for span in spans])
        start = said("replay", start, list(replay_all(store, session.look, annotator, deed, chosen)))
        start = said("undo", start, list(taking_back(session.history)))
        said("redo", start, list(taking_back(session.history, redo=True)))
        store.close()


def said(what: str, start: float, found: list) -> float:
    took = time.perf_counter() - start
    print(f"{what:15} {len(found):7} {took:8.2f} s {1000 * took / max(1, len(found)):8.2f} ms each")
    return time.perf_counter()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 2000)
