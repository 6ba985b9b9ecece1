"""The first schema.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
_LONG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_POSTGRES = (
    "CREATE TABLE article_search (number BIGINT NOT NULL REFERENCES article (number) ON DELETE CASCADE, "
    "part INTEGER NOT NULL, title TEXT NOT NULL, body TEXT NOT NULL, words TSVECTOR NOT NULL, "
    "PRIMARY KEY (number, part))",
    "CREATE INDEX article_search_words ON article_search USING gin (words)",
    "CREATE FUNCTION journal_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "RAISE EXCEPTION 'the journal only grows' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER journal_is_never_changed BEFORE UPDATE OR DELETE OR TRUNCATE ON journal "
    "FOR EACH STATEMENT EXECUTE FUNCTION journal_only_grows()",
    "CREATE FUNCTION journal_has_grown() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "NOTIFY butvang_changed; RETURN NULL; END $$",
    "CREATE TRIGGER journal_is_heard AFTER INSERT ON journal FOR EACH STATEMENT EXECUTE FUNCTION journal_has_grown()",
)


def upgrade() -> None:
    op.create_table(
        "annotator",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "article",
        sa.Column("number", _LONG, nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("title", _TEXT, nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("added", _LONG, nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "dataset",
        sa.Column("key", _TEXT, nullable=False),
        sa.Column("value", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "layer",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "source_bytes",
        sa.Column("sha256", _TEXT, nullable=False),
        sa.Column("deflated", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
    )
    op.create_table(
        "annotation",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("article", sa.LargeBinary(length=16), nullable=False),
        sa.Column("layer", sa.LargeBinary(length=16), nullable=False),
        sa.Column("rev", sa.LargeBinary(length=16), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("label", _TEXT, nullable=False),
        sa.Column("decision", _TEXT, nullable=False),
        sa.Column("origin", _TEXT, nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("value", _TEXT, nullable=True),
        sa.Column("mod", _TEXT, nullable=True),
        sa.Column("calendar", _TEXT, nullable=True),
        sa.Column("value_by", _TEXT, nullable=True),
        sa.Column("flag", sa.Boolean(), nullable=False),
        sa.Column("note", _TEXT, nullable=False),
        sa.CheckConstraint('0 <= start AND start < "end"', name="span"),
        sa.ForeignKeyConstraint(
            ["article"],
            ["article.id"],
        ),
        sa.ForeignKeyConstraint(
            ["layer"],
            ["layer.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("article", "layer", "start", "end", "label"),
    )
    op.create_table(
        "article_text",
        sa.Column("article", sa.LargeBinary(length=16), nullable=False),
        sa.Column("text", _TEXT, nullable=False),
        sa.Column("zones", _TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("article"),
    )
    op.create_table(
        "bookmark",
        sa.Column("annotator", sa.LargeBinary(length=16), nullable=False),
        sa.Column("article", sa.LargeBinary(length=16), nullable=False),
        sa.Column("offset", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["annotator"],
            ["annotator.id"],
        ),
        sa.ForeignKeyConstraint(
            ["article"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("annotator"),
    )
    op.create_table(
        "card",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("article", sa.LargeBinary(length=16), nullable=False),
        sa.Column("layer", sa.LargeBinary(length=16), nullable=False),
        sa.Column("rev", sa.LargeBinary(length=16), nullable=False),
        sa.Column("title", _TEXT, nullable=False),
        sa.Column("sources", _TEXT, nullable=False),
        sa.Column("published", _TEXT, nullable=True),
        sa.Column("published_by", _TEXT, nullable=True),
        sa.Column("province", _TEXT, nullable=True),
        sa.Column("province_by", _TEXT, nullable=True),
        sa.Column("state", _TEXT, nullable=False),
        sa.Column("flag", sa.Boolean(), nullable=False),
        sa.Column("note", _TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["article.id"],
        ),
        sa.ForeignKeyConstraint(
            ["layer"],
            ["layer.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("article", "layer"),
    )
    op.create_index("card_by_province", "card", ["layer", "province", "state"], unique=False)
    op.create_table(
        "detection",
        sa.Column("article", sa.LargeBinary(length=16), nullable=False),
        sa.Column("version", _TEXT, nullable=False),
        sa.Column("against", _TEXT, nullable=True),
        sa.Column("published", _TEXT, nullable=True),
        sa.Column("province", _TEXT, nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("payload", _TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("article"),
    )
    op.create_table(
        "journal",
        sa.Column("seq", _LONG, autoincrement=True, nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("at", _LONG, nullable=False),
        sa.Column("annotator", sa.LargeBinary(length=16), nullable=False),
        sa.Column("machine", _TEXT, nullable=False),
        sa.Column("article", sa.LargeBinary(length=16), nullable=True),
        sa.Column("layer", sa.LargeBinary(length=16), nullable=False),
        sa.Column("name", _TEXT, nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("undoes", sa.LargeBinary(length=16), nullable=True),
        sa.Column("batch", sa.LargeBinary(length=16), nullable=True),
        sa.Column("removed", _TEXT, nullable=False),
        sa.Column("added", _TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["annotator"],
            ["annotator.id"],
        ),
        sa.PrimaryKeyConstraint("seq"),
        sa.UniqueConstraint("id"),
        sqlite_autoincrement=True,
    )
    op.create_index("journal_by_annotator", "journal", ["annotator", "seq"], unique=False)
    op.create_index("journal_by_article", "journal", ["article", "seq"], unique=False)
    op.create_index("journal_by_batch", "journal", ["batch", "seq"], unique=False)
    op.create_table(
        "record",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("article", sa.LargeBinary(length=16), nullable=True),
        sa.Column("layer", sa.LargeBinary(length=16), nullable=False),
        sa.Column("rev", sa.LargeBinary(length=16), nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("fields", _TEXT, nullable=False),
        sa.Column("evidence", _TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["article.id"],
        ),
        sa.ForeignKeyConstraint(
            ["layer"],
            ["layer.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("record_by_article", "record", ["article", "layer"], unique=False)
    op.create_table(
        "relation",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("article", sa.LargeBinary(length=16), nullable=False),
        sa.Column("layer", sa.LargeBinary(length=16), nullable=False),
        sa.Column("rev", sa.LargeBinary(length=16), nullable=False),
        sa.Column("kind", _TEXT, nullable=False),
        sa.Column("head", sa.LargeBinary(length=16), nullable=False),
        sa.Column("tail", sa.LargeBinary(length=16), nullable=False),
        sa.Column("status", _TEXT, nullable=True),
        sa.ForeignKeyConstraint(
            ["article"],
            ["article.id"],
        ),
        sa.ForeignKeyConstraint(
            ["head"],
            ["annotation.id"],
        ),
        sa.ForeignKeyConstraint(
            ["layer"],
            ["layer.id"],
        ),
        sa.ForeignKeyConstraint(
            ["tail"],
            ["annotation.id"],
        ),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(op.f("ix_relation_head"), "relation", ["head"], unique=False)
    op.create_index(op.f("ix_relation_tail"), "relation", ["tail"], unique=False)
    op.create_index("relation_by_article", "relation", ["article", "layer"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        for statement in _POSTGRES:
            op.execute(statement)
        return
    op.execute("CREATE VIRTUAL TABLE article_search USING fts5(title, body, content='', tokenize='unicode61')")
    for name, change in (("changed", "UPDATE"), ("cut", "DELETE")):
        op.execute(
            f"CREATE TRIGGER journal_is_never_{name} BEFORE {change} ON journal "
            "BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END"
        )
