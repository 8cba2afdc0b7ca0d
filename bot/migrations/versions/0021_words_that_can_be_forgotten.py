"""The words of crises are kept apart from the record, where a rule can purge them."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

REFERRING = {"crises": ("what", "evidence", "latest", "outcome"), "crisis_entries": ("words",)}
SAID = ("raised", "update", "resolved")
"""The lines of a timeline that are somebody's words."""
THERE = sa.text("purged_at IS NULL")
AT_ONCE = 1_000

instant = sa.DateTime(timezone=True)
texts = sa.table(
    "private_texts",
    sa.column("id", sa.Integer),
    sa.column("sha256", sa.String),
    sa.column("text", sa.String),
    sa.column("rule", sa.String),
    sa.column("purge_after", instant),
)
crises = sa.table(
    "crises",
    *(sa.column(name) for name in ("id", "what", "evidence", "latest", "outcome")),
    *(sa.column(f"{name}_id") for name in REFERRING["crises"]),
    sa.column("resolved_at", instant),
)
lines = sa.table("crisis_entries", *(sa.column(name) for name in ("id", "crisis_id", "kind", "text", "words_id")))


def upgrade() -> None:
    op.create_table(
        "private_texts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("purge_after", instant, nullable=True),
        sa.Column("purged_at", instant, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_private_texts")),
        sqlite_autoincrement=True,
    )
    due = ["rule", "purge_after"]
    op.create_index("ix_private_texts_due", "private_texts", due, sqlite_where=THERE, postgresql_where=THERE)
    for table, names in REFERRING.items():
        for name in names:
            key = f"CONSTRAINT fk_{table}_{name}_id_private_texts REFERENCES private_texts (id)"
            op.execute(f"ALTER TABLE {table} ADD COLUMN {name}_id INTEGER {key}")
    _unguard()
    _move()
    _guard()


def downgrade() -> None:
    _unguard()
    for name in REFERRING["crises"]:
        _put_back(crises, name, f"{name}_id")
    _put_back(lines, "text", "words_id")
    with op.batch_alter_table("crises", table_kwargs={"sqlite_autoincrement": True}) as batch:
        for name in REFERRING["crises"]:
            batch.drop_column(f"{name}_id")
    with op.batch_alter_table("crisis_entries") as batch:
        batch.drop_column("words_id")
    op.drop_table("private_texts")
    _guard()


def _put_back(table: sa.TableClause, column: str, number: str) -> None:
    """What was purged is empty."""
    words = sa.select(sa.func.coalesce(texts.c.text, "")).where(texts.c.id == table.c[number]).scalar_subquery()
    op.execute(sa.update(table).where(table.c[number].is_not(None)).values({column: words}))


def _move() -> None:
    """A batch of crises with their lines at a time."""
    bind, numbers, last = op.get_bind(), count(1), 0
    while batch := bind.execute(sa.select(crises).where(crises.c.id > last).order_by(crises.c.id).limit(AT_ONCE)).all():
        last = batch[-1].id
        its = sa.select(lines).where(lines.c.crisis_id.between(batch[0].id, last), lines.c.kind.in_(SAID))
        _move_some(bind, batch, bind.execute(its).all(), numbers)
    if bind.dialect.name == "postgresql":
        op.execute(
            "SELECT setval(pg_get_serial_sequence('private_texts', 'id'), coalesce(max(id), 0) + 1, false)"
            " FROM private_texts"
        )


def _move_some(bind: sa.Connection, batch: Sequence[Any], telling: Sequence[Any], numbers: Iterator[int]) -> None:
    """What is the same words in one crisis is one text."""
    ends = {row.id: row.resolved_at for row in batch}
    spoken = {(row.id, getattr(row, name)) for row in batch for name in REFERRING["crises"]}
    spoken |= {(row.crisis_id, row.text) for row in telling}
    texts_of = {each: (next(numbers), _sha256(each[1])) for each in sorted(spoken) if each[1]}
    _each(
        bind,
        sa.insert(texts),
        [
            {"id": number, "sha256": sha256, "text": words, "rule": "crises", "purge_after": ends[crisis]}
            for (crisis, words), (number, sha256) in texts_of.items()
        ],
    )
    for name in REFERRING["crises"]:
        rows = {row.id: texts_of.get((row.id, getattr(row, name))) for row in batch}
        _refer(bind, crises, name, f"{name}_id", rows)
    _refer(bind, lines, "text", "words_id", {row.id: texts_of.get((row.crisis_id, row.text)) for row in telling})


def _refer(
    bind: sa.Connection, table: sa.TableClause, column: str, number: str, rows: Mapping[int, tuple[int, str] | None]
) -> None:
    """The column has the hash from now on, and the other the number, where there were words."""
    changing = sa.update(table).where(table.c.id == sa.bindparam("of"))
    changing = changing.values({column: sa.bindparam("hash"), number: sa.bindparam("text_number")})
    given = [{"of": row, "text_number": each[0], "hash": each[1]} for row, each in rows.items() if each]
    _each(bind, changing, given)


def _each(bind: sa.Connection, statement: sa.Insert | sa.Update, rows: list[dict[str, Any]]) -> None:
    if rows:
        bind.execute(statement, rows)


def _sha256(words: str) -> str:
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()


def _unguard() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER crisis_entries_keep ON crisis_entries")
        return
    for change in ("update", "delete"):
        op.execute(f"DROP TRIGGER crisis_entries_keep_{change}")


def _guard() -> None:
    """As revision 0006 did."""
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE TRIGGER crisis_entries_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON crisis_entries"
            " FOR EACH STATEMENT EXECUTE FUNCTION concord_keep()"
        )
        return
    for change in ("update", "delete"):
        op.execute(
            f"CREATE TRIGGER crisis_entries_keep_{change} BEFORE {change.upper()} ON crisis_entries BEGIN"
            " SELECT RAISE(ABORT, 'crisis_entries keeps what is in it: nothing is changed or removed'); END"
        )
