"""Reviewers who ask for changes or reject say why in a word of a list, which can be counted."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("decisions") as batch_op:
        batch_op.add_column(sa.Column("code", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("decisions", recreate="never") as batch_op:
        batch_op.drop_column("code")
