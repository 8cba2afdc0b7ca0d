"""What is said in a crisis, one statement a language; on which accounts, and whether it is posted there."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None

PARTS = ("known", "unknown", "doing", "advice", "contact")


def _foreign(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}")


def upgrade() -> None:
    op.create_table(
        "statements",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("crisis_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in PARTS),
        *(sa.Column(f"{name}_id", sa.Integer(), nullable=True) for name in PARTS),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("zone", "room", "status")),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("written_by", "written_name")),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved_by", sa.String(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        _foreign("statements", "crisis_id", "crises"),
        *(_foreign("statements", f"{name}_id", "private_texts") for name in PARTS),
        sa.PrimaryKeyConstraint("id", name="pk_statements"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_statements_crisis_id_statements_status", "statements", ["crisis_id", "status"])
    in_force = sa.text("status = 'in force'")
    op.create_index(
        "ix_statements_in_force",
        "statements",
        ["crisis_id", "language"],
        unique=True,
        postgresql_where=in_force,
        sqlite_where=in_force,
    )
    op.create_table(
        "statement_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("url", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reason_id", sa.Integer(), nullable=True),
        _foreign("statement_answers", "statement_id", "statements"),
        _foreign("statement_answers", "reason_id", "private_texts"),
        sa.PrimaryKeyConstraint("id", name="pk_statement_answers"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_statement_answers_statement_id", "statement_answers", ["statement_id"])
    op.create_table(
        "statement_accounts",
        sa.Column("statement_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        _foreign("statement_accounts", "statement_id", "statements"),
        _foreign("statement_accounts", "account_id", "accounts"),
        _foreign("statement_accounts", "answer_id", "statement_answers"),
        sa.PrimaryKeyConstraint("statement_id", "account_id", name="pk_statement_accounts"),
    )
    op.add_column("crises", sa.Column("statements", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("crises", "statements")
    op.drop_table("statement_accounts")
    op.drop_table("statement_answers")
    op.drop_table("statements")
