"""Who is in the room of a confidential crisis, where Slack told of it while nobody listened."""

from datetime import timedelta

import pytest

from bot.crises.attendance import Attendance
from sandbox.desk import readable
from tests.crises.secrets import MARK, card, raise_secretly, room
from tests.crises.steps import ON_IT, asking, crisis_now, show
from tests.world import Helvia

pytestmark = pytest.mark.any_database

THOMAS, HANA, JONAS = "U0THOMAS00", "U0HANA0000", "U0JONAS000"
A_MINUTE = timedelta(minutes=1)


@pytest.fixture
def attendance(helvia: Helvia) -> Attendance:
    concord = helvia.concord
    return Attendance(concord.database, concord.clock, concord.company, concord.workspace.who_is_in)


def unheard(helvia: Helvia, *, leaves: str = "", comes: str = "") -> None:
    """As while Concord is down: Slack tells nobody."""
    members = room(helvia).members
    members[:] = [each for each in members if each != leaves] + ([comes] if comes else [])
    helvia.workspace.clock.move(A_MINUTE)


def sees(helvia: Helvia, handle: str) -> bool:
    return MARK in helvia.desk(handle).type("#general", "/crisis show 1").text


def test_whoever_left_or_came_while_concord_was_down_is_out_or_in_at_its_next_look(
    helvia: Helvia, attendance: Attendance
) -> None:
    raise_secretly(helvia)
    helvia.press("thomas", card(helvia), ON_IT)
    unheard(helvia, leaves=THOMAS, comes=HANA)
    assert (sees(helvia, "thomas"), sees(helvia, "hana")) == (True, False)
    attendance.look()
    assert (sees(helvia, "thomas"), sees(helvia, "hana")) == (False, True)
    assert crisis_now(helvia).state == "open"
    assert asking(helvia, "thomas") == []
    story = readable(show(helvia, "hana"))
    assert f"<@{THOMAS}> left its room" in story
    assert f"<@{HANA}> came into its room" in story
    unheard(helvia, leaves=HANA, comes=THOMAS)
    attendance.look()
    assert (sees(helvia, "thomas"), sees(helvia, "hana")) == (True, False)


def test_where_nothing_is_new_or_slack_does_not_say_nothing_changes(helvia: Helvia, attendance: Attendance) -> None:
    raise_secretly(helvia)
    room(helvia)
    attendance.look()
    before = len(helvia.audit("room_entered"))
    assert before == 2, "the raiser and the crisis lead, and not Concord"
    unheard(helvia, leaves=JONAS)
    helvia.workspace.faults.add("error", method="conversations.members", code="internal_error")
    attendance.look()
    assert sees(helvia, "jonas")
    attendance.look()
    assert not sees(helvia, "jonas")
    assert (len(helvia.audit("room_entered")), len(helvia.audit("room_left"))) == (before, 1)


def test_what_slack_tells_meanwhile_is_newer_than_what_it_answers(helvia: Helvia) -> None:
    raise_secretly(helvia)
    own = room(helvia)

    def ask(channel: str) -> frozenset[str]:
        helvia.workspace.clock.move(A_MINUTE)
        helvia.desk("thomas").leave(channel)
        helvia.settle()
        return frozenset({JONAS, THOMAS})

    concord = helvia.concord
    Attendance(concord.database, concord.clock, concord.company, ask).look()
    assert THOMAS not in own.members
    assert not sees(helvia, "thomas")


def test_of_a_crisis_that_is_over_slack_is_asked_once(helvia: Helvia) -> None:
    raise_secretly(helvia)
    own = room(helvia)
    helvia.press("thomas", card(helvia), "crises.resolve")
    desk = helvia.desk("thomas")
    desk.fill({"outcome": "A hoax"})
    assert desk.submit().ok
    asked = list[str]()

    def ask(channel: str) -> frozenset[str]:
        asked.append(channel)
        return frozenset({JONAS, THOMAS})

    concord = helvia.concord
    attendance = Attendance(concord.database, concord.clock, concord.company, ask)
    attendance.look()
    attendance.look()
    assert asked == [own.id]
