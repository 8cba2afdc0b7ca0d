"""Why reviewers send back what is said about a crisis, and what they ask, is kept apart, where a rule can purge it."""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None

REFERRING = {"decisions": "reason", "remarks": "text"}
"""By table, the column with the words."""

texts = sa.table("private_texts", sa.column("id", sa.Integer), sa.column("text", sa.String))


def upgrade() -> None:
    for table, name in REFERRING.items():
        key = f"CONSTRAINT fk_{table}_{name}_id_private_texts REFERENCES private_texts (id)"
        op.execute(f"ALTER TABLE {table} ADD COLUMN {name}_id INTEGER {key}")


def downgrade() -> None:
    """What was purged is empty."""
    for table, name in REFERRING.items():
        number = f"{name}_id"
        rows = sa.table(table, sa.column(name, sa.String), sa.column(number, sa.Integer))
        words = sa.select(sa.func.coalesce(texts.c.text, "")).where(texts.c.id == rows.c[number]).scalar_subquery()
        _unguard(table)
        op.execute(sa.update(rows).where(rows.c[number].is_not(None)).values({name: words}))
        with op.batch_alter_table(table) as batch:
            batch.drop_column(number)
        _guard(table)


def _unguard(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP TRIGGER {table}_keep ON {table}")
        return
    for change in ("update", "delete"):
        op.execute(f"DROP TRIGGER {table}_keep_{change}")


def _guard(table: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            f"CREATE TRIGGER {table}_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}"
            " FOR EACH STATEMENT EXECUTE FUNCTION concord_keep()"
        )
        return
    for change in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER {table}_keep_{change} BEFORE {change.upper()} ON {table} BEGIN"
            f" SELECT RAISE(ABORT, '{table} keeps what is in it: nothing is changed or removed'); END"
        )
