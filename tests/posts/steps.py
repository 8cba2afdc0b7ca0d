"""How tests submit, decide on and look at posts, through the wire."""

from datetime import timedelta
from typing import Any

from bot.kernel.act import Act
from bot.posts.model import Post
from bot.posts.queries import by_id
from bot.posts.waiting import waiting_for
from sandbox.desk import Desk, Outcome, readable
from sandbox.workspace.models import Message
from tests import steps
from tests.world import Helvia

REVIEWS = "#social-reviews"
PRODUCT: dict[str, Any] = {"products": ["another"]}
"""Sends a post to the medical reviewer, and then to the legal and the regulatory one."""
ANSWERS: dict[str, Any] = {
    "text": "Every heart counts.",
    "content_type": "text",
    "objective": "200 cardiologists read the guideline",
}
QUESTION = "Which guideline <is> that?"
URL = "https://x.com/HelviaToday/status/1001"
AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)


def register_account(helvia: Helvia, **differently: Any) -> int:
    """The usual account, but the company's own: no product is named by speaking for it."""
    usual = {"handle": "@HelviaToday", "kind": "corporate", "brand": ""}
    return steps.register_account(helvia, **usual | differently)


def submit(helvia: Helvia, handle: str = "jonas", account: int | None = None, **answers: Any) -> Outcome:
    """Open the form, choose the account, fill in and submit; an account is registered where none is given."""
    chosen = account or register_account(helvia)
    desk = helvia.desk(handle)
    assert desk.type("#general", "/post submit").ok
    desk.search("account", "")
    desk.choose_in_modal("posts.submit.account", str(chosen))
    desk.press_in_modal("posts.submit.more")
    desk.fill(ANSWERS | answers)
    return send(desk)


def send(desk: Desk) -> Outcome:
    """Submit, and once more where there was something to be read first."""
    outcome = desk.submit()
    return desk.submit() if alerts(desk) else outcome


def alerts(desk: Desk) -> list[str]:
    """What is to be read before the form is sent."""
    blocks = desk.modal.blocks if desk.modal else []
    texts = [block["text"]["text"] for block in blocks if block["type"] in {"alert", "section"} and "text" in block]
    signs = [text.removeprefix(":warning: ") for text in texts if text.startswith(":warning: ")]
    return [block["text"]["text"] for block in blocks if block["type"] == "alert"] or signs


def submitted(helvia: Helvia, handle: str = "jonas", account: int | None = None, **answers: Any) -> int:
    """The id of a post that was taken."""
    outcome = submit(helvia, handle, account, **answers)
    assert outcome.ok, (outcome.error, outcome.errors)
    return int(helvia.audit("post_submitted")[-1].subject.partition(":")[2])


def approved(helvia: Helvia, **answers: Any) -> int:
    """The id of a post of Jonas's on @HelviaToday that its one reviewer approved; Sofia is the deputy publisher."""
    post_id = submitted(helvia, **answers)
    assert press(helvia, "lucas", "posts.approve").ok
    return post_id


def scheduled(helvia: Helvia, in_: timedelta = A_DAY, **answers: Any) -> int:
    return approved(helvia, planned_at=helvia.now + in_, **answers)


def edit(helvia: Helvia, handle: str, post_id: int, **answers: Any) -> Outcome:
    desk = helvia.desk(handle)
    assert desk.type("#general", f"/post edit {post_id}").ok
    desk.fill(answers)
    return send(desk)


def now(helvia: Helvia, post_id: int) -> Post:
    """The post with its versions and decisions, as the database has it."""
    with helvia.session() as session:
        post = by_id(session, post_id)
        session.refresh(post, ["versions", "review"])
        session.refresh(post.review, ["decisions"])
        return post


def waiting(helvia: Helvia, handle: str) -> list[int]:
    """The ids of the posts that wait for a person."""
    who = helvia.concord.people.actor(helvia.desk(handle).person.id)
    with helvia.session() as session:
        return [post.id for post in waiting_for(Act(session, who, helvia.now), helvia.concord.company)]


def cards(helvia: Helvia, handle: str, action_id: str) -> list[Message]:
    """What Concord wrote to a person and that has that button."""
    return [message for message in helvia.direct(handle) if f"'{action_id}'" in str(message.blocks)]


def press(helvia: Helvia, handle: str, action_id: str) -> Outcome:
    """Press that button on the newest card that a person was sent."""
    card = cards(helvia, handle, action_id)[-1]
    return helvia.desk(handle).press(card.channel, card.ts, action_id)


def decide(
    helvia: Helvia, handle: str, action_id: str, reason: str = "Name the source, please", code: str = "wording"
) -> Outcome:
    """Press a button and give the reason that it asks for."""
    assert press(helvia, handle, action_id).ok
    desk = helvia.desk(handle)
    desk.fill(code=code, reason=reason)
    return desk.submit()


def ask(helvia: Helvia, handle: str = "priya", question: str = QUESTION) -> Outcome:
    """A question about a person's newest card."""
    assert press(helvia, handle, "posts.ask").ok
    helvia.desk(handle).fill(question=question)
    return helvia.desk(handle).submit()


def last_whisper(helvia: Helvia, handle: str) -> str:
    """The last thing that Concord said to this person alone, in their own conversation with it."""
    return helvia.whispers(handle, helvia.workspace.bot.id)[-1]


def directly(helvia: Helvia, handle: str) -> str:
    """All that Concord wrote to a person, replies included."""
    desk = helvia.desk(handle)
    roots = helvia.direct(handle)
    return "\n".join(readable(each) for root in roots for each in desk.thread(root.channel, root.ts) or [root])


def details(helvia: Helvia, handle: str, channel: str = REVIEWS) -> str:
    """What this person reads behind the newest card in a channel, or of their own where that is Concord's."""
    card = [each for each in helvia.messages(channel, handle) if "'posts.details'" in str(each.blocks)][-1]
    assert helvia.press(handle, card, "posts.details").ok
    return steps.modal_text(helvia.desk(handle))


def authors_card(helvia: Helvia, handle: str = "jonas") -> str:
    """The living card of a person's only post."""
    return readable(helvia.direct(handle)[0])
