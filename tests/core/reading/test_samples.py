"""The sample collection can be read, shows every format and zone, and is what its ABOUT says."""

from core.model.article import ZoneKind
from core.paths import resources
from core.reading.document import Document
from core.reading.registry import READERS, read, walk

SAMPLES = resources() / "samples"


def documents() -> list[Document]:
    paths = list(walk([SAMPLES]))
    return [read(path) for path in paths if not isinstance(path, Exception)]


def test_every_sample_is_an_article_with_a_title_a_sapo_and_a_length_to_read() -> None:
    found = documents()
    assert len(found) >= 12
    for document in found:
        assert document.title, document.source.path
        assert 1_200 <= len(document.article.text) <= 3_500, document.source.path
        kinds = {zone.kind for zone in document.article.zones}
        assert {ZoneKind.TITLE, ZoneKind.SAPO, ZoneKind.BODY} <= kinds, document.source.path
        assert not document.warnings


def test_the_samples_show_every_format_the_encodings_and_every_zone() -> None:
    found = documents()
    assert {document.source.format for document in found} >= {"txt", "html", "docx"}
    assert {reader.name for reader in READERS} >= {"txt", "html", "docx"}
    assert {document.source.encoding for document in found} == {"utf-8", "utf-16-le", "windows-1258"}
    assert {zone.kind for document in found for zone in document.article.zones} == set(ZoneKind)
    assert {document.published for document in found} >= {"2025-09-10"}


def test_no_two_samples_are_one_article() -> None:
    found = documents()
    assert len({document.article.id for document in found}) == len(found)
