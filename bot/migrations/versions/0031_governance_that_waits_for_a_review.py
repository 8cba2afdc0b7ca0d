"""Changes of the governance that wait for a review."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "governance_changes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("by", "by_name", "status", "moved_by")),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"], ["governance_revisions.id"], name="fk_governance_changes_revision_id_governance_revisions"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_governance_changes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_governance_changes_revision_id", "governance_changes", ["revision_id"])
    op.create_index("ix_governance_changes_status", "governance_changes", ["status"])


def downgrade() -> None:
    op.drop_table("governance_changes")
