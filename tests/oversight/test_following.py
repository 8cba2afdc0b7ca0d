"""What another governance changes in a process that has begun, and in what has begun under the one before."""

from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from bot.app import Concord
from bot.governance import Role
from bot.kernel import escalation
from bot.run.upkeep import tell_of_file
from sandbox.desk import readable
from tests.crises.steps import RED, pinged, raise_crisis
from tests.oversight.steps import HANA_TOO, RULES, Write, reload
from tests.steps import register_account
from tests.world import Helvia

A_DAY = timedelta(days=1)


@pytest.fixture
def other(helvia: Helvia, tmp_path: Path) -> Iterator[Concord]:
    """Another process on the same database, with a file of its own."""
    file = tmp_path / "other.yml"
    file.write_text(RULES)
    with helvia.another(governance_file=file) as concord:
        concord.following.look()
        yield concord


def test_another_process_follows_once_it_has_the_same_file(helvia: Helvia, write: Write, other: Concord) -> None:
    write(HANA_TOO)
    reload(helvia)
    other.following.look()
    assert other.governance.named(Role.BRAND) == ["U0MARTA000"]
    [why] = [each for each in other.health.status().why if "governance" in each]
    assert why.startswith("The governance file of this process is not the one in force (SHA-256 ")
    for each in (helvia.concord, other):
        tell_of_file(each)
    helvia.wait(timedelta(seconds=11))
    for each in (other, helvia.concord):
        tell_of_file(each)
    helvia.settle()
    assert "The governance file of this process is not the one in force" in readable(helvia.direct("ines")[-1])
    assert other.in_force.file
    other.in_force.file.write_text(HANA_TOO)
    other.standings.look()
    assert other.governance.named(Role.BRAND) == ["U0MARTA000", "U0HANA0000"]
    assert not any("governance" in each for each in other.health.status().why)
    tell_of_file(other)
    helvia.settle()
    assert "Concord is well again" in readable(helvia.direct("ines")[-1])


def test_a_gesture_in_flight_sees_one_governance(helvia: Helvia, write: Write) -> None:
    in_force, before = helvia.concord.in_force, helvia.concord.governance
    write(HANA_TOO)
    with in_force.held():
        in_force.take_up(in_force.read_again())
        with in_force.held():
            assert in_force() is before
        assert in_force() is before
    assert in_force().named(Role.BRAND) == ["U0MARTA000", "U0HANA0000"]


def test_a_reminder_goes_on_by_its_policy_until_it_begins_again_by_the_one_in_force(
    helvia: Helvia, write: Write
) -> None:
    register_account(helvia, handle="@Cardiva", last_post_at=helvia.now)
    helvia.wait(8 * A_DAY)
    levels = RULES.partition("  - name: silent_account\n")[2].partition("  - name: missed_slot\n")[0]
    quiet = RULES.replace("silent_account: silent_account", "silent_account: quiet", 1)
    quiet = quiet.replace("- name: silent_account\n", "- name: quiet\n", 1)
    take(helvia, write, quiet.replace(levels, "    levels: [{after: 2d, whom: [channel, backup]}]\n", 1))
    helvia.wait(7 * A_DAY)
    _, reminder = helvia.messages("#social-reminders", "jonas")
    assert "too long. <@U0JONAS000>" in readable(reminder)
    jonas = helvia.desk("jonas")
    jonas.press("#social-reminders", reminder.ts, "accounts.log")
    jonas.fill(url="https://x.com/Cardiva/status/1001")
    assert jonas.submit().ok
    helvia.wait(8 * A_DAY)
    assert len(helvia.texts("#social-reminders")) == 2
    helvia.wait(2 * A_DAY)
    assert "too long. <@U0SOFIA000>" in helvia.texts("#social-reminders")[-1]


def test_a_crisis_is_asked_about_by_the_policy_of_its_beginning_and_may_be_claimed_meanwhile(
    helvia: Helvia, write: Write
) -> None:
    raise_crisis(helvia, **RED)
    take(
        helvia, write, RULES.replace("crisis_red", "crisis_worst").replace("every: 5m, times: 2", "every: 1h, times: 2")
    )
    helvia.wait(timedelta(minutes=5))
    assert len(pinged(helvia)) == 2
    with helvia.session() as session:
        until = escalation.pause(session, subject="crisis:1", at=helvia.now)
    assert until == helvia.now + timedelta(minutes=5)


def take(helvia: Helvia, write: Write, rules: str) -> None:
    write(rules)
    helvia.concord.following.read_again()
    assert helvia.concord.governance.sha256 == sha256(rules.encode()).hexdigest()
