"""Training the tagger, and measuring what it is worth before it is used.

It is cross-validated over whole articles, beside the rules on the same articles, and for each label the better way of
combining the two is kept with the model. crfsuite holds Python's lock while it works, so this is done by processes of its
own, one for each fold as far as there are processors; the window stays free, and cancelling ends them at once.
"""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import TimeoutError as NotYet
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from core.detect.combine import Count, Counts, Place, Way, add, best_ways, combined, count
from core.detect.lessons import Pieces
from core.detect.tagger import Tagger, sequences
from core.detect.tagger_text import tags
from core.model.annotation import Suggestion

_ITERATIONS = 35
_SETTINGS = {"c1": 0.3, "c2": 0.05, "max_iterations": _ITERATIONS, "feature.minfreq": 2}
_FOLDS, _FEW_FOLDS, _MANY = 5, 3, 100  # of so many articles two thirds teach as much as four fifths
_ALL = -1  # the task that leaves no fold out
_HEARTBEAT = 0.2  # seconds between two looks at whether to go on


@dataclass(frozen=True, slots=True)
class Example:
    """An article to learn from: its text, what the rules suggest, and what was accepted."""

    text: str
    rules: tuple[Suggestion, ...]
    truth: frozenset[Place]


@dataclass(frozen=True, slots=True)
class Report:
    """Cross-validated counts by label: of the rules, the tagger, and both combined as chosen on the other folds."""

    articles: int
    folds: int
    rules: Counts = field(default_factory=dict)
    tagger: Counts = field(default_factory=dict)
    combined: Counts = field(default_factory=dict)

    def micro(self, who: str) -> Count:
        """The counts of one of the three over all labels."""
        return sum(getattr(self, who).values(), Count())


@dataclass(frozen=True, slots=True)
class Trained:
    """A model with the way of combining each label, and what it is worth."""

    model: bytes
    ways: Mapping[str, Way]
    report: Report


@dataclass(frozen=True, slots=True)
class Training:
    """How much is done of how much; the last one has the result."""

    done: int
    total: int
    trained: Trained | None = None


def train(examples: Iterable[Example], folds: int | None = None, processes: int | None = None) -> Iterator[Training]:
    """Cross-validate and train. Closing the generator ends the work; fewer than two examples give no step at all.

    `folds`: five, of many examples three, where None.

    `processes`: how many at once (None: as many as there are processors); 0 does it in this one.
    """
    learned = list(examples)
    folds = min(folds or (_FOLDS if len(learned) < _MANY else _FEW_FOLDS), len(learned))
    if folds < 2:
        return
    total = (folds + 1) * _ITERATIONS
    found: list[list[Suggestion]] = [[] for _ in learned]
    model = b""
    with _workers(learned, folds, processes) as (answers, done):
        for answer in answers:
            if answer is None:
                yield Training(min(done(), total - 1), total)
                continue
            fold, result = answer
            if fold == _ALL:
                model = result
            else:
                found[fold::folds] = result
    by_fold = [_compared(learned[fold::folds], found[fold::folds]) for fold in range(folds)]
    report = _report(learned, found, by_fold)
    yield Training(total, total, Trained(model, best_ways(_sum(by_fold)), report))


# -- the work itself


class _Bench:
    """The examples with their features, and a trainer that can leave each fold out."""

    def __init__(self, learned: list[Example], folds: int, count: Callable[[], None]) -> None:
        import pycrfsuite

        class Trainer(pycrfsuite.Trainer):  # pyright: ignore[reportAttributeAccessIssue]
            """Counts the iterations."""

            def message(self, message: str) -> None:
                if "Iteration #" in message:
                    count()

        self._folds = folds
        self._trainer = Trainer("lbfgs", params=_SETTINGS, verbose=False)
        self._read: list[tuple[Pieces, list]] = []
        for number, example in enumerate(learned):
            pieces = Pieces(example.text)
            wanted = tags(pieces, example.truth)
            known = list(sequences(pieces, example.rules))
            for line, items in known:
                self._trainer.append(items, wanted[line.start : line.stop], number % folds)
            self._read.append((pieces, known))

    def do(self, fold: int) -> tuple[int, Any]:
        """The model of all examples, or what one without a fold finds in the examples of that fold."""
        with tempfile.TemporaryDirectory(prefix="butvang-") as folder:
            path = Path(folder) / "model"
            self._trainer.train(str(path), fold)
            model = path.read_bytes()
        if fold == _ALL:
            return fold, model
        tagger = Tagger(model)
        return fold, [list(tagger.tagged(*read)) for read in self._read[fold :: self._folds]]


Answers = Iterator[tuple[int, Any] | None]
"""The fold and its result; None where there is only progress to tell."""


@contextmanager
def _workers(learned: list[Example], folds: int, processes: int | None) -> Iterator[tuple[Answers, Callable[[], int]]]:
    """Answers to all the tasks, and how many iterations are done."""
    tasks = [_ALL, *range(folds)]
    if processes == 0:
        done = [0]
        bench = _Bench(learned, folds, lambda: done.__setitem__(0, done[0] + 1))
        yield (each for task in tasks for each in (bench.do(task), None)), lambda: done[0]
        return
    context = get_context("spawn")
    counter = context.Value("i", 0)
    size = min(processes or os.cpu_count() or 1, len(tasks))
    with context.Pool(size, _prepare, (learned, folds, counter)) as pool:
        yield _as_they_come(pool.imap_unordered(_do, tasks), len(tasks)), lambda: counter.value


def _as_they_come(results: Any, number: int) -> Answers:
    while number:
        try:
            yield results.next(_HEARTBEAT)
            number -= 1
        except NotYet:
            yield None


_bench: _Bench | None = None


def _prepare(learned: list[Example], folds: int, counter: Any) -> None:
    global _bench

    def one_more() -> None:
        with counter.get_lock():
            counter.value += 1

    _bench = _Bench(learned, folds, one_more)


def _do(fold: int) -> tuple[int, Any]:
    assert _bench is not None
    return _bench.do(fold)


# -- what it is worth


def _compared(learned: list[Example], found: list[list[Suggestion]]) -> dict[Way, Counts]:
    """How each way of combining fares on examples that were not learned from."""
    counts: dict[Way, Counts] = {way: {} for way in Way}
    for example, by_tagger in zip(learned, found, strict=True):
        for way in Way:
            add(counts[way], count(example.truth, combined(example.rules, by_tagger, {}, way)))
    return counts


def _report(learned: list[Example], found: list[list[Suggestion]], by_fold: list[dict[Way, Counts]]) -> Report:
    """Each fold combined in the ways that were best on the others, so that no article has a say in its own score."""
    report = Report(len(learned), len(by_fold))
    for fold, here in enumerate(by_fold):
        add(report.rules, here[Way.RULES])
        add(report.tagger, here[Way.TAGGER])
        ways = best_ways(_sum(each for other, each in enumerate(by_fold) if other != fold))
        for number in range(fold, len(learned), len(by_fold)):
            example = learned[number]
            add(report.combined, count(example.truth, combined(example.rules, found[number], ways)))
    return report


def _sum(folds: Iterable[dict[Way, Counts]]) -> dict[Way, Counts]:
    total: dict[Way, Counts] = {way: {} for way in Way}
    for counts in folds:
        for way, each in counts.items():
            add(total[way], each)
    return total
