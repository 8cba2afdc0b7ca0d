"""What people read while Concord is not set up, and once it is."""

from collections.abc import Sequence

from slack_sdk.models.blocks import Block

from bot.governance import Governance
from bot.governance.differences import Difference
from bot.kernel.actor import spoken
from bot.kernel.text.markup import channel, mrkdwn, several
from bot.kernel.text.markup import name as named
from bot.kernel.views.blocks import Message, actions, button, context, section
from bot.oversight.blocks import rows

OPEN = "setup.open"
NOT_YET = mrkdwn("Concord is not set up yet.")


def first(*, may: bool) -> Message:
    """`may`: whoever reads it may set Concord up."""
    if not may:
        text = mrkdwn("{} Ask an admin of this Slack workspace to type `/social setup`.", NOT_YET)
        return Message(text, [section(text)])
    text = mrkdwn("{} Two channels and two people are enough to begin.", NOT_YET)
    return Message(text, [section(text), actions(button("Set Concord up…", OPEN, style="primary"))])


def of_the_file(rules: Governance) -> Message:
    """Where a file is the truth, its answers are only shown."""
    text = mrkdwn("The governance file says this. Change it there, then type `/social reload`.")
    channels = [mrkdwn("*{}* {}", spoken(name).capitalize(), channel(place)) for name, place in rules.channels]
    company = mrkdwn("*Company* {}, {}", rules.company, rules.time_zone)
    who = mrkdwn("Who is who: `/social roles`.")
    return Message(text, [section(text), section(mrkdwn("\n").join([company, *channels])), context(who)])


def saved(differences: Sequence[Difference], vacant: Sequence[str]) -> Message:
    """What has changed, and which roles that something asks nobody holds."""
    news = mrkdwn(":white_check_mark: Saved. It counts everywhere within seconds.")
    text = news if differences else mrkdwn("Nothing has changed.")
    return Message(text, [section(text), *rows(differences), *_vacant(vacant)])


def _vacant(roles: Sequence[str]) -> list[Block]:
    if not roles:
        return []
    nobody = several([named(spoken(each)) for each in roles], most=len(roles))
    return [context(mrkdwn(":warning: Nobody is {} yet: what asks them waits. `/social setup` names them.", nobody))]


def as_file() -> Message:
    """Above it."""
    text = mrkdwn(":page_facing_up: The governance as YAML. With `GOVERNANCE_FILE` set to it, the file counts.")
    return Message(text, [section(text)])


def exported() -> Message:
    """For whoever asked for it."""
    text = mrkdwn(":page_facing_up: See your messages from Concord.")
    return Message(text, [section(text)])
