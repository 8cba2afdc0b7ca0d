"""The form that gives a line away. A field's id is the name that checks give its problems to."""

from slack_sdk.models.views import View

from bot.checklists.model import ChecklistLine
from bot.kernel.reference import Ref
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import modal, section, user_input

GIVE = "checklists.give"


def give(line: ChecklistLine) -> View:
    lead = section(mrkdwn("*{}*: {}", line.crisis.label, line.what))
    who = user_input("person", "Who does it?", hint="They hear of it at once.")
    return modal(GIVE, "Give a line away", [lead, who], submit="Give it", metadata=Ref(line.id))
