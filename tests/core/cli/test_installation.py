"""The program as it is installed: its version, its self-test, and a wheel in an environment without Qt."""

import os
import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from core.cli import main
from core.version import VERSION

ROOT = Path(__file__).parents[3]


def test_the_version_is_printed(capsys: pytest.CaptureFixture[str]):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out == f"butvang {VERSION}\n"
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)


@pytest.mark.slow
def test_the_self_test_does_a_days_work_and_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("BUTVANG_LANGUAGE", "en")
    assert main(["selftest"]) == 0
    said = capsys.readouterr().out
    assert "13 samples opened" in said
    assert said.endswith("Bút Vàng works.\n")


@pytest.mark.slow
@pytest.mark.timeout(300)
def test_a_wheel_works_where_qt_is_not_and_the_window_says_what_to_install(tmp_path: Path):
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "wheel", str(ROOT), "--no-deps", "--no-build-isolation", "-w", str(tmp_path)], check=True)
    venv.create(tmp_path / "venv", with_pip=False)
    python = tmp_path / "venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    target = next((tmp_path / "venv").rglob("site-packages"))
    subprocess.run(
        [*pip, "install", "--no-deps", "--target", str(target), *map(str, tmp_path.glob("*.whl"))], check=True
    )
    # The libraries of this environment, but for Qt: installing them all again would take minutes.
    here = next(Path(p) for p in sys.path if p.endswith("site-packages"))
    for library in here.iterdir():
        if (
            not re.match(r"(?i)(PySide6|shiboken6|butvang|_editable|__pycache__)", library.name)
            and not (target / library.name).exists()
        ):
            (target / library.name).symlink_to(library)
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | {"BUTVANG_LANGUAGE": "en"}
    command = [str(python), "-c", "import sys; from core.cli import main; sys.exit(main())"]

    def run(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*command, *words], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )

    done = run("selftest")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Window: not installed" in done.stdout
    window = run()
    assert window.returncode == 1
    assert "pip install PySide6-Essentials" in window.stderr
    assert "Traceback" not in window.stderr
