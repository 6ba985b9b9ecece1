"""brat folders: ours come back whole, those of others with notes on what could not be taken as it is."""

import subprocess
import tempfile
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from layers import all_sheets
from random_layers import QUICK, sheets

from core.errors import ButVangError, FormatError
from core.exchange.brat_read import NEWLINE, fragments_of, read
from core.exchange.export import export
from core.exchange.format import Arrival, Options
from core.exchange.intake import Intake, Taken
from core.exchange.names import escaped, unescaped
from core.exchange.registry import format_named
from core.model.annotation import Annotation
from core.model.article import ArticleCard
from core.model.ids import new_id
from core.model.relation import Relation
from core.model.span import Span
from core.people import Annotator
from core.store import dataset_io
from core.store.dataset_io import Selection, Sheet
from core.store.store import Store

DATA = Path(__file__).parents[2] / "data" / "exchange" / "brat"


def _content(sheet: Sheet) -> tuple:
    """What a sheet says, without ids and revisions, which brat files do not carry."""
    places = {a.id: (a.span, a.label) for a in sheet.annotations}

    def bare(item):
        ends = {"head": places[item.head], "tail": places[item.tail]} if isinstance(item, Relation) else {}
        return repr(replace(item, id=b"", rev=b"", layer=b"", **ends))

    card = bare(sheet.card) if isinstance(sheet.card, ArticleCard) else None
    return sheet.article, card, *(sorted(map(bare, p)) for p in (sheet.annotations, sheet.relations, sheet.records))


def test_exported_and_imported_again_nothing_is_lost(samples: Store, other: Store, send: Callable, bring: Callable):
    out = send(samples, "brat", done=False, rejected=True)
    assert all(isinstance(step, Taken) for step in bring(other, out))
    theirs, ours = ({s.article.id: _content(s) for s in all_sheets(store)} for store in (other, samples))
    assert theirs == ours
    assert [(t.added, t.kept, t.notes) for t in bring(other, out)] == [(0, (), ())] * len(ours)


@QUICK
@given(sheets())
def test_any_layer_comes_back_but_for_what_the_report_names(drawn: tuple[Sheet, ...]):
    who = Annotator(new_id(), "Hoa")
    with tempfile.TemporaryDirectory() as name:
        here = Path(name)
        stores = Store(here / "a.sqlite"), Store(here / "b.sqlite")
        intake = Intake(stores[0], who)
        for sheet in drawn:
            intake.take(Arrival(sheet, "", {}))
        layer = dataset_io.layers(stores[0])[0]
        wanted = Selection((layer,), False, True)
        steps = list(export(stores[0], format_named("brat"), here / "out", wanted, Options()))
        report = steps[-1].report
        assert report
        back = Intake(stores[1], who, layer)
        for path in (here / "out").glob("*.ann"):
            for arrival in read(path):
                assert isinstance(arrival, Arrival), arrival
                taken = back.take(arrival)
                assert not taken.kept or "edges" in report.not_held
        theirs, ours = ({s.article.id: _content(s) for s in dataset_io.sheets(store, wanted)} for store in stores)
        if not {"comment", "edges", "no_words", "loose_relation"} & report.not_held.keys():
            assert theirs == ours
        assert report.proven + report.not_held["no_words"] == sum(
            len(s.annotations) for s in dataset_io.sheets(stores[0], wanted)
        )
        for store in stores:
            store.close()


def test_the_golden_folder(example: Store, send: Callable):
    out = send(example, "brat", rejected=True)
    names = sorted(path.name for path in DATA.iterdir())
    assert sorted(path.name for path in out.iterdir()) == names
    for name in names:
        assert (out / name).read_text("utf-8") == (DATA / name).read_text("utf-8"), name
    subprocess.run(["sha256sum", "--quiet", "-c", "SHA256SUMS"], cwd=out, check=True)


def test_a_span_over_a_line_end_is_in_fragments():
    text = "Trưởng ban\n \nTỉnh ủy \n"
    assert fragments_of(text, Span(0, len(text))) == [(0, 10), (13, 20)]
    assert fragments_of(text, Span(10, 13)) == []


def test_words_that_brat_would_not_let_through_are_escaped_and_come_back():
    for word in ("CHỨC VỤ", "a_x0041_b", "B-X", "😀", "x:y.z"):
        assert unescaped(escaped(word)) == word
        assert escaped(word).isascii()
        assert " " not in escaped(word)
    assert escaped("rule:dates", keep=":.") == "rule:dates"


def _write(folder: Path, text: str, ann: str, name: str = "bai") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_bytes(text.encode())
    path = folder / f"{name}.ann"
    path.write_bytes(ann.encode())
    return path


