"""The forms by which a crisis ends otherwise than resolved, or goes on after its end."""

from collections.abc import Sequence

from slack_sdk.models.views import View

from bot.crises.forms import LONGEST_TEXT, about, frozen_too
from bot.crises.model import Crisis
from bot.crises.texts import ending
from bot.kernel.reference import Ref
from bot.kernel.text.markup import mrkdwn, shorten
from bot.kernel.views.blocks import modal, section, select_input
from bot.private import private_input

FALSE_ALARM = "crises.false_alarm"
MERGE = "crises.merge"
REOPEN = "crises.reopen"


def false_alarm(crisis: Crisis, outcome: str = "", *, may_thaw: bool) -> View:
    return modal(
        FALSE_ALARM,
        "False alarm",
        [
            about(crisis),
            private_input(
                "outcome",
                "Why is it none?",
                initial=outcome,
                multiline=True,
                hint="Its room and the raiser read it. It counts as no crisis.",
                longest=LONGEST_TEXT,
            ),
            *([frozen_too(crisis)] if may_thaw else []),
        ],
        submit="It is none",
        metadata=Ref(crisis.id),
    )


def merge(crisis: Crisis, others: Sequence[Crisis], same: int = 0, *, may_thaw: bool) -> View:
    """One of the others is the same, perhaps that of the number `same`."""
    choices = [(str(each.id), f"{each.label}: {shorten(each.what.words, 50)}") for each in others]
    return modal(
        MERGE,
        "Same as another",
        [
            about(crisis),
            select_input(
                "same",
                "Same as",
                choices,
                initial=str(same),
                hint="It ends here. Its people are called there, its accounts added.",
            ),
            *([frozen_too(crisis)] if may_thaw else []),
        ],
        submit="It is the same",
        metadata=Ref(crisis.id),
    )


def reopen(crisis: Crisis, reason: str = "") -> View:
    return modal(
        REOPEN,
        "Reopen a crisis",
        [
            about(crisis),
            section(mrkdwn("It is {}.", ending(crisis))),
            private_input(
                "reason",
                "Why?",
                initial=reason,
                multiline=True,
                hint="Its room reads it. People are asked at once.",
                longest=LONGEST_TEXT,
            ),
        ],
        submit="Reopen it",
        metadata=Ref(crisis.id),
    )
