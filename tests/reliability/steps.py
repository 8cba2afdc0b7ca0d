"""Short ways to write letters and to look at what the two engines hold."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, func, select

from bot.kernel import outbox
from bot.kernel.db import Base
from bot.kernel.escalation import escalations
from bot.kernel.outbox.tables import Urgency, letters, live
from bot.kernel.text.markup import name
from bot.kernel.views.blocks import Message, section
from sandbox.workspace.api_calls import Call
from tests.world import Helvia

WAR_ROOM, GENERAL, REVIEWS, FALLBACK = "C0WARROOM0", "C0GENERAL0", "C0REVIEWS0", "C0CONCORD0"
SECOND = timedelta(seconds=1)


def says(text: str) -> Message:
    return Message(name(text), [section(name(text))])


def write(helvia: Helvia, text: str, channel: str = WAR_ROOM, urgency: Urgency = Urgency.ROUTINE) -> None:
    with helvia.session() as session:
        key, message = f"{channel} {text}", says(text)
        outbox.post(session, key=key, channel=channel, message=message, at=helvia.now, urgency=urgency)


def show(helvia: Helvia, text: str, channel: str = WAR_ROOM) -> None:
    """The newest state of that channel's card."""
    with helvia.session() as session:
        outbox.show(session, card=f"card of {channel}", channel=channel, message=says(text), at=helvia.now)


def stored(helvia: Helvia, channel: str = WAR_ROOM) -> list[str]:
    """What Slack has in a channel now, whether or not anybody may find it; nothing more is delivered."""
    return [message.text for message in helvia.workspace.state.messages.get(channel, [])]


def calls(helvia: Helvia, method: str) -> list[Call]:
    """What reached Slack, and was answered by it."""
    return [call for call in helvia.workspace.calls if call.method == method]


def waiting(helvia: Helvia) -> Sequence[Row[Any]]:
    with helvia.session() as session:
        return session.execute(select(letters).where(live(letters.c.state)).order_by(letters.c.number)).all()


def nagging(helvia: Helvia, subject: str) -> list[str]:
    """The policies by which somebody is still to be asked about it."""
    running = select(escalations.c.policy).where(escalations.c.subject == subject, escalations.c.state == "running")
    with helvia.session() as session:
        return list(session.execute(running.order_by(escalations.c.policy)).scalars())


def rows(helvia: Helvia) -> dict[str, int]:
    """How many rows each table has, where it has any."""
    with helvia.session() as session:
        tables = Base.metadata.sorted_tables
        counts = {each.name: session.execute(select(func.count()).select_from(each)).scalar_one() for each in tables}
    return {name: count for name, count in counts.items() if count}
