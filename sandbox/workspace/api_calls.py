"""What the app asked of the Web API."""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.workspace.models import Json


@dataclass(frozen=True)
class Call:
    """One call of the Web API as it came and as it was answered."""

    method: str
    arguments: Json
    answer: Json

    @property
    def error(self) -> str:
        return str(self.answer.get("error", ""))
