"""Real datasets with layers that use everything a layer can hold."""

import os
import subprocess
import sysconfig
from collections.abc import Callable
from pathlib import Path

import pytest
from layers import gold_example, lay, sample_texts

from core.cli.bench_environments import python_of
from core.exchange.export import choose, export
from core.exchange.find import find
from core.exchange.format import Options
from core.exchange.intake import Intake
from core.exchange.registry import READERS, format_named
from core.exchange.report import Report
from core.people import Annotator
from core.store.dataset_io import Selection
from core.store.store import Store
from core.wording import use_language


@pytest.fixture(autouse=True)
def _speaking_vietnamese() -> None:
    """Labels are named in the interface's language in brat's visual.conf."""
    use_language("vi")


@pytest.fixture
def samples(store: Store, annotator: Annotator) -> Store:
    """The project's sample articles, each with a layer that nests, links, notes, flags and rejects."""
    for path, text in sample_texts().items():
        lay(store, annotator, text, path)
    return store


@pytest.fixture
def example(store: Store, annotator: Annotator) -> Store:
    """One short article with one of everything and ids that never change: what the golden files show."""
    gold_example(store)
    return store


@pytest.fixture
def send(tmp_path: Path) -> Callable[..., Path]:
    """Export a dataset and return where to: `send(store, "brat", rejected=True)`."""

    def run(store: Store, name: str, out: str = "", **wanted: object) -> Path:
        target = tmp_path / (out or f"out.{name}")
        spans = str(wanted.pop("spans", "outermost"))
        options = Options(spans, bool(wanted.pop("sources", False)), wanted.pop("processes", None))  # type: ignore[arg-type]
        layers = choose(store, wanted.pop("layers", ()), bool(wanted.get("whole")))  # type: ignore[arg-type]
        for step in export(store, format_named(name), target, Selection(layers, **wanted), options):  # type: ignore[arg-type]
            assert isinstance(step.report, Report | None)
        return target

    return run


@pytest.fixture
def bring(annotator: Annotator) -> Callable[..., list]:
    """Import files into a dataset; what became of each arrival, and the errors."""

    def run(store: Store, *paths: Path, into: object = None, who: Annotator | None = None) -> list:
        intake = Intake(store, who or annotator, into)  # type: ignore[arg-type]
        return [
            arrival if isinstance(arrival, Exception) else intake.take(arrival)
            for path in find(paths).annotations
            for arrival in READERS[path.suffix](path)
        ]

    return run


@pytest.fixture
def other(tmp_path: Path):
    """A second, empty dataset."""
    opened = Store(tmp_path / "other.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def there(tmp_path: Path) -> Callable[..., None]:
    """Run a script in an environment of peers: `there("brat", SCRIPT, path, ...)`; our libraries come after its own."""

    def run(name: str, script: str, *arguments: Path, **variables: str) -> None:
        try:
            python = python_of(name)
        except RuntimeError as error:
            pytest.skip(f"the peers cannot be installed here: {error}")
        behind = [str(Path(__file__).parents[3]), sysconfig.get_path("purelib")]
        environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LANG": "vi_VN.UTF-8"}
        environment |= {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "PYTHONUTF8": "1"} | variables
        command = [python, "-c", f"import sys\nsys.path += {behind!r}\n{script}", *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=environment)
        assert done.returncode == 0, done.stderr[-3000:]

    return run
