"""What the review keeps of each article, so that checks and registers of many need not read them all again.

Revision ID: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "digest",
        sa.Column("article", sa.LargeBinary(16), sa.ForeignKey("article.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("layer", sa.LargeBinary(16), sa.ForeignKey("layer.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("mark", _TEXT, nullable=False),
        sa.Column("sketch", sa.LargeBinary, nullable=False),
        sa.Column("deflated", sa.LargeBinary, nullable=False),
    )
