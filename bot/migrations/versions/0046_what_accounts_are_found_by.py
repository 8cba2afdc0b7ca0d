"""What accounts are found by, and whose and where they are, without reading all of them. Concord writes it for the
accounts that there are once it has started.
"""

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

INDEXED = ("handle", "owner", "backup", "publisher", "deputy", "brand", "market", "kind")


def upgrade() -> None:
    op.create_table(
        "account_spellings",
        sa.Column("part", sa.String().with_variant(sa.String(collation="C"), "postgresql"), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name="fk_account_spellings_account_id_accounts"),
        sa.PrimaryKeyConstraint("part", "account_id", name="pk_account_spellings"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_account_spellings_account_id", "account_spellings", ["account_id"])
    for name in INDEXED:
        op.create_index(f"ix_accounts_{name}", "accounts", [name])


def downgrade() -> None:
    for name in reversed(INDEXED):
        op.drop_index(f"ix_accounts_{name}", "accounts")
    op.drop_table("account_spellings")
