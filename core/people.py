"""Who sits at the keyboard: a UUID that stays when the name changes, kept in the user's own settings."""

from dataclasses import dataclass
from pathlib import Path

from core import parsed
from core.errors import ResourceError
from core.paths import user_config


@dataclass(frozen=True, slots=True)
class Annotator:
    """A person: their id is also that of their layer in every dataset."""

    id: bytes
    name: str


def me(folder: Path | None = None) -> Annotator:
    """The annotator of this user account, made at the first call. Raises ResourceError for a settings file that is wrong."""
    path = (folder or user_config()) / "annotator.toml"
    try:
        table = parsed.table(path)
        return Annotator(bytes.fromhex(table["id"]), str(table["name"]))
    except FileNotFoundError:
        from core.model.ids import new_id

        return rename(Annotator(new_id(), _login()), _login(), folder)
    except (KeyError, TypeError, ValueError) as error:
        raise ResourceError("bad_key", path=path, key="id, name") from error


def rename(annotator: Annotator, name: str, folder: Path | None = None) -> Annotator:
    """The annotator under another name, remembered."""
    path = (folder or user_config()) / "annotator.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    escaped = name.replace("\\", "\\\\").replace('"', '\\"')
    path.write_text(f'id = "{annotator.id.hex()}"\nname = "{escaped}"\n', "utf-8")
    return Annotator(annotator.id, name)


def _login() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "annotator"
