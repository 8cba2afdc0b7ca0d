"""What Alembic runs: the migrations, on the connection that it is handed."""

from alembic import context

from bot.kernel.db import Base
from bot.tables import TABLES

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_as_batch=True,
    compare_type=True,
    include_name=lambda name, kind, _parents: kind != "table" or name in TABLES,
)
with context.begin_transaction():
    context.run_migrations()
