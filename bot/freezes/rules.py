"""What a freeze says to whatever is to go out."""

from sqlalchemy.orm import Session

from bot.freezes import queries
from bot.freezes.model import why
from bot.outgoing import Going, Rule


def _is_frozen(session: Session, going: Going) -> str:
    """What went out before the freeze did not go out against it."""
    row = queries.freezing(session, going.outlet.id)
    if row is None or (going.at is not None and going.at < row.frozen_at):
        return ""
    reason = why(row.id, row.crisis_id, is_confidential=row.confidential)
    return f"{going.outlet.label} is frozen ({reason})."


NOT_FROZEN = Rule("its account is not frozen", _is_frozen, "Nothing goes out there until it is thawed.")
