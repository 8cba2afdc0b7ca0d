"""What is said about accounts to whoever did something: a proposal's course, and what came of a form."""

from collections.abc import Sequence
from dataclasses import replace

from bot.accounts.blocks import PROPOSE_AGAIN, SHOW, take_over, title, wake
from bot.accounts.blocks import snoozed as snoozing
from bot.accounts.model import Account, Hashtag, Status
from bot.accounts.names import how_many
from bot.kernel.reference import Ref
from bot.kernel.text.markup import day, mentions, mrkdwn, person, quote, several
from bot.kernel.views.blocks import Message, actions, button, section


def proposed(account: Account, deciders: Sequence[str]) -> Message:
    """The proposer's living card, for as long as nobody has decided."""
    if deciders:
        who = mentions(deciders, " or ")
        text = mrkdwn(":hourglass_flowing_sand: Proposed: {}. {} decides.", title(account), who)
    else:
        text = mrkdwn(
            ":warning: Proposed: {}. Nobody else can decide: name another community manager (`/social setup`).",
            title(account),
        )
    return Message(mrkdwn("Proposed: {}", account.label), [section(text)])


def no_community_manager(proposed: int) -> Message:
    """For administrators."""
    proposals = "proposal waits" if proposed == 1 else "proposals wait"
    waiting = mrkdwn(" {} {} for your decision.", proposed, proposals)
    text = mrkdwn(
        ":warning: There is no community manager.{} Name one: `/social setup`.",
        waiting if proposed else "",
    )
    return Message(mrkdwn("There is no community manager"), [section(text)])


def left_behind(
    leaver: str, name_of_leaver: str, accounts: Sequence[Account], hashtags: Sequence[Hashtag] = ()
) -> Message:
    """For whoever may take over the accounts and hashtags of somebody who left."""
    count = how_many(len(accounts), len(hashtags))
    text = mrkdwn(":wave: {} has left. Who takes over their part in {}?", name_of_leaver, count)
    titles = [*map(title, accounts), *(mrkdwn("#{}", each.shown) for each in hashtags)]
    listed = several([mrkdwn("• {}", each) for each in titles], "\n")
    way = actions(take_over(leaver))
    return Message(text, [section(text), section(listed), way])


def others_take_over(name_of_leaver: str) -> Message:
    """What that card becomes for somebody who is not asked any more."""
    text = mrkdwn(":white_circle: {} has left. Others are asked to take over.", name_of_leaver)
    return Message(text, [section(text)])


def taken_over(who: str, owner: str, name_of_leaver: str) -> Message:
    """What that card becomes, and what a new owner hears."""
    whose = mrkdwn("they are {}’s now", person(owner)) if owner != who else mrkdwn("they are theirs now")
    text = mrkdwn(
        ":white_check_mark: {} settled the accounts of {}, who has left: {}.",
        person(who),
        name_of_leaver,
        whose,
    )
    return Message(text, [section(text)])


def outcome(account: Account) -> Message:
    """What the proposer's card becomes."""
    short = outcome_in_short(account)
    if account.status == Status.DECLINED:
        return replace(short, blocks=[*short.blocks, actions(button("Propose again…", PROPOSE_AGAIN, Ref(account.id)))])
    text = mrkdwn("{} First post due: {}.", short.text, day(account.silent_from))
    return Message(text, [section(text), actions(button("Show it", SHOW, Ref(account.id)))], on_record=True)


def outcome_in_short(account: Account) -> Message:
    decider = person(account.decided_by or "")
    if account.status == Status.DECLINED:
        text = mrkdwn(":no_entry_sign: {} declined {}.", decider, account.label)
        return Message(text, [section(text), section(quote(account.reason))])
    text = mrkdwn(":white_check_mark: {} approved {}.", decider, account.label)
    return Message(text, [section(text)])


def logged(account: Account) -> Message:
    """For whoever logged a post."""
    text = mrkdwn(":white_check_mark: Logged on {}. Next post due: {}.", title(account), day(account.silent_from))
    return Message(mrkdwn("Logged on {}", account.label), [section(text)])


def registry() -> Message:
    """Above the file."""
    text = mrkdwn(":page_facing_up: The accounts as CSV, for `/account import`.")
    return Message(text, [section(text)])


def exported() -> Message:
    """For whoever asked for it."""
    text = mrkdwn(":page_facing_up: See your messages from Concord.")
    return Message(text, [section(text)])


def snoozed(account: Account) -> Message:
    """For whoever snoozed it."""
    text = mrkdwn(":zzz: {} is {}, or until a post is logged.", title(account), snoozing(account))
    return Message(mrkdwn("No reminders about {}", account.label), [section(text), actions(wake(account))])


def woken(account: Account) -> Message:
    """For whoever ended its snooze."""
    text = mrkdwn(":bell: {} is not snoozed any more.", title(account))
    return Message(mrkdwn("{} is not snoozed any more", account.label), [section(text)])


def retired(account: Account) -> Message:
    """For whoever retired it."""
    text = mrkdwn(
        ":white_circle: {} is retired. Its reminders and slots end; authors of open posts are told.",
        title(account),
    )
    return Message(mrkdwn("{} is retired", account.label), [section(text)])


def hashtag(registered: Hashtag) -> Message:
    """For whoever registered it instead of proposing an account."""
    text = mrkdwn(
        ":white_check_mark: *#{}* is yours. See `/social hashtags`.",
        registered.shown,
    )
    return Message(mrkdwn("#{} is registered", registered.shown), [section(text)])
