"""How a decision was signed, and who signs with more than a click."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signatories",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("pin", sa.String(), nullable=True),
        sa.Column("seed", sa.String(), nullable=True),
        sa.Column("next_seed", sa.String(), nullable=True),
        sa.Column("last_step", sa.Integer(), nullable=True),
        sa.Column("last_key", sa.String(), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("way", sa.String(), nullable=True),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("trusted_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("person", name="pk_signatories"),
    )
    with op.batch_alter_table("decisions") as batch_op:
        batch_op.add_column(sa.Column("signed", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("code_given_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("decisions", recreate="never") as batch_op:
        batch_op.drop_column("code_given_at")
        batch_op.drop_column("signed")
    op.drop_table("signatories")
