"""What Alembic runs: the migrations, on the connection that it is handed."""

from typing import Literal

from alembic import context

from bot.kernel.db import Base, Instant
from bot.migrations.leaving import stays
from bot.tables import TABLES


def as_a_plain_type(kind: str, thing: object, _context: object) -> str | Literal[False]:
    """A migration stands on its own: it names no type of ours."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(thing, Instant) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    render_item=as_a_plain_type,
    include_object=stays,
    include_name=lambda name, kind, _parents: kind != "table" or name in TABLES,
)
with context.begin_transaction():
    context.run_migrations()
