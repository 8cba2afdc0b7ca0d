"""What the version before still uses and this one does not: the next version's first revision takes it away."""

from collections.abc import Mapping
from typing import Any

COLUMNS: Mapping[str, frozenset[str]] = {
    "posts": frozenset({"route", "route_why", "stages", "same_person", "stage", "stage_began_at"}),
    "decisions": frozenset({"post_id"}),
}


def stays(thing: Any, name: str | None, kind: str, _reflected: bool, _compared: Any) -> bool:
    """Whether Alembic compares it with the models."""
    return kind != "column" or name not in COLUMNS.get(thing.table.name, ())
