"""The forms about after-action reviews. A field's id is the name that checks give its problems to."""

from datetime import date

from slack_sdk.models.views import View

from bot.crises.model import Crisis
from bot.crises.texts import excerpt
from bot.debriefs.model import Debrief
from bot.kernel.reference import Ref
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import date_input, modal, section, user_input
from bot.private import private_input

BEGIN = "debriefs.begin"
WRITE = "debriefs.write"
ADD_ACTION = "debriefs.add_action"
HAND_ON = "debriefs.hand_on"
LONGEST = 3000
"""Slack's limit for one text field."""
LONGEST_LINE = 150


def begin(crisis: Crisis, days: str) -> View:
    """`days` is how long whoever writes it has."""
    lead = section(mrkdwn("*{}*\n{}", crisis.label, excerpt(crisis.what, 300)))
    writer = user_input("writer", "Who writes it?", initial=crisis.lead or None, hint=f"Within {days}.")
    return modal(BEGIN, "After-action review", [lead, writer], submit="Ask", metadata=Ref(crisis.id))


def hand_on(debrief: Debrief) -> View:
    lead = section(mrkdwn("{}: who writes it now?", debrief.name))
    return modal(HAND_ON, "Hand on", [lead, user_input("writer", "Who?")], submit="Hand on", metadata=Ref(debrief.id))


def write(debrief: Debrief) -> View:
    """With what it says by now."""
    return modal(
        WRITE,
        "After-action review",
        [
            section(mrkdwn("*{}*\nNo patient's name or words. No blame: what happened, not who.", debrief.name)),
            private_input(
                "went_well",
                "What went well?",
                initial=debrief.went_well.words,
                multiline=True,
                longest=LONGEST,
            ),
            private_input("hurt", "What hurt?", initial=debrief.hurt.words, multiline=True, longest=LONGEST),
            private_input(
                "luck",
                "What was luck?",
                initial=debrief.luck.words,
                multiline=True,
                optional=True,
                hint="It may not help the next time.",
                longest=LONGEST,
            ),
            private_input(
                "lesson",
                "The lesson, in one line",
                initial=debrief.lesson.words,
                optional=True,
                hint="Shown to whoever posts on these accounts or raises a crisis.",
                longest=LONGEST_LINE,
            ),
        ],
        metadata=Ref(debrief.id),
    )


def add_action(debrief: Debrief, today: date) -> View:
    return modal(
        ADD_ACTION,
        "Add an action",
        [
            section(mrkdwn("*{}*", debrief.name)),
            private_input("what", "What is to be done?", longest=300),
            user_input("who", "Who does it?", hint="They are asked until it is done."),
            date_input("until", "Until when?", initial=today),
        ],
        submit="Add it",
        metadata=Ref(debrief.id),
    )
