"""An answer from an address that several read waits for its person to confirm it."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

COLUMNS = ("claimed_by", "claimed_name", "claimed_from")


def upgrade() -> None:
    with op.batch_alter_table("crises") as batch_op:
        for column in COLUMNS:
            batch_op.add_column(sa.Column(column, sa.String(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("crises") as batch_op:
        for column in (*COLUMNS, "claimed_until"):
            batch_op.drop_column(column)
