"""What administrators are told of letters and answers that Slack does not take."""

from bot.kernel.outbox.leased import Leased
from bot.kernel.outbox.tables import Method
from bot.kernel.outbox.verdicts import is_malformed
from bot.kernel.text.markup import Markup, addressee, is_person, mrkdwn, person
from bot.kernel.views.blocks import Message, section

NOWHERE = ":warning: Slack refuses messages for {} (`{}`): they go to the fallback channel."
WITHHELD = ":warning: Slack refuses a confidential message for {} (`{}`): nobody else is shown it."
SHORTENED = (
    ":warning: Slack refused a message for {} (`{}`, `{}`): it is shown in a short form, with its buttons. Please "
    "report this bug."
)


def notice(letter: Leased, error: str) -> Message:
    """With Slack's word for why."""
    if letter.is_confidential:
        whom = person(letter.channel) if is_person(letter.channel) else mrkdwn("its channel")
        return _notice(mrkdwn(WITHHELD, whom, error))
    is_home = letter.method is Method.PUBLISH
    where = mrkdwn("the Home of {}", person(letter.person or "")) if is_home else addressee(letter.channel)
    return _shortened(where, error, letter.key) if is_malformed(error) else _notice(mrkdwn(NOWHERE, where, error))


def of_answer(who: str, error: str, what: str) -> Message:
    """The same of what somebody's gesture shows; `what` names the gesture."""
    return _shortened(person(who), error, what)


def _shortened(where: Markup, error: str, what: str) -> Message:
    return _notice(mrkdwn(SHORTENED, where, error, what))


def _notice(text: Markup) -> Message:
    return Message(text, [section(text)])
