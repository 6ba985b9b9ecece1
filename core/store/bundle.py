"""A `.butvang` file: a collection in one signed file to hand over, with the checksum of everything in it.

A zip of the database (as SQLite's backup API gives it), the scheme, the guideline and the sources' bytes, with a manifest that
names each member's SHA-256 and is signed with Ed25519. Times in it are fixed, so that equal content gives equal bytes.
"""

import hashlib
import json
import re
import shutil
import sqlite3
import stat
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from core.errors import FormatError, StoreError
from core.paths import resources, user_data
from core.store.backup import copy_to

SUFFIX = ".butvang"
_FORMAT = 1
_MANIFEST, _SIGNATURE, _DATASET, _SCHEME, _GUIDELINE = (
    "manifest.json",
    "manifest.sig",
    "dataset.sqlite",
    "scheme.toml",
    "guideline.md",
)
_MEMBER = re.compile(r"dataset\.sqlite|scheme\.toml|guideline\.md|sources/[0-9a-f]{64}")
_TIME = (1980, 1, 1, 0, 0, 0)
_BLOCK = 1 << 20
_MOST_MANIFEST, _MOST_MEMBERS, _MOST_BYTES = 1 << 28, 2_000_000, 1 << 38
_MOST_RATIO = 1200  # more than deflate can do: what claims it is a bomb


@dataclass(frozen=True, slots=True)
class Bundle:
    """What a bundle's manifest says: its `kind` (`collection` or `package`), who signed it, and facts of its own."""

    kind: str
    signer: str
    ours: bool
    scheme: int
    guideline: str
    members: dict[str, tuple[str, int]]
    facts: dict[str, Any]


def bundle(dataset: Path, target: Path, kind: str = "collection", facts: dict[str, Any] | None = None) -> Bundle:
    """Write a dataset into one signed file; it is whole or not there. Raises StoreError for what is no dataset."""
    part = target.with_name(f".{target.name}.part")
    database = target.with_name(f".{target.name}.sqlite")
    key = _key()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        copy_to(dataset, database)
        members: dict[str, tuple[str, int]] = {}
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            with closing(sqlite3.connect(database)) as db:
                scheme = db.execute("SELECT value FROM dataset WHERE key = 'scheme'").fetchone()[0]
                guideline = (resources() / "guide" / "guideline.vi.md").read_bytes()
                with database.open("rb") as file:
                    members[_DATASET] = _put(archive, _DATASET, iter(lambda: file.read(_BLOCK), b""))
                members[_SCHEME] = _put(archive, _SCHEME, [scheme.encode()])
                members[_GUIDELINE] = _put(archive, _GUIDELINE, [guideline])
                for sha256, deflated in db.execute("SELECT sha256, deflated FROM source_bytes ORDER BY sha256"):
                    if re.fullmatch("[0-9a-f]{64}", sha256):
                        name = f"sources/{sha256}"
                        members[name] = _put(archive, name, [zlib.decompress(deflated)])
            manifest = {
                "format": _FORMAT,
                "kind": kind,
                "signer": bytes(key.verify_key).hex(),
                "scheme": int(found[1]) if (found := re.search(r"(?m)^version\s*=\s*(\d+)", scheme)) else 0,
                "guideline": hashlib.sha256(guideline).hexdigest()[:12],
                "facts": facts or {},
                "members": {name: {"sha256": sha, "size": size} for name, (sha, size) in sorted(members.items())},
            }
            text = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()
            _put(archive, _MANIFEST, [text])
            _put(archive, _SIGNATURE, [key.sign(text).signature])
        part.replace(target)
        with (user_data() / "bundles.txt").open("a", encoding="utf-8") as known:
            known.write(f"{dataset.absolute()}\t{target.absolute()}\n")
    except OSError as error:
        raise StoreError("read_only", path=target) from error
    finally:
        part.unlink(missing_ok=True)
        database.unlink(missing_ok=True)
    return _read(manifest, key)


def bundles_of(dataset: Path) -> list[Path]:
    """Bundles that this user made of a dataset, those that are still where they were written."""
    try:
        lines = (user_data() / "bundles.txt").read_text("utf-8").splitlines()
    except OSError:
        return []
    found = (line.partition("\t") for line in lines)
    return sorted({Path(path) for of, _, path in found if of == str(dataset.absolute()) and Path(path).is_file()})


def verify(path: Path) -> Bundle:
    """Check everything in a bundle: signature, names, sizes, checksums. FormatError says what is wrong with it."""
    with _opened(path) as (archive, found):
        for name in found.members:
            for _ in _checked(archive, found, name, path):
                pass
    return found


def unbundle(path: Path, target: Path) -> Bundle:
    """Check a bundle and write its dataset to `target`, which must not be there.

    FormatError where anything in the bundle is not as it was signed; then nothing is written.
    """
    if target.exists():
        raise StoreError("bundle_target", path=target)
    part = target.with_name(f".{target.name}.unpacked")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _opened(path) as (archive, found):
            if found.members[_DATASET][1] > shutil.disk_usage(target.parent).free:
                raise StoreError("disk_full", path=target)
            for name in found.members:
                if name != _DATASET:
                    for _ in _checked(archive, found, name, path):
                        pass
            with part.open("wb") as out:
                for block in _checked(archive, found, _DATASET, path):
                    out.write(block)
        copy_to(part, target)
    except OSError as error:
        raise StoreError("read_only", path=target) from error
    finally:
        part.unlink(missing_ok=True)
    return found


