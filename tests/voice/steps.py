"""Short ways through what is said in a crisis, by the same forms and buttons that people use."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from bot.voice.model import Statement
from sandbox.desk import Outcome, readable
from sandbox.workspace.models import Message
from tests.crises.steps import WAR_ROOM, offered, raise_crisis, resolve
from tests.posts.steps import register_account
from tests.world import Helvia

SPEAK, SHOW, WITHDRAW = "voice.speak", "voice.show", "voice.withdraw"
POSTED, WILL_NOT, APPROVE = "voice.posted", "voice.will_not", "voice.approve"
AN_HOUR = timedelta(hours=1)
WORDS: dict[str, Any] = {"known": "Fake vials are sold.", "contact": "+41 00 000 00 00"}
URL = "https://x.com/HelviaToday/status/1001"


def crisis_with_an_account(helvia: Helvia, what: str = "Fake vials", **account: Any) -> int:
    """Sofia publishes on it, Jonas owns it."""
    its = register_account(helvia, **{"publisher": "U0SOFIA000", **account})
    assert raise_crisis(helvia, what=what, accounts=[str(its)]).ok
    helvia.settle()
    return its


def begin(helvia: Helvia, handle: str = "thomas", number: int = 1, **chosen: str) -> Any:
    """At the form for the words."""
    desk = helvia.desk(handle)
    assert desk.type("#general", f"/crisis say {number}").ok
    message = desk.type("#general", f"/crisis say {number}").message
    assert message is not None
    assert helvia.press(handle, message, SPEAK).ok
    desk.fill({"language": "en", "start": "victim", **chosen})
    assert desk.submit().ok
    return desk


def write(helvia: Helvia, handle: str = "thomas", language: str = "en", **words: Any) -> Outcome:
    desk = begin(helvia, handle, language=language)
    blank = dict.fromkeys(("unknown", "doing", "advice"), "")
    desk.fill(blank | WORDS | {"next_at": int((helvia.now + AN_HOUR).timestamp())} | words)
    outcome: Outcome = desk.submit()
    desk.close_all()
    helvia.settle()
    return outcome


def deciding(helvia: Helvia, handle: str) -> list[Message]:
    return [each for each in helvia.direct(handle) if APPROVE in offered(each)]


def approve(helvia: Helvia, handle: str = "lucas") -> None:
    [card] = deciding(helvia, handle)
    assert helvia.press(handle, card, APPROVE).ok
    helvia.settle()


def said(helvia: Helvia, **words: Any) -> None:
    """Written and approved."""
    assert write(helvia, **words).ok
    approve(helvia)


def asking(helvia: Helvia, handle: str) -> list[Message]:
    """What still asks this person to say it."""
    return [each for each in helvia.direct(handle) if POSTED in offered(each)]


def overview(helvia: Helvia, handle: str = "jonas", number: int = 1) -> str:
    message = helvia.desk(handle).type("#general", f"/crisis say {number}").message
    assert message is not None
    return readable(message)


def states(helvia: Helvia) -> list[str]:
    with helvia.session() as session:
        return [each.value for each in session.scalars(select(Statement.status).order_by(Statement.id))]


def press_and_fill(helvia: Helvia, handle: str, action: str, **answers: str) -> Any:
    [card] = asking(helvia, handle)
    assert helvia.press(handle, card, action).ok
    desk = helvia.desk(handle)
    desk.fill(answers)
    outcome = desk.submit()
    desk.close_all()
    helvia.settle()
    return outcome


def posted(helvia: Helvia, handle: str = "sofia", account: int = 1, url: str = URL) -> Any:
    return press_and_fill(helvia, handle, POSTED, account=str(account), url=url)


def in_the_room(helvia: Helvia) -> str:
    return "\n".join(map(readable, helvia.messages(WAR_ROOM)))


def pins(helvia: Helvia, channel: str = WAR_ROOM) -> list[str]:
    return [readable(each) for each, _ in helvia.workspace.pins.of(helvia.workspace.channel(channel))]


def direct(helvia: Helvia, handle: str) -> str:
    return "\n".join(map(readable, helvia.direct(handle)))


def over(helvia: Helvia) -> None:
    assert resolve(helvia).ok
    helvia.settle()
