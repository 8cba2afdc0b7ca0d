"""How tests name stand-ins and grant roles, through the wire."""

from datetime import timedelta
from typing import Any

from sandbox.desk import Outcome
from tests.world import Helvia

A_DAY = timedelta(days=1)


def away(helvia: Helvia, handle: str, person: str, days: int = 3, begins: int = 0, **more: Any) -> Outcome:
    """From so many days from now on."""
    desk = helvia.desk(handle)
    assert desk.type("#general", "/social away").ok
    first = helvia.now.date() + begins * A_DAY
    desk.fill({"person": person, "since": first, "until": first + days * A_DAY, "reason": "Holidays", **more})
    outcome = desk.submit()
    desk.close_all()
    return outcome


def grant(helvia: Helvia, handle: str, **answers: Any) -> Outcome:
    desk = helvia.desk(handle)
    overview = desk.type("#general", "/social roles")
    assert overview.message is not None
    assert helvia.press(handle, overview.message, "delegation.give").ok
    today = helvia.now.date()
    desk.fill({"since": today, "until": today + 3 * A_DAY, "reason": "Helps out", **answers})
    outcome = desk.submit()
    desk.close_all()
    return outcome


def roles(helvia: Helvia, handle: str = "jonas") -> str:
    return helvia.desk(handle).type("#general", "/social roles").text
