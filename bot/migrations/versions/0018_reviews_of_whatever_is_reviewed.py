"""Reviews have a table of their own, for whatever is reviewed; decisions are theirs.

While the version before still runs beside this one, on PostgreSQL, it goes on with everything but reviews: whoever
submits, edits or decides there is told to try again, because it would not see what was decided here.
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

NEWER = '[{"name": "Newer version", "roles": ["administrator"], "decide": "any", "within": "P2D"}]'
"""The stages of a post that this version submits, as the version before reads them."""
MOVED = ("route", "route_why", "stages", "same_person", "stage", "stage_began_at")
COPIED = ("version", "sha256", *MOVED)
POSTS = sa.table("posts", *(sa.column(name) for name in ("id", *COPIED)))
REVIEWS = sa.table("reviews", *(sa.column(name) for name in ("matter", *COPIED)))
OF_POST = "post:" + sa.cast(POSTS.c.id, sa.String)


def upgrade() -> None:
    op.create_table(
        "reviews",
        sa.Column("matter", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("route", sa.String(), nullable=False),
        sa.Column("route_why", sa.String(), server_default="", nullable=False),
        sa.Column("stages", sa.JSON(), nullable=False),
        sa.Column("same_person", sa.Boolean(), server_default=sa.false(), nullable=False),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("stage_began_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("matter", name="pk_reviews"),
    )
    its = sa.select(OF_POST, *(POSTS.c[name] for name in COPIED))
    op.execute(sa.insert(REVIEWS).from_select(["matter", *COPIED], its))
    with op.batch_alter_table("posts") as batch_op:
        batch_op.alter_column("route", existing_type=sa.String(), server_default="")
        batch_op.alter_column("stages", existing_type=sa.JSON(), server_default=NEWER)
        batch_op.alter_column("stage", existing_type=sa.Integer(), server_default="0")
        batch_op.alter_column(
            "stage_began_at", existing_type=sa.DateTime(timezone=True), server_default=sa.func.current_timestamp()
        )
    _let_go()
    with op.batch_alter_table("decisions") as batch_op:
        batch_op.add_column(sa.Column("matter", sa.String(), nullable=True))
    op.execute("UPDATE decisions SET matter = 'post:' || post_id")
    with op.batch_alter_table("decisions") as batch_op:
        # The version before leaves it out: there is no such review, so its decision is a conflict.
        batch_op.alter_column("matter", existing_type=sa.String(), nullable=False, server_default="")
        batch_op.alter_column("post_id", existing_type=sa.Integer(), nullable=True)
        batch_op.drop_constraint("fk_decisions_post_id_posts", type_="foreignkey")
        batch_op.drop_constraint("uq_decisions_post_id_version_stage_who", type_="unique")
        batch_op.create_foreign_key("fk_decisions_matter_reviews", "reviews", ["matter"], ["matter"])
        batch_op.create_unique_constraint(
            "uq_decisions_matter_version_stage_who", ["matter", "version", "stage", "who"]
        )
    _keep()
    if op.get_bind().dialect.name == "postgresql":
        _refuse_the_version_before()


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER posts_newer ON posts")
        op.execute("DROP TRIGGER posts_newer_edit ON posts")
        op.execute("DROP FUNCTION concord_newer()")
    _let_go()
    op.execute("UPDATE decisions SET post_id = CAST(substr(matter, 6) AS INTEGER)")
    with op.batch_alter_table("decisions") as batch_op:
        batch_op.drop_constraint("uq_decisions_matter_version_stage_who", type_="unique")
        batch_op.drop_constraint("fk_decisions_matter_reviews", type_="foreignkey")
        batch_op.drop_column("matter")
        batch_op.alter_column("post_id", existing_type=sa.Integer(), nullable=False)
        batch_op.create_foreign_key("fk_decisions_post_id_posts", "posts", ["post_id"], ["id"])
        batch_op.create_unique_constraint(
            "uq_decisions_post_id_version_stage_who", ["post_id", "version", "stage", "who"]
        )
    _keep()
    its = {name: sa.select(REVIEWS.c[name]).where(REVIEWS.c.matter == OF_POST).scalar_subquery() for name in MOVED}
    op.execute(sa.update(POSTS).values(its))
    with op.batch_alter_table("posts") as batch_op:
        for name, kind in (("route", sa.String()), ("stages", sa.JSON()), ("stage", sa.Integer())):
            batch_op.alter_column(name, existing_type=kind, server_default=None)
        batch_op.alter_column("stage_began_at", existing_type=sa.DateTime(timezone=True), server_default=None)
    op.drop_table("reviews")


def _let_go() -> None:
    """Of decisions, which refuse changes otherwise."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER decisions_keep ON decisions")
    else:
        op.execute("DROP TRIGGER decisions_keep_update")
        op.execute("DROP TRIGGER decisions_keep_delete")


def _keep() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER decisions_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON decisions"
            " FOR EACH STATEMENT EXECUTE FUNCTION concord_keep()"
        )
        return
    for change in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER decisions_keep_{change} BEFORE {change.upper()} ON decisions BEGIN"
            " SELECT RAISE(ABORT, 'decisions keeps what is in it: nothing is changed or removed'); END"
        )


def _refuse_the_version_before() -> None:
    """As a conflict (40001), so that people are told to try again. It alone names a stage where it submits or edits."""
    op.execute(
        "CREATE FUNCTION concord_newer() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " RAISE EXCEPTION 'a newer version of Concord reviews' USING ERRCODE = '40001'; END $$"
    )
    op.execute(
        "CREATE TRIGGER posts_newer BEFORE INSERT ON posts"
        " FOR EACH ROW WHEN (NEW.route <> '') EXECUTE FUNCTION concord_newer()"
    )
    op.execute(
        "CREATE TRIGGER posts_newer_edit BEFORE UPDATE ON posts FOR EACH ROW"
        " WHEN (OLD.stage_began_at <> NEW.stage_began_at) EXECUTE FUNCTION concord_newer()"
    )
