"""Indexes for what reviewers look for: provinces, dates, values, doubts.

Revision ID: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_DATED = sa.text("value IS NOT NULL")
_DOUBTED = sa.text("flag OR note <> ''")


def upgrade() -> None:
    op.create_index("card_by_published", "card", ["published"])
    op.create_index("detection_by_province", "detection", ["province"])
    op.create_index("detection_by_published", "detection", ["published"])
    op.create_index("annotation_by_value", "annotation", ["value"], sqlite_where=_DATED, postgresql_where=_DATED)
    op.create_index("annotation_doubted", "annotation", ["article"], sqlite_where=_DOUBTED, postgresql_where=_DOUBTED)
