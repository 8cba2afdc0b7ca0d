"""Short ways through a crisis, by the same forms and buttons that people use."""

from datetime import datetime
from typing import Any

from bot.crises.entries import CrisisEntry
from bot.crises.model import Crisis
from bot.crises.states import Kind
from sandbox.desk import Desk, Outcome, readable, texts
from sandbox.workspace.models import Message
from tests.world import Helvia

WAR_ROOM = "#war-room"
RED: dict[str, Any] = {"what": "Fake vials of Cardiva are sold on X", "likelihood": "4", "impact": "4"}
AMBER: dict[str, Any] = RED | {"impact": "3"}
YELLOW: dict[str, Any] = RED | {"impact": "2"}
GREEN: dict[str, Any] = RED | {"impact": "1"}

ON_IT = "crises.acknowledge"
LEAD = "crises.lead"
UPDATE = "crises.update"
RESOLVE = "crises.resolve"
FREEZE = "freezes.freeze"
KIND = "crises.kind"
MORE = "crises.more"
SPEAK = "voice.speak"
SHOW = "crises.show"
FOLLOW = "crises.follow"


def filled_in(helvia: Helvia, handle: str = "jonas", **answers: Any) -> Desk:
    """With the form of a crisis before them, not sent yet; a red one unless `answers` say otherwise."""
    desk = helvia.desk(handle)
    assert desk.type("#general", "/crisis raise").ok
    desk.search("accounts", "")
    desk.fill(RED | answers)
    return desk


def raise_crisis(helvia: Helvia, handle: str = "jonas", **answers: Any) -> Outcome:
    """Also where another one looks the same."""
    desk = filled_in(helvia, handle, **answers)
    outcome = desk.submit()
    if desk.modal and "looks the same" in texts(desk.modal.content["blocks"]):
        outcome = desk.submit()
    desk.close_all()
    return outcome


def headline(helvia: Helvia, number: int = 1) -> Message:
    """The living card of the war room."""
    [card] = [
        each
        for each in helvia.messages(WAR_ROOM)
        if f"/crisis show {number}`" in readable(each) and "*Risk*" in readable(each)
    ]
    return card


def asking(helvia: Helvia, handle: str) -> list[Message]:
    """What a person was written directly that still asks for an answer."""
    return [each for each in helvia.direct(handle) if ON_IT in offered(each)]


def answer(helvia: Helvia, handle: str = "thomas", number: int = 1) -> Outcome:
    """“I'm on it”, on the war room's card."""
    return press(helvia, handle, ON_IT, number)


def press(helvia: Helvia, handle: str, action: str, number: int = 1) -> Outcome:
    """A button of the war room's card."""
    outcome: Outcome = helvia.press(handle, headline(helvia, number), action)
    return outcome


def fill_and_submit(helvia: Helvia, handle: str, **answers: Any) -> Outcome:
    desk = helvia.desk(handle)
    desk.fill(answers)
    return desk.submit()


def post_update(helvia: Helvia, handle: str, text: str, number: int = 1) -> Outcome:
    assert press(helvia, handle, UPDATE, number).ok
    return fill_and_submit(helvia, handle, update=text)


def resolve(
    helvia: Helvia, handle: str = "thomas", outcome: str = "A hoax; the posts are gone", number: int = 1
) -> Outcome:
    assert press(helvia, handle, RESOLVE, number).ok
    return fill_and_submit(helvia, handle, outcome=outcome)


def show(helvia: Helvia, handle: str, number: int = 1) -> Message:
    """What `/crisis show` answers this person."""
    message = helvia.desk(handle).type("#general", f"/crisis show {number}").message
    assert message is not None
    return message


def offered(message: Message) -> set[str]:
    """The action ids of a message's buttons."""
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    return {element["action_id"] for row in rows for element in row}


def crisis_now(helvia: Helvia, number: int = 1) -> Crisis:
    with helvia.session() as session:
        return session.get_one(Crisis, number)


def pinged(helvia: Helvia, number: int = 1) -> list[tuple[datetime, list[str]]]:
    """When people were pinged, and who, from the crisis's own timeline."""
    with helvia.database.snapshot() as session:  # which waits for no process that writes
        entries = session.query(CrisisEntry).filter_by(crisis_id=number, kind=Kind.PINGED).order_by(CrisisEntry.id)
        return [(entry.at, entry.text.split()) for entry in entries]


def heard(helvia: Helvia, handle: str, where: str = WAR_ROOM) -> str:
    """What only this person was told there."""
    return "\n".join(helvia.whispers(handle, where))
