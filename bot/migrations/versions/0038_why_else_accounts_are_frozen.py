"""Why somebody else wanted the same accounts frozen."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "freeze_reasons",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("freeze_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reason_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["freeze_id"], ["freezes.id"], name="fk_freeze_reasons_freeze_id_freezes"),
        sa.ForeignKeyConstraint(["reason_id"], ["private_texts.id"], name="fk_freeze_reasons_reason_id_private_texts"),
        sa.PrimaryKeyConstraint("id", name="pk_freeze_reasons"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_freeze_reasons_freeze_id", "freeze_reasons", ["freeze_id"])


def downgrade() -> None:
    op.drop_table("freeze_reasons")
