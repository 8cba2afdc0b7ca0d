"""What took longer than Slack waits: Slack has told the person that it failed, so Concord tells them how it ended."""

from collections.abc import Sequence
from datetime import datetime

from slack_sdk.models.blocks import Block
from sqlalchemy.orm import Session

from bot.kernel import arrival, outbox
from bot.kernel.text.markup import Markup, mrkdwn, sentence
from bot.kernel.views.blocks import Message, section
from handlers.body import Body, action_of, channel_of, is_form, key_of, part, user_of
from handlers.gesture import Answer, Done, Now, Replace, Say

TOO_LONG = "{} took too long for Slack"
ANSWERED = f"{TOO_LONG}. My answer:"
DONE = f"{TOO_LONG}. It is done, whatever Slack said."
NOT_SHOWN = f"{TOO_LONG}: its next step was not shown. Look how it stands, and go on."
REFUSED = f"{TOO_LONG}. {{}}"


def tell(session: Session, answer: Answer, body: Body, at: datetime) -> Answer:
    """Where it is late, the person is written, once, what their gesture came to; what is left to show of the answer."""
    if not arrival.is_late() or (message := _outcome(answer, body)) is None:
        return answer
    outbox.post(session, key=f"late:{key_of(body)}", channel=user_of(body), message=message, at=at)
    return answer if is_replied(body) else Done()


def refused(body: Body, refusal: str) -> Message:
    return _said(mrkdwn(REFUSED, _name(body), sentence(refusal)))


def is_replied(body: Body) -> bool:
    """Whether the answer is part of the acknowledgement, for which Slack does not wait longer."""
    return "command" in body or is_form(body)


def _outcome(answer: Answer, body: Body) -> Message | None:
    """None for what is whispered, opened or published: Slack does that later, too, or it is refused."""
    match answer:
        case Say(message) if is_replied(body) or not channel_of(body):
            return _answered(body, message.blocks)
        case Now() if is_replied(body) or not channel_of(body):
            return _answered(body, answer.line().blocks)
        case Done() | Now():
            return _said(mrkdwn(DONE, _name(body)))
        case Replace(view) if is_replied(body) and view.submit is None:  # a page to read
            return _answered(body, [block for block in view.blocks if block.type != "actions"])
        case Replace() if is_replied(body):
            return _said(mrkdwn(NOT_SHOWN, _name(body)))
        case _:
            return None


def _answered(body: Body, blocks: Sequence[Block]) -> Message:
    intro = mrkdwn(ANSWERED, _name(body))
    return Message(intro, [section(intro), *blocks])


def _name(body: Body) -> Markup:
    """As the person knows what they did: a command, the title of a form, the words on a button."""
    if command := body.get("command"):
        return mrkdwn("`{}`", command)
    title = part(part(body, "view"), "title") if is_replied(body) else part(action_of(body), "text")
    return mrkdwn("*{}*", title["text"]) if "text" in title else mrkdwn("That")


def _said(text: Markup) -> Message:
    return Message(text, [section(text)])
