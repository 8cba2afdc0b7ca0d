"""What is on record stays: entries are numbered without a gap, and four tables refuse changes and removals."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TABLES = ("audit_entries", "decisions", "post_versions", "crisis_entries")


def upgrade() -> None:
    _number_entries()
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION concord_keep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            " RAISE EXCEPTION '% keeps what is in it: nothing is changed or removed', TG_TABLE_NAME; END $$"
        )
    for table in TABLES:
        _guard(table)


def downgrade() -> None:
    is_postgresql = op.get_bind().dialect.name == "postgresql"
    for table in TABLES:
        if is_postgresql:
            op.execute(f"DROP TRIGGER {table}_keep ON {table}")
        else:
            op.execute(f"DROP TRIGGER {table}_keep_update")
            op.execute(f"DROP TRIGGER {table}_keep_delete")
    if is_postgresql:
        op.execute("DROP FUNCTION concord_keep()")


def _number_entries() -> None:
    """PostgreSQL's sequences leave gaps where a transaction was undone; hashes do not cover numbers."""
    op.execute(
        "UPDATE audit_entries SET id = -ranked.number"
        " FROM (SELECT id, row_number() OVER (ORDER BY id) AS number FROM audit_entries) AS ranked"
        " WHERE ranked.id = audit_entries.id AND ranked.id <> ranked.number"
    )
    op.execute("UPDATE audit_entries SET id = -id WHERE id < 0")


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
