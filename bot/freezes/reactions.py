"""What follows from a freeze: whoever publishes there is asked, and whoever froze it whether it is still needed."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy.orm import Session

from bot.accounts import Outlet, asked_about, outlets_of
from bot.company import Company
from bot.freezes import messages, queries, service
from bot.freezes.facts import AccountsFrozen, AccountsThawed, ElsewhereAnswered, FreezeKept
from bot.freezes.model import Freeze, State
from bot.governance.settings import FREEZE, STILL_FROZEN
from bot.kernel import escalation, outbox
from bot.kernel.act import due
from bot.kernel.escalation import Asking, Fired

OnHold = Callable[[Session, Collection[int]], Mapping[int, Sequence[str]]]
"""By account, what its posts are called that do not go out."""


def ask_publishers(session: Session, event: AccountsFrozen, company: Company) -> None:
    freeze, rules = event.of, company.rules
    policy = rules.policy(rules.reminders.freeze).called(FREEZE)
    escalation.start(session, subject=freeze.subject, policy=policy, at=event.when, since=event.when, rank=freeze.rank)
    if not freeze.drill:
        _look_again(session, freeze, company, event.when)


def _look_again(session: Session, freeze: Freeze, company: Company, now: datetime) -> None:
    rules, at = company.rules, now + freeze.look_again_after
    policy = rules.policy(rules.reminders.still_frozen).called(STILL_FROZEN)
    escalation.start(session, subject=freeze.subject, policy=policy, at=at, since=now, rank=freeze.rank)


def settle_answer(session: Session, event: ElsewhereAnswered, _company: Company) -> None:
    """Whoever has nothing left to answer is asked no more; later levels find nobody. It says so until all is thawed."""
    _settle(session, event.of.freeze, event.accounts, event.when)


def _settle(session: Session, freeze: Freeze, accounts: Collection[int], at: datetime) -> None:
    paths = [_asking(freeze, each) for each in queries.freed(session, freeze, accounts)]
    outbox.settle_each(session, paths=paths, message=messages.answered(freeze), at=at, is_last=False)


def look_again_later(session: Session, event: FreezeKept, company: Company) -> None:
    freeze = event.of
    message = messages.kept(freeze, event.who.id)
    outbox.settle(session, path=_needed(freeze), message=message, at=event.when)
    _look_again(session, freeze, company, event.when)


def end(session: Session, event: AccountsThawed, company: Company) -> None:
    """Whoever froze it hears if somebody else thaws it."""
    freeze, at = event.of, event.when
    if freeze.state == State.THAWED:
        escalation.stop(session, subject=freeze.subject, why=freeze.state)
        paths = [_asking(freeze), _needed(freeze)]
        outbox.settle_each(session, paths=paths, message=messages.over(freeze), at=at)
    else:
        _settle(session, freeze, event.accounts, at)
    if event.who.id != freeze.frozen_by and company.people.may_be_asked(freeze.frozen_by):
        left = queries.standing(session, [freeze]).accounts
        message = messages.thawed(freeze, event.who.id, len(event.accounts), left)
        key, urgency = f"{freeze.subject}:thawed:{at.isoformat()}", outbox.Urgency.DECISION
        outbox.post(session, key=key, channel=freeze.frozen_by, message=message, at=at, urgency=urgency)


def fire(session: Session, fired: Fired, company: Company, on_hold: OnHold) -> None:
    """A level of one of the two policies of a freeze."""
    freeze = session.get_one(Freeze, fired.subject.number)
    if fired.policy == STILL_FROZEN:
        _ask_whether_needed(session, freeze, fired, company)
    else:
        _ask_elsewhere(session, freeze, fired, company, on_hold)


def _ask_whether_needed(session: Session, freeze: Freeze, fired: Fired, company: Company) -> None:
    message = messages.still_needed(freeze, queries.standing(session, [freeze]), fired.overdue)
    asked = company.asked(fired, lambda whom: called(session, freeze, whom, company))
    people = [each for each in asked.people if fired.reader in {"", each}]
    asks = [escalation.remind(fired, each, _needed(freeze), freeze.why, message, asked.why) for each in people]
    outbox.ask_each(session, asks, at=fired.when)


def called(session: Session, freeze: Freeze, whom: Sequence[str], company: Company) -> list[str]:
    """Whom a policy's words mean about the freeze as a whole."""
    named = {"author": [freeze.frozen_by], "channel": [company.rules.channels.war_room]}
    return company.at(session, freeze).resolve(whom, named)


