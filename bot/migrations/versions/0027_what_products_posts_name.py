"""Which products posts name, in rows; of the posts that there are, as their versions say it."""

import re
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

CLAUSE = re.compile(r"the (?:(?:text|title|link) names|media or their alt text name|account is called after) (.+)")
BRAND = re.compile(r"the account speaks for (.+)")
AT_ONCE = 1_000

posts = sa.table("posts", sa.column("id", sa.Integer), sa.column("version", sa.Integer))
versions = sa.table(
    "post_versions",
    sa.column("post_id", sa.Integer),
    sa.column("number", sa.Integer),
    sa.column("content", sa.JSON),
)
products = sa.table("products", sa.column("id", sa.Integer), sa.column("name", sa.String))
naming = sa.table(
    "post_products",
    sa.column("post_id", sa.Integer),
    sa.column("name", sa.String),
    sa.column("product_id", sa.Integer),
)


def upgrade() -> None:
    op.create_table(
        "post_products",
        sa.Column("post_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("product_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_post_products_post_id_posts"),
        sa.ForeignKeyConstraint(["product_id"], ["products.id"], name="fk_post_products_product_id_products"),
        sa.PrimaryKeyConstraint("post_id", "name", name="pk_post_products"),
    )
    op.create_index("ix_post_products_product_id", "post_products", ["product_id"])
    _fill(op.get_bind())


def downgrade() -> None:
    op.drop_table("post_products")


def _fill(bind: sa.Connection) -> None:
    """A batch of posts at a time."""
    known, last = {name.lower(): number for number, name in bind.execute(sa.select(products))}, 0
    newest = sa.and_(versions.c.post_id == posts.c.id, versions.c.number == posts.c.version)
    query = sa.select(posts.c.id, versions.c.content).join_from(posts, versions, newest).order_by(posts.c.id)
    while batch := bind.execute(query.where(posts.c.id > last).limit(AT_ONCE)).all():
        last = batch[-1].id
        rows = [
            {"post_id": post, "name": name, "product_id": known.get(name.lower())}
            for post, content in batch
            for name in dict.fromkeys(_names(content))
        ]
        if rows:
            bind.execute(sa.insert(naming), rows)


def _names(content: dict[str, Any]) -> Iterator[str]:
    """As the version says where it names them."""
    for clause in content.get("naming", ()):
        if named := CLAUSE.fullmatch(clause):
            yield from named[1].split(", ")
        elif named := BRAND.fullmatch(clause):
            yield named[1]
