"""What owners are asked each quarter about their accounts, and what they said."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
branch_labels = None
depends_on = None

STATE = ("open", "ended")
ANSWER = ("waiting", "still right", "retired", "another owner", "not answered")


def upgrade() -> None:
    op.create_table(
        "attestations",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("state", sa.Enum(*STATE, name="state", native_enum=False, length=None), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attestations")),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_attestations_quarter_owner", "attestations", ["quarter", "owner"], unique=True)
    op.create_index(op.f("ix_attestations_state_attestations_quarter"), "attestations", ["state", "quarter"])
    op.create_index(op.f("ix_attestations_owner_attestations_state"), "attestations", ["owner", "state"])
    op.create_table(
        "attestation_lines",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("attestation_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("answer", sa.Enum(*ANSWER, name="answered", native_enum=False, length=None), nullable=False),
        sa.Column("lacks", sa.JSON(), nullable=False),
        sa.Column("answered_by", sa.String(), server_default="", nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attestation_lines")),
        sa.ForeignKeyConstraint(
            ["attestation_id"], ["attestations.id"], name=op.f("fk_attestation_lines_attestation_id_attestations")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_attestation_lines_account_id_accounts")),
        sqlite_autoincrement=True,
    )
    op.create_index("uq_attestation_lines_account", "attestation_lines", ["attestation_id", "account_id"], unique=True)
    op.create_index(
        op.f("ix_attestation_lines_account_id_attestation_lines_quarter"),
        "attestation_lines",
        ["account_id", "quarter"],
    )
    op.create_index(op.f("ix_attestation_lines_answer"), "attestation_lines", ["answer"])


def downgrade() -> None:
    op.drop_table("attestation_lines")
    op.drop_table("attestations")
