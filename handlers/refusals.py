"""The one error handler: what a verb refuses is told kindly, and only to the one who acted."""

import re
from contextlib import suppress
from uuid import uuid4

import structlog
from slack_bolt import App, BoltResponse
from slack_sdk import WebClient
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from bot.kernel import outbox
from bot.kernel.blocks import Message, home_tab, page, section
from bot.kernel.db import Database
from bot.kernel.errors import Invalid, Refused
from bot.kernel.words import sentence
from handlers.listeners import UNREACHED, key_of, open_view
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
            return BoltResponse(status=200, body={"options": []})
        if body.get("event", {}).get("type") == "app_home_opened":
            with suppress(*UNREACHED):
                client.views_publish(user_id=user_of(body), view=home_tab([section(sentence(refusal))]))
        elif user_of(body) and "event" not in body:
            _tell(provide, body, client, _message(refusal))
        return BoltResponse(status=200, body="")


def _told(error: Exception) -> tuple[str, dict[str, str]]:
    match error:
        case Invalid():
            return error.sentence, error.problems
        case Refused():
            return error.sentence, {}
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


def _plain(sentence: str) -> str:
    """Under a field Slack shows backticks as they are: a command stands by itself, all else is quoted."""
    return _CODE.sub(lambda code: code[1] if code[1].startswith("/") else f"“{code[1]}”", sentence)


def _message(refusal: str) -> Message:
    text = sentence(refusal)
    return Message(text, [section(text)])


def _tell(provide: Provide, body: Body, client: WebClient, message: Message) -> None:
    """A whisper where there is a channel; elsewhere a page, or a direct message where Slack shows none."""
    key, person = f"refusal:{key_of(body)}", user_of(body)
    if not (channel := channel_of(body)):
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
