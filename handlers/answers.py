"""How an answer reaches whoever acted: in the acknowledgement, by a call to Slack (`showing.py`), or as a letter."""

import json
from dataclasses import dataclass, replace
from typing import Any

from slack_sdk.models.views import View

from bot.kernel import arrival, drills, outbox
from bot.kernel.outbox.rollout import Rollout
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import Message, context, page
from bot.kernel.views.budget import fitted
from bot.kernel.views.ordinary import has_newer
from handlers.body import Body, channel_of, is_ephemeral, is_form, is_modal, key_of, part
from handlers.gesture import Answer, Done, Gesture, Now, Open, Replace, Say
from handlers.places import TYPED, WHISPER, Origin, note

LONGEST_REPLY = 60_000
"""Bytes: slack_sdk sends no more than 65,535 over Socket Mode, what goes around an acknowledgement among them."""
Reply = dict[str, Any]
"""What an acknowledgement says."""


@dataclass(frozen=True, slots=True)
class Beneath:
    """The page under a form that closes shows something else."""

    view_id: str
    view: View


@dataclass(frozen=True, slots=True)
class Respond:
    """By a response_url, which answers whether Slack took it: what only this person sees turns into this message, or,
    where a command was typed, comes after it.
    """

    url: str
    message: Message
    replaces: bool = True


Placed = Answer | Beneath | Respond


def placed(answer: Answer, gesture: Gesture, body: Body) -> Placed:
    """Where words go: a command and an ephemeral message have their own place, a channel a whisper, the rest a page.
    What is read in a modal takes the place of what was read there: Slack's stack holds three, which forms need.
    """
    if drills.is_looked_at(gesture.session):
        answer = _of_drill(answer)
    match answer:
        case Now():
            return _now(answer, gesture, body)
        case Say(message) if "command" not in body:
            return _instead_of(message, body) if is_ephemeral(body) else _said(message, gesture, body)
        case Say(message) if has_newer(message.blocks) and "response_url" in body and not arrival.is_late():
            return Respond(body["response_url"], _made(message), replaces=False)
        case Open(view) if is_modal(body) and not view.submit:
            return Replace(view)
        case Open(view) | Replace(view):
            note(view, Origin.of(body))
    return answer


def _of_drill(answer: Answer) -> Answer:
    """What somebody reads of a drill says so first."""
    match answer:
        case Say(message):
            return Say(drills.marked(message))
        case Now(line, card):
            whole = card or line
            return Now(lambda: drills.marked(line()), lambda: drills.marked(whole()))
        case Open(view) | Replace(view):
            view.blocks = [context(drills.SAYS), *view.blocks]
    return answer


def _now(now: Now, gesture: Gesture, body: Body) -> Placed:
    if is_form(body):
        return _after_form(now, gesture, body)
    if "command" in body:
        return Say(now.line())
    if is_ephemeral(body):
        return _instead_of(now.whole, body)
    return Replace(page(now.whole)) if is_modal(body) else Done()


def _after_form(now: Now, gesture: Gesture, body: Body) -> Placed:
    origin = Origin.of(body)
    if beneath := part(body, "view").get("previous_view_id"):
        return Beneath(beneath, page(now.whole))
    if origin.kind == TYPED:
        _write(now.line(), gesture, body, origin.place)
    if origin.kind == WHISPER:
        return Respond(origin.place, _made(now.whole))
    return Done() if origin.kind else Replace(page(now.line()))


def _instead_of(message: Message, body: Body) -> Respond:
    """Of what only this person sees."""
    return Respond(body["response_url"], _made(message))


def _made(message: Message) -> Message:
    """Sent after the transaction, in which alone there is more to be read for it."""
    return replace(message, blocks=fitted(message.blocks))


def _said(message: Message, gesture: Gesture, body: Body) -> Answer:
    if channel_of(body):
        _write(message, gesture, body, channel_of(body))
        return Done()
    view = page(message)
    return Replace(view) if is_modal(body) else Open(view)


def _write(message: Message, gesture: Gesture, body: Body, channel: str) -> None:
    """Seen by the one who acted alone: in that channel, or directly where there is none."""
    key, person, at = f"answer:{key_of(body)}", gesture.who.id, gesture.when
    if channel:
        outbox.whisper(gesture.session, key=key, channel=channel, person=person, message=message, at=at)
    else:
        outbox.post(gesture.session, key=key, channel=person, message=message, at=at, urgency=outbox.Urgency.DECISION)


def reply_of(answer: Placed, gesture: Gesture, body: Body, rollout: Rollout) -> Reply:
    """What the acknowledgement itself says; all other answers are shown by calls. What is too large for it is written
    instead; a form never is (`tests/views`).
    """
    reply = _reply(answer, body, rollout)
    if len(json.dumps(reply)) <= LONGEST_REPLY:
        return reply
    match answer:
        case Say(message):
            _write(message, gesture, body, channel_of(body))
        case Replace(view) if view.submit is None:
            _write(
                Message(mrkdwn("{}", str(view.title.text if view.title else "")), view.blocks),
                gesture,
                body,
                channel_of(body),
            )
        case _:
            return reply
    return {}


def _reply(answer: Placed, body: Body, rollout: Rollout) -> Reply:
    """Nobody hears whether Slack took it, so it holds only what Slack surely takes."""
    match answer:
        case Say(message) if "command" in body:
            return _surely(message.to_dict(), rollout)
        case Replace(view) if is_form(body):
            return instead(_surely(view.to_dict(), rollout))
        case _:
            return {}


def _surely(content: Reply, rollout: Rollout) -> Reply:
    return {**content, "blocks": rollout.sure(content["blocks"])}


def instead(view: Reply) -> Reply:
    """In the place of the form that was sent."""
    return {"response_action": "update", "view": view}
