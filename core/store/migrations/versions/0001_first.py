"""The first schema.

Revision ID: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "annotator",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "article",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
        sa.UniqueConstraint("id"),
    )
    op.create_table(
        "dataset",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "layer",
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "source_bytes",
        sa.Column("sha256", sa.Text(), nullable=False),
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
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("decision", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("mod", sa.Text(), nullable=True),
        sa.Column("calendar", sa.Text(), nullable=True),
        sa.Column("value_by", sa.Text(), nullable=True),
        sa.Column("flag", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
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
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("zones", sa.Text(), nullable=False),
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
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("sources", sa.Text(), nullable=False),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("published_by", sa.Text(), nullable=True),
        sa.Column("province", sa.Text(), nullable=True),
        sa.Column("province_by", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("flag", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
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
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("against", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("province", sa.Text(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article"],
            ["article.id"],
        ),
        sa.PrimaryKeyConstraint("article"),
    )
    op.create_table(
        "journal",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.LargeBinary(length=16), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("annotator", sa.LargeBinary(length=16), nullable=False),
        sa.Column("machine", sa.Text(), nullable=False),
        sa.Column("article", sa.LargeBinary(length=16), nullable=True),
        sa.Column("layer", sa.LargeBinary(length=16), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("undoes", sa.LargeBinary(length=16), nullable=True),
        sa.Column("batch", sa.LargeBinary(length=16), nullable=True),
        sa.Column("removed", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
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
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("fields", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
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
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("head", sa.LargeBinary(length=16), nullable=False),
        sa.Column("tail", sa.LargeBinary(length=16), nullable=False),
        sa.Column("status", sa.Text(), nullable=True),
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
    op.execute("CREATE VIRTUAL TABLE article_search USING fts5(title, body, content='', tokenize='unicode61')")
    for name, change in (("changed", "UPDATE"), ("cut", "DELETE")):
        op.execute(
            f"CREATE TRIGGER journal_is_never_{name} BEFORE {change} ON journal "
            "BEGIN SELECT RAISE(ABORT, 'the journal only grows'); END"
        )
