"""A crisis may be a false alarm, or the same as another."""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("crises", sa.Column("ending", sa.String(), server_default="resolved", nullable=False))
    op.add_column("crises", sa.Column("same_as", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("crises", "same_as")
    op.drop_column("crises", "ending")
