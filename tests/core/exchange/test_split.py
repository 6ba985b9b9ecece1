"""Parts for training: their shares, the same from the same seed, and no copy on the other side."""

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from core.cli import main
from core.exchange.export import choose
from core.exchange.format import Arrival
from core.exchange.intake import Intake
from core.exchange.registry import format_named
from core.exchange.split import BYS, Split, part, path_of
from core.model.annotation import Decision
from core.model.article import Article, ArticleCard, Source, State
from core.model.ids import new_id
from core.people import Annotator
from core.provinces.map import units
from core.store.dataset_io import Selection, Sheet
from core.store.store import Store
from core.text.near import near_pairs, sketch

WORDS = [f"{a}{b}" for a in "bcdghklmn" for b in ("ang", "inh", "uyên", "ức", "ô", "ấy", "iệt")]
PROVINCES = [unit.id for unit in units(None)[:6]]


@pytest.fixture
def copied(store: Store, annotator: Annotator) -> Store:
    """Two hundred articles of which every fourth is a copy of one before, with a word changed, from another portal."""
    dice = random.Random(3)
    texts: list[str] = []
    intake = Intake(store, annotator)
    for number in range(200):
        words = dice.choices(WORDS, k=300)
        if number % 4 == 3:
            words = texts[-dice.randint(1, min(9, number))].split()
            words[dice.randrange(300)] = f"khác{number}"
        texts.append(" ".join(words))
        article = Article.of(texts[-1])
        source = Source(f"https://bao{number % 5}.vn/{number}.html", f"{number:064x}", "html", "utf-8")
        day, province = f"2021-{number % 12 + 1:02}-03", PROVINCES[number % 6]
        facts = {"published": day, "province": province, "state": State.DONE}
        card = ArticleCard(new_id(), article.id, b"", b"", f"Bài {number}", (source,), **facts)  # type: ignore[arg-type]
        intake.take(Arrival(Sheet(article, None, card), str(number), {}))
    return store


@pytest.mark.parametrize("by", BYS)
def test_copies_are_never_on_both_sides_whatever_it_is_parted_by(copied: Store, by: str):
    parted = part(copied, Selection(choose(copied)), Split(by=by))
    side = {id: name for name, ids in parted.sets.items() for id in ids}
    pairs = list(near_pairs((id, sketch(copied.article(id).text)) for id in side))
    assert len(pairs) >= 50
    assert all(side[a] == side[b] for a, b, _ in pairs)
    assert sum(map(len, parted.sets.values())) == 200
    assert parted.copies >= 80


def test_by_chance_the_shares_are_kept_and_the_seed_tells_which(copied: Store):
    wanted = Selection(choose(copied))
    one, again, other = (part(copied, wanted, Split(seed=seed)).sets for seed in (7, 7, 8))
    assert one == again != other
    assert 150 <= len(one["train"]) <= 170
    assert 12 <= len(one["dev"]) <= 28


def test_by_time_what_is_tested_is_younger_than_what_is_learned(copied: Store, annotator: Annotator):
    sets = part(copied, Selection(choose(copied)), Split((0.5, 0.5), "time")).sets
    days = {n: [copied.layer(id, annotator.id).card.published for id in ids] for n, ids in sets.items()}  # type: ignore[union-attr]
    assert sum(day <= "2021-07" for day in days["train"]) > 0.75 * len(days["train"])  # type: ignore[operator]
    assert sum(day > "2021-06" for day in days["test"]) > 0.75 * len(days["test"])  # type: ignore[operator]


@pytest.mark.parametrize("by", ["province", "source"])
def test_what_belongs_together_stays_together_but_for_copies(copied: Store, annotator: Annotator, by: str):
    sets = part(copied, Selection(choose(copied)), Split((0.6, 0.2, 0.2), by)).sets
    found: dict[str, set[str]] = {}
    for name, ids in sets.items():
        for id in ids:
            card = copied.layer(id, annotator.id).card
            assert card
            number = int(card.title.split()[1])
            if number % 4 != 3:
                key = card.province if by == "province" else card.sources[0].path.split("/")[2]
                found.setdefault(key or "", set()).add(name)
    assert all(len(names) == 1 for names in found.values())
    assert len(set.union(*found.values())) == 3


def test_the_command_writes_a_file_or_folder_for_each_part(
    copied: Store, tmp_path: Path, capsys: pytest.CaptureFixture
):
    for name, out in (("jsonl", "gold.jsonl"), ("brat", "brat")):
        asked = ["export", str(copied.path), "--format", name, "-o", str(tmp_path / out), "--split", "0.8,0.1,0.1"]
        assert main([*asked, "--by", "source", "--seed", "4", "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        paths = [path_of(format_named(name), tmp_path / out, part) for part in ("train", "dev", "test")]
        assert list(told) == [path.name for path in paths]
        assert all(path.exists() for path in paths)
        assert sum(summary["articles"] for summary in told.values()) == 200
        split = {"shares": [0.8, 0.1, 0.1], "by": "source", "seed": 4}
        assert all(summary["split"].items() >= split.items() for summary in told.values())


@pytest.mark.parametrize("wrong", [("0.8,0.1",), ("1",), ("a,b",), ("0.5,0.5", "--by", "mood")])
def test_a_split_that_is_none_is_refused(copied: Store, tmp_path: Path, wrong: tuple[str, ...]):
    asked = ["export", str(copied.path), "--format", "jsonl", "-o", str(tmp_path / "x"), "--split", *wrong]
    assert main(asked) == 2


def test_filters_choose_articles_and_marks(samples: Store, send: Callable):
    def lines(**wanted: object) -> list[dict]:
        return [json.loads(line) for line in send(samples, "jsonl", **wanted).read_text("utf-8").splitlines()]

    everything = lines(done=False, rejected=True)
    labels = {row["label"] for line in lines(labels=("DATE",), done=False) for row in line["annotations"]}
    assert labels == {"DATE"}
    decided = {row["decision"] for line in lines(decision=Decision.REJECTED, done=False) for row in line["annotations"]}
    assert decided == {"rejected"}
    dated = [line for line in everything if line["published"]]
    days = sorted(line["published"] for line in dated)
    some = lines(since=days[1], until=days[-2], done=False)
    assert {line["published"] for line in some} == set(days[1:-1]) - ({days[0], days[-1]} - set(days[1:-1]))
    flagged = {flag: {line["id"] for line in lines(flagged=flag, done=False)} for flag in (True, False)}
    assert flagged[True].isdisjoint(flagged[False])
    assert flagged[True] | flagged[False] == {line["id"] for line in everything}
    states = {line["card"]["state"] for line in lines(states=(State.DONE,))}
    assert states <= {"done"}
    assert lines(twice=True, done=False) == []
