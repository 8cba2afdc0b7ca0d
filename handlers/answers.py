"""How an answer reaches whoever acted: in the acknowledgement, by a call to Slack, or as a letter."""

import re
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View
from slack_sdk.webhook import WebhookClient

from bot.kernel import outbox
from bot.kernel.errors import Refused
from bot.kernel.outbox.verdicts import UNREACHED
from bot.kernel.views.blocks import Message, page
from handlers.body import Body, channel_of, key_of, part, user_of
from handlers.gesture import Answer, Done, Gesture, Open, Publish, Push, Replace, Say
from handlers.sentences import not_shown

SLACK_TIMEOUT_S = 2
_A_WORD = re.compile(r"\w{1,60}")
Reply = dict[str, Any]
"""What an acknowledgement says."""


class NotShown(Refused):
    """Slack did not show the answer; `answer` is its own word for why, empty where it did not answer in time."""

    def __init__(self, answer: str) -> None:
        super().__init__(not_shown(answer))


def show(answer: Answer, body: Body, client: WebClient) -> None:
    """By a call; what has a place of its own already needs none. A view that changed since it was pressed in shows
    something newer already. Raises NotShown.
    """
    try:
        match answer:
            case Say(message) if _is_ephemeral(body):
                _turn_over(body["response_url"], message)
            case Open(view) | Push(view):
                open_view(client, body, view)
            case Replace(view):
                client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)
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
    call: Callable[..., Any] = client.views_push if _is_in_modal(body) else client.views_open
    call(trigger_id=body["trigger_id"], view=view)


def _is_in_modal(body: Body) -> bool:
    """What is read there takes the place of what was read: Slack's stack holds three, which forms need."""
    return bool(part(body, "view").get("type") == "modal")


def _is_ephemeral(body: Body) -> bool:
    return bool(part(body, "container").get("is_ephemeral"))


def _turn_over(response_url: str, message: Message) -> None:
    """What only this person sees changes in place."""
    answer = WebhookClient(response_url, timeout=SLACK_TIMEOUT_S).send(**message.to_dict(), replace_original=True)
    if answer.status_code != HTTPStatus.OK:
        raise NotShown(answer.body if _A_WORD.fullmatch(answer.body) else f"HTTP {answer.status_code}")


def placed(answer: Answer, gesture: Gesture, body: Body) -> Answer:
    """Where words go: a command and an ephemeral message have their own place, a channel a whisper, the rest a page."""
    if not isinstance(answer, Say) or "command" in body or _is_ephemeral(body):
        return answer
    if channel := channel_of(body):
        key, person, at = f"answer:{key_of(body)}", gesture.who.id, gesture.when
        outbox.whisper(gesture.session, key=key, channel=channel, person=person, message=answer.message, at=at)
        return Done()
    view = page(answer.message)
    return Replace(view) if _is_in_modal(body) else Open(view)


def reply_of(answer: Answer, body: Body) -> Reply:
    """What the acknowledgement itself says; all other answers are shown by calls."""
    is_form = body.get("type") == "view_submission"
    match answer:
        case Say(message) if "command" in body:
            return message.to_dict()
        case Push(view) if is_form:
            return {"response_action": "push", "view": view.to_dict()}
        case Replace(view) if is_form:
            return {"response_action": "update", "view": view.to_dict()}
        case _:
            return {}
