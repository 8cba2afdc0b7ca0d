"""Whatever asks somebody stands on their Home with the buttons that settle it, and is gone once they are pressed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest

from sandbox.desk import Desk, texts
from tests import steps
from tests.accounts.steps import propose
from tests.calendar.steps import plan
from tests.crises.steps import answer, raise_crisis
from tests.posts.steps import QUESTION, URL, approved, ask, decide, register_account, scheduled, submitted
from tests.voice.steps import URL as HELVIA_TODAY
from tests.voice.steps import crisis_with_an_account, said, write
from tests.world import Helvia

A_DAY = timedelta(days=1)
THREE_WEEKS = timedelta(weeks=3, days=1)
REASON = {"reason": "Bank holiday"}
ANSWER = {"answer": "The one of 2026"}
POST = {"url": "https://x.com/Cardiva/status/1001"}


def in_review(helvia: Helvia) -> None:
    submitted(helvia)


def changes_requested(helvia: Helvia) -> None:
    submitted(helvia)
    decide(helvia, "lucas", "posts.request_changes")


def questioned(helvia: Helvia) -> None:
    submitted(helvia)
    ask(helvia, "lucas")


def questioned_after_its_author_left(helvia: Helvia) -> None:
    submitted(helvia, account=register_account(helvia, owner="U0SOFIA000", backup="U0MARTA000"))
    leave(helvia)
    ask(helvia, "lucas")


def without_a_time(helvia: Helvia) -> None:
    approved(helvia)


def due(helvia: Helvia) -> None:
    scheduled(helvia)
    helvia.wait(A_DAY)


def not_published(helvia: Helvia) -> None:
    scheduled(helvia)
    helvia.wait(3 * A_DAY)


def proposed(helvia: Helvia) -> None:
    propose(helvia.desk("jonas"))


def raised(helvia: Helvia) -> None:
    raise_crisis(helvia)
    helvia.settle()


def update_due(helvia: Helvia) -> None:
    raised(helvia)
    answer(helvia)
    helvia.wait(timedelta(minutes=21))


def written(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    assert write(helvia).ok


def to_be_said(helvia: Helvia) -> None:
    crisis_with_an_account(helvia)
    said(helvia)


def missed(after: timedelta) -> Callable[[Helvia], None]:
    def matter(helvia: Helvia) -> None:
        plan(helvia, steps.register_account(helvia, cadence="365"))
        helvia.wait(2 * A_DAY + after)

    return matter


def silent(after: timedelta) -> Callable[[Helvia], None]:
    def matter(helvia: Helvia) -> None:
        steps.register_account(helvia, last_post_at=helvia.now)
        helvia.wait(8 * A_DAY + after)

    return matter


def leave(helvia: Helvia, handle: str = "jonas") -> None:
    helvia.workspace.roster.deactivate(handle)
    helvia.settle()


def left_behind(helvia: Helvia) -> None:
    steps.register_account(helvia)
    leave(helvia)


def without_author(helvia: Helvia) -> None:
    account = register_account(helvia, owner="U0SOFIA000", backup="U0MARTA000")
    submitted(helvia, account=account)
    decide(helvia, "lucas", "posts.request_changes")
    leave(helvia)


@dataclass(frozen=True)
class Asking:
    """`matter` comes about and asks `whom`, called `label`; of `buttons` the first is pressed, and its form filled."""

    matter: Callable[[Helvia], None]
    whom: str
    label: str
    buttons: tuple[str, ...]
    answers: dict[str, Any] = field(default_factory=dict)


DECIDING = ("posts.approve", "posts.request_changes", "posts.reject")
SETTLING = ("calendar.skip", "calendar.publish", "calendar.postpone")
KEEPING = ("accounts.log", "accounts.snooze", "accounts.retire")
PUBLISHING = ("posts.published", "posts.give_back", "posts.plan")
ASKING = {
    "a review": Asking(in_review, "lucas", "@HelviaToday", DECIDING),
    "a review, decided by a form": Asking(in_review, "lucas", "@HelviaToday", DECIDING[1:], REASON | {"code": "claim"}),
    "changes": Asking(changes_requested, "jonas", "@HelviaToday", ("posts.withdraw", "posts.edit"), REASON),
    "a question": Asking(questioned, "jonas", QUESTION, ("posts.answer", "posts.edit"), ANSWER),
    "a question to an author who left": Asking(
        questioned_after_its_author_left, "sofia", QUESTION, ("posts.answer", "posts.edit"), ANSWER
    ),
    "a time": Asking(without_a_time, "jonas", "@HelviaToday", ("posts.plan", "posts.withdraw")),
    "a publication": Asking(due, "jonas", "@HelviaToday", PUBLISHING, {"url": URL}),
    "a publication that others heard of": Asking(not_published, "marta", "@HelviaToday", ("posts.withdraw",), REASON),
    "a proposal": Asking(proposed, "marta", "helvia-heart", ("accounts.approve", "accounts.decline")),
    "a proposal, declined": Asking(proposed, "marta", "helvia-heart", ("accounts.decline",), REASON),
    "a crisis": Asking(raised, "thomas", "Crisis 1", ("crises.acknowledge",)),
    "an update of a crisis": Asking(update_due, "thomas", "Crisis 1", ("crises.update",), {"update": "All is well"}),
    "a statement": Asking(written, "lucas", "Crisis 1", ("voice.approve", "voice.reject")),
    "a statement to be said": Asking(
        to_be_said, "sofia", "only thing to say", ("voice.posted", "voice.will_not"), {"url": HELVIA_TODAY}
    ),
    "a missed slot": Asking(missed(A_DAY), "jonas", "@Cardiva", SETTLING, REASON),
    "a missed slot, after weeks": Asking(missed(THREE_WEEKS), "marta", "@Cardiva", SETTLING, REASON),
    "a silence": Asking(silent(A_DAY), "jonas", "@Cardiva", KEEPING, POST),
    "a silence, after weeks": Asking(silent(THREE_WEEKS), "marta", "@Cardiva", KEEPING[::-1], REASON),
    "what somebody left behind": Asking(
        left_behind, "sofia", "Jonas Weber has left", ("accounts.take_over",), {"owner": "sofia", "backup": "marta"}
    ),
    "a post of somebody who left": Asking(
        without_author, "sofia", "@HelviaToday", ("posts.withdraw", "posts.edit"), REASON
    ),
}


def waiting(desk: Desk) -> list[dict[str, Any]]:
    """The blocks under “Waits for you”."""
    assert desk.home is not None
    blocks = list(desk.home.content["blocks"])
    titles = [number for number, block in enumerate(blocks) if block["type"] == "divider"]
    return blocks[titles[0] : titles[1]]


@pytest.mark.any_database  # what is asked of the database is tried on both below
@pytest.mark.parametrize("kind", ASKING)
def test_it_stands_on_home_with_its_buttons_until_one_is_pressed(helvia: Helvia, kind: str) -> None:
    helvia.introduce()
    helvia.concord.standings.notice()
    asking = ASKING[kind]
    asking.matter(helvia)
    desk = helvia.desk(asking.whom)
    desk.open_home()
    helvia.settle()
    assert asking.label in texts(waiting(desk))
    assert all(f"'{button}'" in str(waiting(desk)) for button in asking.buttons), str(waiting(desk))
    assert desk.press_at_home(asking.buttons[0]).ok
    if desk.modal and "submit" in desk.modal.content:
        desk.fill(asking.answers)
        assert desk.submit().ok
    assert "Nothing waits for you." in texts(waiting(desk))
    assert not desk.modal or f"'{asking.buttons[0]}'" not in str(desk.modal.content)


def test_past_some_the_way_to_the_rest_is_there(helvia: Helvia) -> None:
    for number in range(24):
        steps.register_account(helvia, handle=f"@Helvia{number}", last_post_at=helvia.now)
    helvia.wait(8 * A_DAY)
    jonas = helvia.desk("jonas")
    jonas.open_home()
    helvia.settle()
    assert jonas.home is not None
    assert len(jonas.home.content["blocks"]) <= 100
    assert "Show all" not in texts(waiting(jonas))
    for number in range(24, 80):
        steps.register_account(helvia, handle=f"@Helvia{number}", last_post_at=helvia.now - 8 * A_DAY)
    helvia.settle()
    jonas.open_home()
    assert len(jonas.home.content["blocks"]) <= 100
    assert "more*" in texts(waiting(jonas))
    assert jonas.press_at_home("home.waiting").ok
    assert "80 waiting for you" in steps.modal_text(jonas)
    assert jonas.press_in_modal("home.waiting.next").ok
    assert jonas.press_in_modal("accounts.show").ok
    assert jonas.press_in_modal("accounts.snooze").ok
    assert len(jonas.modals) == 2
    assert "Your desk" in str(jonas.type("#general", "/social home").reply)
