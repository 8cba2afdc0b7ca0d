"""reactions.* and api.test."""

from __future__ import annotations

import re

from sandbox.api.arguments import Arguments
from sandbox.api.finding import message_of
from sandbox.api.registry import method
from sandbox.workspace import Workspace
from sandbox.workspace.models import Json, Message
from sandbox.workspace.refusals import Refused

MOST_EMOJI, MOST_OF_ONE_PERSON = 50, 23
"""On a message. Slack documents that there are these limits and gives no numbers: they are a guess."""
EMOJI = re.compile(r"[\w+'-]+(::skin-tone-[2-6])?")


@method("api.test")
def api_test(workspace: Workspace, arguments: Arguments) -> Json:
    if arguments.text("error"):
        raise Refused(arguments.text("error"))
    return {"args": {}}


@method("reactions.add")
def react(workspace: Workspace, arguments: Arguments) -> Json:
    message = message_of(workspace, arguments)
    if workspace.channel(message.channel).is_archived:
        raise Refused("is_archived")
    name, who = _reaction(arguments, message)
    if workspace.bot.id in who:
        raise Refused("already_reacted")
    if not who and len(message.reactions) >= MOST_EMOJI:
        raise Refused("too_many_emoji")
    if sum(workspace.bot.id in each for each in message.reactions.values()) >= MOST_OF_ONE_PERSON:
        raise Refused("too_many_reactions")
    message.reactions[name] = [*who, workspace.bot.id]
    workspace.changes.bump()
    return {}


@method("reactions.remove")
def unreact(workspace: Workspace, arguments: Arguments) -> Json:
    message = message_of(workspace, arguments)
    name, who = _reaction(arguments, message)
    if workspace.bot.id not in who:
        raise Refused("no_reaction")
    who.remove(workspace.bot.id)
    if not who:
        del message.reactions[name]
    workspace.changes.bump()
    return {}


def _reaction(arguments: Arguments, message: Message) -> tuple[str, list[str]]:
    """The emoji's name without colons, and who reacted with it so far."""
    name = arguments.text("name")
    if not EMOJI.fullmatch(name):
        raise Refused("invalid_name")
    return name, message.reactions.get(name, [])
