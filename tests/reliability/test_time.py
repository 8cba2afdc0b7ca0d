"""Point 7: whatever time does, each ping is said once, in order of urgency, and says how late it is."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.health import owed
from bot.kernel import escalation
from bot.kernel.outbox.tables import Urgency, letters
from sandbox.desk import readable
from sandbox.testing import fresh
from tests.crises.steps import answer, asking, crisis_now, pinged, raise_crisis
from tests.reliability.seen import NAG
from tests.steps import register_account
from tests.world import Helvia

AN_HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)
FIVE_MINUTES = timedelta(minutes=5)


def test_what_is_overdue_is_said_in_order_of_urgency(helvia: Helvia) -> None:
    for number in range(5):
        register_account(helvia, handle=f"@Silent{number}", last_post_at=helvia.now)
    helvia.workspace.clock.move(timedelta(days=30))
    raise_crisis(helvia)
    helvia.workspace.clock.move(AN_HOUR)
    helvia.concord.fire_due()
    with helvia.session() as session:
        urgencies = [row.urgency for row in session.execute(letters.select().order_by(letters.c.number))]
    assert urgencies == sorted(urgencies)
    assert {urgency > Urgency.CRISIS for urgency in urgencies} == {False, True}


@pytest.mark.parametrize(
    "change", [datetime(2026, 3, 29, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)], ids=["spring", "autumn"]
)
def test_a_policy_keeps_its_minutes_while_the_clocks_change(helvia: Helvia, change: datetime) -> None:
    fresh(helvia.sandbox, change - timedelta(minutes=12))
    raise_crisis(helvia)
    helvia.wait(timedelta(minutes=30))
    began = change - timedelta(minutes=12)
    assert [at for at, _ in pinged(helvia)] == [began + number * FIVE_MINUTES for number in (0, 1, 2, 3, 4, 6)]


def test_a_clock_that_is_set_back_an_hour_is_not_waited_for(helvia: Helvia) -> None:
    raise_crisis(helvia)
    helvia.wait(timedelta(minutes=12))
    before, back = helvia.now - timedelta(minutes=12), helvia.now - AN_HOUR
    helvia.workspace.clock.set(back)
    helvia.settle()
    helvia.wait(FIVE_MINUTES)
    times = [before, before + FIVE_MINUTES, before + 2 * FIVE_MINUTES, back, back + FIVE_MINUTES]
    assert [at for at, _ in pinged(helvia)] == times
    assert len(asking(helvia, "thomas")) == 1


def test_a_clock_that_was_a_day_ahead_for_a_while_is_not_waited_for(helvia: Helvia) -> None:
    raise_crisis(helvia)
    right = helvia.now
    helvia.settle()
    helvia.workspace.clock.set(right + A_DAY)
    helvia.settle()
    helvia.wait(timedelta(seconds=90))
    helvia.workspace.clock.set(right + timedelta(seconds=90))
    helvia.wait(FIVE_MINUTES)
    times = [at for at, _ in pinged(helvia)]
    assert times[:2] == [right, right + A_DAY]
    assert [at - times[2] for at in times[2:]] == [timedelta(0), FIVE_MINUTES]
    assert times[2] - right < timedelta(seconds=100)  # once its room is free again


def test_a_crisis_that_was_answered_goes_quiet_in_time_by_the_clock_that_was_set_back(helvia: Helvia) -> None:
    raise_crisis(helvia)
    helvia.settle()
    answer(helvia)
    owed = crisis_now(helvia).due_at - helvia.now
    helvia.workspace.clock.set(helvia.now - AN_HOUR)
    helvia.settle()
    assert crisis_now(helvia).state == "acknowledged"
    helvia.wait(owed)
    assert crisis_now(helvia).state == "open"


def test_what_was_put_off_until_a_day_waits_for_that_day_whatever_the_clock_does(helvia: Helvia) -> None:
    with helvia.session() as session:
        escalation.start(session, subject="account:0", policy=NAG, at=helvia.now, since=helvia.now)
        escalation.defer(session, subject="account:0", policy=NAG.name, until=helvia.now + 30 * A_DAY)
    helvia.workspace.clock.set(helvia.now - AN_HOUR)
    with helvia.session() as session:
        assert escalation.fire_due(session, now=helvia.now, announce=lambda *_: None) == 0
        assert escalation.next_due(session) == helvia.now + AN_HOUR + 30 * A_DAY


def test_what_is_written_while_the_clock_is_an_hour_behind_is_said_at_once(helvia: Helvia) -> None:
    raise_crisis(helvia)
    helvia.settle()
    helvia.workspace.clock.set(helvia.now - AN_HOUR)
    raise_crisis(helvia, what="Another one")
    helvia.settle()
    assert [readable(each) for each in helvia.direct("thomas") if "Crisis 2" in readable(each)]


def test_a_clock_that_is_set_back_is_told_of_until_nothing_waits_for_it(helvia: Helvia) -> None:
    raise_crisis(helvia)
    helvia.concord.fire_due()
    helvia.workspace.clock.set(helvia.now - AN_HOUR)
    assert [late for late in lateness_of(helvia) if "set back" in late]
    helvia.concord.watch.look()
    helvia.workspace.clock.move(timedelta(seconds=30))
    helvia.concord.watch.look()
    assert any("a clock ahead of this one" in readable(each) for each in helvia.direct("ines"))
    helvia.concord.pager.alert_due()
    helvia.wait(timedelta(seconds=1))  # for which the room is taken
    assert lateness_of(helvia) == []
    helvia.concord.watch.look()
    assert any("well again" in readable(each) for each in helvia.direct("ines"))


def lateness_of(helvia: Helvia) -> list[str]:
    with helvia.database.snapshot() as session:
        return list(owed.ask(session, helvia.now).late(helvia.concord.governance.lateness))
