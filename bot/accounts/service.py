"""What can be done with accounts."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

import regex
from sqlalchemy.orm import Session

from bot.accounts import queries, spellings
from bot.accounts.checks import Rules, account_of
from bot.accounts.drafts import Draft
from bot.accounts.facts import (
    AccountApproved,
    AccountDeclined,
    AccountFellSilent,
    AccountProposed,
    AccountRetired,
    AccountSnoozed,
    AccountWoken,
    HashtagRegistered,
    PostLogged,
)
from bot.accounts.life import DECIDERS, DECIDING, LIFE, PROPOSE, REGISTER_HASHTAG, STAND_INS, Action
from bot.accounts.model import Account, Hashtag, Status
from bot.audit import queries as audit
from bot.kernel.act import Act
from bot.kernel.errors import Forbidden, Invalid, TooLate
from bot.kernel.kinds import Kind
from bot.kernel.problems import Problems, needed
from bot.kernel.text.markup import quotation
from bot.networks import folded, full_address, is_same_post, post_url_problem, trace

LONGEST_SNOOZE = timedelta(days=90)
NO_REASON = "Write the reason."


def check(act: Act, draft: Draft, rules: Rules) -> Account:
    """The account as it would be proposed; raises Invalid with a sentence for each field that cannot stand."""
    PROPOSE.require(act, None)
    account = account_of(draft, rules, by=act.who.id, at=act.when)
    if known := queries.taken(act.session, account.network, account.handle):
        raise Invalid({"handle": f"{known.label} is {known.status.word} already. See `/account show`."})
    return account


def propose(act: Act, draft: Draft, rules: Rules) -> Account:
    """A new account, for the community manager to decide on; a campaign must insist."""
    account = check(act, draft, rules)
    if account.kind == Kind.CAMPAIGN and not account.insistence:
        raise Invalid({"insistence": "Say why a hashtag is not enough, or register one above."})
    enter(act.session, account)
    act.record(AccountProposed, of=account)
    return account


def enter(session: Session, account: Account) -> None:
    """Into the registry, and into what accounts are found by."""
    session.add(account)
    session.flush()
    spellings.write(session, account)


def deciders(account: Account, holders: Callable[[str], Iterable[str]]) -> list[str]:
    """Who is asked to decide on a proposal: never whoever made it; `holders` says who holds a role."""
    for roles in (DECIDERS, STAND_INS):
        asked = dict.fromkeys(each for role in roles for each in holders(role) if each != account.proposed_by)
        if asked:
            return list(asked)
    return []


def offered(act: Act, account: Account, holders: Callable[[str], Iterable[str]]) -> frozenset[Action]:
    """What this person's buttons do, wherever they meet it: only whoever is asked decides on a proposal."""
    allowed = LIFE.allowed(act, account)
    is_asked = account.status != Status.PROPOSED or act.who.id in deciders(account, holders)
    return allowed if is_asked else allowed - DECIDING


def approve(act: Act, account: Account) -> None:
    LIFE.permit(act, account, Action.APPROVE)
    if act.who.id == account.proposed_by:
        raise Forbidden(
            f"You proposed {account.label}: another community manager or an administrator decides. See `/social roles`."
        )
    _decide(act, account, Action.APPROVE)
    act.record(AccountApproved, of=account)


def decline(act: Act, account: Account, reason: str) -> None:
    LIFE.require(act, account, Action.DECLINE)
    account.reason = needed("reason", reason, NO_REASON)
    _decide(act, account, Action.DECLINE)
    act.record(AccountDeclined, of=account, note=account.reason)


def _decide(act: Act, account: Account, action: Action) -> None:
    LIFE.move(account, action)
    account.decided_by, account.decided_at = act.who.id, act.when


def log_post(act: Act, account: Account, url: str, *, posted_at: datetime) -> None:
    """One of the account's own people says that a post was made; raises Invalid where that cannot be."""
    LIFE.permit(act, account, Action.LOG_POST)
    count_post(act, account, url, posted_at=posted_at)


