"""The version resource of the Windows program, in the form that PyInstaller reads."""

from pathlib import Path

_TEXT = """VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0, OS=0x40004, fileType=1, subtype=0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable('042A04B0', [
      StringStruct('FileDescription', 'Bút Vàng'), StringStruct('FileVersion', '{version}'),
      StringStruct('InternalName', 'butvang'), StringStruct('LegalCopyright', 'MIT'),
      StringStruct('OriginalFilename', 'butvang.exe'), StringStruct('ProductName', 'Bút Vàng'),
      StringStruct('ProductVersion', '{version}')])]),
    VarFileInfo([VarStruct('Translation', [0x042A, 0x04B0])])
  ]
)
"""


def write(path: Path, version: str) -> None:
    """Write it for a version `1.2.3`."""
    numbers = tuple(int(part) for part in (*version.split("."), "0"))
    path.write_text(_TEXT.format(numbers=numbers, version=version), "utf-8")
