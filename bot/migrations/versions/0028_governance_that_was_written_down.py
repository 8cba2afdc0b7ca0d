"""Governance that was written down in Slack, in force or not."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "governance_revisions",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in ("text", "sha256", "based_on", "by")),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_governance_revisions"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_governance_revisions_sha256_governance_revisions_id", "governance_revisions", ["sha256", "id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER governance_revisions_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON governance_revisions"
            " FOR EACH STATEMENT EXECUTE FUNCTION concord_keep()"
        )
        return
    for change in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER governance_revisions_keep_{change} BEFORE {change.upper()} ON governance_revisions BEGIN"
            " SELECT RAISE(ABORT, 'governance_revisions keeps what is in it: nothing is changed or removed'); END"
        )


def downgrade() -> None:
    op.drop_table("governance_revisions")
