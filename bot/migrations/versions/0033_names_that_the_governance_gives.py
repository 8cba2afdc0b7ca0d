"""Names that the governance alone gives to products are searched in open posts, too."""

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "name_searches",
        sa.Column("written", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("began", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("written", name="pk_name_searches"),
    )


def downgrade() -> None:
    op.drop_table("name_searches")
