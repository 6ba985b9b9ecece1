"""How long the bundle takes to a usable window, beside the program from source: in turns, offscreen, the median of each.

`startup.py BUNDLE [TURNS]`. A window is usable when its first article is shown; that is when the program writes its bookmark.
"""

import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

_WAIT = 60.0  # seconds


def usable(command: list[str], dataset: Path, home: Path) -> float:
    """Milliseconds from the start of the process until the first article is shown."""
    with closing(sqlite3.connect(dataset)) as db:
        db.execute("DELETE FROM bookmark")
        db.commit()
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    places = {f"XDG_{kind}_HOME": str(home / kind) for kind in ("CONFIG", "DATA", "CACHE")}
    environment = os.environ | places | {"HOME": str(home), "QT_QPA_PLATFORM": "offscreen"}
    began = time.monotonic()
    process = subprocess.Popen([*command, "open", str(dataset)], env=environment, stderr=subprocess.DEVNULL)
    try:
        with closing(sqlite3.connect(f"file:{dataset}?mode=ro", uri=True)) as db:
            while not db.execute("SELECT count(*) FROM bookmark").fetchone()[0]:
                if process.poll() is not None or time.monotonic() - began > _WAIT:
                    sys.exit(f"{command[0]} showed no article")
                time.sleep(0.005)
        return (time.monotonic() - began) * 1000
    finally:
        process.terminate()
        process.wait()


def main(bundle: Path, turns: int) -> None:
    """Measure both in turns and print the medians and their ratio."""
    source = [sys.executable, "-c", "import sys; from core.cli import main; sys.exit(main())"]
    packed = [str(bundle / "butvang")]
    samples = Path(__file__).resolve().parent.parent / "resources" / "samples"
    with tempfile.TemporaryDirectory() as folder:
        dataset, home = Path(folder, "gold.sqlite"), Path(folder, "home")
        subprocess.run([*source, "import", str(dataset), str(samples)], check=True, stdout=subprocess.DEVNULL)
        times: dict[str, list[float]] = {"source": [], "bundle": []}
        for turn in range(turns + 1):
            for name, command in (("source", source), ("bundle", packed)):
                shutil.rmtree(home, ignore_errors=True)
                took = usable(command, dataset, home)
                if turn:  # the first warms the system's cache
                    times[name].append(took)
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    ratio = medians["bundle"] / medians["source"]
    sys.stdout.write(f"source {medians['source']:.0f} ms, bundle {medians['bundle']:.0f} ms, ratio {ratio:.2f}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 9)
