"""An older version, which leaves the number of an entry to PostgreSQL, is given the next one too, without a gap."""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        # Whoever writes an entry holds the chain meanwhile; SQLite numbers so by itself.
        op.execute(
            "CREATE FUNCTION concord_next_entry() RETURNS integer LANGUAGE sql"
            " AS 'SELECT coalesce(max(id), 0) + 1 FROM audit_entries'"
        )
        op.execute("ALTER TABLE audit_entries ALTER COLUMN id SET DEFAULT concord_next_entry()")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE audit_entries ALTER COLUMN id SET DEFAULT nextval('audit_entries_id_seq')")
        op.execute("DROP FUNCTION concord_next_entry()")