def manifest_of(path: Path) -> Bundle:
    """What a bundle says of itself, its signature checked but not its members. FormatError for what is none."""
    with _opened(path) as (_archive, found):
        return found


# -- inner


def _put(archive: zipfile.ZipFile, name: str, blocks: Iterable[bytes]) -> tuple[str, int]:
    """Write a member; its SHA-256 and size."""
    info = zipfile.ZipInfo(name, _TIME)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    info.create_system = 3
    digest, size = hashlib.sha256(), 0
    with archive.open(info, "w", force_zip64=True) as member:
        for block in blocks:
            member.write(block)
            digest.update(block)
            size += len(block)
    return digest.hexdigest(), size


@contextmanager
def _opened(path: Path) -> Iterator[tuple[zipfile.ZipFile, Bundle]]:
    """An archive whose manifest is signed and names just what is in it."""
    try:
        archive = zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise FormatError("read_missing", path=path) from error
    except OSError as error:
        raise FormatError("read_failed", path=path, reason=error) from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError, RuntimeError) as error:
        raise FormatError("bundle_broken", path=path) from error
    with archive:
        infos = archive.infolist()
        names = [info.filename for info in infos]
        if _MANIFEST not in names or _SIGNATURE not in names:
            raise FormatError("bundle_none", path=path)
        for info in infos:
            known = info.filename in (_MANIFEST, _SIGNATURE) or _MEMBER.fullmatch(info.filename)
            if not known or stat.S_ISLNK(info.external_attr >> 16) or info.flag_bits & 1:
                raise FormatError("bundle_stranger", path=path, member=info.filename[:80])
            too_much = info.file_size > max(info.compress_size, 1) * _MOST_RATIO
            if too_much or info.file_size > (_MOST_MANIFEST if info.filename == _MANIFEST else _MOST_BYTES):
                raise FormatError("bundle_too_big", path=path, member=info.filename)
        if len(names) != len(set(names)) or len(names) > _MOST_MEMBERS:
            raise FormatError("bundle_tampered", path=path, member=_MANIFEST)
        if sum(info.file_size for info in infos) > _MOST_BYTES:
            raise FormatError("bundle_too_big", path=path, member=path.name)
        found = _signed(archive, path)
        if set(found.members) != set(names) - {_MANIFEST, _SIGNATURE} or _DATASET not in found.members:
            raise FormatError("bundle_tampered", path=path, member=_MANIFEST)
        yield archive, found


def _signed(archive: zipfile.ZipFile, path: Path) -> Bundle:
    from nacl.exceptions import CryptoError  # loads a library that few need
    from nacl.signing import VerifyKey

    try:
        text, signature = archive.read(_MANIFEST), archive.read(_SIGNATURE)
        manifest = json.loads(text)
        if manifest["format"] > _FORMAT:
            raise FormatError("bundle_newer", path=path)
        VerifyKey(bytes.fromhex(manifest["signer"])).verify(text, signature)
        return _read(manifest, _key())
    except CryptoError as error:
        raise FormatError("bundle_tampered", path=path, member=_MANIFEST) from error
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as error:
        raise FormatError("bundle_broken", path=path) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FormatError("bundle_none", path=path) from error


def _read(manifest: dict[str, Any], key: Any) -> Bundle:
    members = {str(name): (str(row["sha256"]), int(row["size"])) for name, row in manifest["members"].items()}
    ours = manifest["signer"] == bytes(key.verify_key).hex()
    about = str(manifest["kind"]), str(manifest["signer"]), ours, int(manifest["scheme"]), str(manifest["guideline"])
    return Bundle(*about, members, dict(manifest["facts"]))


def _checked(archive: zipfile.ZipFile, found: Bundle, name: str, path: Path) -> Iterator[bytes]:
    """The blocks of a member, the last of which comes only where size and checksum are as signed."""
    sha256, size = found.members[name]
    if archive.getinfo(name).file_size != size:
        raise FormatError("bundle_tampered", path=path, member=name)
    digest, read = hashlib.sha256(), 0
    try:
        with archive.open(name) as member:
            for block in _blocks(member):
                digest.update(block)
                read += len(block)
                yield block
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise FormatError("bundle_tampered", path=path, member=name) from error
    if digest.hexdigest() != sha256 or read != size:
        raise FormatError("bundle_tampered", path=path, member=name)


def _blocks(member: IO[bytes]) -> Iterator[bytes]:
    while block := member.read(_BLOCK):
        yield block


def _key() -> Any:
    """The key that this user signs with, made at first use."""
    from nacl.signing import SigningKey

    path = user_data() / "signing.key"
    try:
        return SigningKey(bytes.fromhex(path.read_text("ascii").strip()))
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True)
        key = SigningKey.generate()
        path.touch(mode=0o600)
        path.write_text(bytes(key).hex() + "\n", "ascii")
        return key
    except ValueError as error:
        raise FormatError("bundle_key", path=path) from error
