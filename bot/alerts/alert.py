"""An alert as it stood when it was read."""

from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import Executable, select
from sqlalchemy.orm import Session

from bot.alerts.model import alerts
from bot.kernel.subject import Subject
from bot.kernel.text.markup import is_person


@dataclass(frozen=True, slots=True)
class Recipient:
    """Somebody who may answer by its link: Slack's id, and the printed name where it was known."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """`whose` is whose address of the governance file it goes to: a person, a role, a level, everyone."""

    id: int
    subject: Subject
    recipient: str
    whose: str
    address: str
    service: str
    title: str
    body: str
    otherwise: str
    people: tuple[Recipient, ...]
    due_at: datetime
    attempts: int
    sent_at: datetime | None
    told_in: str | None
    """The card that tells the room of it."""
    used_by: str | None
    used_at: datetime | None

    @property
    def is_persons(self) -> bool:
        """Whether its address belongs to one person alone: whoever reads it there is them."""
        return is_person(self.whose)

    def name_of(self, person: str | None) -> str | None:
        """The name of one of those whom it asks."""
        return next((each.name for each in self.people if each.id == person), None)


COLUMNS = select(*(alerts.c[each.name] for each in fields(Alert)))
"""Of `alerts`, for `read`."""


def read(session: Session, query: Executable) -> list[Alert]:
    """`query` is made of COLUMNS."""
    return [
        Alert(
            **{
                **row,
                "subject": Subject.read(row["subject"]),
                "people": tuple(Recipient(each["id"], each["name"]) for each in row["people"]),
            }
        )
        for row in session.execute(query).mappings()
    ]
