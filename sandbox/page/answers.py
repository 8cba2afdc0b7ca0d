"""What the browser's fields hold, put where the workspace keeps what a person has filled in.

The page sends a plain value for each field: text, an option's value, an id, a local date or time, or a list of those.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from sandbox.desk import Desk
from sandbox.desk.answers import Value, answer
from sandbox.desk.outcome import Impossible
from sandbox.workspace.fields import Field, elements, options_of
from sandbox.workspace.models import Json, View

Raw = str | list[str] | None
Raws = Mapping[str, Mapping[str, Raw]]


def keep(desk: Desk, view: View, raws: Raws) -> None:
    """Fills the view with what stands in the browser, without telling the app."""
    for field in elements(view.blocks):
        entered = raws.get(field.block_id, {})
        if field.holds_a_value and field.action_id in entered:
            state = answer(field, value_of(desk, field, entered[field.action_id]), _look(desk, view))
            view.values.setdefault(field.block_id, {})[field.action_id] = state


def field_in(blocks: list[Json], block_id: str, action_id: str) -> Field:
    """The field that was used; where its block has been shown anew meanwhile, and so got another id, the only one that
    does the same.
    """
    alike = [field for field in elements(blocks) if field.action_id == action_id]
    for field in alike:
        if field.block_id == block_id or len({each.block_id for each in alike}) == 1:
            return field
    raise Impossible("This is gone. The page shows what is there.")


def value_of(desk: Desk, field: Field, raw: Raw) -> Value:
    """A local date and time becomes a moment, in the zone of the person who chose it."""
    if field.type == "datetimepicker" and isinstance(raw, str) and raw:
        return datetime.fromisoformat(raw).replace(tzinfo=ZoneInfo(desk.person.tz))
    return raw


def _look(desk: Desk, view: View) -> Callable[[Field, str], list[Json]]:
    """The options of a field: its own, or what the app suggested and what is chosen already."""

    def offered(field: Field, words: str) -> list[Json]:
        if field.type == "file_input":
            return list(filter(None, [desk.workspace.files.given(desk.person.id, words)]))
        suggested = desk.workspace.views.suggested.get((desk.person.id, field.action_id), [])
        chosen = view.values.get(field.block_id, {}).get(field.action_id) or field.untouched()
        now = chosen[field.key] if "external" in field.type else None
        already = now if isinstance(now, list) else [now] if now else []
        return [*options_of(field.element), *suggested, *already]

    return offered
