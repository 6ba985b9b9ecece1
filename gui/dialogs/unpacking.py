"""A `.butvang` file that is opened: asked about, checked, and unpacked beside itself."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from core.errors import ButVangError
from core.people import Annotator, rename
from core.store.bundle import manifest_of, unbundle
from core.store.merge import PACKAGE
from core.wording import say
from gui.dialogs.tell import ask


def unpacked(parent: QWidget | None, path: Path, tell: Callable[[QWidget | None, str], object]) -> Path | None:
    """The dataset that a bundle was unpacked to, None where the person thought better of it or it is not sound.

    Of a work package, the person whom it is for works from now on.
    """
    target = path.with_suffix(".sqlite")
    number = 2
    while target.exists():
        target = path.with_name(f"{path.stem}-{number}.sqlite")
        number += 1
    try:
        found = manifest_of(path)
        names = {"name": path.name, "target": target.name}
        person = str(found.facts.get("name", ""))
        if found.kind == PACKAGE:
            question = say("bundle.open_package", person=person, **names)
        else:
            question = say("bundle.open", whose=say("bundle.ours") if found.ours else found.signer[:16], **names)
        if not ask(parent, question, say("bundle.open_yes")):
            return None
        unbundle(path, target)
        if found.kind == PACKAGE:
            rename(Annotator(bytes.fromhex(str(found.facts["person"])), person), person)
    except (ButVangError, KeyError, ValueError) as error:
        tell(parent, str(error))
        return None
    return target
