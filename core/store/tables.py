"""The tables of a dataset, as SQLAlchemy Core: what `migrations/` builds step by step, at its newest.

Ids are 16 bytes; times are milliseconds since 1970 UTC; offsets are code points. JSON is text that people can read.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
    text,
)
from sqlalchemy import (
    Text as AnyText,
)

metadata = MetaData()
ID = LargeBinary(16)
Text = AnyText().with_variant(AnyText(collation="C"), "postgresql")
"""Compared byte by byte, as SQLite does, whatever the language of the server."""
LONG = BigInteger().with_variant(Integer, "sqlite")
"""Milliseconds and running numbers: SQLite's integers are as long as need be."""


def _one_article_one_layer() -> tuple[Column, ...]:
    """The columns that every item has."""
    return (
        Column("id", ID, primary_key=True),
        Column("article", ID, ForeignKey("article.id"), nullable=False),
        Column("layer", ID, ForeignKey("layer.id"), nullable=False),
        Column("rev", ID, nullable=False),
    )


def _partly(name: str, column: str, where: str) -> Index:
    """An index of some rows only: the rest costs nothing."""
    index = Index(name, column, sqlite_where=text(where))
    index.info["where"] = text(where)
    return index


def tell_postgresql() -> None:
    """Which indexes are of some rows only, there too: at import it would load a dialect that few need."""
    for index in (index for table in metadata.tables.values() for index in table.indexes):
        if (where := index.info.get("where")) is not None:
            index.dialect_options["postgresql"]["where"] = where


dataset = Table("dataset", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

annotator = Table("annotator", metadata, Column("id", ID, primary_key=True), Column("name", Text, nullable=False))

layer = Table(
    "layer",
    metadata,
    Column("id", ID, primary_key=True),
    Column("kind", Text, nullable=False),  # annotator, gold
    Column("name", Text, nullable=False),
)

article = Table(
    "article",
    metadata,
    Column("number", LONG, primary_key=True),  # the row of the search index
    Column("id", ID, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("length", Integer, nullable=False),
    Column("added", LONG, nullable=False),
)

# Apart from `article`, so that listing a hundred thousand articles never reads their texts.
article_text = Table(
    "article_text",
    metadata,
    Column("article", ID, ForeignKey("article.id"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("zones", Text, nullable=False),
)

source_bytes = Table(
    "source_bytes", metadata, Column("sha256", Text, primary_key=True), Column("deflated", LargeBinary, nullable=False)
)

card = Table(
    "card",
    metadata,
    *_one_article_one_layer(),
    Column("title", Text, nullable=False),
    Column("sources", Text, nullable=False),
    Column("published", Text),
    Column("published_by", Text),
    Column("province", Text),
    Column("province_by", Text),
    Column("state", Text, nullable=False),
    Column("flag", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    UniqueConstraint("article", "layer"),
    Index("card_by_province", "layer", "province", "state"),
    Index("card_by_published", "published"),
    Index("card_by_state", "layer", "state", "article"),
    Index("card_on_shelf", "article", "layer", "state", "province", "published"),  # the library reads no whole cards
)

annotation = Table(
    "annotation",
    metadata,
    *_one_article_one_layer(),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("decision", Text, nullable=False),
    Column("origin", Text, nullable=False),
    Column("score", Float, nullable=False),
    Column("value", Text),
    Column("mod", Text),
    Column("calendar", Text),
    Column("value_by", Text),
    Column("flag", Boolean, nullable=False),
    Column("note", Text, nullable=False),
    UniqueConstraint("article", "layer", "start", "end", "label"),
    CheckConstraint('0 <= start AND start < "end"', name="span"),
    _partly("annotation_by_value", "value", where="value IS NOT NULL"),
    _partly("annotation_doubted", "article", where="flag OR note <> ''"),
)

relation = Table(
    "relation",
    metadata,
    *_one_article_one_layer(),
    Column("kind", Text, nullable=False),
    Column("head", ID, ForeignKey("annotation.id"), nullable=False, index=True),
    Column("tail", ID, ForeignKey("annotation.id"), nullable=False, index=True),
    Column("status", Text),
    Index("relation_by_article", "article", "layer"),
)

record = Table(
    "record",
    metadata,
    Column("id", ID, primary_key=True),
    Column("article", ID, ForeignKey("article.id")),  # none: the dataset's own
    Column("layer", ID, ForeignKey("layer.id"), nullable=False),
    Column("rev", ID, nullable=False),
    Column("kind", Text, nullable=False),
    Column("fields", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    Index("record_by_article", "article", "layer"),
)

journal = Table(
    "journal",
    metadata,
    Column("seq", LONG, primary_key=True, autoincrement=True),
    Column("id", ID, nullable=False, unique=True),
    Column("at", LONG, nullable=False),
    Column("annotator", ID, ForeignKey("annotator.id"), nullable=False),
    Column("machine", Text, nullable=False),
    Column("article", ID),
    Column("layer", ID, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),  # do, undo, redo, import
    Column("undoes", ID),
    Column("batch", ID),
    Column("removed", Text, nullable=False),
    Column("added", Text, nullable=False),
    Index("journal_by_annotator", "annotator", "seq"),
    Index("journal_by_batch", "batch", "seq"),
    Index("journal_by_article", "article", "seq"),
    sqlite_autoincrement=True,
)

detection = Table(
    "detection",
    metadata,
    Column("article", ID, ForeignKey("article.id"), primary_key=True),
    Column("version", Text, nullable=False),
    Column("against", Text),  # the publication date that its dates were resolved against
    Column("published", Text),  # the one that the article's own head gives
    Column("province", Text),
    Column("count", Integer, nullable=False),
    Column("payload", Text, nullable=False),
    Index("detection_by_province", "province"),
    Index("detection_by_published", "published"),
    Index("detection_on_shelf", "article", "version", "against", "province"),  # nor what was found in each article
)

bookmark = Table(
    "bookmark",
    metadata,
    Column("annotator", ID, ForeignKey("annotator.id"), primary_key=True),
    Column("article", ID, ForeignKey("article.id"), nullable=False),
    Column("offset", Integer, nullable=False),
)

# What the review keeps of each article as a layer has it, made anew where `mark` is no longer that of the article.
digest = Table(
    "digest",
    metadata,
    Column("article", ID, ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
    Column("layer", ID, ForeignKey("layer.id", ondelete="CASCADE"), primary_key=True),
    Column("mark", Text, nullable=False),
    Column("sketch", LargeBinary, nullable=False),
    Column("deflated", LargeBinary, nullable=False),
)
