"""All that somebody outside can read and ask: what stands anywhere, and whatever any gesture answers them."""

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import handlers
from bot.kernel.errors import Invalid, Refused
from handlers.gesture import Answer, Now, Offer, Open, Publish, Replace, Say
from handlers.routing import Handler, Routes
from tests.world import Helvia

GENERAL = "C0GENERAL0"
VALUES = ("{}", "all 1", "crisis {}")
"""What buttons carry."""
TYPED = ("", "{}", "all", "{} it is over", "crisis {}", "crisis:{}", "{words}")
SOUGHT = ("", "{}", "crisis", "{words}")


class Undone(Exception):
    """What was asked is as if it had not been."""


def stands(helvia: Helvia, handle: str) -> Iterator[str]:
    """What this person reads without asking: channels that they may open, what they were written, their Home."""
    state, me = helvia.workspace.state, helvia.workspace.person(handle)
    desk = helvia.desk(handle)
    desk.open_home()
    helvia.settle()
    for channel in state.channels.values():
        if (channel.is_private or channel.is_im) and me.id not in channel.members:
            continue
        yield f"{channel.name} {channel.topic} {channel.purpose}"
        for message in desk.read(channel.id):
            yield _written([message.text, message.blocks, message.files])
    if home := state.homes.get(me.id):
        yield _written(home.content)


def asked(
    helvia: Helvia, handle: str, number: int, words: str, *, about: tuple[str, ...] = ("",)
) -> Iterator[tuple[str, str]]:
    """Each gesture that Concord knows, made by this person about a crisis of that number: which, and the answer. Those
    alone that begin with one of `about`, if that is said.
    """
    routes, user = handlers.routes(), helvia.workspace.person(handle).id
    by = {"user": {"id": user}, "channel": {"id": GENERAL}, "team": {}}
    for name, handler, body, typed in _gestures(routes, number, words):
        if name.startswith(about):
            yield name, _answer(helvia, handler, by | body, user, typed)


def _gestures(routes: Routes, number: int, words: str) -> Iterator[tuple[str, Handler, dict[str, Any], str]]:
    for name, command in routes.commands.items():
        for word in ["", *command.words]:
            for text in TYPED:
                line = f"{word} {text.format(number, words=words)}".strip()
                body = {"command": name, "text": line}
                with suppress(Refused):
                    handler, rest = command.resolve(line)
                    yield f"{name} {line}", handler, body, rest
    for action, handler in routes.actions.items():
        for value in VALUES:
            pressed = {"action_id": action, "value": value.format(number)}
            yield f"{action} {pressed['value']}", handler, {"type": "block_actions", "actions": [pressed]}, ""
    for form, handler in routes.forms.items():
        for value in VALUES:
            about = f"\n{value.format(number)}"
            view: dict[str, Any] = {"type": "modal", "callback_id": form, "private_metadata": about, "state": {}}
            yield f"{form} (form) {value.format(number)}", handler, {"type": "view_submission", "view": view}, ""
    for search, handler in routes.searches.items():
        for text in SOUGHT:
            body = {"type": "block_suggestion", "action_id": search, "value": text.format(number, words=words)}
            yield f"{search} {body['value']}", handler, body, ""
    for table in (routes.shortcuts, routes.events):
        for name, handler in table.items():
            yield name, handler, {"type": "shortcut", "callback_id": name}, ""


def _answer(helvia: Helvia, handler: Handler, body: dict[str, Any], user: str, typed: str) -> str:
    """What it shows, or refuses; nothing of it stays."""
    provide, answers = helvia.concord._provide, list[str]()
    try:
        with provide.gesture(body, provide.people.actor(user), typed) as gesture:
            answers.append(_shown(handler(gesture)))
            raise Undone
    except Undone:
        return answers[0]
    except Invalid as invalid:
        return str(invalid.problems)
    except Refused as refused:
        return refused.sentence


def _shown(answer: Answer) -> str:
    match answer:
        case Say(message):
            return _written(message.to_dict())
        case Now():
            return _written([answer.line().to_dict(), answer.whole.to_dict()])
        case Open(view) | Replace(view) | Publish(view):
            return _written(view.to_dict())
        case Offer(options):
            return _written(list(options))
        case _:
            return ""


def _written(part: object) -> str:
    return json.dumps(part, ensure_ascii=False, default=str)
