"""What Concord knows of those who sign with more than a click; none of it is in the trail."""

from datetime import datetime
from typing import cast

from sqlalchemy import Table
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.governance import Sign
from bot.kernel.db import Base
from bot.kernel.statements import add_new
from bot.kernel.subject import Subject


class Signatory(Base):
    """Of an authenticator the seed is kept, of which nobody makes its secret without the setting SECRET_KEY."""

    __tablename__ = "signatories"

    person: Mapped[str] = mapped_column(primary_key=True)
    pin: Mapped[str | None]
    """As `pin.hashed` writes it."""
    seed: Mapped[str | None]
    next_seed: Mapped[str | None]
    """Of an authenticator that no code has confirmed yet."""
    last_step: Mapped[int | None]
    """Of the last code that counted, in periods of 30 seconds since 1970."""
    last_key: Mapped[str | None]
    """The gesture that the last code came with: delivered again, it is the same."""
    tries: Mapped[int]
    """Codes that were given since the last right one."""
    tried_at: Mapped[datetime | None]
    way: Mapped[Sign | None]
    """Of the code that was last signed with."""
    given_at: Mapped[datetime | None]
    trusted_until: Mapped[datetime | None]
    """Until then this person signs that way by a click."""

    @property
    def subject(self) -> Subject:
        return Subject("signatory", self.person)

    def has(self, way: Sign) -> bool:
        """Whether they could give such a code."""
        return bool(self.pin if way is Sign.PIN else self.seed)

    def is_trusted(self, way: Sign, at: datetime) -> bool:
        return self.way == way and self.trusted_until is not None and at < self.trusted_until

    def distrust(self) -> None:
        """The next signature asks for a code."""
        self.way = self.given_at = self.trusted_until = None


signatories = cast("Table", Signatory.__table__)


def held(session: Session, person: str) -> Signatory:
    """Held for change; a new one for whoever has none yet."""
    add_new(session, signatories, [{"person": person, "tries": 0}])
    return session.get_one(Signatory, person, with_for_update=True, populate_existing=True)
