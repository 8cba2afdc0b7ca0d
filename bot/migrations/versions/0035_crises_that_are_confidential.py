"""Crises that only those in their room see."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("crises", "freezes"):
        op.add_column(table, sa.Column("confidential", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.create_table(
        "crisis_members",
        sa.Column("crisis_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("is_here", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["crisis_id"], ["crises.id"], name=op.f("fk_crisis_members_crisis_id_crises")),
        sa.PrimaryKeyConstraint("crisis_id", "person", name=op.f("pk_crisis_members")),
    )


def downgrade() -> None:
    op.drop_table("crisis_members")
    for table in ("crises", "freezes"):
        op.drop_column(table, "confidential")
