"""The forms by which people add to the timeline of a crisis."""

from collections.abc import Sequence

from slack_sdk.models.blocks import InputBlock
from slack_sdk.models.views import View

from bot.crises.buttons import show_it
from bot.crises.forms import LONGEST_TEXT, about
from bot.crises.messages import line_added
from bot.crises.model import Crisis
from bot.kernel.reference import Ref
from bot.kernel.text.markup import shorten
from bot.kernel.views.blocks import modal, section, select_input
from bot.private import private_input

ADD_LINE = "crises.add_line"
ADDED = "crises.added_line"
ADD_FROM_MESSAGE = "crises.add_to_timeline"
TITLE = "Add to the timeline"


def add_line(crisis: Crisis) -> View:
    return modal(
        ADD_LINE,
        TITLE,
        [about(crisis), _line("")],
        submit="Add it",
        metadata=Ref(crisis.id),
    )


def add_message(crises: Sequence[Crisis], text: str, source: str) -> View:
    """A message's words, which come into a timeline only once somebody has looked at them."""
    choices = [(str(each.id), f"{each.label} · {shorten(each.what.words, 50)}") for each in crises]
    only = choices[0][0] if len(choices) == 1 else None
    return modal(
        ADD_LINE,
        TITLE,
        [select_input("crisis", "Which crisis?", choices, initial=only), _line(shorten(text, LONGEST_TEXT))],
        submit="Add it",
        metadata=Ref(0, source),
    )


def _line(text: str) -> InputBlock:
    hint = "Everybody who sees the crisis reads it. No patient's name or words."
    return private_input("line", "What happened?", initial=text, multiline=True, hint=hint, longest=LONGEST_TEXT)


def added(crisis: Crisis) -> View:
    """The form's place after it was sent about a message, where nothing else shows it."""
    return modal(ADDED, TITLE, [section(line_added(crisis).text, show_it(crisis))], submit=None)
