"""A card may be a row of a digest."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

IN_A_DIGEST = sa.text("within IS NOT NULL")


def upgrade() -> None:
    key = sa.String().with_variant(sa.String(collation="C"), "postgresql")
    op.add_column("cards", sa.Column("within", key, nullable=True))
    op.add_column("cards", sa.Column("line", sa.JSON(), nullable=True))
    op.create_index("ix_cards_within", "cards", ["within"], postgresql_where=IN_A_DIGEST, sqlite_where=IN_A_DIGEST)


def downgrade() -> None:
    op.drop_index("ix_cards_within", "cards")
    op.drop_column("cards", "line")
    op.drop_column("cards", "within")
