"""Checkpoints of the audit trail are kept, for good."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audit_checkpoints",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(), nullable=False),
        sa.Column("peaks", sa.JSON(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_audit_checkpoints")),
    )
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER audit_checkpoints_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_checkpoints"
            " FOR EACH STATEMENT EXECUTE FUNCTION concord_keep()"
        )
        return
    for change in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER audit_checkpoints_keep_{change} BEFORE {change.upper()} ON audit_checkpoints BEGIN"
            " SELECT RAISE(ABORT, 'audit_checkpoints keeps what is in it: nothing is changed or removed'); END"
        )


def downgrade() -> None:
    op.drop_table("audit_checkpoints")
