"""The accounts of somebody who left: who is asked to take them over, and how they do it."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.accounts import messages, queries, waiting
from bot.accounts.checks import NOT_ACTIVE, SAME_PERSON
from bot.accounts.facts import AccountTakenOver
from bot.accounts.life import DECIDERS, LIFE, STAND_INS, Action
from bot.accounts.model import Account
from bot.company import Company
from bot.kernel import outbox
from bot.kernel.act import Act
from bot.kernel.errors import TooLate
from bot.kernel.problems import Problems

IsHere = Callable[[str], bool]


def of_leaver(act: Act, leaver: str, is_here: IsHere, accounts: Sequence[Account]) -> list[Account]:
    """Those of `accounts` that this person may take over; raises TooLate where there is nothing to take over."""
    if is_here(leaver):
        raise TooLate("They are back: there is nothing to take over.")
    mine = [account for account in accounts if LIFE.allows(act, account, Action.TAKE_OVER)]
    if not mine:
        raise TooLate("Nothing of theirs is left to take over.")
    return mine


def take_over(act: Act, leaver: str, owner: str, backup: str, is_here: IsHere) -> list[Account]:
    """In each account that this person may take over `owner` and `backup` follow; raises Invalid where they cannot."""
    taken = of_leaver(act, leaver, is_here, waiting.held_of(act.session, leaver))
    problems = Problems()
    problems.note("owner", "" if is_here(owner) else NOT_ACTIVE)
    problems.note("backup", "" if is_here(backup) else NOT_ACTIVE)
    problems.note("backup", SAME_PERSON if owner == backup else "")
    problems.refuse()
    for account in taken:
        _follow(account, leaver, owner, backup)
        act.record(AccountTakenOver, of=account, leaver=leaver, owner=owner)
    return taken


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
    they are asked again.
    """
    for person, accounts in _by_asked(queries.of_keeper(session, leaver), company).items():
        message = messages.left_behind(leaver, company.name_of(leaver), accounts)
        card = f"{_asking(leaver)}:{person}:{left_at:%Y%m%d%H%M%S}"
        outbox.show(session, card=card, channel=person, message=message, at=at)


def asked_of(act: Act, company: Company) -> dict[str, list[Account]]:
    """By somebody who has left: those of their accounts that this person is asked to take over."""
    keepers = waiting.keepers(act.session, "" if act.who.id in _leads(company) else act.who.id)
    gone = sorted(each for each in keepers if not company.people.may_be_asked(each))
    theirs = {each: _by_asked(queries.of_keeper(act.session, each), company).get(act.who.id, []) for each in gone}
    return {leaver: accounts for leaver, accounts in theirs.items() if accounts}


def _by_asked(accounts: Sequence[Account], company: Company) -> dict[str, list[Account]]:
    asked: dict[str, list[Account]] = {}
    for account in accounts:
        own = [each for each in (account.owner, account.backup) if company.people.may_be_asked(each)]
        for person in dict.fromkeys([*own, *_leads(company)]):
            asked.setdefault(person, []).append(account)
    return asked


def _leads(company: Company) -> list[str]:
    return next(filter(None, map(company.holders, (*DECIDERS, *STAND_INS))), [])


def settle(session: Session, event: AccountTakenOver, company: Company) -> None:
    """Whoever took over is asked no more, and nobody is once nothing is left; a new owner hears that they are one."""
    session.flush()
    done = messages.taken_over(event.who.id, event.owner, company.name_of(event.leaver))
    is_over = not queries.of_keeper(session, event.leaver)
    path = _asking(event.leaver) if is_over else f"{_asking(event.leaver)}:{event.who.id}"
    outbox.settle(session, path=path, message=done, at=event.when)
    if event.owner != event.who.id:
        key = f"{_asking(event.leaver)}:for:{event.owner}:{event.when.isoformat()}"
        urgency = outbox.Urgency.DECISION
        outbox.post(session, key=key, channel=event.owner, message=done, at=event.when, urgency=urgency)


def _asking(leaver: str) -> str:
    return f"person:{leaver}:left"
