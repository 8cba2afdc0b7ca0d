"""A reader for the renderer's tests: Marta in Zurich, on a Monday morning in March."""

from collections.abc import Sequence
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sandbox.page.reader import Reader
from sandbox.page.surface import Surface, Values

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class FewNames:
    def person(self, person_id: str) -> str | None:
        return {"U1": "Marta Keller", "U2": "Jonas <b>Weber</b>"}.get(person_id)

    def channel(self, channel_id: str) -> str | None:
        return {"C1": "war-room"}.get(channel_id)

    def group(self, group_id: str) -> str | None:
        return {"S1": "crisis-team", "S2": "legal-reviewers"}.get(group_id)

    def people(self) -> Sequence[tuple[str, str]]:
        return [("U1", "Marta Keller"), ("U2", "Jonas <b>Weber</b>")]

    def channels(self) -> Sequence[tuple[str, str]]:
        return [("C1", "#war-room")]


MARTA = Reader(
    me="U1",
    handle="marta",
    zone=ZoneInfo("Europe/Zurich"),
    now=NOW,
    names=FewNames(),
    groups=frozenset({"S1"}),
    own=("http://127.0.0.1:3456", "https://helvia.slack.com"),
)


def surface(values: Values | None = None, errors: dict[str, str] | None = None) -> Surface:
    return Surface("test", MARTA, values or {}, errors or {})
