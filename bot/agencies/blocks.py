"""How agencies' drafts look in Slack, and what their accounts' owners are asked."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from slack_sdk.models.blocks import Block

from bot.accounts import Outlet
from bot.agencies.life import Action
from bot.agencies.model import AgencyDraft, Status
from bot.delegation.model import RoleGrant
from bot.kernel.reference import Ref
from bot.kernel.text.markup import day, mrkdwn, person, quote, shorten
from bot.kernel.views.blocks import Message, actions, button, section
from bot.kernel.views.verbatim import quoted

LET_IN = "agencies.let_in"
PROLONG = "agencies.prolong"
END = "agencies.end"
WRITE = "agencies.write"
CHANGE = "agencies.change"
READY = "agencies.ready"
SUBMIT = "agencies.submit"
TAKE = "agencies.take_over"
LONGEST_PREVIEW, MOST = 300, 20


def with_agencies(roles: Message) -> Message:
    """Who holds which role, with the way to let others write drafts."""
    return replace(roles, blocks=[*roles.blocks, actions(button("Let an agency in…", LET_IN))])


def mine(accounts: Sequence[Outlet], drafts: Sequence[AgencyDraft]) -> Message:
    """To an agency's person: what they may write for, and their drafts."""
    labels = ", ".join(each.label for each in accounts) or "no account in use"
    title = mrkdwn("You can write drafts for {}.", labels)
    write = [actions(button("Write a draft…", WRITE, style="primary"))] if accounts else []
    return Message(title, [section(title), *write, *(block for each in drafts[:MOST] for block in _own(each))])


def _own(draft: AgencyDraft) -> Iterator[Block]:
    preview = shorten(draft.text, LONGEST_PREVIEW)
    lead = mrkdwn("*Draft {}* for {} · {}", draft.id, draft.account_label, draft.status)
    yield section(mrkdwn("{}\n{}", lead, quote(preview)))
    ready = [button("Mark as ready", READY, Ref(draft.id), style="primary")] if draft.status is Status.DRAFT else []
    yield actions(*ready, button("Change…", CHANGE, Ref(draft.id)))


def saved(draft: AgencyDraft) -> Message:
    text = mrkdwn("Draft {} for {} is {}. See `/post draft`.", draft.id, draft.account_label, draft.status)
    return Message(text, [section(text), *(_own(draft) if draft.status is not Status.TAKEN else ())])


def is_ready(draft: AgencyDraft, allowed: Collection[Action] = (Action.TAKE,)) -> Message:
    """To the account's own people."""
    text = mrkdwn("{} has a draft ready for {}.", draft.author_name, draft.account_label)
    buttons = [
        button("Submit it for review…", SUBMIT, Ref(draft.id), style="primary"),
        button("Taken over", TAKE, Ref(draft.id)),
    ]
    return Message(text, [section(text), quoted(draft.text), *([actions(*buttons)] if Action.TAKE in allowed else [])])


def over(draft: AgencyDraft) -> Message:
    who = mrkdwn("{} took it over", person(draft.taken_by)) if draft.taken_by else mrkdwn("it is being changed")
    text = mrkdwn("{}’s draft {} for {}: {}.", draft.author_name, draft.id, draft.account_label, who)
    return Message(text, [section(text)])


def let_in(grant: RoleGrant, account: str) -> Message:
    """To the agency's person."""
    until = day(grant.last_day)
    text = mrkdwn("{} lets you write drafts for {} until {}. Type `/post draft`.", person(grant.by), account, until)
    return Message(text, [section(text)])


def ends_soon(grant: RoleGrant, account: str) -> Message:
    """To the account's owner."""
    who, until = person(grant.person), day(grant.last_day)
    text = mrkdwn("{} writes drafts for {} until {}. Should that go on?", who, account, until)
    buttons = [
        button("Prolong", PROLONG, Ref(grant.id), style="primary"),
        button("End", END, Ref(grant.id)),
    ]
    return Message(text, [section(text), actions(*buttons)])


def until(grant: RoleGrant, account: str) -> Message:
    text = mrkdwn("{} writes drafts for {} until {}.", person(grant.person), account, day(grant.last_day))
    return Message(text, [section(text)])


def ended(grant: RoleGrant, account: str) -> Message:
    text = mrkdwn("{} writes no more drafts for {}.", person(grant.person), account)
    return Message(text, [section(text)])


def done(grants: Sequence[RoleGrant], accounts: Sequence[str]) -> Message:
    """To whoever let them in."""
    [first, *_] = grants
    who, where = person(first.person), ", ".join(accounts)
    text = mrkdwn("{} can write drafts for {} until {}.", who, where, day(first.last_day))
    return Message(text, [section(text)])
