"""Each process gives a sign of life."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "signs_of_life",
        sa.Column("process", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("process", name=op.f("pk_signs_of_life")),
    )
    op.create_index(op.f("ix_signs_of_life_at"), "signs_of_life", ["at"], unique=False)


def downgrade() -> None:
    op.drop_table("signs_of_life")
