"""The payloads that Slack sends an app about what a person did, in the shapes Slack has them."""

from __future__ import annotations

from sandbox.wire.shapes import message_json, view_json
from sandbox.wire.shapes.escaping import escaped
from sandbox.workspace import Workspace
from sandbox.workspace.fields import current, values_of
from sandbox.workspace.line import VERIFICATION_TOKEN
from sandbox.workspace.models import Channel, Json, Message, Person, View


def command(workspace: Workspace, person: Person, channel: Channel, name: str, text: str) -> Json:
    team = workspace.company.team_of(person.team)
    return {
        "token": VERIFICATION_TOKEN,
        "team_id": team.id,
        "team_domain": team.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": person.id,
        "user_name": person.handle,
        "command": name,
        "text": text,
        "api_app_id": workspace.company.app_id,
        "is_enterprise_install": "false",
        "response_url": workspace.tickets.new_response_url(workspace.url, person.id, channel.id),
        "trigger_id": workspace.tickets.new_trigger(person.id),
    }


def channel_name(channel: Channel) -> str:
    """Slack does not tell an app the names of direct messages and private channels here."""
    return {"im": "directmessage", "private": "privategroup"}.get(channel.kind, channel.name)


def _gesture(workspace: Workspace, person: Person, kind: str, view: str = "") -> Json:
    team = workspace.company.team_of(person.team)
    return {
        "type": kind,
        "token": VERIFICATION_TOKEN,
        "api_app_id": workspace.company.app_id,
        "team": {"id": team.id, "domain": team.domain},
        "user": {"id": person.id, "username": person.handle, "name": person.handle, "team_id": person.team},
        "enterprise": None,
        "is_enterprise_install": False,
        "trigger_id": workspace.tickets.new_trigger(person.id, view),
    }


def message_action(workspace: Workspace, person: Person, message: Message, action: Json) -> Json:
    """block_actions of something pressed in a message; an ephemeral one is not told."""
    url = _message_url(workspace, person, message)
    return {
        **_gesture(workspace, person, "block_actions"),
        **_in_message(workspace, message, action["block_id"]),
        "state": {"values": escaped(values_of(message.all_blocks, workspace.messages.touched(person.id, message)))},
        "response_url": url,
        "actions": [escaped(action)],
    }


def view_action(workspace: Workspace, person: Person, view: View, action: Json) -> Json:
    """block_actions of something pressed in a modal or an App Home: no channel, no message, no response_url."""
    return {
        **_gesture(workspace, person, "block_actions", view.id),
        **_in_view(workspace, view),
        "actions": [action],
    }


def suggestion(
    workspace: Workspace, person: Person, place: Message | View, block_id: str, action_id: str, words: str
) -> Json:
    payload = _gesture(workspace, person, "block_suggestion")
    del payload["trigger_id"]
    where = _in_view(workspace, place) if isinstance(place, View) else _in_message(workspace, place, block_id)
    return {**payload, **where, "block_id": block_id, "action_id": action_id, "value": words}


def submission(workspace: Workspace, person: Person, view: View) -> Json:
    payload = _gesture(workspace, person, "view_submission", view.id)
    return {
        **payload,
        "view": view_json(workspace, view, current(view)),
        "response_urls": _response_urls(workspace, view),
    }


def closing(workspace: Workspace, person: Person, view: View, *, is_cleared: bool) -> Json:
    payload = _gesture(workspace, person, "view_closed")
    del payload["trigger_id"]
    return {**payload, "view": view_json(workspace, view, current(view)), "is_cleared": is_cleared}


def home_opened(workspace: Workspace, person: Person) -> Json:
    """The body of app_home_opened, with the home that this person sees until the app publishes another."""
    home = workspace.state.homes.get(person.id)
    channel = workspace.rooms.direct(person.id, workspace.bot.id)
    seen = {"view": view_json(workspace, home, current(home))} if home else {}
    return {"user": person.id, "channel": channel.id, **seen, "tab": "home"}


def shortcut(workspace: Workspace, person: Person, callback_id: str) -> Json:
    payload = _gesture(workspace, person, "shortcut")
    return {**payload, "callback_id": callback_id, "action_ts": workspace.new_ts()}


def message_shortcut(workspace: Workspace, person: Person, callback_id: str, message: Message) -> Json:
    channel = workspace.channel(message.channel)
    return {
        **_gesture(workspace, person, "message_action"),
        "callback_id": callback_id,
        "action_ts": workspace.new_ts(),
        "message_ts": message.ts,
        "message": message_json(workspace, message),
        "channel": {"id": channel.id, "name": channel_name(channel)},
        "response_url": _message_url(workspace, person, message),
    }


def _message_url(workspace: Workspace, person: Person, message: Message) -> str:
    return workspace.tickets.new_response_url(workspace.url, person.id, message.channel, message.ts, message.thread_ts)


def _in_message(workspace: Workspace, message: Message, block_id: str) -> Json:
    channel = workspace.channel(message.channel)
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.is_ephemeral,
    }
    if attachment := message.attachment_of(block_id):
        container |= {"type": "message_attachment", "attachment_id": attachment, "is_app_unfurl": False}
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    shape: Json = {"container": container, "channel": {"id": channel.id, "name": channel_name(channel)}}
    return shape if message.is_ephemeral else shape | {"message": message_json(workspace, message)}


def _in_view(workspace: Workspace, view: View) -> Json:
    return {"container": {"type": "view", "view_id": view.id}, "view": view_json(workspace, view, current(view))}


def _response_urls(workspace: Workspace, view: View) -> list[Json]:
    """For conversation selects with response_url_enabled."""
    values = current(view)
    urls = []
    for block in view.blocks:
        element = block.get("element", {})
        if not element.get("response_url_enabled"):
            continue
        state = values[block["block_id"]][element["action_id"]]
        chosen = state.get("selected_conversation") or state.get("selected_channel")
        if chosen:
            url = workspace.tickets.new_response_url(workspace.url, view.person, chosen)
            ids = {"block_id": block["block_id"], "action_id": element["action_id"]}
            urls.append({**ids, "channel_id": chosen, "response_url": url})
    return urls
