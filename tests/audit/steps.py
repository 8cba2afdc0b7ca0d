"""What tests read of the audit trail."""

from sqlalchemy import select

from bot.audit.model import Entry
from tests.world import Helvia


def hashes(helvia: Helvia) -> list[str]:
    with helvia.session() as session:
        return list(session.scalars(select(Entry.hash).order_by(Entry.id)))
