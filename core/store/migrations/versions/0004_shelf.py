"""What the library asks of every article, in indexes: it need not read whole cards and detections.

Revision ID: 0004
"""

from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_index("card_by_state", "card", ["layer", "state", "article"])
    op.create_index("card_on_shelf", "card", ["article", "layer", "state", "province", "published"])
    op.create_index("detection_on_shelf", "detection", ["article", "version", "against", "province"])
