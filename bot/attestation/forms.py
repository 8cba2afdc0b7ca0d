"""What is asked of one account's profile."""

from collections.abc import Sequence

from slack_sdk.models.views import View

from bot.attestation.model import AttestationLine
from bot.kernel.reference import Ref
from bot.kernel.text.markup import mrkdwn
from bot.kernel.views.blocks import modal, section
from bot.kernel.views.checkboxes import checkboxes

LACKING = "attestation.lacking"
MOST_BOXES = 10
"""As many as Slack takes."""


def lacking(line: AttestationLine, profile: Sequence[str]) -> View:
    """What its profile is to say, to be ticked where it does."""
    boxes = checkboxes(
        "profile", "Its profile says", [(str(place), each) for place, each in enumerate(profile[:MOST_BOXES])]
    )
    hint = mrkdwn("{}: all else is still right. What is not ticked is kept with your answer.", line.label)
    return modal(LACKING, "Profile", [section(hint), boxes], submit="Still right", metadata=Ref(line.id))
