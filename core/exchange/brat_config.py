"""annotation.conf and visual.conf: what brat must know of the labels to show them as we do."""

from collections.abc import Mapping
from pathlib import Path

from core.exchange.names import escaped, unescaped
from core.model.scheme import Scheme
from core.wording import language

_VALUES = {"Decision": {"rejected"}, "Flag": {""}, "Mod": {"START", "MID", "END"}, "Calendar": {"lunar"}}
_UNKNOWN = "#808080"


def write_config(folder: Path, scheme: Scheme, met: Mapping[str, set[str]]) -> None:
    """Write both files: the scheme's labels in its order, then what else was met: T and R labels, and under `A kind` values."""
    labels, kinds_met = met.get("T", set()), met.get("R", set())
    values_met = {name.removeprefix("A "): values for name, values in met.items() if name.startswith("A ")}
    entities = [escaped(label.name) for label in scheme.labels]
    entities += sorted(labels.difference(entities))
    kinds = {escaped(k.name): (escaped(k.head), escaped(k.tail)) for k in scheme.relations}
    kinds |= dict.fromkeys(sorted(kinds_met.difference(kinds)), ("<ENTITY>", "<ENTITY>"))
    annotation = ["[entities]", *entities, "", "[relations]"]
    annotation += [f"{kind}\tArg1:{head}, Arg2:{tail}" for kind, (head, tail) in kinds.items()]
    annotation += ["<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>", "", "[events]", "", "[attributes]"]
    for name in dict.fromkeys((*_VALUES, *sorted(values_met))):
        values = sorted(_VALUES.get(name, set()) | values_met.get(name, set()))
        annotation.append(f"{name}\tArg:<ENTITY>" + (f", Value:{'|'.join(values)}" if values != [""] else ""))
    _write(folder / "annotation.conf", annotation)

    visual = ["[labels]"]
    visual += [f"{escaped(each.name)} | {each.title[language()]} | {each.code}" for each in scheme.labels]
    visual += [
        f"{name} | {unescaped(name)}" for name in entities if unescaped(name) != name and "|" not in unescaped(name)
    ]
    visual += [f"{escaped(k.name)} | {k.title[language()]}" for k in scheme.relations]
    visual += ["", "[drawing]", f"SPAN_DEFAULT\tfgColor:black, bgColor:{_UNKNOWN}, borderColor:darken"]
    visual += ["ARC_DEFAULT\tcolor:black, arrowHead:triangle-5"]
    colours = [(escaped(each.name), each.dark, each.light) for each in scheme.labels]
    visual += [f"{name}\tfgColor:black, bgColor:{fill}, borderColor:{line}" for name, fill, line in colours]
    visual += ["Decision\tbox:crossed, glyph:<NONE>", "Flag\tglyph:!"]
    visual += [f"{name}\tglyph:<NONE>" for name in sorted(values_met.keys() - _VALUES.keys())]
    _write(folder / "visual.conf", visual)


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
