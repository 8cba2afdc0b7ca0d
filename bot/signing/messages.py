"""What people are told of the codes that they sign with."""

from bot.kernel.text.markup import mrkdwn, person
from bot.kernel.views.blocks import Message, section


def pin_is_set() -> Message:
    return _line("Your PIN is set.")


def authenticator_is_set() -> Message:
    return _line("Your authenticator is set up.")


def are_removed(who: str) -> Message:
    text = mrkdwn("{} has no PIN and no authenticator now: `/social pin` or `/social authenticator`.", person(who))
    return Message(text, [section(text)])


def locked(who: str) -> Message:
    """For administrators."""
    text = mrkdwn(":warning: {} gave five wrong codes and cannot sign for an hour. Was it them?", person(who))
    return Message(text, [section(text)])


def _line(sentence: str) -> Message:
    text = mrkdwn(":white_check_mark: {}", sentence)
    return Message(text, [section(text)])
