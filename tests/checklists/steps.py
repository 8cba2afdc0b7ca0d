"""Short ways through a checklist, by the same menus, buttons and forms that people use."""

from collections.abc import Sequence

from sqlalchemy import select

from bot.checklists.model import ChecklistLine
from bot.kernel.views.menu import MENU
from sandbox.desk import Outcome, readable
from sandbox.workspace.models import Message
from tests.crises.steps import KIND, WAR_ROOM, press, raise_crisis
from tests.world import Helvia

FAKES, LEAK, RUMOUR = "Counterfeit product", "Data leak or hacked account", "Side-effect rumour"
PHOTOGRAPHS = "Ask the reporter for photographs, batch number and place of sale"
SELLERS, TAKE_DOWNS, FIRST_WORD = (
    "Report the sellers' posts to the networks",
    "Ask for take-downs",
    "Post the first word",
)
MINE = "of its checklist"


def raise_fakes(helvia: Helvia, **answers: str) -> None:
    assert raise_crisis(helvia, **{"kind": FAKES} | answers).ok


def card(helvia: Helvia, where: str = WAR_ROOM, reader: str = "marta") -> Message:
    """The checklist in the room."""
    [message] = [each for each in helvia.messages(where, reader) if ":clipboard: *Crisis 1: " in readable(each)]
    return message


def yours(helvia: Helvia, handle: str) -> list[Message]:
    """What tells this person of their lines."""
    return [each for each in helvia.direct(handle) if MINE in readable(each)]


def choose(helvia: Helvia, handle: str, message: Message, line: str, label: str = "Done") -> Outcome:
    """In the menu of the row that says so."""
    block = next(each for each in message.blocks if line in str(each.get("text")) and "accessory" in each)
    options = {each["text"]["text"]: each["value"] for each in block["accessory"]["options"]}
    return helvia.desk(handle).choose(message.channel, message.ts, MENU, options[label], block["block_id"])


def give(helvia: Helvia, handle: str, line: str, to: str) -> Outcome:
    assert choose(helvia, handle, card(helvia), line, "Give to…").ok
    desk = helvia.desk(handle)
    desk.fill({"person": to})
    return desk.submit()


def agree(helvia: Helvia, handle: str, name: str) -> Outcome:
    """The button of that department on the room's card."""
    message = card(helvia)
    rows = [block for block in message.blocks if block["type"] == "actions"]
    [button] = [each for row in rows for each in row["elements"] if each["text"]["text"] == f"{name} agrees"]
    return helvia.desk(handle).press(message.channel, message.ts, button["action_id"], button["value"])


def choose_kind(helvia: Helvia, handle: str, kind: str) -> Outcome:
    """Before it has one, on the headline."""
    assert press(helvia, handle, KIND).ok
    return _choose_kind(helvia, handle, kind)


def change_kind(helvia: Helvia, handle: str, kind: str) -> Outcome:
    """On the checklist."""
    assert helvia.press(handle, card(helvia), KIND).ok
    return _choose_kind(helvia, handle, kind)


def _choose_kind(helvia: Helvia, handle: str, kind: str) -> Outcome:
    desk = helvia.desk(handle)
    desk.fill({"kind": kind})
    outcome = desk.submit()
    desk.close_all()
    return outcome


def lines(helvia: Helvia, number: int = 1) -> Sequence[ChecklistLine]:
    with helvia.session() as session:
        theirs = select(ChecklistLine).where(ChecklistLine.crisis_id == number).order_by(ChecklistLine.id)
        return session.scalars(theirs).all()
