"""Crises that are only rehearsed, and the drills whose they are."""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
branch_labels = None
depends_on = None

MARKED = ("crises", "freezes", "frozen_accounts", "statements")
STATE = ("planned", "running", "over", "called off")
OBJECTIVE = ("answered", "frozen", "first word", "confirmed", "cadence")
RATING = ("P", "S", "M", "U")


def upgrade() -> None:
    for table in MARKED:
        op.add_column(table, sa.Column("drill", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.add_column("crises", sa.Column("players", sa.JSON(), server_default="{}", nullable=False))
    op.create_table(
        "drills",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("state", sa.Enum(*STATE, name="state", native_enum=False, length=None), nullable=False),
        sa.Column("crisis_id", sa.Integer(), nullable=True),
        sa.Column("scenario", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("what_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("likelihood", sa.Integer(), nullable=False),
        sa.Column("impact", sa.Integer(), nullable=False),
        sa.Column("accounts", sa.JSON(), nullable=False),
        sa.Column("players", sa.JSON(), nullable=False),
        sa.Column("observer", sa.String(), nullable=False),
        sa.Column("observer_name", sa.String(), nullable=False),
        sa.Column("planned_by", sa.String(), nullable=False),
        sa.Column("planned_name", sa.String(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("begins_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.String(), server_default="", nullable=False),
        sa.Column("ended_name", sa.String(), server_default="", nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("rated_by", sa.String(), server_default="", nullable=False),
        sa.Column("rated_name", sa.String(), server_default="", nullable=False),
        sa.Column("rated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("next_due_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drills")),
        sa.UniqueConstraint("crisis_id", name=op.f("uq_drills_crisis_id")),
        sa.ForeignKeyConstraint(["crisis_id"], ["crises.id"], name=op.f("fk_drills_crisis_id_crises")),
        sa.ForeignKeyConstraint(["what_id"], ["private_texts.id"], name=op.f("fk_drills_what_id_private_texts")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_drills_state"), "drills", ["state"])
    op.create_table(
        "drill_ratings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("drill_id", sa.Integer(), nullable=False),
        sa.Column("objective", sa.Enum(*OBJECTIVE, name="objective", native_enum=False, length=None), nullable=False),
        sa.Column("rating", sa.Enum(*RATING, name="rating", native_enum=False, length=None), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("words_id", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drill_ratings")),
        sa.ForeignKeyConstraint(["drill_id"], ["drills.id"], name=op.f("fk_drill_ratings_drill_id_drills")),
        sa.ForeignKeyConstraint(
            ["words_id"], ["private_texts.id"], name=op.f("fk_drill_ratings_words_id_private_texts")
        ),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_drill_ratings_drill_id"), "drill_ratings", ["drill_id"])


def downgrade() -> None:
    op.drop_table("drill_ratings")
    op.drop_table("drills")
    op.drop_column("crises", "players")
    for table in MARKED:
        op.drop_column(table, "drill")
