"""Leadership reads of crises in one message a day, which is kept as things are."""

from datetime import UTC, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.briefing.looking import Briefings
from sandbox.desk import readable
from sandbox.workspace.models import Message
from tests.crises.secrets import raise_secretly
from tests.crises.steps import LEAD, RED, YELLOW, headline, press, raise_crisis, resolve
from tests.world import Helvia

pytestmark = pytest.mark.any_database

DAVID = "david"
"""Alone in leadership, and in London."""
LONDON = ZoneInfo("Europe/London")


def briefings(helvia: Helvia) -> Briefings:
    """Of one process."""
    return Briefings(helvia.database, helvia.concord.clock, helvia.concord.company)


def digests(helvia: Helvia) -> list[Message]:
    """What David has, oldest first; those that another one followed are gone, or a line."""
    briefings(helvia).look()
    about = ("Open crises", "No crisis is open any more", "No crisis concerns you")
    return [each for each in helvia.direct(DAVID) if any(words in readable(each) for words in about)]


def at(helvia: Helvia, hour: int, minute: int = 0, days: int = 0) -> None:
    """In David's own zone."""
    local = helvia.now.astimezone(LONDON) + timedelta(days=days)
    helvia.workspace.clock.set(local.replace(hour=hour, minute=minute, second=0, microsecond=0).astimezone(UTC))


def test_nothing_is_said_while_nothing_is_open_that_its_reader_sees(helvia: Helvia) -> None:
    at(helvia, 9, days=1)
    assert digests(helvia) == []
    raise_secretly(helvia)
    assert digests(helvia) == []


def test_from_half_past_eight_one_message_tells_each_crisis_in_a_line(helvia: Helvia) -> None:
    at(helvia, 23)
    raise_crisis(helvia)
    raise_crisis(helvia, **YELLOW)
    press(helvia, "thomas", LEAD)
    at(helvia, 8, 29, days=1)
    assert digests(helvia) == []
    at(helvia, 8, 30)
    [digest] = digests(helvia)
    text = readable(digest)
    assert "*Open crises: 2*" in text
    [first, second] = [line for line in text.splitlines() if "Crisis" in line]
    card = headline(helvia, 1)
    assert f"<{helvia.workspace.url}/archives/{card.channel}/p{card.ts.replace('.', '')}|Crisis 1>" in first
    assert "red · <@U0THOMAS00> leads · since <!date^" in first
    assert "due" in first
    assert "yellow · nobody leads" in second


def test_it_is_kept_as_things_are_and_never_are_two_alive(helvia: Helvia) -> None:
    at(helvia, 9)
    raise_crisis(helvia)
    [digest] = digests(helvia)
    press(helvia, "thomas", LEAD)
    raise_crisis(helvia, **RED | {"what": "A strike"})
    [edited] = digests(helvia)
    assert edited.ts == digest.ts
    assert "<@U0THOMAS00> leads" in readable(edited)
    assert "*Open crises: 2*" in readable(edited)
    at(helvia, 8, 31, days=1)
    [newer] = digests(helvia)
    assert newer.ts > digest.ts
    for number in (1, 2):
        resolve(helvia, number=number)
    [over] = digests(helvia)
    assert over.ts == newer.ts
    assert "*No crisis is open any more*" in readable(over)
    assert "Crisis 1>* · resolved by <@U0THOMAS00>" in readable(over)
    at(helvia, 9, days=1)
    [last] = digests(helvia)
    assert last.ts > over.ts, "they ended since the one before"
    at(helvia, 9, days=1)
    assert [each.ts for each in digests(helvia)] == [last.ts], "nothing is open, and nothing has ended since"


def test_of_two_processes_that_look_at_once_one_tells(helvia: Helvia, monkeypatch: pytest.MonkeyPatch) -> None:
    at(helvia, 9)
    raise_crisis(helvia)
    first, second = briefings(helvia), briefings(helvia)
    due = second._due

    def interrupted(*seen: Any) -> Any:
        news = due(*seen)
        first.look()
        return news

    monkeypatch.setattr(second, "_due", interrupted)
    second.look()
    assert len(digests(helvia)) == 1
    assert not [each for each in helvia.texts(helvia.workspace.bot.id, DAVID) if "see my newer message" in each]
