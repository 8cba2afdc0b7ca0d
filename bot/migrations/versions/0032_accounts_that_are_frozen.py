"""Accounts on which nothing goes out, who was asked whether anything is scheduled elsewhere, and what they answered."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def _foreign(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}")


def upgrade() -> None:
    op.create_table(
        "freezes",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("crisis_id", sa.Integer(), nullable=True),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("reason_id", sa.Integer(), nullable=True),
        sa.Column("look_again_s", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("state", "frozen_by", "frozen_name")),
        sa.Column("frozen_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("thawed_by", "thawed_name")),
        sa.Column("thawed_at", sa.DateTime(timezone=True), nullable=True),
        _foreign("freezes", "crisis_id", "crises"),
        _foreign("freezes", "reason_id", "private_texts"),
        sa.PrimaryKeyConstraint("id", name="pk_freezes"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_freezes_crisis_id", "freezes", ["crisis_id"])
    op.create_index("ix_freezes_state", "freezes", ["state"])
    op.create_table(
        "freeze_answers",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("freeze_id", sa.Integer(), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stopped", sa.String(), nullable=False),
        sa.Column("stopped_id", sa.Integer(), nullable=True),
        _foreign("freeze_answers", "freeze_id", "freezes"),
        _foreign("freeze_answers", "stopped_id", "private_texts"),
        sa.PrimaryKeyConstraint("id", name="pk_freeze_answers"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_freeze_answers_freeze_id", "freeze_answers", ["freeze_id"])
    op.create_table(
        "frozen_accounts",
        sa.Column("freeze_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("thawed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("answer_id", sa.Integer(), nullable=True),
        _foreign("frozen_accounts", "freeze_id", "freezes"),
        _foreign("frozen_accounts", "account_id", "accounts"),
        _foreign("frozen_accounts", "answer_id", "freeze_answers"),
        sa.PrimaryKeyConstraint("freeze_id", "account_id", name="pk_frozen_accounts"),
    )
    cold = sa.text("thawed_at IS NULL")
    op.create_index(
        "ix_frozen_accounts_cold", "frozen_accounts", ["account_id"], postgresql_where=cold, sqlite_where=cold
    )
    op.create_table(
        "freeze_calls",
        sa.Column("freeze_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        _foreign("freeze_calls", "freeze_id", "freezes"),
        _foreign("freeze_calls", "account_id", "accounts"),
        sa.PrimaryKeyConstraint("freeze_id", "account_id", "person", name="pk_freeze_calls"),
    )
    op.create_index("ix_freeze_calls_person", "freeze_calls", ["person"])
    op.add_column("crises", sa.Column("frozen", sa.Integer(), server_default="0", nullable=False))


def downgrade() -> None:
    op.drop_column("crises", "frozen")
    op.drop_table("freeze_calls")
    op.drop_table("frozen_accounts")
    op.drop_table("freeze_answers")
    op.drop_table("freezes")
