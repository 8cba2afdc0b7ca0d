"""The accounts and hashtags of somebody who left: who is asked to take them over, and how they do it."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from bot.accounts import messages, queries, waiting
from bot.accounts.checks import NOT_ACTIVE, SAME_PERSON
from bot.accounts.facts import AccountTakenOver, HashtagTakenOver
from bot.accounts.life import DECIDERS, LIFE, STAND_INS, Action
from bot.accounts.model import Account, Hashtag
from bot.company import Company
from bot.kernel import outbox
from bot.kernel.act import Act
from bot.kernel.errors import TooLate
from bot.kernel.problems import Problems

IsHere = Callable[[str], bool]


@dataclass(slots=True)
class Left:
    accounts: list[Account] = field(default_factory=list)
    hashtags: list[Hashtag] = field(default_factory=list)


def of_leaver(act: Act, leaver: str, is_here: IsHere, accounts: Sequence[Account]) -> Left:
    """Those of `accounts` that this person may take over, and the hashtags; raises TooLate where there is nothing."""
    if is_here(leaver):
        raise TooLate("They are back: nothing to take over.")
    tags = queries.hashtags_of(act.session, leaver) if act.who.has(*DECIDERS, *STAND_INS) else ()
    mine = Left([account for account in accounts if LIFE.allows(act, account, Action.TAKE_OVER)], [*tags])
    if not (mine.accounts or mine.hashtags):
        raise TooLate("Nothing is left to take over.")
    return mine


def take_over(act: Act, leaver: str, owner: str, backup: str, is_here: IsHere) -> None:
    """In each account that this person may take over `owner` and `backup` follow, and `owner` in each hashtag; raises
    Invalid where they cannot.
    """
    taken = of_leaver(act, leaver, is_here, waiting.held_of(act.session, leaver))
    problems = Problems()
    problems.note("owner", "" if is_here(owner) else NOT_ACTIVE)
    problems.note("backup", "" if is_here(backup) else NOT_ACTIVE)
    problems.note("backup", SAME_PERSON if owner == backup else "")
    problems.refuse()
    for hashtag in taken.hashtags:
        hashtag.owner = owner
        act.record(HashtagTakenOver, of=hashtag, leaver=leaver, owner=owner)
    for account in taken.accounts:
        _follow(account, leaver, owner, backup)
        act.record(AccountTakenOver, of=account, leaver=leaver, owner=owner)


def _follow(account: Account, leaver: str, owner: str, backup: str) -> None:
    LIFE.move(account, Action.TAKE_OVER)
    if account.owner == leaver:
        account.owner = owner if owner != account.backup or backup != leaver else backup
    if account.backup in {leaver, account.owner}:
        account.backup = backup if backup != account.owner else owner
    if account.publisher == leaver:
        account.publisher = account.owner
    if account.deputy in {leaver, account.publisher}:
        account.deputy = account.backup


def ask(session: Session, leaver: str, company: Company, *, left_at: datetime, at: datetime) -> None:
    """Each account's owner or backup is asked for theirs, the community managers for all: one message each, also where
    they are asked again. Whoever was asked before and is not any more sees that.
    """
    others = messages.others_take_over(company.name_of(leaver))
    outbox.settle(session, path=_asking(leaver), message=others, at=at, is_last=False)
    for person, left in _by_asked(session, leaver, company).items():
        message = messages.left_behind(leaver, company.name_of(leaver), left.accounts, left.hashtags)
        card = f"{_asking(leaver)}:{person}:{left_at:%Y%m%d%H%M%S}"
        outbox.show(session, card=card, channel=person, message=message, at=at)


def asked_of(act: Act, company: Company) -> dict[str, Left]:
    """By somebody who has left: what this person is asked to take over."""
    keepers = waiting.keepers(act.session, "" if _leads_somewhere(act.who.id, company) else act.who.id)
    gone = sorted(each for each in keepers if not company.people.may_be_asked(each))
    theirs = {each: _by_asked(act.session, each, company).get(act.who.id) for each in gone}
    return {leaver: left for leaver, left in theirs.items() if left}


def _by_asked(session: Session, leaver: str, company: Company) -> dict[str, Left]:
    asked: dict[str, Left] = defaultdict(Left)
    for account in queries.of_keeper(session, leaver):
        own = [each for each in (account.owner, account.backup) if company.people.may_be_asked(each)]
        for person in dict.fromkeys([*own, *_leads(company.at(session, account))]):
            asked[person].accounts.append(account)
    for hashtag in queries.hashtags_of(session, leaver):
        for person in _leads(company):
            asked[person].hashtags.append(hashtag)
    return asked


def _leads_somewhere(person: str, company: Company) -> bool:
    return any(person in company.people.anywhere(role) for role in (*DECIDERS, *STAND_INS))


def _leads(company: Company) -> list[str]:
    return next(filter(None, map(company.holders, (*DECIDERS, *STAND_INS))), [])


def settle(session: Session, event: AccountTakenOver | HashtagTakenOver, company: Company) -> None:
    """Whoever took over is asked no more, and nobody is once nothing is left; a new owner hears that they are one."""
    session.flush()
    done = messages.taken_over(event.who.id, event.owner, company.name_of(event.leaver))
    is_over = not (queries.of_keeper(session, event.leaver) or queries.hashtags_of(session, event.leaver))
    path = _asking(event.leaver) if is_over else f"{_asking(event.leaver)}:{event.who.id}"
    outbox.settle(session, path=path, message=done, at=event.when)
    if event.owner != event.who.id:
        key = f"{_asking(event.leaver)}:for:{event.owner}:{event.when.isoformat()}"
        urgency = outbox.Urgency.DECISION
        outbox.post(session, key=key, channel=event.owner, message=done, at=event.when, urgency=urgency)


def _asking(leaver: str) -> str:
    return f"person:{leaver}:left"
