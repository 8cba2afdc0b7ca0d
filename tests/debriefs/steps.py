"""How tests write an after-action review and decide on it, through the wire."""

from typing import Any

from bot.debriefs import queries
from bot.debriefs.model import CorrectiveAction, Debrief
from sandbox.desk import Outcome, readable
from sandbox.workspace.models import Message
from tests.crises.steps import answer, post_update, raise_crisis, resolve
from tests.world import Helvia

WORDS = {"went_well": "Legal was quick", "hurt": "Nobody knew the password", "luck": "It was a Monday"}
LESSON = "Keep the password in the vault"


def over(helvia: Helvia, **answers: Any) -> None:
    """A crisis that Thomas led to its end: he is asked to write what it taught."""
    raise_crisis(helvia, **answers)
    answer(helvia)
    post_update(helvia, "thomas", "Police informed")
    assert resolve(helvia).ok


def asked(helvia: Helvia, handle: str, action_id: str) -> list[Message]:
    """What Concord wrote to a person and that has that button."""
    return [message for message in helvia.direct(handle) if f"'{action_id}'" in str(message.blocks)]


def press(helvia: Helvia, handle: str, action_id: str) -> Outcome:
    """On the newest such card."""
    card = asked(helvia, handle, action_id)[-1]
    return helvia.desk(handle).press(card.channel, card.ts, action_id)


def fill(helvia: Helvia, handle: str, action_id: str, **answers: Any) -> Outcome:
    """The form that the button opens."""
    assert press(helvia, handle, action_id).ok
    helvia.desk(handle).fill(answers)
    return helvia.desk(handle).submit()


def written(helvia: Helvia, handle: str = "thomas", **answers: Any) -> None:
    assert fill(helvia, handle, "debriefs.write", **WORDS | {"lesson": LESSON} | answers).ok


def sent(helvia: Helvia, handle: str = "thomas", **answers: Any) -> None:
    written(helvia, handle, **answers)
    assert press(helvia, handle, "debriefs.send").ok


def told(helvia: Helvia, handle: str, number: int = 1) -> str:
    """What `/crisis review` answers this person."""
    message = helvia.desk(handle).type("#general", f"/crisis review {number}").message
    assert message is not None
    return readable(message)


def debrief(helvia: Helvia, number: int = 1) -> Debrief:
    with helvia.session() as session:
        its = queries.by_id(session, number)
        if its.review:
            session.refresh(its.review, ["decisions"])
        return its


def action(helvia: Helvia, number: int = 1) -> CorrectiveAction:
    with helvia.session() as session:
        return queries.action(session, number)
