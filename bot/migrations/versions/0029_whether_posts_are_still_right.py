"""Whether posts are still right that name a product is asked until somebody says so; names of products are searched."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("post_products") as table:
        table.add_column(sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))
        table.add_column(sa.Column("asked_about", sa.String(), nullable=True))
    op.create_table(
        "product_searches",
        sa.Column("product_id", sa.Integer(), nullable=False),
        sa.Column("after", sa.Integer(), nullable=False),
        sa.Column("began", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name="fk_product_searches_product_id_products"),
        sa.PrimaryKeyConstraint("product_id", name="pk_product_searches"),
    )


def downgrade() -> None:
    op.drop_table("product_searches")
    with op.batch_alter_table("post_products") as table:
        table.drop_column("asked_about")
        table.drop_column("asked_at")
