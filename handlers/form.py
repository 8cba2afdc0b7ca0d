"""What a person filled in: a modal's `view.state.values`, read by block id."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

from bot.files.fetching import NO_RIGHT
from bot.kernel.errors import Invalid
from handlers.words import too_long


class GivenFile(NamedTuple):
    """`id` is Slack's."""

    id: str
    name: str


class Form:
    """Each question has one element, so a block id names one answer; an untouched question is empty."""

    def __init__(self, values: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> None:
        self._values = values

    def text(self, block_id: str) -> str:
        """What was typed, without the blanks around it; empty where nothing was. Raises Invalid for too much."""
        typed: str = self._answer(block_id).get("value") or ""
        if problem := too_long(typed):
            raise Invalid({block_id: problem})
        return typed.strip()

    def choice(self, block_id: str) -> str | None:
        """The value of the option that a select or radio button holds."""
        option = self._answer(block_id).get("selected_option")
        return str(option["value"]) if option else None

    def choices(self, block_id: str) -> list[str]:
        return [str(option["value"]) for option in self._answer(block_id).get("selected_options") or []]

    def person(self, block_id: str) -> str | None:
        user = self._answer(block_id).get("selected_user")
        return str(user) if user else None

    def people(self, block_id: str) -> list[str]:
        return [str(each) for each in self._answer(block_id).get("selected_users") or []]

    def channel(self, block_id: str) -> str | None:
        answer = self._answer(block_id)
        channel = answer.get("selected_channel") or answer.get("selected_conversation")
        return str(channel) if channel else None

    def date(self, block_id: str) -> date | None:
        chosen = self._answer(block_id).get("selected_date")
        return date.fromisoformat(chosen) if chosen else None

    def time(self, block_id: str) -> time | None:
        chosen = self._answer(block_id).get("selected_time")
        return time.fromisoformat(chosen) if chosen else None

    def file(self, block_id: str) -> GivenFile:
        """Raises Invalid where none was given, or where Slack lets Concord read none."""
        given = next(iter(self._answer(block_id).get("files") or ()), None)
        if given is None:
            raise Invalid({block_id: "Choose a file."})
        if "name" not in given:
            raise Invalid({block_id: NO_RIGHT})
        return GivenFile(str(given["id"]), str(given["name"]))

    def moment(self, block_id: str) -> datetime | None:
        seconds = self._answer(block_id).get("selected_date_time")
        return datetime.fromtimestamp(seconds, UTC) if seconds else None

    def _answer(self, block_id: str) -> Mapping[str, Any]:
        return next(iter(self._values.get(block_id, {}).values()), {})
