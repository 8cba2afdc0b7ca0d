"""What asks somebody about slots: those that were missed."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block

from bot.accounts import ids_kept_by, outlet
from bot.calendar import blocks, entries, week_view
from bot.calendar.entries import Entry
from bot.calendar.life import offered
from bot.calendar.model import Occurrence
from bot.calendar.weeks import week_of
from bot.company import Company
from bot.governance.settings import MISSED_SLOT
from bot.kernel import escalation, zones
from bot.kernel.act import Act
from bot.kernel.views.asks import MOST, Ask
from bot.kernel.views.blocks import actions, section


def asks(act: Act, company: Company) -> Iterator[Ask]:
    """The oldest first."""
    return (_about(act, entry) for entry in _missed(act, company))


def _missed(act: Act, company: Company) -> list[Entry]:
    """Those that this person was told of, and that nobody has settled."""
    policy, person = company.rules.policy(company.rules.reminders.missed_slot), act.who.id
    everywhere = company.may_stand_in(person, policy.words)
    accounts = None if everywhere else ids_kept_by(person)
    missed = entries.overdue(act.session, act.when, accounts, most=MOST)
    words = escalation.words_by_now(act.session, [each.occurrence.subject for each in missed], MISSED_SLOT)

    def is_asked(occurrence: Occurrence) -> bool:
        its = outlet(act.session, occurrence.account_id)
        return person in company.at(act.session, occurrence).resolve(words.get(occurrence.subject, ()), its.duties)

    return [each for each in missed if is_asked(each.occurrence)]


def _about(act: Act, entry: Entry) -> Ask:
    occurrence, here = entry.occurrence, week_of("", act.when, zones.own(act.who.tz))
    row = week_view.line(here, entry)

    def card() -> Sequence[Block]:
        settling = blocks.settling(occurrence, offered(act, occurrence))
        return [section(row), actions(*settling, blocks.open_it(occurrence))]

    return Ask(row, blocks.open_it(occurrence), card)