def _ask_elsewhere(session: Session, freeze: Freeze, fired: Fired, company: Company, on_hold: OnHold) -> None:
    """Each in one message about all their accounts."""
    outlets = outlets_of(session, queries.unanswered(session, freeze))
    asked = asked_about(outlets, fired, company, partial(publishers, session, company))
    if freeze.drill:
        asked = {each: theirs for each, theirs in asked.items() if company.is_at_work(each, fired.when)}
    called = {person: [its.id for its in theirs.outlets] for person, theirs in asked.items()}
    service.call(due(session, fired.when), freeze, called)
    posts = on_hold(session, {each for theirs in called.values() for each in theirs})
    asks = list[outbox.Ask]()
    for person, theirs in asked.items():
        names = [name for each in called[person] for name in posts.get(each, ())]
        message = messages.elsewhere(freeze, [its.label for its in theirs.outlets], names, fired.overdue)
        asks.append(escalation.remind(fired, person, _asking(freeze), freeze.why, message, theirs.why))
    outbox.ask_each(session, asks, at=fired.when)


def publishers(session: Session, company: Company, its: Outlet, whom: Sequence[str]) -> list[str]:
    """Whom a policy's words mean on that account; where nobody publishes, its owner does."""
    named = {**its.duties, "publisher": [its.publisher or its.owner], "channel": [company.rules.channels.war_room]}
    return company.at(session, its).resolve(whom, named)


def ask_no_more(
    session: Session, freeze: Freeze, asking: Asking, gone: Collection[str], company: Company, at: datetime
) -> None:
    """Those whom the policy does not mean any more see that others are asked."""
    theirs = outlets_of(session, queries.unanswered(session, freeze))
    meant = {each for its in theirs for each in publishers(session, company, its, asking.words)}
    meant |= set(called(session, freeze, asking.words, company))
    others = sorted(set(gone) - meant)
    paths = [path for each in others for path in (_asking(freeze, each), f"{_needed(freeze)}:{each}")]
    outbox.settle_each(session, paths=paths, message=messages.others_asked(freeze), at=at)


def ask_instead(session: Session, leaver: str, company: Company, at: datetime) -> None:
    """Somebody left: of those who are meant instead, whoever has not been asked yet is asked at once."""
    for each in queries.relying_on(session, leaver):
        if freeze := queries.if_free(session, each.id):  # whoever changes one just now asks with its next level
            for asking in escalation.asked_about(session, freeze.subject):
                for reader in sorted(_others(session, freeze, asking, leaver, company)):
                    escalation.say_again(session, asking, reader, at=at)
            paths = [_asking(freeze, leaver), f"{_needed(freeze)}:{leaver}"]
            outbox.settle_each(session, paths=paths, message=messages.others_asked(freeze), at=at)


def _others(session: Session, freeze: Freeze, asking: Asking, leaver: str, company: Company) -> set[str]:
    if asking.policy.name == STILL_FROZEN:
        people = called(session, freeze, asking.whom, company) if freeze.frozen_by == leaver else ()
        return {each for each in people if not outbox.has_asked(session, path=f"{_needed(freeze)}:{each}")}
    before = queries.called(session, freeze)
    theirs = outlets_of(session, queries.asked_of(session, freeze, leaver))
    return {
        each for its in theirs for each in publishers(session, company, its, asking.whom) if each not in before[its.id]
    }


def _asking(freeze: Freeze, person: str = "") -> str:
    return f"{freeze.subject}:elsewhere:{person}".removesuffix(":")


def _needed(freeze: Freeze) -> str:
    return f"{freeze.subject}:needed"
