"""The card of an account that somebody proposes: as deciders see it, before and after."""

from collections.abc import Collection, Sequence

from slack_sdk.models.blocks import Block

from bot.accounts.blocks import buttons, details, gist, title
from bot.accounts.life import DECIDING, Action
from bot.accounts.model import Account, Status
from bot.kernel.text.markup import Markup, mrkdwn, person, quote, several, when
from bot.kernel.text.oddities import oddities
from bot.kernel.views.blocks import Message, actions, context, header, section


def card(
    account: Account, duplicates: Sequence[tuple[Account, str]], allowed: Collection[Action] = DECIDING
) -> Message:
    """With what its reader is allowed to do."""
    blocks: list[Block] = [header(f"New account: {account.label}"), *gist(account)]
    blocks.append(section(mrkdwn("*Why a new one?*\n{}", quote(account.why))))
    if account.insistence:
        blocks.append(section(mrkdwn("*Why no hashtag?*\n{}", quote(account.insistence))))
    if strange := oddities(account.texts):
        blocks.append(context(*strange))
    if duplicates:
        lines = [mrkdwn("• {}: {}", title(other), why) for other, why in duplicates]
        blocks.append(section(mrkdwn(":warning: *Similar accounts*\n{}", several(lines, "\n"))))
    if account.decided_by:
        blocks += _decision(account)
    blocks.append(actions(*([] if account.decided_by else buttons(account, allowed)), details(account)))
    return Message(_proposes(account), blocks, on_record=bool(account.decided_by))


def _proposes(account: Account) -> Markup:
    return mrkdwn("{} proposes {}", person(account.proposed_by), account.label)


def _decision(account: Account) -> list[Block]:
    """In a section of its own, which no reason can share."""
    at, who = when(account.decided_at) if account.decided_at else "", person(account.decided_by or "")
    if account.status == Status.DECLINED:
        return [section(mrkdwn(":no_entry_sign: *Declined* by {}, {}", who, at)), section(quote(account.reason))]
    return [section(mrkdwn(":white_check_mark: *Approved* by {}, {}", who, at))]
