"""Several people may be on one crisis."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("crises") as batch_op:
        batch_op.add_column(sa.Column("joined", sa.JSON(), nullable=False, server_default="{}"))


def downgrade() -> None:
    with op.batch_alter_table("crises") as batch_op:
        batch_op.drop_column("joined")
