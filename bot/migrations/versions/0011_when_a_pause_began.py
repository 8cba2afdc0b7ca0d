"""When a pause began, so that a clock which is set back is noticed; the page of the worst crisis leaves first."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

RUNNING = sa.text("state = 'running'")


def upgrade() -> None:
    op.add_column("escalations", sa.Column("waits_since", sa.DateTime(timezone=True), nullable=True))
    op.create_index(
        "ix_escalations_waits_since",
        "escalations",
        ["waits_since"],
        unique=False,
        postgresql_where=RUNNING,
        sqlite_where=RUNNING,
    )
    op.add_column("pages", sa.Column("urgency", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("pages", "urgency")
    op.drop_index("ix_escalations_waits_since", table_name="escalations")
    op.drop_column("escalations", "waits_since")
