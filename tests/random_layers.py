"""Random layers on random texts: emoji, marks that compose, nesting, crossing, relations, records, every attribute."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from core.model.annotation import Annotation, Decision
from core.model.article import Article, ArticleCard, Source, State, Zone, ZoneKind
from core.model.ids import new_id
from core.model.record import Record
from core.model.relation import Relation
from core.model.span import Span
from core.store.dataset_io import LayerName, Sheet
from core.text.normal import normalize

QUICK = settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # shrinking takes minutes where each example is two datasets
    suppress_health_check=[HealthCheck.too_slow],
)

_ALPHABET = st.sampled_from("aăĐộữ  \n\n,.-/()'\t1920ʼ\u00a0😀👩\u200d\ufe0f\u0301\u0323_x⏎ﬁ\u1100\u1161")
_TEXTS = st.text(_ALPHABET | st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=60)
_WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12)
_NAMES = st.text(_ALPHABET, min_size=1, max_size=6)
_MAYBE = st.none() | _NAMES
_JSON = st.none() | st.booleans() | st.integers(-(2**40), 2**40) | _WORDS | st.lists(_WORDS, max_size=2)


@st.composite
def sheets(draw: st.DrawFn) -> tuple[Sheet, ...]:
    """A few articles, each as one or two annotators have them."""
    texts = draw(st.lists(_TEXTS.map(normalize).filter(str.strip), min_size=1, max_size=2, unique=True))
    layers = [LayerName(new_id(), "annotator", f"Người {n}") for n in range(draw(st.integers(1, 2)))]
    return tuple(draw(_sheet(text, layer)) for text in texts for layer in layers)


@st.composite
def _sheet(draw: st.DrawFn, text: str, layer: LayerName) -> Sheet:
    article = Article.of(text, (Zone(Span(0, len(text)), draw(st.sampled_from(ZoneKind))),))

    def span() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span(start, draw(st.integers(start + 1, len(text))))

    def annotation() -> Annotation:
        return Annotation(
            new_id(),
            article.id,
            layer.id,
            b"",
            span(),
            draw(st.sampled_from(["TITLE", "AGENCY", "B-", "_x0041_", "chức vụ"]) | _NAMES),
            draw(st.sampled_from(Decision)),
            draw(_NAMES),
            draw(st.floats(0, 1)),
            draw(_MAYBE),
            draw(_MAYBE),
            draw(_MAYBE),
            draw(_MAYBE),
            draw(st.booleans()),
            draw(_WORDS),
        )

    found = {(a.span, a.label): a for a in (annotation() for _ in range(draw(st.integers(0, 6))))}
    marks = tuple(found.values())
    links: dict[tuple, Relation] = {}
    for _ in range(draw(st.integers(0, 3)) if len(marks) > 1 else 0):
        head, tail = draw(st.permutations(marks))[:2]
        kind = draw(st.sampled_from(["HOLDS", "AT", "gần với"]))
        ends = (kind, head.id, tail.id)
        links[ends] = Relation(new_id(), article.id, layer.id, b"", *ends, draw(_MAYBE))
    fields = draw(st.dictionaries(_NAMES, _JSON, max_size=2))
    record = Record(new_id(), article.id, layer.id, b"", "agreement", fields, {"x": (span(), span())})
    records = (record,) if draw(st.booleans()) else ()
    source = Source(draw(_NAMES), "ab" * 32, "txt", "utf-8")
    card = ArticleCard(
        new_id(),
        article.id,
        layer.id,
        b"",
        draw(_WORDS),
        (source,) if draw(st.booleans()) else (),
        draw(st.none() | st.dates().map(str)),
        draw(_MAYBE),
        draw(_MAYBE),
        draw(_MAYBE),
        draw(st.sampled_from(State)),
        draw(st.booleans()),
        draw(_WORDS),
    )
    return Sheet(article, layer, card, marks, tuple(links.values()), records)
