"""What administrators are told of letters that Slack does not take."""

from bot.kernel.outbox.leased import Leased
from bot.kernel.outbox.verdicts import is_malformed
from bot.kernel.text.markup import addressee, mrkdwn
from bot.kernel.views.blocks import Message, section

NOWHERE = ":warning: Slack does not accept messages for {} (`{}`). They go to the fallback channel until it does."
SHORTENED = (
    ":warning: Slack did not take a message for {} as it was (`{}`, `{}`). It is shown in a short form, with its "
    "buttons. Please report this as a bug; you hear of each kind once."
)


def notice(letter: Leased, error: str) -> Message:
    """With Slack's word for why."""
    where = addressee(letter.channel)
    text = mrkdwn(SHORTENED, where, error, letter.key) if is_malformed(error) else mrkdwn(NOWHERE, where, error)
    return Message(text, [section(text)])
