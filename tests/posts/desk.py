"""How tests submit, decide on and look at posts, through the wire."""

from datetime import timedelta
from typing import Any

from bot.posts.model import Post
from bot.posts.queries import glimpse
from sandbox.gestures import Outcome
from sandbox.models import Message
from tests.steps import register_account
from tests.world import Helvia

REVIEWS = "#social-reviews"
ANSWERS: dict[str, Any] = {
    "text": "Every heart counts.",
    "content_type": "text",
    "objective": "200 cardiologists read the guideline",
}


def submit(helvia: Helvia, handle: str = "jonas", account: int | None = None, **answers: Any) -> Outcome:
    """Open the form, choose the account, fill in and submit; an account is registered where none is given."""
    chosen = account or register_account(helvia)
    desk = helvia.desk(handle)
    opened = desk.type("#general", "/post submit")
    assert opened.ok, opened
    desk.search("account", "")
    desk.choose_in_modal("posts.submit.account", str(chosen))
    desk.fill(ANSWERS | answers)
    return desk.submit()


def submitted(helvia: Helvia, handle: str = "jonas", account: int | None = None, **answers: Any) -> int:
    """The id of a post that was taken."""
    outcome = submit(helvia, handle, account, **answers)
    assert outcome.ok, (outcome.error, outcome.errors)
    [*_, entry] = helvia.audit("post_submitted")
    return int(entry.subject.partition(":")[2])


def now(helvia: Helvia, post_id: int) -> Post:
    with helvia.session() as session:
        post = glimpse(session, post_id)
        assert post.versions
        assert post.decisions is not None
        return post


def card(helvia: Helvia, handle: str, action_id: str) -> Message:
    """The newest message that Concord wrote to a person and that has that button."""
    found = [message for message in helvia.direct(handle) if f"'{action_id}'" in str(message.blocks)]
    assert found, f"no {action_id} at {handle}'s"
    return found[-1]


def has(helvia: Helvia, handle: str, action_id: str) -> bool:
    return any(f"'{action_id}'" in str(message.blocks) for message in helvia.direct(handle))


def press(helvia: Helvia, handle: str, action_id: str) -> Outcome:
    outcome: Outcome = helvia.press(handle, card(helvia, handle, action_id), action_id)
    return outcome


def decide(helvia: Helvia, handle: str, action_id: str, reason: str = "Please name the source") -> Outcome:
    """Press a reviewer's button and give the reason where one is asked."""
    outcome = press(helvia, handle, action_id)
    desk = helvia.desk(handle)
    if desk.modal:
        desk.fill(reason=reason)
        return desk.submit()
    return outcome


def whispered(helvia: Helvia, handle: str) -> str:
    """The last thing that Concord told this person alone, in their conversation with it."""
    told = helvia.whispers(handle, helvia.workspace.bot.id)
    return told[-1] if told else ""


def tomorrow(helvia: Helvia) -> Any:
    return helvia.now + timedelta(days=1)
