"""Who answers a crisis: those who are on it, the one who leads, and whoever says to have answered."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column


class Answered:
    """The columns of a crisis that say so. People are Slack ids, kept with their printed names for sentences in which
    no mention works.
    """

    answered_by: Mapped[str] = mapped_column(default="")
    """The first of those who are on it: see `on_it`."""
    answered_name: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    joined: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Who is on it besides: printed names by id, in the order in which they came."""
    claimed_by: Mapped[str] = mapped_column(default="")
    """Whom somebody says to be who answered from an address that several read; empty once it is settled."""
    claimed_name: Mapped[str] = mapped_column(default="")
    claimed_from: Mapped[str] = mapped_column(default="")
    claimed_until: Mapped[datetime | None]
    """When people are asked again, unless that is confirmed."""
    lead: Mapped[str] = mapped_column(default="")
    lead_name: Mapped[str] = mapped_column(default="")

    @property
    def on_it(self) -> dict[str, str]:
        """Who is on it, or was until it opened again: printed names by id, in the order in which they came."""
        first = {self.answered_by: self.answered_name} if self.answered_by else {}
        return first | self.joined

    @on_it.setter
    def on_it(self, people: dict[str, str]) -> None:
        self.answered_by, self.answered_name = next(iter(people.items()), ("", ""))
        self.joined = dict(list(people.items())[1:])

    @property
    def responders(self) -> list[str]:
        """The lead first, then everybody else who is on it, or was."""
        return list(dict.fromkeys(filter(None, (self.lead, *self.on_it))))
