"""Who speaks for the company in a crisis, one person at a time."""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("speaker", "speaker_name"):
        op.add_column("crises", sa.Column(name, sa.String(), server_default="", nullable=False))


def downgrade() -> None:
    op.drop_column("crises", "speaker_name")
    op.drop_column("crises", "speaker")
