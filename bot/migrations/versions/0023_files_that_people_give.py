"""Files that people give, and what becomes of them."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "assets",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("bytes", sa.BigInteger(), nullable=False),
        sa.Column("slack_file", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_assets"),
    )
    op.create_index("ix_assets_kept_at", "assets", ["kept_at"])
    op.create_table(
        "account_imports",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("slack_file", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_account_imports"),
        sqlite_autoincrement=True,
    )
    is_open = sa.text("done_at IS NULL")
    op.create_index(
        "ix_account_imports_open", "account_imports", ["due_at"], postgresql_where=is_open, sqlite_where=is_open
    )
    op.create_index("ix_account_imports_done_at", "account_imports", ["done_at"])
    op.create_index("ix_account_imports_sha256", "account_imports", ["sha256"])


def downgrade() -> None:
    op.drop_table("account_imports")
    op.drop_table("assets")
