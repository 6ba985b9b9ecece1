"""What UIMA's tools are given is read by dkpro-cassis, and what they give is read by us, in XMI, JSON and WebAnno TSV."""

from collections.abc import Callable
from pathlib import Path

import cassis
import pytest
from layers import GOLD_TEXT, all_sheets

from core.errors import FormatError
from core.exchange.cas_read import ARTICLE, ITEM, LINK
from core.exchange.registry import READERS
from core.store.store import Store


def _cas(out: Path, format: str) -> cassis.Cas:
    if format == "casjson":
        return cassis.load_cas_from_json(next(out.glob("bai*.json")).read_text("utf-8"))
    with (out / "TypeSystem.xml").open("rb") as file:
        return cassis.load_cas_from_xmi(next(out.glob("*.xmi")), cassis.load_typesystem(file))


@pytest.mark.parametrize("format", ["xmi", "casjson"])
def test_cassis_reads_spans_links_and_facts(format: str, example: Store, send: Callable):
    cas = _cas(send(example, format), format)
    assert cas.sofa_string == GOLD_TEXT
    items = {item.get_covered_text(): item for item in cas.select(ITEM)}
    assert items["Chiều ngày 28/7"].value == "2021-07-28TAF"
    assert items["Trưởng Ban Tuyên giáo\nTỉnh ủy"].note == "hai dòng\nđọc lại"
    ends = {(link.kind, link.Governor.label, link.Dependent.label) for link in cas.select(LINK)}
    assert ends == {("HOLDS", "OFFICIAL", "TITLE"), ("AT", "TITLE", "AGENCY")}
    assert cas.select(ARTICLE)[0].title == "Ký kết quy chế"


@pytest.mark.parametrize("format", ["xmi", "casjson", "webanno"])
def test_what_was_exported_comes_back(format: str, example: Store, other: Store, send: Callable, bring: Callable):
    out = send(example, format, rejected=True)
    (path,) = [p for p in out.iterdir() if p.stem == "bai-1" and p.suffix != ".txt"]
    (taken,) = bring(other, path)
    assert not taken.notes
    kept = [
        [(a.span, a.label, a.decision, a.value, a.note) for a in sheet.annotations]
        for store in (example, other)
        for sheet in all_sheets(store)
    ]
    assert kept[0] == kept[1]
    (sheet,) = all_sheets(other)
    words = {a.id: a.span.of(sheet.article.text) for a in sheet.annotations}
    links = {(r.kind, words[r.head], words[r.tail], r.status) for r in sheet.relations}
    title = "Trưởng Ban Tuyên giáo\nTỉnh ủy"
    assert links == {("HOLDS", "Trần Thị Lụa", title, "current"), ("AT", title, "Ban Tuyên giáo\nTỉnh ủy", None)}


def test_the_layers_of_others_are_read_with_their_first_telling_feature(tmp_path: Path):
    system = cassis.TypeSystem()
    entity = system.create_type("de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity", "uima.tcas.Annotation")
    system.create_feature(entity, "value", "uima.cas.String")
    system.create_feature(entity, "identifier", "uima.cas.String")
    token = system.create_type("x.Token", "uima.tcas.Annotation")
    cas = cassis.Cas(system)
    cas.sofa_string = "😀 ông Lụa"
    cas.add_all([token(begin=0, end=1), entity(begin=6, end=9, value="PER", identifier="Q1")])
    cas.to_xmi(tmp_path / "a.xmi")
    (error,) = READERS[".xmi"](tmp_path / "a.xmi")
    assert isinstance(error, FormatError)
    assert error.key == "types_missing"
    system.to_xml(tmp_path / "TypeSystem.xml")
    (arrival,) = READERS[".xmi"](tmp_path / "a.xmi")
    assert not isinstance(arrival, Exception)
    (mark,) = arrival.sheet.annotations
    assert (mark.span.of(arrival.sheet.article.text), mark.label, mark.note) == ("Lụa", "PER", "identifier: Q1")


TSV = """#FORMAT=WebAnno TSV 3.3
#T_SP=de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity|identifier|value
#T_RL=webanno.custom.Works|role|BT_de.tudarmstadt.ukp.dkpro.core.api.ner.type.NamedEntity


#Text=😀 ông Lụa
1-1\t0-2\t😀\t_\t_\t_\t_\t
1-2\t3-6\tông\t_\t_\t_\t_\t
1-3\t7-10\tLụa\t*\tPER\t_\t_\t

#Text=Ban Dân vận-TU
2-1\t12-15\tBan\t*[1]|Q\\|2[2]\tORG[1]|UNIT[2]\tlàm\\_ở\t1-3[0_1]\t
2-2\t16-19\tDân\t*[1]\tORG[1]\t_\t_\t
2-3\t20-26\tvận-TU\t_\t_\t_\t_\t
2-3.1\t20-23\tvận\t*[1]\tORG[1]\t_\t_\t
"""


def test_a_tsv_of_webannos_own_is_read(tmp_path: Path):
    path = tmp_path / "a.tsv"
    path.write_text(TSV, "utf-8")
    (arrival,) = READERS[".tsv"](path)
    assert not isinstance(arrival, Exception), arrival
    text = arrival.sheet.article.text
    assert text == "😀 ông Lụa\n\nBan Dân vận-TU"
    found = {(a.span.of(text), a.label, a.note) for a in arrival.sheet.annotations}
    assert found == {("Lụa", "PER", ""), ("Ban Dân vận", "ORG", ""), ("Ban", "UNIT", "identifier: Q|2")}
    (link,) = arrival.sheet.relations
    words = {a.id: a.span.of(text) for a in arrival.sheet.annotations}
    assert (link.kind, words[link.head], words[link.tail]) == ("làm_ở", "Lụa", "Ban Dân vận")


@pytest.mark.parametrize("name", ["a.tsv", "a.xmi"])
def test_a_broken_one_is_named(name: str, tmp_path: Path):
    path = tmp_path / name
    (tmp_path / "TypeSystem.xml").write_text("<x/>", "utf-8")
    path.write_text("<x", "utf-8")
    (error,) = READERS[path.suffix](path)
    assert isinstance(error, FormatError)
    assert str(path) in str(error)
