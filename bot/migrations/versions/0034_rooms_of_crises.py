"""The channel of its own that a crisis may have."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("crises", sa.Column("room", sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("crises", "room")