def test_what_others_wrote_is_kept_and_named(tmp_path: Path, store: Store, annotator: Annotator, bring: Callable):
    text = "Ông Lê Hữu Phước và bà Hoa về Hà Nội.\n"
    ann = (
        (
            "T1\tPerson 4 17\tLê Hữu Phước\n"
            "T2\tPer-son 4 6;11 17\tLê Phước\n"
            "T3\tGPE 30 36\tHà Nội\n"
            "E1\tMove:T1 To:T3\n"
            "R1\tlives_in Arg1:T1 Arg2:T3\t\n"
            "R2\tdoes Arg1:E1 Arg2:T3\n"
            "*\tEquiv T1 T2\n"
            "A1\tConfidence T1 High\n"
            "M1\tNegation T3\n"
            "N1\tReference T3 Wikipedia:19414\tHanoi\n"
            "#1\tAnnotatorNotes T1\tchắc chắn\n"
            "#2\tAnnotatorNotes R1\ttheo báo\n"
        )
        .replace("4 17\tLê", "4 16\tLê")
        .replace("11 17", "11 16")
    )
    taken = bring(store, _write(tmp_path / "brat", text, ann))[0]
    second, first, third = store.layer(taken.article, annotator.id)
    assert (first.label, first.note, first.origin) == ("Person", "Confidence: High\nchắc chắn", "import:brat")
    assert (second.span, second.flag, second.note) == (first.span, True, "brat: 4 6;11 16")
    assert (third.label, third.note) == ("GPE", "Negation\nWikipedia:19414 Hanoi")
    (relation,) = store.layer(taken.article, annotator.id).relations
    assert (relation.kind, relation.head, relation.tail) == ("lives_in", first.id, third.id)
    named = "\n".join(taken.notes)
    for what in ("T2 Per-son 4 6;11 16", "E1", "*\tEquiv", "R2 does E1 T3", "R1 theo báo"):
        assert what in named


def test_offsets_count_in_the_text_as_brat_read_it(tmp_path: Path, store: Store, annotator: Annotator, bring: Callable):
    plain = "😀 Bài một\r\nbà Hoa ở Hà Nội"  # two characters end the first line
    for number, text in enumerate((plain, unicodedata.normalize("NFD", plain))):
        for collapsed in (True, False):
            counted = text.replace("\r\n", "\n") if collapsed else text
            words = counted[counted.rindex("H") :]
            start = counted.index(words)
            ann = f"T1\tPLACE {start} {start + len(words)}\t{words}\n"
            folder = tmp_path / f"{number}{collapsed}"
            taken = bring(store, _write(folder, text, ann))[0]
            marked = [a.span.of(store.article(taken.article).text) for a in store.layer(taken.article, annotator.id)]
            assert marked == ["Hà Nội"]


def test_a_bad_line_names_file_and_line_and_takes_nothing_of_the_article(tmp_path: Path):
    for line in ("T2\tX 0 3\tBAI", "T2\tX 0\tBài", "T2\tX 0 99\t", "T2\tX 3 3\t", "R1\tX Arg1:T1", "Q1\tX", "T2 X 0 3"):
        path = _write(tmp_path / "brat", "Bài một", f"T1\tX 0 3\tBài\n{line}\n")
        (error,) = read(path)
        assert isinstance(error, FormatError), line
        assert (error.fields["path"], error.fields["line"]) == (path, 2)


def test_a_file_without_its_text_or_of_another_encoding_is_named(tmp_path: Path):
    lonely = tmp_path / "a.ann"
    lonely.write_text("", "utf-8")
    (error,) = read(lonely)
    assert isinstance(error, FormatError)
    assert "a.txt" in str(error)
    path = _write(tmp_path / "brat", "x", "T1\tX 0 1\tx\n")
    path.with_suffix(".txt").write_bytes("Bài một".encode("utf-16"))
    (error,) = read(path)
    assert isinstance(error, ButVangError)
    path.with_suffix(".txt").write_bytes(b"")
    (error,) = read(path)
    assert isinstance(error, ButVangError)


def test_a_note_keeps_its_lines(example: Store, send: Callable):
    out = send(example, "brat", rejected=True)
    assert f"hai dòng{NEWLINE}đọc lại" in (out / "bai-1.ann").read_text("utf-8")
    (arrival,) = read(out / "bai-1.ann")
    assert isinstance(arrival, Arrival)
    notes = [a.note for a in arrival.sheet.annotations if isinstance(a, Annotation) and a.note]
    assert notes == ["hai dòng\nđọc lại"]
