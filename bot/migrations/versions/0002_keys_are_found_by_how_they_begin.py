"""Keys are found by how they begin; what could not be said keeps its time."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

NUMBERED = {"sqlite_autoincrement": True}
"""SQLite makes the table anew: still no number is given twice."""
KEYS = (("letters", "key"), ("letters", "card"), ("letters", "thread"), ("cards", "key"))


def upgrade() -> None:
    _compare_keys("C")
    op.execute(r"UPDATE cards SET key = key || ':' || channel WHERE key LIKE 'slot:%\:making'")
    op.execute(r"UPDATE letters SET card = card || ':' || channel WHERE card LIKE 'slot:%\:making'")
    with op.batch_alter_table("escalations", table_kwargs=NUMBERED) as batch_op:
        batch_op.add_column(sa.Column("held_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("interrupted", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("escalations", table_kwargs=NUMBERED) as batch_op:
        batch_op.drop_column("interrupted")
        batch_op.drop_column("held_until")
    _compare_keys("default")


def _compare_keys(collation: str) -> None:
    """SQLite compares byte by byte already."""
    if op.get_bind().dialect.name == "postgresql":
        for table, column in KEYS:
            op.execute(f'ALTER TABLE {table} ALTER COLUMN {column} TYPE VARCHAR COLLATE "{collation}"')
