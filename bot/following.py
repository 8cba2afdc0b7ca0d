"""What the engines call once something has happened, is due or has left: each asks the page of subscriptions."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from bot.alerts.alert import Alert
from bot.alerts.answering import Matter
from bot.company import Company
from bot.crises import alerting, cards, levels, rooms
from bot.governance.hours import together
from bot.kernel import escalation, outbox
from bot.kernel.act import due
from bot.kernel.actor import Actor
from bot.kernel.escalation import Fired
from bot.kernel.events import Event, Named
from bot.kernel.outbox import Ask
from bot.kernel.outbox.leased import Leased
from bot.kernel.outbox.slack import Answer
from bot.kernel.outbox.tables import Method
from bot.oversight import attempts
from bot.oversight import model as oversight
from bot.oversight.attempts import Attempt
from bot.posts import publication, queries
from bot.posts.intact import Altered
from bot.subscriptions import ALERTED, FACTS, FIRED, REMINDED


class Subscriptions:
    def __init__(self, company: Company) -> None:
        self._company = company

    def follow(self, session: Session, event: Event) -> None:
        """Everything that follows from `event`; one that is not on the page is a programming error."""
        for follows in FACTS[type(event)]:
            follows(session, event, self._company)

    def announce(self, session: Session, fired: Fired) -> datetime | None:
        """Say it to each who is at work, and later to the others; where nobody is, when the first of them will be."""
        if says := FIRED.get(fired.subject.kind):
            return says(session, fired, self._company)
        asks = REMINDED[fired.subject.kind](session, fired, self._company)
        openings = [(each, self._opening(each, fired)) for each in asks if fired.reader in {"", each.channel}]
        first = min((opening for _, opening in openings), default=fired.when)
        if first > fired.when:
            return first
        now = [each for each, opening in openings if opening <= fired.when]
        for each, opening in openings:
            if opening > fired.when:
                escalation.say_later(session, fired, each.channel, at=opening)
        for each in now:
            outbox.gather(session, each)
        for why in dict.fromkeys(each.because for each in now if each.because):
            due(session, fired.when).record(oversight.LevelFoundNobody, of=Named(fired.subject), note=why)
        return None

    def _opening(self, asked: Ask, fired: Fired) -> datetime:
        """What is late waits for nothing else: what became due with it is said with it."""
        if asked.at_once:
            return fired.when
        at = max(together(fired.due), fired.when)
        return self._company.opening(at, reader=asked.channel, market=asked.market)

    def settled(self, session: Session, letter: Leased, answer: Answer, when: datetime) -> None:
        """Slack has a card, or has made or refuses something of a crisis's room."""
        if not letter.card or letter.method is not Method.POST or not answer.ok:
            rooms.settle(session, letter, answer, when)
        elif number := cards.crisis_of(letter.card):
            card = self._company.message_at(answer.data["channel"], answer.data["ts"])
            levels.lead_to_card(session, number, card, self._company, when)

    def alerted(self, session: Session, card: str, sent: Sequence[Alert], when: datetime) -> None:
        """Alerts about one subject have left; `card` is to tell of them."""
        if follows := ALERTED.get(sent[0].subject.kind):
            follows(session, card, sent, when, self._company)

    def altered(self, session: Session, altered: Altered, when: datetime) -> None:
        """Somebody was refused a post that was changed past Concord."""
        publication.note_alteration(session, queries.held(session, altered.post_id), when)

    def refused(self, session: Session, attempt: Attempt, when: datetime) -> None:
        """Somebody was refused a signature."""
        attempts.note(session, attempt, when, self._company)

    def matter(self) -> Matter:
        """What the links of alerts answer: alerts are about crises."""

        def answer(session: Session, alert: Alert, who: Actor, when: datetime) -> str:
            return alerting.answer(session, alert, who, when, self._company)

        def claim(session: Session, alert: Alert, person: str, when: datetime) -> str:
            return alerting.claim(session, alert, person, when, self._company)

        return Matter(self._company.people.anyway, alerting.check, answer, claim, self._company.named_in)
