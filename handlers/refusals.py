"""The one error handler: what a verb refuses is told kindly, and only to the one who acted."""

import re
from http import HTTPStatus
from textwrap import wrap
from uuid import uuid4

import structlog
from slack_bolt import App, BoltResponse
from slack_bolt.error import BoltUnhandledRequestError
from slack_sdk import WebClient
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from bot.kernel import outbox
from bot.kernel.blocks import OPTION_TEXT_LIMIT, Message, home_tab, option, page, section
from bot.kernel.db import Database
from bot.kernel.errors import Invalid, Refused
from bot.kernel.verdicts import UNREACHED
from bot.kernel.words import sentence
from bot.people import Unreachable
from handlers.listeners import GONE, NotShown, key_of, open_view
from handlers.provide import Body, Provide, channel_of, user_of

log = structlog.get_logger(__name__)

A_MOMENT_FASTER = (
    "Somebody else was a moment faster. Have a look at where things stand, and try again if it still makes sense."
)

UNSURE = (
    "The database went away just now, so I cannot tell whether this was done. "
    "Please look where things stand in a minute, before you do it again."
)

UNEXPECTED = (
    "Something went wrong on my side and nothing was changed. Please try again; "
    "if it stays like this, tell your administrator the number {number}."
)

_CODE = re.compile(r"`([^`]+)`")


def register(app: App, provide: Provide) -> None:
    @app.error
    def refuse(error: Exception, body: Body, client: WebClient) -> BoltResponse:
        refusal, problems = _told(error)
        kind = body.get("type")
        if kind == "view_submission":
            return _in_form(body, refusal, problems)
        if "command" in body:
            return BoltResponse(status=200, body={"response_type": "ephemeral", "text": sentence(refusal)})
        if kind == "block_suggestion":
            return _among_options(refusal)
        if "event" in body:
            return _of_event(error, body, client, refusal)
        if user_of(body):
            silent = isinstance(error, Unreachable | NotShown)
            _tell(provide, body, None if silent else client, _message(refusal))
        return BoltResponse(status=200, body="")


def _told(error: Exception) -> tuple[str, dict[str, str]]:
    match error:
        case Invalid():
            return error.sentence, error.problems
        case Refused():
            return error.sentence, {}
        case BoltUnhandledRequestError():
            log.error("no_listener")
            return GONE, {}
        case StaleDataError() | IntegrityError():
            return A_MOMENT_FASTER, {}
        case DBAPIError() if Database.is_lost(error):
            log.error("database_lost", exc_info=error)
            return UNSURE, {}
        case _:
            number = uuid4().hex[:8]
            log.error("unexpected", number=number, exc_info=error)
            return UNEXPECTED.format(number=number), {}


def _in_form(body: Body, refusal: str, problems: dict[str, str]) -> BoltResponse:
    """Under its field where the form has it, else under the first one; a form without fields becomes the sentence."""
    inputs = [block["block_id"] for block in body["view"]["blocks"] if block["type"] == "input"]
    if not inputs:
        view = page(_message(refusal))
        return BoltResponse(status=200, body={"response_action": "update", "view": view.to_dict()})
    shown = {field: problem for field, problem in problems.items() if field in inputs}
    elsewhere = " ".join(problem for field, problem in problems.items() if field not in inputs)
    if rest := elsewhere or ("" if problems else refusal):
        shown[inputs[0]] = f"{shown.get(inputs[0], '')} {rest}".strip()
    plain = {field: _plain(problem) for field, problem in shown.items()}
    return BoltResponse(status=200, body={"response_action": "errors", "errors": plain})


def _among_options(refusal: str) -> BoltResponse:
    """A search can be answered with options only, so they are the sentence; chosen, they are nothing that exists."""
    lines = wrap(_plain(refusal), OPTION_TEXT_LIMIT)
    return BoltResponse(status=200, body={"options": [option(line, f"-{n}").to_dict() for n, line in enumerate(lines)]})


def _of_event(error: Exception, body: Body, client: WebClient, refusal: str) -> BoltResponse:
    """On the Home tab the sentence is read. What is neither done nor told is not acknowledged: Slack sends it again."""
    if isinstance(error, BoltUnhandledRequestError):
        return BoltResponse(status=200, body="")
    if body["event"].get("type") == "app_home_opened":
        try:
            client.views_publish(user_id=user_of(body), view=home_tab([section(sentence(refusal))]))
            return BoltResponse(status=200, body="")
        except UNREACHED:
            log.warning("refusal_not_shown", person=user_of(body))
    return BoltResponse(status=HTTPStatus.SERVICE_UNAVAILABLE, body="")


def _plain(sentence: str) -> str:
    """Under a field Slack shows backticks as they are: a command stands by itself, all else is quoted."""
    return _CODE.sub(lambda code: code[1] if code[1].startswith("/") else f"“{code[1]}”", sentence)


def _message(refusal: str) -> Message:
    text = sentence(refusal)
    return Message(text, [section(text)])


def _tell(provide: Provide, body: Body, client: WebClient | None, message: Message) -> None:
    """A whisper where there is a channel; elsewhere a page, or a direct message where Slack shows none. Without a
    client Slack is not asked: it was silent a moment ago, and whoever acted waits three seconds in all.
    """
    key, person = f"refusal:{key_of(body)}", user_of(body)
    channel = channel_of(body)
    if client and not channel:
        try:
            return open_view(client, body, page(message))
        except UNREACHED:
            log.warning("refusal_not_shown", person=person)
    with provide.database.transaction() as session:
        now = provide.clock.now()
        if channel:
            outbox.whisper(session, key=key, channel=channel, person=person, message=message, at=now)
        else:
            outbox.post(session, key=key, channel=person, message=message, at=now)
    return None
