"""The one error handler: what a verb refuses is told kindly, and only to the one who acted."""

import re
from http import HTTPStatus
from textwrap import wrap

import structlog
from slack_bolt import App, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk import WebClient
from sqlalchemy.exc import SQLAlchemyError

from bot.kernel import arrival, outbox
from bot.kernel.errors import TooLate
from bot.kernel.outbox.verdicts import UNREACHED
from bot.kernel.text.characters import one_line
from bot.kernel.text.markup import sentence
from bot.kernel.views import limits
from bot.kernel.views.blocks import Message, home_tab, option, page, section
from bot.people import Unreachable
from handlers import late
from handlers.body import Body, channel_of, is_page, key_of, part, user_of
from handlers.outcome import kind_of, outcome_of
from handlers.provide import Provide
from handlers.sentences import sentence_for
from handlers.showing import NotShown, open_view, replace_view

log = structlog.get_logger(__name__)

_CODE = re.compile(r"`([^`]+)`")


def register(app: App, provide: Provide) -> None:
    @app.error
    def refuse(error: Exception, body: Body, client: WebClient) -> BoltResponse:
        if not arrival.is_from_slack():
            log.error("not_from_slack", error=type(error).__name__)
            return BoltResponse(status=HTTPStatus.UNAUTHORIZED, body="")
        provide.counted(kind_of(body), outcome_of(error))
        refusal, problems = sentence_for(error, provide.database)
        if late.is_replied(body) and arrival.is_late():
            _tell(provide, body, client, late.refused(body, refusal))
        kind = body.get("type")
        if kind == "view_submission":
            return _in_form(body, refusal, problems)
        if "command" in body:
            return BoltResponse(status=200, body={"response_type": "ephemeral", "text": sentence(refusal)})
        if kind == "dialog_suggestion":
            return BoltResponse(status=200, body={"options": []})  # none of Concord's, and read by another grammar
        if kind == "block_suggestion":
            return _among_options(refusal)
        if "event" in body:
            return _of_event(error, body, client, refusal)
        if user_of(body):
            silent = isinstance(error, Unreachable | NotShown)
            _tell(provide, body, None if silent else client, _message(refusal), is_over=isinstance(error, TooLate))
        return BoltResponse(status=200, body="")


def _in_form(body: Body, refusal: str, problems: dict[str, str]) -> BoltResponse:
    """Under its field where the form has it, else under the first one; a form without fields becomes the sentence."""
    inputs = [block["block_id"] for block in part(body, "view").get("blocks") or [] if block["type"] == "input"]
    if not inputs:
        view = page(_message(refusal))
        return BoltResponse(status=200, body={"response_action": "update", "view": view.to_dict()})
    errors = {field: problem for field, problem in problems.items() if field in inputs}
    elsewhere = " ".join(problem for field, problem in problems.items() if field not in inputs)
    if rest := elsewhere or ("" if problems else refusal):
        errors[inputs[0]] = f"{errors.get(inputs[0], '')} {rest}".strip()
    plain = {field: _plain(problem) for field, problem in errors.items()}
    return BoltResponse(status=200, body={"response_action": "errors", "errors": plain})


def _among_options(refusal: str) -> BoltResponse:
    """A search can be answered with options only, so they are the sentence; chosen, they are nothing that exists."""
    lines = wrap(_plain(refusal), limits.OPTION)
    return BoltResponse(status=200, body={"options": [option(line, f"-{n}").to_dict() for n, line in enumerate(lines)]})


def _of_event(error: Exception, body: Body, client: WebClient, refusal: str) -> BoltResponse:
    """On the Home tab the sentence is read. What is neither done nor told is not acknowledged: Slack sends it again."""
    if isinstance(error, BoltUnhandledRequestError):
        return BoltResponse(status=200, body="")
    if part(body, "event").get("type") == "app_home_opened":
        try:
            client.views_publish(user_id=user_of(body), view=home_tab([section(sentence(refusal))]))
            return BoltResponse(status=200, body="")
        except UNREACHED:
            log.warning("refusal_not_shown", person=user_of(body))
    return BoltResponse(status=HTTPStatus.SERVICE_UNAVAILABLE, body="")


def _plain(sentence: str) -> str:
    """Under a field Slack shows backticks as they are: a command stands by itself, all else is quoted."""
    return _CODE.sub(lambda code: code[1] if code[1].startswith("/") else f"“{code[1]}”", one_line(sentence))


def _message(refusal: str) -> Message:
    text = sentence(refusal)
    return Message(text, [section(text)])


def _tell(provide: Provide, body: Body, client: WebClient | None, message: Message, *, is_over: bool = False) -> None:
    """A whisper where there is a channel; elsewhere a page, or a direct message where Slack shows none. Without a
    client Slack is not asked: it was silent a moment ago, and whoever acted waits three seconds in all. What `is_over`
    is read no longer: the page takes its place.
    """
    channel, person = channel_of(body), user_of(body)
    if client and not channel and "trigger_id" in body and not arrival.is_late():
        try:
            view = page(message)
            return replace_view(client, body, view) if is_over and is_page(body) else open_view(client, body, view)
        except UNREACHED:
            log.warning("refusal_not_shown", person=person)
    try:
        _write(provide, f"refusal:{key_of(body)}", channel, person, message)
    except SQLAlchemyError:
        if client:
            _call(client, channel, person, message)
    return None


def _write(provide: Provide, key: str, channel: str, person: str, message: Message) -> None:
    with provide.database.transaction() as session:
        now = provide.clock.now()
        if channel:
            outbox.whisper(session, key=key, channel=channel, person=person, message=message, at=now)
        else:
            outbox.post(session, key=key, channel=person, message=message, at=now)


def _call(client: WebClient, channel: str, person: str, message: Message) -> None:
    """Past the outbox, which cannot be written just now."""
    try:
        if channel:
            client.chat_postEphemeral(channel=channel, user=person, **message.to_dict())
        else:
            client.chat_postMessage(channel=person, **message.to_dict())
    except UNREACHED:
        log.warning("refusal_not_told", person=person)
