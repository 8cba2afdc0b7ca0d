"""What is written while workers die, and what the channels must show of it in the end."""

from collections import Counter
from datetime import datetime
from random import Random

from sqlalchemy.orm import Session

from bot.kernel import outbox
from bot.kernel.db import Database
from bot.kernel.outbox.tables import Urgency
from bot.kernel.text.markup import name
from bot.kernel.views.blocks import Message, actions, button, section
from sandbox.workspace.models import Message as Sent
from tests.reliability import probe

CARDS = 4
AT_ONCE = 2
IN_A_THREAD = 0.2
OVER = "is over."


class Intent:
    """Letters to many places, some in a card's thread; cards that change; digests, of which a row ends at a time;
    matters that become due.
    """

    def __init__(self, database: Database, chance: Random) -> None:
        self._database, self._chance = database, chance
        self._said: list[str] = []
        self._cards: dict[str, str] = {}
        self._rows: dict[str, str] = {}
        self._probes = 0

    def write(self, now: datetime) -> None:
        """A few letters, a change of a card, a digest and a matter that is due, in one transaction; as an engine does
        it, again where the dead still stand in its way.
        """
        letters, cards, rows = self._database.transact(lambda session: self._write(session, now))
        self._said += letters
        self._cards |= cards
        self._rows |= rows
        self._probes += 1

    def _write(self, session: Session, now: datetime) -> tuple[list[str], dict[str, str], dict[str, str]]:
        """The letters, and what the card and the digests' rows show from now on."""
        places = self._chance.sample(probe.PLACES, AT_ONCE)
        letters = [f"Letter {len(self._said) + number}." for number in range(AT_ONCE)]
        for place, text in zip(places, letters, strict=True):
            outbox.post(
                session,
                key=text,
                channel=place,
                message=_says(text),
                at=now,
                urgency=self._chance.choice(list(Urgency)),
                thread=self._card() if self._chance.random() < IN_A_THREAD else None,
            )
        card = self._card()
        state = f"{card} at letter {len(self._said) + AT_ONCE}."
        place = probe.PLACES[int(card.split()[1])]
        outbox.show(session, card=card, channel=place, message=_says(state), at=now)
        probe.start(session, self._probes, now)
        return letters, {card: state}, {**self._write_digest(session, now), **self._settle_row(session, now)}

    def _write_digest(self, session: Session, now: datetime) -> dict[str, str]:
        place = self._chance.choice(probe.PLACES)
        rows = [f"row:{len(self._rows) + number}" for number in range(2)]
        with outbox.together(session, at=now):
            for row in rows:
                asked = outbox.Ask(
                    channel=place, path=row, key=row, message=_asks(row), before=_says(row), urgency=Urgency.ROUTINE
                )
                outbox.gather(session, asked)
        return {row: f"{row} asks." for row in rows}

    def _settle_row(self, session: Session, now: datetime) -> dict[str, str]:
        if not self._rows:
            return {}
        row = self._chance.choice(list(self._rows))
        outbox.settle(session, path=row, message=_says(f"{row} {OVER}"), at=now)
        return {row: f"{row} {OVER}"}

    def _card(self) -> str:
        return f"Card {self._chance.randrange(CARDS)}"

    @property
    def everything(self) -> list[str]:
        pings = [text for number in range(self._probes) for text in probe.expected(number)]
        return [*self._said, *self._cards.values(), *pings]

    @property
    def _less_than_last(self) -> list[str]:
        return [text for number in range(self._probes) for text in probe.expected(number)[:-1]]

    def is_met_by(self, stored: list[Sent], *, leaping: bool = False) -> None:
        """Each message once; a copy is forgiven only where the sandbox swallowed the answer and hid the message.
        `leaping`: the clock was ahead at times, and a ping that came so late stands for those before it. A digest may
        be over before anybody saw it.
        """
        sent = Counter(_id(each) for each in stored)
        hidden = Counter(_id(each) for each in stored if each.hidden_from_history)
        twice = {letter for letter, times in sent.items() if times > 1 + hidden[letter]}
        assert twice == set(), [(each.ts, each.channel, each.text) for each in stored if _id(each) in twice]
        seen = Counter({_id(each): each.text for each in stored}.values())
        left_out = {text for text in self._less_than_last if leaping and not seen[text]}
        assert {text: seen[text] for text in self.everything if seen[text] != 1 and text not in left_out} == {}
        digests = {_id(each): str(each.blocks) for each in stored}.values()
        rows = {text: sum(text in blocks for blocks in digests) for text in self._rows.values()}
        assert {text: times for text, times in rows.items() if times != 1 and (times or OVER not in text)} == {}
        for card in self._cards:
            assert len([text for text in seen if text.startswith(f"{card} ")]) == 1


def _id(message: Sent) -> str:
    assert message.metadata
    return str(message.metadata["event_payload"]["id"])


def _asks(row: str) -> Message:
    return Message(name(row), [section(name(f"{row} asks.")), actions(button("Yes", "yes", row))])


def _says(text: str) -> Message:
    return Message(name(text), [section(name(text))])
