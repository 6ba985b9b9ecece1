"""Where the program's resources and the user's own files are."""

import sys
from pathlib import Path

import platformdirs

APP = "butvang"


def resources() -> Path:
    """Folder of the data that the program ships, in a checkout, a wheel or a PyInstaller bundle."""
    bundle = getattr(sys, "_MEIPASS", None)
    return Path(bundle) / "resources" if bundle else Path(__file__).resolve().parent.parent / "resources"


def user_data() -> Path:
    """Folder of the user's overlay: keys, lexicons and scheme over what the program ships."""
    return platformdirs.user_data_path(APP, appauthor=False)


def user_config() -> Path:
    """Folder of settings of this user on this machine."""
    return platformdirs.user_config_path(APP, appauthor=False)


def user_cache() -> Path:
    """Folder of what can be made anew at any time."""
    return platformdirs.user_cache_path(APP, appauthor=False)


def default_dataset() -> Path:
    """The dataset opened when none is named and none was open before."""
    return platformdirs.user_documents_path() / "Bút Vàng" / "gold.sqlite"
