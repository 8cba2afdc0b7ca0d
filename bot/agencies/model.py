"""What somebody outside the company wrote for an account, until one of its own people takes it over."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.accounts import outlet
from bot.kernel.db import Base
from bot.kernel.events import Audited
from bot.kernel.scope import Scope
from bot.kernel.subject import Subject


class Status(StrEnum):
    DRAFT = "draft"
    READY = "ready"
    TAKEN = "taken over"


class AgencyDraft(Audited, Base):
    """People are Slack ids; `author_name` is the printed name."""

    __tablename__ = "agency_drafts"
    __table_args__ = (Index(None, "author", "status"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("accounts.id"))
    account_label: Mapped[str]
    author: Mapped[str]
    author_name: Mapped[str]
    text: Mapped[str]
    status: Mapped[Status]
    written_at: Mapped[datetime]
    taken_by: Mapped[str] = mapped_column(default="")

    @property
    def subject(self) -> Subject:
        return Subject("draft", self.id)

    @property
    def label(self) -> str:
        return f"draft {self.id}"

    def scopes(self, session: Session) -> Sequence[Scope]:
        return outlet(session, self.account_id).scopes(session)
