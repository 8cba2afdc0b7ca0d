"""What an answer shows by a call to Slack, in blocks that the workspace knows."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.models.views import View
from slack_sdk.webhook import WebhookClient, WebhookResponse

from bot.kernel.errors import Refused
from bot.kernel.outbox.payload import short, short_view
from bot.kernel.outbox.rollout import Blocks, Rollout, reasons
from bot.kernel.outbox.verdicts import UNREACHED, is_malformed
from bot.kernel.views.blocks import page
from handlers.answers import Beneath, Placed, Reply, Respond, instead
from handlers.body import Body, is_modal, user_of
from handlers.gesture import Open, Publish, Replace
from handlers.sentences import not_shown

SLACK_TIMEOUT_S = 2
_CODE = re.compile(r'(?:^|"error": ?")(\w{1,60})(?:"|$)')


class NotShown(Refused):
    """Slack did not show the answer; `answer` is its own word for why, empty where it did not answer in time."""

    def __init__(self, answer: str) -> None:
        super().__init__(not_shown(answer))


@dataclass(frozen=True, slots=True)
class Screen:
    """Whoever acted looks at it. `shortened` is told Slack's word for why it took a short form only."""

    client: WebClient
    rollout: Rollout
    shortened: Callable[[str], None]


def show(answer: Placed, body: Body, screen: Screen) -> None:
    """By a call; what has a place of its own already needs none. A view that changed since it was pressed in shows
    something newer already. What Slack does not take is shown in a short form; raises NotShown where there is none.
    """
    client = screen.client
    try:
        match answer:
            case Respond():
                _respond(answer, screen)
            case Open(view):
                _known(view, partial(open_view, client, body), screen)
            case Replace(view):
                _known(view, partial(replace_view, client, body), screen)
            case Publish(view):
                _known(view, lambda known: client.views_publish(user_id=user_of(body), view=known), screen)
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


def _known(view: View, call: Callable[[Reply], Any], screen: Screen) -> None:
    content, rollout = view.to_dict(), screen.rollout
    blocks = rollout.first(content["blocks"])
    try:
        call({**content, "blocks": blocks})
        rollout.took(blocks)
    except SlackApiError as error:
        if known := rollout.otherwise(blocks, word := _word_of(error), reasons(error.response)):
            call({**content, "blocks": known})
        elif is_malformed(word) and (shorter := short_view(content)):
            call(shorter)
            screen.shortened(word)
        else:
            raise


def open_view(client: WebClient, body: Body, view: View | Reply) -> None:
    """In a modal a new one goes over it; elsewhere it is the first."""
    call: Callable[..., Any] = client.views_push if is_modal(body) else client.views_open
    call(trigger_id=body["trigger_id"], view=view)


def replace_view(client: WebClient, body: Body, view: View | Reply) -> None:
    """Unless it has changed since it was pressed in."""
    client.views_update(view_id=body["view"]["id"], hash=body["view"]["hash"], view=view)


def shown_elsewhere(answer: Placed, screen: Screen) -> Reply:
    """Where a form closes and its outcome is seen elsewhere; what Slack does not show there takes the form's place."""
    try:
        match answer:
            case Beneath(view_id, view):
                _known(view, lambda known: screen.client.views_update(view_id=view_id, view=known), screen)
            case Respond():
                _respond(answer, screen)
    except (NotShown, *UNREACHED):
        match answer:
            case Beneath(_, view):
                return instead(view.to_dict())
            case Respond(_, message):
                return instead(page(message).to_dict())
    return {}


def _respond(answer: Respond, screen: Screen) -> None:
    content, rollout = answer.message.to_dict(), screen.rollout
    blocks = rollout.first(content["blocks"])
    response = _sent(answer, content["text"], blocks)
    if not (error := _error_of(response)):
        rollout.took(blocks)
    elif known := rollout.otherwise(blocks, error, response.body):
        _require(_sent(answer, content["text"], known))
    elif is_malformed(error) and (shorter := short(content)):
        _require(_sent(answer, shorter["text"], shorter["blocks"]))
        screen.shortened(error)
    else:
        raise NotShown(error)


def _sent(answer: Respond, text: str, blocks: Blocks) -> WebhookResponse:
    hook = WebhookClient(answer.url, timeout=SLACK_TIMEOUT_S)
    return hook.send(text=text, blocks=blocks, replace_original=answer.replaces)


def _require(response: WebhookResponse) -> None:
    if error := _error_of(response):
        raise NotShown(error)


def _error_of(response: WebhookResponse) -> str:
    """Slack's word for why, which stands alone or in JSON; empty where it took what was sent."""
    if response.status_code == HTTPStatus.OK and '"error"' not in response.body:
        return ""
    word = _CODE.search(response.body)
    return word[1] if word else f"HTTP {response.status_code}"
