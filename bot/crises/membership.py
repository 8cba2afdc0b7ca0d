"""Who comes into the room of a confidential crisis and leaves it, as Slack tells it."""

from datetime import datetime

from sqlalchemy import select

from bot.crises import queries, service
from bot.crises.facts import tell
from bot.crises.members import CrisisMember
from bot.crises.model import Crisis
from bot.crises.room_facts import RoomEntered, RoomLeft
from bot.kernel.act import Act


def note(act: Act, room: str, *, is_here: bool, at: datetime) -> None:
    """Whoever acts came into that channel, or left it, at that moment; what is older than what is known is no news."""
    confidential = select(Crisis.id).where(Crisis.room == room, Crisis.confidential.is_(True))
    number = act.session.scalar(confidential)
    if number is None:
        return
    crisis = queries.held(act.session, number)
    known = act.session.get(CrisisMember, (number, act.who.id))
    if known and (known.at > at or known.is_here == is_here):
        return
    act.session.merge(CrisisMember(crisis_id=number, person=act.who.id, is_here=is_here, at=at))
    act.session.flush()
    if is_here:
        tell(act, RoomEntered, crisis)
    else:
        tell(act, RoomLeft, crisis)
        service.leave(act, crisis)
