"""The program's TOML tables, kept as they were parsed last: parsing takes longer than all else that is done with them."""

import marshal
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from core.paths import user_cache


def table(path: Path) -> dict[str, Any]:
    """The table of a TOML file of the program's own. Raises OSError, and TOMLDecodeError where it is none.

    Kept by the file's place, time and size in the user's cache, where nothing but time is lost when it goes.
    """
    now = path.stat()
    mark = (str(path), now.st_mtime_ns, now.st_size)
    kept = user_cache() / f"{path.parent.name}-{path.stem}.{sys.implementation.cache_tag}"
    with suppress(OSError, ValueError, EOFError, TypeError):
        was, found = marshal.loads(kept.read_bytes())
        if was == mark:
            return found
    import tomllib  # not loaded where everything is kept

    read = tomllib.loads(path.read_text("utf-8"))
    with suppress(OSError, ValueError):  # a table with dates, or a folder that cannot be written to
        fresh = marshal.dumps((mark, read))
        kept.parent.mkdir(parents=True, exist_ok=True)
        beside = kept.with_suffix(f".{os.getpid()}")
        beside.write_bytes(fresh)
        beside.replace(kept)
    return read
