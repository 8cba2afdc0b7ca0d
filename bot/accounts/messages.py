"""What is said about accounts to whoever did something: a proposal's course, and what came of a form."""

from collections.abc import Sequence

from bot.accounts.blocks import SHOW, title
from bot.accounts.model import Account, Hashtag, Status
from bot.kernel.blocks import Message, actions, button, day, escape, person, section


def proposed(account: Account, deciders: Sequence[str]) -> Message:
    """The proposer's living card, for as long as nobody has decided."""
    who = " or ".join(person(each) for each in deciders) or "The community manager, who is nobody just now,"
    text = f":hourglass_flowing_sand: Proposed: {title(account)}. {who} decides, and you hear here how it ends."
    return Message(f"Proposed: {escape(account.label)}", [section(text)])


def outcome(account: Account) -> Message:
    """What the proposer's card becomes."""
    short = outcome_in_short(account)
    if account.status == Status.DECLINED:
        return short
    text = f"{short.text} It is in the registry now, and its first post is due by {day(account.silent_from)}."
    return Message(text, [section(text), actions(button("Show it", SHOW, str(account.id)))])


def outcome_in_short(account: Account) -> Message:
    decider = person(account.decided_by or "")
    if account.status == Status.DECLINED:
        text = f":no_entry_sign: {decider} declined {escape(account.label)}: {escape(account.reason)}"
    else:
        text = f":white_check_mark: {decider} approved {escape(account.label)}."
    return Message(text, [section(text)])


def logged(account: Account) -> Message:
    """For whoever logged a post."""
    text = f":white_check_mark: Logged on {title(account)}. The next post is due by {day(account.silent_from)}."
    return Message(f"Logged on {escape(account.label)}", [section(text)])


def snoozed(account: Account) -> Message:
    """For whoever snoozed it."""
    until = f" until {day(account.snoozed_until)}" if account.snoozed_until else ""
    text = (
        f":zzz: {title(account)} is left alone{until}. A post that is logged before ends the silence, and the snooze."
    )
    return Message(f"{escape(account.label)} is left alone", [section(text)])


def retired(account: Account) -> Message:
    """For whoever retired it."""
    text = (
        f":white_circle: {title(account)} is retired. Nobody is reminded of it any more, its slots are cancelled, "
        "and the authors of its unfinished posts hear of it."
    )
    return Message(f"{escape(account.label)} is retired", [section(text)])


def hashtag(registered: Hashtag) -> Message:
    """For whoever registered it instead of proposing an account."""
    text = (
        f":white_check_mark: *#{escape(registered.shown)}* is registered, and yours to look after. "
        "No account was proposed. `/social hashtags` shows them all."
    )
    return Message(f"#{escape(registered.shown)} is registered", [section(text)])
