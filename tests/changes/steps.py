"""How tests propose a change of the governance and decide on it, through the wire."""

from bot.changes.model import Change
from bot.changes.queries import by_id
from sandbox.desk import Outcome
from sandbox.workspace.models import Message
from tests.oversight.steps import RULES
from tests.world import Helvia

ROUTE = """  - name: Our rules
    of: [governance]
    stages:
      - {name: Legal, roles: [legal], within: 1d}
      - {name: Leadership, roles: [leadership], within: 1d}
"""
REVIEWED = RULES.replace("routes:\n", f"routes:\n{ROUTE}", 1)
"""With a route of the governance itself: Lucas (legal), then David (leadership)."""
HANA_TOO = REVIEWED.replace("brand: [U0MARTA000]", "brand: [U0MARTA000, U0HANA0000]")
REVIEWS = "#social-reviews"


def cards(helvia: Helvia, handle: str, action_id: str) -> list[Message]:
    """What Concord wrote to a person and that has that button."""
    return [message for message in helvia.direct(handle) if f"'{action_id}'" in str(message.blocks)]


def press(helvia: Helvia, handle: str, action_id: str) -> Outcome:
    """On the newest such card; what is in force by then is taken up."""
    card = cards(helvia, handle, action_id)[-1]
    outcome = helvia.desk(handle).press(card.channel, card.ts, action_id)
    helvia.concord.following.look()
    return outcome


def decide(helvia: Helvia, handle: str, action_id: str, **answers: str) -> Outcome:
    """Press a button and fill in the form that it opens."""
    assert press(helvia, handle, action_id).ok
    helvia.desk(handle).fill(answers)
    return helvia.desk(handle).submit()


def change(helvia: Helvia, number: int = 1) -> Change:
    with helvia.session() as session:
        asked = by_id(session, number)
        session.refresh(asked.review, ["decisions", "remarks"])
        return asked


def brand(helvia: Helvia) -> list[str]:
    """Who holds the role that the change would give to Hana, too."""
    return helvia.concord.people.holders("brand")
