"""Of which kind a crisis is, and its checklist: what is to be done, who does it, and who did."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "checklist_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("crisis_id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("is_department", sa.Boolean(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("role", "person", "state", "done_by", "done_name")),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["crisis_id"], ["crises.id"], name="fk_checklist_lines_crisis_id_crises"),
        sa.PrimaryKeyConstraint("id", name="pk_checklist_lines"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_checklist_lines_crisis_id", "checklist_lines", ["crisis_id"])
    for name in ("kind", "checklist"):
        op.add_column("crises", sa.Column(name, sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    for name in ("checklist", "kind"):
        op.drop_column("crises", name)
    op.drop_table("checklist_lines")
