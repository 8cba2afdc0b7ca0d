"""How an answer reaches whoever acted: in the acknowledgement, by a call to Slack, or as a letter."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View
from slack_sdk.webhook import WebhookClient

from bot.kernel import outbox
from bot.kernel.errors import Refused
from bot.kernel.outbox.verdicts import UNREACHED
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import Message, page
from bot.kernel.views.budget import fitted
from handlers.body import Body, channel_of, is_ephemeral, is_form, is_modal, key_of, part, user_of
from handlers.gesture import Answer, Done, Gesture, Now, Open, Publish, Replace, Say
from handlers.places import TYPED, WHISPER, Origin, note
from handlers.sentences import not_shown

SLACK_TIMEOUT_S = 2
LONGEST_REPLY = 60_000
"""Bytes: slack_sdk sends no more than 65,535 over Socket Mode, what goes around an acknowledgement among them."""
_A_WORD = re.compile(r"\w{1,60}")
Reply = dict[str, Any]
"""What an acknowledgement says."""


@dataclass(frozen=True, slots=True)
class Beneath:
    """The page under a form that closes shows something else."""

    view_id: str
    view: View


@dataclass(frozen=True, slots=True)
class Back:
    """A form closes, and the message that only this person sees, from which it was opened, turns into this one."""

    url: str
    message: Message


Placed = Answer | Beneath | Back


class NotShown(Refused):
    """Slack did not show the answer; `answer` is its own word for why, empty where it did not answer in time."""

    def __init__(self, answer: str) -> None:
        super().__init__(not_shown(answer))


def show(answer: Placed, body: Body, client: WebClient) -> None:
    """By a call; what has a place of its own already needs none. A view that changed since it was pressed in shows
    something newer already. Raises NotShown.
    """
    try:
        match answer:
            case Say(message) if is_ephemeral(body):
                _respond(body["response_url"], message)
            case Open(view):
                open_view(client, body, view)
            case Replace(view):
                replace_view(client, body, view)
            case Publish(view):
                client.views_publish(user_id=user_of(body), view=view)
            case _:
                return
    except UNREACHED as error:
        if (word := _word_of(error)) != "hash_conflict":
            raise NotShown(word) from error


def _word_of(error: Exception) -> str:
    if not isinstance(error, SlackApiError):
        return ""
    status = error.response.status_code
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return f"HTTP {status}"
    return str(error.response.get("error") or "")


def open_view(client: WebClient, body: Body, view: View) -> None:
    """In a modal a new one goes over it; elsewhere it is the first."""
    call: Callable[..., Any] = client.views_push if is_modal(body) else client.views_open
    call(trigger_id=body["trigger_id"], view=view)


def replace_view(client: WebClient, body: Body, view: View) -> None:
    """Unless it has changed since it was pressed in."""
    client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)


def shown_elsewhere(answer: Placed, client: WebClient) -> Reply:
    """Where a form closes and its outcome is seen elsewhere; what Slack does not show there takes the form's place."""
    try:
        match answer:
            case Beneath(view_id, view):
                client.views_update(view_id=view_id, view=view)
            case Back(url, message):
                _respond(url, message)
    except (NotShown, *UNREACHED):
        match answer:
            case Beneath(_, view):
                return _instead(view)
            case Back(_, message):
                return _instead(page(message))
    return {}


def _respond(url: str, message: Message) -> None:
    """In the place of what only this person saw there."""
    answer = WebhookClient(url, timeout=SLACK_TIMEOUT_S).send(**message.to_dict(), replace_original=True)
    if answer.status_code != HTTPStatus.OK:
        raise NotShown(answer.body if _A_WORD.fullmatch(answer.body) else f"HTTP {answer.status_code}")


def placed(answer: Answer, gesture: Gesture, body: Body) -> Placed:
    """Where words go: a command and an ephemeral message have their own place, a channel a whisper, the rest a page.
    What is read in a modal takes the place of what was read there: Slack's stack holds three, which forms need.
    """
    match answer:
        case Now():
            return _now(answer, gesture, body)
        case Say(message) if "command" not in body:
            return Say(_made(message)) if is_ephemeral(body) else _said(message, gesture, body)
        case Open(view) if is_modal(body) and not view.submit:
            return Replace(view)
        case Open(view) | Replace(view):
            note(view, Origin.of(body))
    return answer


def _now(now: Now, gesture: Gesture, body: Body) -> Placed:
    if is_form(body):
        return _after_form(now, gesture, body)
    if "command" in body:
        return Say(now.line())
    if is_ephemeral(body):
        return Say(_made(now.whole))
    return Replace(page(now.whole)) if is_modal(body) else Done()


def _after_form(now: Now, gesture: Gesture, body: Body) -> Placed:
    origin = Origin.of(body)
    if beneath := part(body, "view").get("previous_view_id"):
        return Beneath(beneath, page(now.whole))
    if origin.kind == TYPED:
        _write(now.line(), gesture, body, origin.place)
    if origin.kind == WHISPER:
        return Back(origin.place, _made(now.whole))
    return Done() if origin.kind else Replace(page(now.line()))


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


def reply_of(answer: Placed, gesture: Gesture, body: Body) -> Reply:
    """What the acknowledgement itself says; all other answers are shown by calls. What is too large for it is written
    instead; a form never is (`tests/views`).
    """
    reply = _reply(answer, body)
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


def _reply(answer: Placed, body: Body) -> Reply:
    match answer:
        case Say(message) if "command" in body:
            return message.to_dict()
        case Replace(view) if is_form(body):
            return _instead(view)
        case _:
            return {}


def _instead(view: View) -> Reply:
    return {"response_action": "update", "view": view.to_dict()}
