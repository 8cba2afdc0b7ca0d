"""What people are told about stand-ins and grants."""

from collections.abc import Sequence

from bot.delegation.model import RoleGrant
from bot.delegation.words import place, spell
from bot.kernel.actor import spoken
from bot.kernel.text.markup import Markup, mentions, mrkdwn, person, quote
from bot.kernel.views.blocks import Message, section


def given(grant: RoleGrant) -> Message:
    """To whoever has the role now."""
    role, time = spoken(grant.role), spell(grant.value)
    if grant.instead_of:
        text = mrkdwn("You stand in for {} as {}, {}.", person(grant.instead_of), role, time)
    else:
        text = mrkdwn("{} made you {}{}, {}.", person(grant.by), role, place(grant.scope), time)
    return Message(text, [section(mrkdwn("{}\n{}", text, quote(grant.reason)))])


def ended(grant: RoleGrant, by: str) -> Message:
    holder = mrkdwn("{}’s time as {}{}", person(grant.person), spoken(grant.role), place(grant.scope))
    text = mrkdwn("{} ended {}.", person(by), holder)
    return Message(text, [section(text)])


def stands_still(who: str, roles: Sequence[str], time: Markup, reason: str) -> Message:
    """To administrators."""
    named = " and ".join(map(spoken, roles))
    text = mrkdwn("{} is away, {}, and nobody else is {}: what waits for that stands still.", person(who), time, named)
    way = mrkdwn("Name somebody by *Grant a role…* in `/social roles`.")
    return Message(text, [section(mrkdwn("{} {}\n{}", text, way, quote(reason)))])


def told(time: Markup) -> Message:
    text = mrkdwn("Your administrators know that nobody stands in for you, {}.", time)
    return Message(text, [section(text)])


def done(grants: Sequence[RoleGrant]) -> Message:
    """To whoever gave them."""
    [first, *_] = grants
    roles = " and ".join(spoken(each.role) for each in grants)
    verb = "stands in for you as" if first.instead_of else "is"
    text = mrkdwn("{} {} {}{}, {}.", mentions([first.person]), verb, roles, place(first.scope), spell(first.value))
    return Message(text, [section(text)])
