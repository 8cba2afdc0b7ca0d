"""In a crisis there are approved answers to questions besides what the company says."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

IN_FORCE = sa.text("status = 'in force'")
ONE = "ix_statements_in_force"


def upgrade() -> None:
    op.add_column("statements", sa.Column("topic", sa.Integer(), server_default="0", nullable=False))
    op.add_column("statements", sa.Column("question", sa.String(), server_default="", nullable=False))
    key = "CONSTRAINT fk_statements_question_id_private_texts REFERENCES private_texts (id)"
    op.execute(f"ALTER TABLE statements ADD COLUMN question_id INTEGER {key}")
    _one_in_force("crisis_id", "language", "topic")


def downgrade() -> None:
    """Answers to questions are none of what the older version knows; those in force would be one too many."""
    op.execute("UPDATE statements SET status = 'over' WHERE topic > 0 AND status IN ('in force', 'in review')")
    _one_in_force("crisis_id", "language")
    with op.batch_alter_table("statements", table_kwargs={"sqlite_autoincrement": True}) as batch:
        for name in ("question_id", "question", "topic"):
            batch.drop_column(name)


def _one_in_force(*columns: str) -> None:
    op.drop_index(ONE, "statements")
    op.create_index(ONE, "statements", [*columns], unique=True, postgresql_where=IN_FORCE, sqlite_where=IN_FORCE)
