"""What can be done with accounts."""

from collections.abc import Callable, Iterable
from datetime import datetime

import regex
from sqlalchemy.orm import Session

from bot.accounts import queries
from bot.accounts.checks import Rules, account_of
from bot.accounts.model import (
    Account,
    AccountApproved,
    AccountDeclined,
    AccountFellSilent,
    AccountProposed,
    AccountRetired,
    AccountSnoozed,
    Action,
    Draft,
    Hashtag,
    HashtagRegistered,
    PostLogged,
    Status,
)
from bot.kernel.actor import SYSTEM, Actor
from bot.kernel.errors import Forbidden, Invalid
from bot.kernel.events import change, record
from bot.kernel.kinds import Kind
from bot.kernel.text.markup import quotation
from bot.networks import post_url_problem

DECIDERS = ("community_manager",)
STAND_INS = ("administrator",)
"""They decide on what a community manager proposed, where there is no other one."""


def check(session: Session, who: Actor, when: datetime, draft: Draft, rules: Rules) -> Account:
    """The account as it would be proposed; raises Invalid with a sentence for each field that cannot stand."""
    account = account_of(draft, rules, by=who.id, at=when)
    if known := queries.taken(session, account.network, account.handle):
        raise Invalid({"handle": f"{known.label} is already registered: it is {known.status}. `/account show` has it."})
    return account


def propose(session: Session, who: Actor, when: datetime, draft: Draft, rules: Rules) -> Account:
    """A new account, for the community manager to decide on; a campaign must insist."""
    account = check(session, who, when, draft, rules)
    if account.kind == Kind.CAMPAIGN and not account.insistence:
        raise Invalid(
            {"insistence": "Say why a hashtag on an account that exists cannot do it, or register one above."}
        )
    session.add(account)
    record(session, AccountProposed(who=who, when=when, of=account))
    return account


def deciders(account: Account, holders: Callable[[str], Iterable[str]]) -> list[str]:
    """Who is asked to decide on a proposal: never whoever made it; `holders` says who holds a role."""
    for roles in (DECIDERS, STAND_INS):
        asked = dict.fromkeys(each for role in roles for each in holders(role) if each != account.proposed_by)
        if asked:
            return list(asked)
    return []


def approve(session: Session, who: Actor, when: datetime, account: Account) -> None:
    who.require(*DECIDERS, *STAND_INS, to="decide on a new account")
    if who.id == account.proposed_by:
        raise Forbidden(
            f"You proposed {account.label}, so somebody else approves it: another community manager, or an "
            "administrator. `/social roles` shows who they are."
        )
    account.move(Action.APPROVE)
    account.decided_by, account.decided_at = who.id, when
    record(session, AccountApproved(who=who, when=when, of=account))


def decline(session: Session, who: Actor, when: datetime, account: Account, reason: str) -> None:
    who.require(*DECIDERS, *STAND_INS, to="decide on a new account")
    account.move(Action.DECLINE)
    account.decided_by, account.decided_at = who.id, when
    account.reason = _said(reason)
    record(session, AccountDeclined(who=who, when=when, of=account, note=account.reason))


def log_post(session: Session, who: Actor, when: datetime, account: Account, url: str, *, posted_at: datetime) -> None:
    """Record a post that was made; raises Invalid for one in the future, older than the last, or made elsewhere."""
    require_keeper(who, account, "log a post on it")
    was_silent = account.status == Status.DORMANT
    status = account.check(Action.LOG_POST).value
    problems = {}
    if wrong := post_url_problem(account.handle_on_network, url):
        problems["url"] = wrong
    elif url == account.last_post_url:
        problems["url"] = "This post is logged already: it is the account's last one."
    if posted_at > when:
        problems["posted_at"] = "This is in the future. Log a post once it is out; `/calendar slot` plans one."
    elif account.last_post_at and posted_at < account.last_post_at:
        problems["posted_at"] = "A later post is logged already, so this one changes nothing. Check the date."
    if problems:
        raise Invalid(problems)
    change(session, account, status=status, last_post_at=posted_at, last_post_url=url, snoozed_until=None)
    record(session, PostLogged(who=who, when=when, of=account, note=url, ended_silence=was_silent))


def call_silent(session: Session, when: datetime, account: Account) -> None:
    """Its cadence is exceeded."""
    account.move(Action.FALL_SILENT)
    record(session, AccountFellSilent(who=SYSTEM, when=when, of=account))


def snooze(session: Session, who: Actor, when: datetime, account: Account, until: datetime) -> None:
    """No reminder of its silence before `until`."""
    require_keeper(who, account, "snooze its reminders")
    account.move(Action.SNOOZE)
    if until <= when:
        raise Invalid({"until": "Choose a day that is still to come."})
    account.snoozed_until = until
    record(session, AccountSnoozed(who=who, when=when, of=account, note=f"until {until:%Y-%m-%d}"))


def retire(session: Session, who: Actor, when: datetime, account: Account, reason: str) -> None:
    require_owner(who, account)
    account.move(Action.RETIRE)
    account.reason = _said(reason)
    record(session, AccountRetired(who=who, when=when, of=account, note=account.reason))


def register_hashtag(session: Session, who: Actor, when: datetime, tag: str, campaign: str) -> Hashtag:
    """A campaign's tag; raises Invalid where it is none or somebody has it."""
    shown = tag.strip().removeprefix("#")
    if not regex.fullmatch(r"[\p{L}\p{M}\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*", shown):
        raise Invalid(
            {"hashtag": "A hashtag is one word of letters, digits and _, with at least one letter: #HeartWeek26."}
        )
    if known := queries.hashtag(session, shown.casefold()):
        raise Invalid(
            {"hashtag": f"#{known.shown} belongs to the campaign {quotation(known.campaign)}. Choose another."}
        )
    hashtag = Hashtag(tag=shown.casefold(), shown=shown, campaign=campaign, owner=who.id, registered_at=when)
    session.add(hashtag)
    record(session, HashtagRegistered(who=who, when=when, of=hashtag))
    return hashtag


def may_keep(who: Actor, account: Account) -> bool:
    return who.id in account.keepers or who.has(*DECIDERS)


def may_retire(who: Actor, account: Account) -> bool:
    return who.id in {account.owner, account.backup} or who.has(*DECIDERS)


def require_keeper(who: Actor, account: Account, to: str) -> None:
    if not may_keep(who, account):
        raise Forbidden(
            f"{account.label} is kept by its owner, backup and publisher; "
            f"only they and the community manager can {to}. "
            f"Tell one of them: `/account show {account.shown}` says who they are."
        )


def require_owner(who: Actor, account: Account) -> None:
    if not may_retire(who, account):
        raise Forbidden(
            f"Only its owner, its backup and the community manager can retire {account.label}. "
            f"Tell one of them: `/account show {account.shown}` says who they are."
        )


def _said(reason: str) -> str:
    if not reason.strip():
        raise Invalid({"reason": "Give the reason in a sentence; the people concerned will read it."})
    return reason.strip()
