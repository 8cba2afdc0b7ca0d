"""What a person does on the page: each one gesture at that person's desk."""

import base64
from typing import Any

from starlette.responses import HTMLResponse, JSONResponse, Response

from sandbox.desk import Desk, Impossible, Outcome
from sandbox.desk.pressing import BUTTONS
from sandbox.page import render
from sandbox.page.answers import field_in, keep, value_of
from sandbox.page.endpoint import answer_of
from sandbox.page.names import reader_of
from sandbox.page.surface import Surface
from sandbox.page.values import size
from sandbox.workspace.models import Json, View


def say(desk: Desk, where: Json, body: Json) -> Response:
    files = [str(each) for each in body.get("files") or ()]
    return answer_of(desk.type(where["channel"], str(body["text"]), body.get("thread") or None, files))


def read(desk: Desk, where: Json, body: Json) -> Response:
    desk.mark_read(where["channel"])
    return answer_of(Outcome())


def join(desk: Desk, where: Json, body: Json) -> Response:
    desk.join(where["channel"])
    return answer_of(Outcome())


def pin(desk: Desk, where: Json, body: Json) -> Response:
    """Or, where it is pinned, takes it down."""
    channel, ts = where["channel"], str(body["ts"])
    (desk.pin if body["on"] else desk.unpin)(channel, ts)
    return answer_of(Outcome())


def dismiss(desk: Desk, where: Json, body: Json) -> Response:
    """Puts away a message that only this person sees."""
    ts = str(body["ts"])
    for message in desk.read(where["channel"]) + desk.thread(where["channel"], ts):
        if message.ts == ts and message.only_for == desk.person.id:
            desk.workspace.messages.delete(message)
            break
    return answer_of(Outcome())


def act_in_message(desk: Desk, where: Json, body: Json) -> Response:
    channel, ts, block_id, action_id = where["channel"], str(body["ts"]), str(body["block_id"]), str(body["action_id"])
    blocks = [block for each in desk.thread(channel, ts) if each.ts == ts for block in each.all_blocks]
    field = field_in(blocks, block_id, action_id)
    if field.type in BUTTONS:
        return answer_of(desk.press(channel, ts, action_id, body["value"], field.block_id))
    return answer_of(desk.choose(channel, ts, action_id, value_of(desk, field, body["value"]), field.block_id))


def options_in_message(desk: Desk, where: Json, body: Json) -> Response:
    words = str(body["words"])
    return options(desk, desk.options_in_message(where["channel"], str(body["ts"]), str(body["action_id"]), words))


def shortcut(desk: Desk, where: Json, body: Json) -> Response:
    if body.get("ts"):
        return answer_of(desk.message_shortcut(str(body["callback_id"]), str(body["channel"]), str(body["ts"])))
    return answer_of(desk.shortcut(str(body["callback_id"])))


def open_home(desk: Desk, where: Json, body: Json) -> Response:
    return answer_of(desk.open_home())


def act_at_home(desk: Desk, where: Json, body: Json) -> Response:
    block_id, action_id = str(body["block_id"]), str(body["action_id"])
    field = field_in(desk.home.blocks if desk.home else [], block_id, action_id)
    if field.type in BUTTONS:
        return answer_of(desk.press_at_home(action_id, body["value"], field.block_id))
    return answer_of(desk.choose_at_home(action_id, value_of(desk, field, body["value"]), field.block_id))


def options_at_home(desk: Desk, where: Json, body: Json) -> Response:
    words = str(body["words"])
    return options(desk, desk.options_at_home(str(body["action_id"]), words, str(body["block_id"])))


def give(desk: Desk, where: Json, body: Json) -> Response:
    """A file for a form or a message; its bytes come in base64, for the page sends nothing but JSON."""
    content = base64.b64decode(str(body["content"]), validate=True)
    file = desk.workspace.files.give(desk.person.id, str(body["name"]), content)
    return JSONResponse({"id": file["id"], "size": size(file), "error": ""})


def fill(desk: Desk, where: Json, body: Json) -> Response:
    """Keeps what was typed; a form that has closed meanwhile needs nothing kept."""
    wanted, values = body["view_id"], body["values"]
    if desk.modal is not None and desk.modal.id == wanted:
        keep(desk, desk.modal, values)
    return answer_of(Outcome())


def submit(desk: Desk, where: Json, body: Json) -> Response:
    keep(desk, _modal(desk, body), body["values"])
    return answer_of(desk.submit())


def close(desk: Desk, where: Json, body: Json) -> Response:
    keep(desk, _modal(desk, body), body["values"])
    return answer_of(desk.close_all() if body.get("all") else desk.close())


def act_in_modal(desk: Desk, where: Json, body: Json) -> Response:
    view = _modal(desk, body)
    keep(desk, view, body["values"])
    block_id, action_id = str(body["block_id"]), str(body["action_id"])
    field = field_in(view.blocks, block_id, action_id)
    if field.type in BUTTONS:
        return answer_of(desk.press_in_modal(action_id, body["value"], field.block_id))
    return answer_of(desk.choose_in_modal(action_id, value_of(desk, field, body["value"]), field.block_id))


def options_in_modal(desk: Desk, where: Json, body: Json) -> Response:
    keep(desk, _modal(desk, body), body["values"])
    return options(desk, desk.search(str(body["block_id"]), str(body["words"])))


def options(desk: Desk, choices: list[Json]) -> Response:
    surface = Surface("options", reader_of(desk.workspace, desk.person))
    return HTMLResponse(render.options({"options": choices}, surface))


def _modal(desk: Desk, body: dict[str, Any]) -> View:
    """The modal on top, which must be the one that the page shows."""
    wanted, top = body["view_id"], desk.modal
    if top is None or top.id != wanted:
        raise Impossible("This form is no longer open.")
    return top
