"""Parts that tests of the core and of the window share: a text and a detector that anyone can follow."""

from core.model.annotation import Suggestion
from core.model.article import Article, ArticleCard
from core.model.detection import Detection
from core.model.relation import SuggestedRelation
from core.model.span import Span

TEXT = (
    "Chiều ngày 28/7, đồng chí Trần Thị Lụa, Trưởng Ban Tuyên giáo Tỉnh ủy chủ trì hội nghị.\n"
    "Bà Lụa 😀 nhấn mạnh vai trò của UBND tỉnh."
)


def found(article: Article, card: ArticleCard) -> Detection:
    """A detector that anyone can follow: it knows six phrases, and takes the year from the card."""
    text = article.text
    rows = (
        ("Chiều ngày 28/7", "DATE"),
        ("Trần Thị Lụa", "OFFICIAL"),
        ("Trưởng Ban Tuyên giáo Tỉnh ủy", "TITLE"),
        ("Ban Tuyên giáo Tỉnh ủy", "AGENCY"),
        ("Lụa 😀", "OFFICIAL"),
        ("UBND tỉnh", "AGENCY"),
    )
    year = (card.published or "XXXX")[:4]
    suggestions = []
    for words, label in rows:
        if (at := text.find(words, text.find("Bà") if "😀" in words else 0)) >= 0:
            value = f"{year}-07-28TAF" if label == "DATE" else None
            suggestions.append(Suggestion(Span(at, at + len(words)), label, f"rule:{label.lower()}", 0.9, value))
    by_label = {s.label: s for s in reversed(suggestions)}
    relations = []
    if "OFFICIAL" in by_label and "TITLE" in by_label:
        head, tail = by_label["OFFICIAL"], by_label["TITLE"]
        relations.append(SuggestedRelation("HOLDS", (head.span, head.label), (tail.span, tail.label), "current"))
    return Detection(tuple(suggestions), tuple(relations))
