"""UIMA CAS as XMI and as JSON, by dkpro-cassis: a file for each article, with the type system beside, for INCEpTION.

`webanno.custom.Item` is a span layer, `webanno.custom.Link` a relation layer on it, `webanno.custom.Article` what is
known of the article. Offsets are UTF-16 units, as Java counts.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from core.errors import FormatError
from core.exchange import losses
from core.exchange.about import HELD, about
from core.exchange.cas_read import ARTICLE, FEATURES, ITEM, LINK, TYPES, places_of
from core.exchange.format import Format, Job, Place
from core.exchange.jsonl_read import WRONG, why
from core.exchange.names import file_name, xml_text
from core.store.dataset_io import Sheet

_HELD = ("value", "mod", "calendar", "flag", "note", "decision", "relation", *HELD)


def write(sheets: Iterable[Sheet], job: Job, suffix: str) -> Iterator[list[Place]]:
    """Write the folder; see `Format`. `suffix` is `.xmi` or `.json`."""
    job.path.mkdir()
    system = _system()
    (job.path / TYPES).write_text(system.to_xml() + "\n", "utf-8", newline="\n")
    for sheet in losses.articles(sheets, job.report):
        losses.beside_spans(sheet, sheet.annotations, job.report, _HELD)
        made = _cas(sheet, system, job)
        name = file_name(sheet, lambda name: (job.path / f"{name}{suffix}").exists())
        path = job.path / f"{name}{suffix}"
        if suffix == ".xmi":
            made.to_xmi(path, pretty_print=True)
        else:
            made.to_json(path, pretty_print=True)
        job.report.annotations.update(a.label for a in sheet.annotations)
        yield [(a.span.start, a.span.end, xml_text(a.label)) for a in sheet.annotations]


def _system() -> Any:
    """The types of what we write."""
    from cassis import TypeSystem

    system = TypeSystem()
    item = system.create_type(ITEM, "uima.tcas.Annotation")
    for name, kind in FEATURES.items():
        system.create_feature(item, name, f"uima.cas.{kind}")
    link = system.create_type(LINK, "uima.tcas.Annotation")
    system.create_feature(link, "Governor", item)
    system.create_feature(link, "Dependent", item)
    for name in ("kind", "status"):
        system.create_feature(link, name, "uima.cas.String")
    article = system.create_type(ARTICLE, "uima.cas.AnnotationBase")
    for name in ("article", "title", "published", "province", "source"):
        system.create_feature(article, name, "uima.cas.String")
    return system


def _cas(sheet: Sheet, system: Any, job: Job) -> Any:
    """The CAS of one article; characters that XML cannot hold are reported."""
    from cassis import Cas

    def held(words: str | None) -> str | None:
        if words is not None and xml_text(words) != words:
            job.report.lost("characters", sheet, words=words)
        return None if words is None else xml_text(words)

    cas = Cas(system)
    cas.sofa_string = held(sheet.article.text)
    cas.sofa_mime = "text/plain"
    item, link = system.get_type(ITEM), system.get_type(LINK)
    cas.add(system.get_type(ARTICLE)(**{name: held(value) for name, value in about(sheet).items()}))
    made: dict[bytes, Any] = {}
    for a in sheet.annotations:
        words = {name: held(getattr(a, name)) for name, kind in FEATURES.items() if kind == "String"}
        made[a.id] = item(begin=a.span.start, end=a.span.end, flag=a.flag, score=a.score, **words)
        cas.add(made[a.id])
    for relation in losses.linked(sheet, sheet.annotations, job.report):
        head, tail = made[relation.head], made[relation.tail]
        words = {"kind": held(relation.kind), "status": held(relation.status)}
        cas.add(link(begin=tail.begin, end=tail.end, Governor=head, Dependent=tail, **words))
    return cas


def reread(path: Path, text_of: Callable[[bytes], str], suffix: str) -> Iterator[list[Place]]:
    """Read the folder back, by the bare XML or JSON, not by the library that wrote it; see `Format`."""
    for each in path.glob(f"*{suffix}"):
        if each.name == "report.json":
            continue
        try:
            article, text, places = places_of(each)
            if text != xml_text(text_of(bytes.fromhex(article))):
                raise ValueError("sofaString")
            yield places
        except WRONG as error:
            raise FormatError("file_broken", path=each, why=why(error)) from error


_UNIT = "UTF-16 units"
XMI = Format("xmi", _UNIT, partial(write, suffix=".xmi"), partial(reread, suffix=".xmi"), folder=True)
JSON = Format("casjson", _UNIT, partial(write, suffix=".json"), partial(reread, suffix=".json"), folder=True)
