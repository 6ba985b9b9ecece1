"""A day's work where there is no network at all: in a network namespace without any interface."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALONE = "import socket; assert [name for _, name in socket.if_nameindex()] == ['lo'], socket.if_nameindex()"
JOURNEYS = ("test_a_day.py", "test_records.py", "test_same.py")


def _without_network() -> list[str] | None:
    """The command that runs another one in a network namespace of its own; None where the machine has none."""
    for command in (["unshare", "-n"], ["unshare", "-rn"]):
        if (
            shutil.which("unshare")
            and subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
        ):
            return command
    return None


@pytest.mark.slow
@pytest.mark.timeout(400)
@pytest.mark.skipif(sys.platform != "linux", reason="network namespaces are Linux's")
def test_the_main_journeys_need_no_interface():
    alone = _without_network()
    if alone is None:
        pytest.skip("this machine lets nobody make a network namespace (unshare -n): NOT PROVEN HERE")
    subprocess.run([*alone, sys.executable, "-c", ALONE], check=True)
    journeys = [str(ROOT / "tests/journeys" / name) for name in JOURNEYS]
    command = [*alone, sys.executable, "-m", "pytest", "-m", "not slow", "-p", "no:cacheprovider", *journeys]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
