"""How far a file of accounts is taken in, and what became of its rows until then."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

COUNTS = ("taken", "added", "known")


def upgrade() -> None:
    with op.batch_alter_table("account_imports", table_kwargs={"sqlite_autoincrement": True}) as table:
        for name in COUNTS:
            table.add_column(sa.Column(name, sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("account_imports", table_kwargs={"sqlite_autoincrement": True}) as table:
        for name in COUNTS:
            table.drop_column(name)