def count_post(act: Act, account: Account, url: str, *, posted_at: datetime) -> None:
    """A post was made, whoever may say so; raises Invalid for one in the future, older than the last, or elsewhere."""
    LIFE.check(account, Action.LOG_POST)
    url, problems = full_address(url), Problems()
    problems.note("url", post_url_problem(account.handle_on_network, url))
    if _is_logged(act, account, url):
        problems.note("url", "This post is logged already.")
    if posted_at > act.when:
        problems.note("posted_at", "This is in the future: log it once it is out.")
    elif account.last_post_at and posted_at < account.last_post_at:
        problems.note("posted_at", "A later post is logged already. Check the date.")
    problems.refuse()
    was_silent = account.status == Status.DORMANT
    LIFE.move(account, Action.LOG_POST)
    account.last_post_at, account.last_post_url = posted_at, url
    account.end_snooze()
    act.record(PostLogged, of=account, url=url, ended_silence=was_silent)


def _is_logged(act: Act, account: Account, url: str) -> bool:
    """However its address is written, and whatever was logged since."""
    logged = audit.notes(act.session, account.subject, PostLogged, like=trace(account.network, url))
    return any(is_same_post(account.network, url, each) for each in (*logged, account.last_post_url))


def call_silent(act: Act, account: Account) -> None:
    """Its cadence is exceeded."""
    LIFE.require(act, account, Action.FALL_SILENT)
    LIFE.move(account, Action.FALL_SILENT)
    account.end_snooze()
    act.record(AccountFellSilent, of=account)


def snooze(act: Act, account: Account, until: datetime, reason: str) -> None:
    """No reminder of its silence before `until`."""
    LIFE.require(act, account, Action.SNOOZE)
    problems = Problems()
    problems.needed("reason", reason, NO_REASON)
    if until <= act.when:
        problems.note("until", "Choose a day in the future.")
    elif (until.date() - act.when.date()) > LONGEST_SNOOZE:
        problems.note("until", f"Choose a day within {LONGEST_SNOOZE.days} days. Retire an account that stays silent.")
    elif until <= account.silent_from:
        problems.note("until", f"Nobody is reminded before {account.silent_from:%-d %B %Y}. Choose a later day.")
    problems.refuse()
    LIFE.move(account, Action.SNOOZE)
    account.snoozed_until, account.snooze_reason = until, reason
    act.record(AccountSnoozed, of=account, until=until, note=reason)


def wake(act: Act, account: Account) -> None:
    """Its silence is reminded of again."""
    LIFE.require(act, account, Action.WAKE)
    if not account.is_snoozed:
        raise TooLate(f"{account.label} is not snoozed any more.")
    LIFE.move(account, Action.WAKE)
    account.end_snooze()
    act.record(AccountWoken, of=account)


def retire(act: Act, account: Account, reason: str) -> None:
    LIFE.require(act, account, Action.RETIRE)
    account.reason = needed("reason", reason, NO_REASON)
    LIFE.move(account, Action.RETIRE)
    act.record(AccountRetired, of=account, note=account.reason)


def register_hashtag(act: Act, tag: str, campaign: str) -> Hashtag:
    """A campaign's tag; raises Invalid where it is none or somebody has it."""
    REGISTER_HASHTAG.require(act, None)
    spelling = tag.strip().removeprefix("#")
    if not regex.fullmatch(r"[\p{L}\p{M}\p{N}_]*\p{L}[\p{L}\p{M}\p{N}_]*", spelling):
        raise Invalid({"hashtag": "Write one word of letters, digits and _, such as #HeartWeek26."})
    if known := queries.hashtag(act.session, folded(spelling)):
        raise Invalid(
            {"hashtag": f"#{known.shown} belongs to the campaign {quotation(known.campaign)}. Choose another."}
        )
    hashtag = Hashtag(tag=folded(spelling), shown=spelling, campaign=campaign, owner=act.who.id, registered_at=act.when)
    act.session.add(hashtag)
    act.record(HashtagRegistered, of=hashtag)
    return hashtag
