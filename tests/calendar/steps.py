"""Short ways to where a test of the calendar begins."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from bot.calendar.model import Occurrence, Slot
from sandbox.desk import Desk, Outcome
from sandbox.workspace.models import Message
from tests.world import Helvia

BUTTONS = ("calendar.publish", "calendar.postpone", "calendar.skip")
REMINDERS = "#social-reminders"
POST = "https://x.com/Cardiva/status/1001"
wall_clock = datetime.fromisoformat
"""What a clock on the wall shows, without saying where it hangs."""
A_DAY = timedelta(days=1)
A_WEEK = timedelta(weeks=1)
GRACE = timedelta(minutes=30)

TOMORROW: dict[str, Any] = {
    "day": "2026-03-03",
    "time": "09:00",
    "theme": "Living with heart failure",
    "content_type": "image",
    "content": "exists",
}
"""The tests' first day is Monday 2 March 2026, 10:00 in Zurich."""


def fill_slot(desk: Desk, account: int, **answers: Any) -> Outcome:
    """The planning form, filled in as TOMORROW says where not said differently, and sent."""
    opened = desk.type("#general", "/calendar slot")
    assert desk.modal is not None, opened.text
    desk.search("account", "")
    if zone := answers.get("zone"):
        desk.search("zone", zone)
    desk.fill(TOMORROW | {"account": str(account)} | answers)
    return desk.submit()


def plan(helvia: Helvia, account: int, *, who: str = "jonas", **answers: Any) -> Slot:
    """A slot planned through the form; the newest."""
    outcome = fill_slot(helvia.desk(who), account, **answers)
    assert outcome.ok, outcome
    with helvia.session() as session:
        return session.scalars(select(Slot).order_by(Slot.id.desc())).first() or Slot()


def occurrences(helvia: Helvia) -> list[Occurrence]:
    """All of them, in the order of their times."""
    with helvia.session() as session:
        rows = session.scalars(select(Occurrence).order_by(Occurrence.at, Occurrence.id)).all()
        return [each for each in rows if each.slot]


def statuses(helvia: Helvia) -> list[str]:
    return [each.status for each in occurrences(helvia)]


def the_report(helvia: Helvia) -> Message:
    """The one missed slot that is reported."""
    [report] = helvia.messages(REMINDERS)
    return report


def press_and_fill(helvia: Helvia, handle: str, message: Message, action_id: str, **answers: Any) -> Outcome:
    """Press a button that opens a form, fill it in, send it."""
    assert helvia.press(handle, message, action_id).ok
    desk = helvia.desk(handle)
    desk.fill(answers)
    return desk.submit()


def has_no_buttons(message: Message) -> bool:
    return not any(button in str(message.blocks) for button in BUTTONS)


def look(helvia: Helvia, handle: str = "jonas", words: str = "week") -> Message:
    """The week as only this person sees it."""
    message = helvia.desk(handle).type("#general", f"/calendar {words}").message
    assert message is not None
    return message


def seen(helvia: Helvia, handle: str = "jonas") -> Message:
    """What only this person sees in #general, after a gesture there."""
    return [each for each in helvia.desk(handle).read("#general") if each.is_ephemeral][-1]
