"""What follows PyInstaller: the desktop's files beside the program, signatures where asked for, and one archive of it all."""

import os
import platform
import re
import shlex
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 170_000_000
"""Bytes that the unpacked bundle may take."""


def main(folder: Path) -> None:
    """Finish the bundle in `folder`, say how large it is, and fail where it is too large."""
    if sys.platform == "linux":
        dress(folder)
    for file in signed(folder):
        subprocess.run([*shlex.split(os.environ["BUTVANG_SIGN"]), str(file)], check=True)
    version = re.search(r'^VERSION = "(.+)"', (ROOT / "core/version.py").read_text("utf-8"), re.MULTILINE)
    assert version
    system = {"linux": "linux", "darwin": "macos", "win32": "windows"}[sys.platform]
    name = f"butvang-{version[1]}-{system}-{platform.machine().lower()}"
    if sys.platform == "win32":
        archive = Path(shutil.make_archive(str(folder.parent / name), "zip", folder.parent, folder.name))
    else:
        archive = folder.parent / f"{name}.tar.gz"
        with tarfile.open(archive, "w:gz", compresslevel=6) as out:
            out.add(folder, name, filter=_nobody)
    size = sum(file.lstat().st_size for file in folder.rglob("*") if not file.is_dir())
    sys.stdout.write(f"{folder}: {size / 1e6:.1f} MB; {archive}: {archive.stat().st_size / 1e6:.1f} MB\n")
    if size > LIMIT:
        sys.exit(f"the bundle is larger than {LIMIT / 1e6:.0f} MB")


def dress(folder: Path) -> None:
    """Put what a Linux desktop wants into `share`, and the script that installs it for one user."""
    share, linux = folder / "share", ROOT / "packaging" / "linux"
    shutil.rmtree(share, ignore_errors=True)
    shutil.copytree(linux / "icons", share / "icons")
    shutil.copy(ROOT / "resources" / "icons" / "butvang.svg", share / "icons")
    for file in ("butvang.desktop", "butvang.xml"):
        shutil.copy(linux / file, share)
    shutil.copy(linux / "install.sh", folder)
    subprocess.run([sys.executable, str(ROOT / "packaging" / "manpage.py"), str(share / "man")], check=True)


def signed(folder: Path) -> Iterator[Path]:
    """Programs to sign: those of Windows where `BUTVANG_SIGN` holds a command; macOS signs while it builds."""
    if sys.platform == "win32" and os.environ.get("BUTVANG_SIGN"):
        yield from folder.glob("*.exe")


def _nobody(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    return entry


if __name__ == "__main__":
    main(Path(sys.argv[1]))
