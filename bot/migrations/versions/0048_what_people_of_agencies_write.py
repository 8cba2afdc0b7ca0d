"""What people of agencies write."""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agency_drafts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("account_label", sa.String(), nullable=False),
        sa.Column("author", sa.String(), nullable=False),
        sa.Column("author_name", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("draft", "ready", "taken over", name="status", native_enum=False, length=None),
            nullable=False,
        ),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], name=op.f("fk_agency_drafts_account_id_accounts")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_drafts")),
    )
    with op.batch_alter_table("agency_drafts", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_agency_drafts_author_agency_drafts_status"), ["author", "status"], unique=False
        )


def downgrade() -> None:
    with op.batch_alter_table("agency_drafts", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agency_drafts_author_agency_drafts_status"))

    op.drop_table("agency_drafts")
