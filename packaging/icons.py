"""Draws the icon in every size and form that systems ask for, from the one SVG; run it after a change of that."""

import os
import struct
import sys
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

ROOT = Path(__file__).resolve().parent.parent
DRAWING = ROOT / "resources" / "icons" / "butvang.svg"
LINUX = (16, 24, 32, 48, 64, 128, 256)
WINDOWS = (16, 24, 32, 48, 64, 256)
MACOS = {b"icp4": 16, b"icp5": 32, b"icp6": 64, b"ic07": 128, b"ic08": 256, b"ic09": 512}


def main() -> None:
    """Write the PNGs, the .ico and the .icns."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _app = QGuiApplication(sys.argv[:1])
    renderer = QSvgRenderer(str(DRAWING))
    for size in LINUX:
        folder = ROOT / "packaging" / "linux" / "icons"
        folder.mkdir(exist_ok=True)
        (folder / f"{size}.png").write_bytes(drawn(renderer, size))
    (ROOT / "resources" / "icons" / "butvang.png").write_bytes(drawn(renderer, 128))
    (ROOT / "packaging" / "windows" / "butvang.ico").write_bytes(ico({s: drawn(renderer, s) for s in WINDOWS}))
    (ROOT / "packaging" / "macos" / "butvang.icns").write_bytes(icns({k: drawn(renderer, s) for k, s in MACOS.items()}))


def drawn(renderer: QSvgRenderer, size: int) -> bytes:
    """The icon as a PNG of so many pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # pyright: ignore[reportArgumentType, reportCallIssue]
    return bytes(held.data())


def ico(pictures: dict[int, bytes]) -> bytes:
    """Windows' form: a directory of PNGs, by size (256 is written as 0)."""
    head, body = struct.pack("<HHH", 0, 1, len(pictures)), b""
    start = len(head) + 16 * len(pictures)
    for size, png in pictures.items():
        head += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(png), start + len(body))
        body += png
    return head + body


def icns(pictures: dict[bytes, bytes]) -> bytes:
    """macOS' form: tagged PNGs."""
    body = b"".join(kind + struct.pack(">I", 8 + len(png)) + png for kind, png in pictures.items())
    return b"icns" + struct.pack(">I", 8 + len(body)) + body


if __name__ == "__main__":
    main()
