"""What goes along with the program: licences, man pages, the desktop's files, an install for one user, version resources."""

import configparser
import os
import re
import runpy
import struct
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import pytest
from packaging.version import Version

from core.paths import resources
from core.version import VERSION

ROOT = Path(__file__).parents[2]
PACKAGING = ROOT / "packaging"


def run_path(name: str) -> dict:
    return runpy.run_path(str(PACKAGING / name))


def locked() -> dict[str, str]:
    """Libraries of the lock with their versions."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", (ROOT / "requirements.lock").read_text("utf-8"), re.MULTILINE))


@pytest.fixture(scope="module")
def listed() -> dict[str, tuple[str, str]]:
    """The inventory: version and licence of each library."""
    rows = re.findall(
        r"^\| ([a-z0-9-]+) \| (\S+) \| (.+?) \| .+ \|$", (ROOT / "docs/licences.md").read_text("utf-8"), re.MULTILINE
    )
    return {name: (version, licence) for name, version, licence in rows if name != "library"}


def test_every_locked_library_that_the_program_runs_on_is_in_the_inventory(listed):
    needed = set(run_path("licences.py")["needed"]())
    lock = locked()
    assert needed & set(lock) == set(listed) & set(lock)
    assert len(needed & set(lock)) > 40
    for name in needed & set(lock):
        assert Version(listed[name][0]) == Version(lock[name]), f"{name}: run `make licences`"
        assert listed[name][1]


def test_every_library_brings_its_licence_into_the_bundle():
    module = run_path("licences.py")
    folders = {Path(folder).name for _file, folder in module["collected"]()}
    assert set(module["needed"]()) - folders <= {"fontpkg"}  # MIT by its metadata; its wheel has no text
    assert all(Path(file).is_file() for file, _folder in module["collected"]())


@pytest.mark.parametrize(("language", "name"), [("vi", "TÊN"), ("en", "NAME")])
def test_the_man_page_tells_of_every_command(language: str, name: str, tmp_path: Path):
    subprocess.run([sys.executable, str(PACKAGING / "manpage.py"), str(tmp_path)], check=True)
    page = (tmp_path / ("butvang.1" if language == "en" else "butvang.vi.1")).read_text("utf-8")
    assert f".SH {name}" in page
    assert VERSION in page
    for command in ("detect", "import", "export", "manual", "selftest", "merge"):
        assert f"\\fBbutvang {command}\\fR" in page


def test_the_desktops_files_are_what_desktops_read():
    entry = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    entry.optionxform = str
    entry.read_string((PACKAGING / "linux/butvang.desktop").read_text("utf-8"))
    facts = entry["Desktop Entry"]
    assert facts["Exec"] == "butvang open %F"
    kind = ElementTree.parse(PACKAGING / "linux/butvang.xml").getroot()[0]
    assert kind.get("type") in facts["MimeType"]
    assert [g.get("pattern") for g in kind if g.tag.endswith("glob")] == ["*.butvang"]


def test_icons_are_there_in_the_sizes_that_systems_ask_for():
    for size in (16, 24, 32, 48, 64, 128, 256):
        png = (PACKAGING / f"linux/icons/{size}.png").read_bytes()
        assert struct.unpack(">II", png[16:24]) == (size, size)
    assert (PACKAGING / "windows/butvang.ico").read_bytes()[:4] == b"\x00\x00\x01\x00"
    icns = (PACKAGING / "macos/butvang.icns").read_bytes()
    assert icns[:4] == b"icns" and struct.unpack(">I", icns[4:8])[0] == len(icns)


@pytest.mark.skipif(sys.platform != "linux", reason="a script of Linux desktops")
def test_it_is_installed_for_one_user_and_taken_away_again(tmp_path: Path):
    bundle, home = tmp_path / "butvang-0", tmp_path / "nhà của tôi"
    home.mkdir()
    (bundle / "_internal").mkdir(parents=True)
    (bundle / "butvang").write_text("#!/bin/sh\necho chạy\n")
    (bundle / "butvang").chmod(0o755)
    run_path("finish.py")["dress"](bundle)
    environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
    subprocess.run([str(bundle / "install.sh")], env=environment, check=True, capture_output=True)
    said = subprocess.run([str(home / ".local/bin/butvang")], capture_output=True, text=True, check=True).stdout
    assert said == "chạy\n"
    entry = (home / ".local/share/applications/butvang.desktop").read_text("utf-8")
    assert f'Exec="{home}/.local/lib/butvang/butvang" open %F' in entry
    subprocess.run(
        [str(home / ".local/lib/butvang/install.sh"), "--remove"], env=environment, check=True, capture_output=True
    )
    assert not [p for p in home.rglob("*butvang*") if p.is_file() or p.is_symlink()]


def test_the_version_resource_of_windows_is_of_this_version(tmp_path: Path):
    run_path("windows/version.py")["write"](tmp_path / "version.txt", VERSION)
    text = (tmp_path / "version.txt").read_text("utf-8")
    compile(text, "version.txt", "eval")
    assert f"'FileVersion', '{VERSION}'" in text


def test_what_is_new_is_told_in_both_languages_for_this_version():
    told = tomllib.loads((resources() / "guide/news.toml").read_text("utf-8"))
    assert VERSION in told
    for version, lines in told.items():
        assert re.fullmatch(r"\d+\.\d+\.\d+", version)
        assert set(lines) == {"vi", "en"}
        assert 1 <= len(lines["vi"]) == len(lines["en"]) <= 6
