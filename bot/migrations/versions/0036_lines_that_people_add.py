"""Whence lines of a timeline are, stars on those that a review is to tell, who follows a crisis, and who was told."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "crisis_sources",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["crisis_entries.id"], name="fk_crisis_sources_entry_id_crisis_entries"),
        sa.PrimaryKeyConstraint("entry_id", name="pk_crisis_sources"),
    )
    op.create_table(
        "crisis_stars",
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["crisis_entries.id"], name="fk_crisis_stars_entry_id_crisis_entries"),
        sa.PrimaryKeyConstraint("entry_id", name="pk_crisis_stars"),
    )

    op.create_table(
        "crisis_followers",
        sa.Column("crisis_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["crisis_id"], ["crises.id"], name="fk_crisis_followers_crisis_id_crises"),
        sa.PrimaryKeyConstraint("crisis_id", "person", name="pk_crisis_followers"),
    )
    op.create_table(
        "briefings",
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("person", name="pk_briefings"),
    )


def downgrade() -> None:
    op.drop_table("briefings")
    op.drop_table("crisis_followers")
    op.drop_table("crisis_stars")
    op.drop_table("crisis_sources")
