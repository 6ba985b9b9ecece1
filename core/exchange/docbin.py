"""spaCy DocBin: a folder of files, as `spacy train` takes it, with a Doc for each article.

All spans are in `doc.spans["butvang"]`, the outermost also in `doc.ents`. The value of a date or document is its span's
`kb_id_`; links are in `doc.user_data["relations"]`, as indexes into the spans. Tokens are ours, parted where spans begin
and end, so that every span is exact.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

from core.errors import FormatError
from core.exchange import losses
from core.exchange.about import HELD, about
from core.exchange.extra import need
from core.exchange.format import Format, Job, Place
from core.exchange.jsonl_read import WRONG, why
from core.exchange.tokens import tokens
from core.model.annotation import Annotation
from core.store.dataset_io import Sheet

GROUP = "butvang"
_IN_FILE = 1000  # articles
_ATTRIBUTES = ["ORTH", "SPACY", "ENT_IOB", "ENT_TYPE", "ENT_KB_ID"]


def write(sheets: Iterable[Sheet], job: Job) -> Iterator[list[Place]]:
    """Write the folder, file by file, for spaCy holds a file in memory until it is whole. UsageError without spaCy."""
    tokens_of, vocab = need("spacy.tokens", "spacy"), need("spacy.vocab", "spacy")
    job.path.mkdir()
    some = islice(found := losses.articles(sheets, job.report), _IN_FILE)
    for number in count(1):
        bin, words = tokens_of.DocBin(attrs=_ATTRIBUTES, store_user_data=True), vocab.Vocab()
        for sheet in some:
            kept = losses.accepted(sheet, job.report)
            losses.beside_spans(sheet, kept, job.report, ("value", "relation", *HELD))
            job.report.annotations.update(a.label for a in kept)
            bin.add(_doc(tokens_of, words, sheet, kept, job))
            yield [(a.span.start, a.span.end, a.label) for a in kept]
        if len(bin) or number == 1:
            bin.to_disk(job.path / f"{number:05}.spacy")
        if len(bin) < _IN_FILE:
            return
        some = islice(found, _IN_FILE)


def _doc(tokens_of: Any, vocab: Any, sheet: Sheet, kept: list[Annotation], job: Job) -> Any:
    text = sheet.article.text
    words, spaces = _words(text, kept)
    doc = tokens_of.Doc(vocab, words=words, spaces=spaces)
    spans = [doc.char_span(a.span.start, a.span.end, a.label, kb_id=a.value or "") for a in kept]
    doc.spans[GROUP] = spans
    outer: list[Any] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not outer or span.start >= outer[-1].end:
            outer.append(span)
    doc.ents = [span for span in outer if span.text == span.text.strip()]
    index = {a.id: n for n, a in enumerate(kept)}
    doc.user_data["relations"] = [
        {"kind": r.kind, "head": index[r.head], "tail": index[r.tail], "status": r.status}
        for r in losses.linked(sheet, kept, job.report)
    ]
    doc.user_data["about"] = about(sheet)
    return doc


def _words(text: str, kept: list[Annotation]) -> tuple[list[str], list[bool]]:
    """The whole text as spaCy's words; one space after a word is the word's own, unless it is a span's first or last."""
    starts, ends = {a.span.start for a in kept}, {a.span.end for a in kept}
    words: list[str] = []
    spaces: list[bool] = []
    at = 0
    for start, end in [*tokens(text, (a.span for a in kept)), (len(text), len(text))]:
        gap = text[at:start]
        if gap.startswith(" ") and words and at not in starts and at + 1 not in ends:
            spaces[-1] = True
            gap = gap[1:]
            at += 1
        for piece in _parted(gap, at, starts | ends):
            words.append(piece)
            spaces.append(False)
        if start < end:
            words.append(text[start:end])
            spaces.append(False)
        at = end
    return words, spaces


def _parted(gap: str, at: int, borders: set[int]) -> Iterator[str]:
    first = 0
    for n in range(1, len(gap) + 1):
        if n == len(gap) or at + n in borders:
            yield gap[first:n]
            first = n


def reread(path: Path, text_of: Callable[[bytes], str]) -> Iterator[list[Place]]:
    """Read the folder back; see `Format`."""
    tokens_of, vocab = need("spacy.tokens", "spacy"), need("spacy.vocab", "spacy")
    for file in sorted(path.glob("*.spacy")):
        try:
            for doc in tokens_of.DocBin().from_disk(file).get_docs(vocab.Vocab()):
                if doc.text != text_of(bytes.fromhex(doc.user_data["about"]["article"])):
                    raise ValueError("text")
                yield [(s.start_char, s.end_char, s.label_) for s in doc.spans[GROUP]]
        except WRONG as error:
            raise FormatError("file_broken", path=file, why=why(error)) from error


FORMAT = Format("spacy", "tokens", write, reread, folder=True, extra="spacy")
