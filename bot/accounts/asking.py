"""What asks somebody about accounts: a proposal, what somebody left behind, an account that is silent."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block
from sqlalchemy import select

from bot.accounts import blocks, handover, messages, queries, service, waiting
from bot.accounts.life import DECIDERS, STAND_INS
from bot.accounts.model import Account, Status
from bot.accounts.outlets import Outlet
from bot.company import Company
from bot.governance.settings import SILENT_ACCOUNT
from bot.kernel import escalation
from bot.kernel.act import Act
from bot.kernel.reference import Ref
from bot.kernel.text.markup import mrkdwn, quote, shorten
from bot.kernel.views.asks import MOST, Ask
from bot.kernel.views.blocks import actions, button, section

LONGEST_WHY = 200


def asks(act: Act, company: Company) -> Iterator[Ask]:
    """The longest waiting of each kind first."""
    yield from (_proposal(act, account, company) for account in _proposed(act, company))
    yield from (_left_behind(leaver, theirs, company) for leaver, theirs in handover.asked_of(act, company).items())
    yield from (_about(act, account, company) for account in _silent(act, company))


def _proposed(act: Act, company: Company) -> list[Account]:
    if not act.who.has(*DECIDERS, *STAND_INS):
        return []
    proposed = waiting.proposed(act.session, limit=MOST)
    return [each for each in proposed if act.who.id in service.deciders(each, company.at(act.session, each).holders)]


def _silent(act: Act, company: Company) -> list[Account]:
    """Those of whose silence this person was reminded, and that are not snoozed."""
    policy, person = company.rules.policy(company.rules.reminders.silent_account), act.who.id
    silent = select(Account).where(Account.status == Status.DORMANT, Account.snoozed_until.is_(None))
    if not company.may_stand_in(person, policy.words):
        silent = silent.where(queries.keeps(person))
    accounts = act.session.scalars(silent.order_by(Account.last_post_at, Account.id).limit(MOST)).all()
    words = escalation.words_by_now(act.session, [each.subject for each in accounts], SILENT_ACCOUNT)

    def is_asked(account: Account) -> bool:
        there = company.at(act.session, account)
        return person in there.resolve(words.get(account.subject, ()), Outlet.of(account).duties)

    return [each for each in accounts if is_asked(each)]


def _proposal(act: Act, account: Account, company: Company) -> Ask:
    return _about(
        act, account, company, section(mrkdwn("*Why a new one?*\n{}", quote(shorten(account.why, LONGEST_WHY))))
    )


def _about(act: Act, account: Account, company: Company, *more: Block) -> Ask:
    row, show = blocks.row(account), button("Show", blocks.SHOW, Ref(account.id))

    def card() -> Sequence[Block]:
        allowed = service.offered(act, account, company.at(act.session, account).holders)
        return [section(row), *more, actions(*blocks.buttons(account, allowed), show)]

    return Ask(row, show, card)


def _left_behind(leaver: str, left: handover.Left, company: Company) -> Ask:
    message = messages.left_behind(leaver, company.name_of(leaver), left.accounts, left.hashtags)
    return Ask(message.text, blocks.take_over(leaver), lambda: message.blocks)
