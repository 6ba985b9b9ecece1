"""Spoiling files: bytes turned, cut, doubled, swapped for nasty ones; of archives also the parts within."""

import io
import random
import zipfile

NASTY = (
    b"\0",
    b"\xff\xff\xff\xff",
    b"\x7f\xff\xff\xff",
    b"-1",
    b"99999999999999999999",
    b"1e999",
    b"NaN",
    b"\xed\xa0\x80",
    b"\xef\xbb\xbf",
    b"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>&a;",
    b"<!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"(" * 2000,
    b"<p>" * 2000,
    b"[" * 2000,
    b'{"a":' * 2000,
    b"{" * 2000,
    b"\\" * 500,
    b"\r",
    b"\t" * 100,
    b"%00",
    b"../../../../etc/passwd",
    b"\xe2\x80\xae",
    b"\xe2\x80\x8b" * 50,
    b"\xcc\x80" * 300,
    b"=HYPERLINK(1)",
    b"\xf0\x9f\x98\x80",
    b"obj << /Length 99999999 >> stream",
    b"/Kids [1 0 R 1 0 R 1 0 R]",
    b"\\bin99999999 ",
    b"\\u-1?",
    b"T1\tX 999 1\tz",
    b"=?utf-8?b?////?=",
    b"Content-Transfer-Encoding: base64\n",
)


def spoiled(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to eight changes; a zip is now and then spoiled within a part."""
    if data[:2] == b"PK" and chance.random() < 0.7:
        return _in_a_part(data, chance)
    for _ in range(chance.randrange(1, 9)):
        data = chance.choice(_CHANGES)(data, chance)
    return data[: 4 << 20]


def _turn(data: bytes, chance: random.Random) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def _cut(data: bytes, chance: random.Random) -> bytes:
    low = chance.randrange(len(data) + 1)
    return data[:low] + data[low + chance.choice((1, 2, 7, 64, 1024)) :]


def _end(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(len(data) + 1)] if chance.random() < 0.2 else data


def _double(data: bytes, chance: random.Random) -> bytes:
    low = chance.randrange(len(data) + 1)
    piece = data[low : low + chance.choice((4, 32, 256, 4096))]
    at = chance.randrange(len(data) + 1)
    return data[:at] + piece * chance.choice((1, 2, 50)) + data[at:]


def _nasty(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.choice(NASTY) + data[at + chance.choice((0, 0, 4)) :]


def _number(data: bytes, chance: random.Random) -> bytes:
    digits = [at for at, byte in enumerate(data) if 48 <= byte <= 57]
    if not digits:
        return data
    at = chance.choice(digits)
    return data[:at] + chance.choice((b"9", b"0", b"-", b"99999999", b"")) + data[at + 1 :]


_CHANGES = (_turn, _cut, _end, _double, _nasty, _nasty, _number)


def _in_a_part(data: bytes, chance: random.Random) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        victim = chance.choice(whole.namelist())
        for name in whole.namelist():
            content = whole.read(name)
            if name == victim:
                if chance.random() < 0.05:
                    continue
                for _ in range(chance.randrange(1, 5)):
                    content = chance.choice(_CHANGES)(content, chance)
                if chance.random() < 0.05:
                    name = chance.choice(("../../x", "/etc/passwd", "a\0b", "x" * 4000, name.upper()))
            archive.writestr(zipfile.ZipInfo(name.replace("\0", "")), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()
