"""A role that somebody has until a date: granted, or in somebody's stead."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    words = ("person", "role", "instead_of", "market", "region", "brand", "kind", "account", "by", "reason", "status")
    op.create_table(
        "role_grants",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in words),
        *(sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in ("since", "until", "given_at")),
        sa.PrimaryKeyConstraint("id", name="pk_role_grants"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_role_grants_status_role_grants_until", "role_grants", ["status", "until"])


def downgrade() -> None:
    op.drop_table("role_grants")
