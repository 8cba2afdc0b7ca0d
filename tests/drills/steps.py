"""Short ways through a drill, by the same forms and buttons that people use."""

from typing import Any

from bot.crises.model import Crisis
from bot.drills.model import Drill
from sandbox.desk import Outcome, readable
from sandbox.workspace.models import Channel, Message
from tests.crises.steps import offered
from tests.world import Helvia

THOMAS, DAVID, HANA, INES, MARTA = "U0THOMAS00", "U0DAVID000", "U0HANA0000", "U0INES0000", "U0MARTA000"
FAKE = "Fake product on a marketplace"
PLAN: dict[str, Any] = {"scenario": FAKE, "players": [THOMAS, DAVID], "observer": INES}
RATED: dict[str, Any] = {
    "answered": "P",
    "frozen": "S",
    "frozen_words": "Nobody knew the form",
    "first_word": "M",
    "first_word_words": "Legal was at lunch",
    "confirmed": "P",
    "cadence": "U",
    "cadence_words": "Nobody wrote",
}
END, RATE, AGREE, CALL_OFF = "drills.end", "drills.rate", "drills.agree", "drills.call_off"


def plan(helvia: Helvia, handle: str = "marta", **answers: Any) -> Outcome:
    """It begins at once, unless `answers` say otherwise."""
    desk = helvia.desk(handle)
    opened = desk.type("#general", "/crisis drill")
    if not desk.modal:
        return opened
    if "accounts" in answers:
        desk.search("accounts", "")
    desk.fill(PLAN | answers)
    outcome = desk.submit()
    desk.close_all()
    helvia.settle()
    return outcome


def drill(helvia: Helvia, number: int = 1) -> Drill:
    with helvia.session() as session:
        return session.get_one(Drill, number)


def crisis(helvia: Helvia, number: int = 1) -> Crisis:
    with helvia.session() as session:
        return session.get_one(Crisis, number)


def room(helvia: Helvia) -> Channel:
    helvia.settle()
    [only] = [each for each in helvia.workspace.state.channels.values() if each.name.startswith("drill-")]
    return only


def with_button(helvia: Helvia, handle: str, action_id: str) -> Message:
    """The newest message to them that has it."""
    return [each for each in helvia.direct(handle) if action_id in offered(each)][-1]


def press(helvia: Helvia, handle: str, action_id: str) -> Outcome:
    outcome: Outcome = helvia.press(handle, with_button(helvia, handle, action_id), action_id)
    return outcome


def end(helvia: Helvia, handle: str = "marta", number: int = 1) -> Outcome:
    desk = helvia.desk(handle)
    opened = desk.type("#general", f"/crisis drill end {number}")
    outcome = desk.submit() if desk.modal else opened
    helvia.settle()
    return outcome


def rate(helvia: Helvia, handle: str = "ines", **answers: Any) -> Outcome:
    pressed = press(helvia, handle, RATE)
    desk = helvia.desk(handle)
    if not desk.modal:
        return pressed
    desk.fill(RATED | answers)
    outcome = desk.submit()
    helvia.settle()
    return outcome


def typed(helvia: Helvia, handle: str, command: str) -> str:
    """What it answers."""
    message = helvia.desk(handle).type("#general", command).message
    return readable(message) if message else ""


def written_to(helvia: Helvia, handle: str) -> str:
    return "\n".join(map(readable, helvia.direct(handle)))
