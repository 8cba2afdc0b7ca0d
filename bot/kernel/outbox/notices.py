"""What administrators are told of letters that Slack does not take."""

from bot.kernel.outbox.leased import Leased
from bot.kernel.outbox.tables import Method
from bot.kernel.outbox.verdicts import is_malformed
from bot.kernel.text.markup import addressee, mrkdwn, person
from bot.kernel.views.blocks import Message, section

NOWHERE = ":warning: Slack refuses messages for {} (`{}`): they go to the fallback channel."
SHORTENED = (
    ":warning: Slack refused a message for {} (`{}`, `{}`): it is shown in a short form, with its buttons. Please "
    "report this bug."
)


def notice(letter: Leased, error: str) -> Message:
    """With Slack's word for why."""
    is_home = letter.method is Method.PUBLISH
    where = mrkdwn("the Home of {}", person(letter.person or "")) if is_home else addressee(letter.channel)
    text = mrkdwn(SHORTENED, where, error, letter.key) if is_malformed(error) else mrkdwn(NOWHERE, where, error)
    return Message(text, [section(text)])
