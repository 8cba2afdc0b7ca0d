"""Short ways through a freeze, by the same forms and buttons that people use."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from bot.freezes.model import Freeze, FrozenAccount
from sandbox.desk import Desk, Outcome, readable
from sandbox.workspace.models import Message
from tests.crises.steps import offered
from tests.world import Helvia

FREEZE, THAW, KEEP = "freezes.freeze", "freezes.thaw", "freezes.keep"
NOTHING, STOPPED = "freezes.nothing", "freezes.stopped"
WHY: dict[str, Any] = {"reason": "Fake vials are sold"}


def fill(desk: Desk, **answers: Any) -> None:
    desk.search("scope", "")
    if "exceptions" in answers:
        desk.search("exceptions", "")
    desk.fill(answers)


def freeze(helvia: Helvia, number: int | None = 1, handle: str = "thomas", **answers: Any) -> Desk:
    """By the command; the form that follows says what is frozen."""
    desk = helvia.desk(handle)
    assert desk.type("#general", f"/crisis freeze {number or ''}".strip()).ok
    fill(desk, **WHY | answers)
    assert desk.submit().ok
    return desk


def thaw(helvia: Helvia, number: int = 1, handle: str = "thomas", scope: Sequence[str] = ()) -> Outcome:
    desk = helvia.desk(handle)
    assert desk.type("#general", f"/crisis thaw {number}").ok
    if scope:
        desk.search("scope", "")
        desk.fill({"scope": list(scope)})
    return desk.submit()


def freeze_all(helvia: Helvia) -> Desk:
    """Without a crisis, whose pings would come for as long as it lasts; nobody looks again for a day."""
    return freeze(helvia, None, scope=["all"], again="24")


def thaw_all(helvia: Helvia) -> Outcome:
    """The only freeze."""
    desk = helvia.desk("thomas")
    assert desk.type("#general", "/crisis thaw").ok
    for action_id in ("freezes.show", THAW):
        newest = helvia.messages("#general", "thomas")[-1]
        assert desk.press(newest.channel, newest.ts, action_id).ok
    return desk.submit()


def asking(helvia: Helvia, handle: str) -> list[Message]:
    """What still asks this person whether anything is scheduled elsewhere."""
    return [each for each in helvia.direct(handle) if NOTHING in offered(each)]


def answer(helvia: Helvia, handle: str) -> None:
    [card] = asking(helvia, handle)
    assert helvia.press(handle, card, NOTHING).ok


def written_to(helvia: Helvia, handle: str) -> str:
    return "\n".join(map(readable, helvia.direct(handle)))


def frozen_now(helvia: Helvia) -> dict[int, list[int]]:
    """By freeze, the accounts that it holds."""
    with helvia.session() as session:
        rows = select(FrozenAccount).where(FrozenAccount.thawed_at.is_(None)).order_by(FrozenAccount.account_id)
        held: dict[int, list[int]] = {each: [] for each in session.scalars(select(Freeze.id).order_by(Freeze.id))}
        for row in session.scalars(rows):
            held[row.freeze_id].append(row.account_id)
        return held
