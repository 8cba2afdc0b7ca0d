"""After-action reviews of crises, and the actions that they ask for."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None

WORDS = ("cause", "went_well", "hurt", "luck", "lesson")
STATUS = ("being written", "in review", "changes requested", "rejected", "approved")


def upgrade() -> None:
    op.create_table(
        "debriefs",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("status", sa.Enum(*STATUS, name="status", native_enum=False, length=None), nullable=False),
        sa.Column("writer", sa.String(), nullable=False),
        sa.Column("writer_name", sa.String(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wrote", sa.JSON(), nullable=False),
        sa.Column("moved_by", sa.String(), nullable=False),
        sa.Column("moved_at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(each, sa.String(), nullable=False) for each in WORDS),
        *(sa.Column(f"{each}_id", sa.Integer(), nullable=True) for each in WORDS),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debriefs")),
        sa.ForeignKeyConstraint(["id"], ["crises.id"], name=op.f("fk_debriefs_id_crises")),
        *(_words("debriefs", each) for each in WORDS),
    )
    op.create_index(op.f("ix_debriefs_status_debriefs_id"), "debriefs", ["status", "id"])
    op.create_table(
        "corrective_actions",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("debrief_id", sa.Integer(), nullable=False),
        sa.Column(
            "status", sa.Enum("open", "done", name="actionstatus", native_enum=False, length=None), nullable=False
        ),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("what_id", sa.Integer(), nullable=True),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("who_name", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("done_by", sa.String(), server_default="", nullable=False),
        sa.Column("done_name", sa.String(), server_default="", nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_corrective_actions")),
        sa.ForeignKeyConstraint(
            ["debrief_id"], ["debriefs.id"], name=op.f("fk_corrective_actions_debrief_id_debriefs")
        ),
        _words("corrective_actions", "what"),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_corrective_actions_debrief_id"), "corrective_actions", ["debrief_id"])
    op.create_index(
        op.f("ix_corrective_actions_status_corrective_actions_who"), "corrective_actions", ["status", "who"]
    )


def downgrade() -> None:
    op.drop_table("corrective_actions")
    op.drop_table("debriefs")


def _words(table: str, column: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}_id_private_texts")
    return sa.ForeignKeyConstraint([f"{column}_id"], ["private_texts.id"], name=name)
