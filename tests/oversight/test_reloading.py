"""The governance file read again: checked, shown with what changes, on record, and taken up by every process."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from bot.app import Concord
from bot.audit.model import Entry
from bot.governance import Role
from bot.kernel import escalation
from bot.run.upkeep import read_again, tell_of_file
from bot.settings import PACKAGED_GOVERNANCE
from sandbox.desk import readable, texts
from tests.crises.steps import RED, pinged, raise_crisis
from tests.steps import register_account
from tests.world import Helvia

A_DAY = timedelta(days=1)
RULES = PACKAGED_GOVERNANCE.read_text()
HANA_TOO = RULES.replace("brand: [U0MARTA000]", "brand: [U0MARTA000, U0HANA0000]")
Write = Callable[[str], None]


@pytest.fixture
def write(helvia: Helvia, tmp_path: Path) -> Iterator[Write]:
    """Puts something else into the governance file of the process that takes gestures."""
    in_force, before = helvia.concord.in_force, helvia.concord.governance
    given, in_force.file = in_force.file, tmp_path / "governance.yml"
    in_force.file.write_text(RULES)
    helvia.concord.following.look()
    helvia.concord.vetting.look()

    def to(text: str) -> None:
        assert in_force.file
        in_force.file.write_text(text)
        helvia.concord.vetting.look()

    yield to
    in_force.file = given
    in_force.take_up(before)


@pytest.fixture
def other(helvia: Helvia, tmp_path: Path) -> Iterator[Concord]:
    """Another process on the same database, with a file of its own."""
    file = tmp_path / "other.yml"
    file.write_text(RULES)
    with helvia.another(governance_file=file) as concord:
        concord.following.look()
        yield concord


def rules_taken_up(helvia: Helvia) -> list[Entry]:
    return helvia.audit("rules_taken_up")


def change(helvia: Helvia) -> str:
    """Has the file read again and takes it into use; what the form showed."""
    ines = helvia.desk("ines")
    ines.type("#general", "/social reload")
    assert ines.modal
    changes = texts(ines.modal.blocks)
    assert ines.submit().ok
    helvia.concord.following.look()
    return changes


def test_what_changes_is_shown_taken_into_use_and_on_record(helvia: Helvia, write: Write) -> None:
    write(HANA_TOO)
    before = helvia.concord.governance
    changes = change(helvia)
    assert "Roles" in changes
    assert "brand: <@U0HANA0000>" in changes
    assert "U0HANA0000" in helvia.concord.people.holders("brand")
    entry = rules_taken_up(helvia)[-1]
    assert entry.who == "U0INES0000"
    now = helvia.concord.governance
    assert entry.note.startswith(f"SHA-256 {now.sha256} instead of {before.sha256}, Concord ")
    assert entry.note.endswith("; changed: roles.brand[1]")


def test_nobody_but_an_administrator_has_it_read_again(helvia: Helvia, write: Write) -> None:
    write(HANA_TOO)
    refusal = helvia.desk("jonas").type("#general", "/social reload").text
    assert "Only the administrator can have the governance file read again." in refusal
    assert helvia.desk("jonas").modal is None


def test_what_is_wrong_changes_nothing_and_says_where(helvia: Helvia, write: Write) -> None:
    write(RULES.replace("brand: [U0MARTA000]", "brand: [marta]").replace("Europe/Zurich", "Europe/Zuerich"))
    before = helvia.concord.governance
    answer = helvia.desk("ines").type("#general", "/social reload").text
    assert "Nothing was changed: the governance file has 2 mistakes." in answer
    assert "governance.yml, line 6, time_zone: 'Europe/Zuerich' is no time zone such as Europe/Zurich." in answer
    assert "Correct the file" in answer
    helvia.concord.following.look()
    assert helvia.concord.governance is before


def test_a_file_that_is_in_force_is_not_taken_again(helvia: Helvia, write: Write) -> None:
    count = len(rules_taken_up(helvia))
    assert "has not changed" in helvia.desk("ines").type("#general", "/social reload").text
    assert len(rules_taken_up(helvia)) == count


def test_what_changed_after_it_was_shown_is_not_taken(helvia: Helvia, write: Write) -> None:
    write(HANA_TOO)
    ines = helvia.desk("ines")
    ines.type("#general", "/social reload")
    write(HANA_TOO.replace("Helvia Pharma", "Helvetia Pharma"))
    assert ines.submit().action == "update"
    assert ines.modal
    assert "has changed since you looked" in texts(ines.modal.blocks)
    helvia.concord.following.look()
    assert helvia.concord.governance.company == "Helvia Pharma"


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ("brand: [U0MARTA000]", "brand: [U0NOBODY00]", "roles.brand: U0NOBODY00 is no member of your workspace."),
        ("brand: [U0MARTA000]", "brand: [S0NOBODY00]", "roles.brand: the user group S0NOBODY00 has nobody"),
        ("reviews: C0REVIEWS0", "reviews: C0NOWHERE0", "Concord is not in reviews (C0NOWHERE0). Invite it"),
    ],
    ids=["a person", "a group", "a channel"],
)
def test_what_slack_does_not_know_changes_nothing(
    helvia: Helvia, write: Write, before: str, after: str, sentence: str
) -> None:
    assert before in RULES
    write(RULES.replace(before, after))
    answer = helvia.desk("ines").type("#general", "/social reload").text
    assert "Nothing was changed: the governance file has 1 mistake." in answer
    assert sentence in answer
    assert helvia.desk("ines").modal is None
    count = len(rules_taken_up(helvia))
    read_again(helvia.concord)
    assert len(rules_taken_up(helvia)) == count, "nor does the operator's signal"


def test_who_has_left_and_a_silent_slack_are_warned_of(helvia: Helvia, write: Write) -> None:
    helvia.workspace.roster.deactivate("U0HANA0000")
    write(HANA_TOO)
    assert "Hana Sato has left." in change(helvia)
    helvia.workspace.faults.add("server_error", method="users.info", times=0)
    write(RULES)
    helvia.desk("ines").type("#general", "/social reload")
    assert helvia.desk("ines").modal
    assert "Slack does not answer: channels, people and groups were not checked." in str(helvia.desk("ines").modal)


def test_slack_is_asked_beforehand_and_not_while_somebody_waits(helvia: Helvia, write: Write) -> None:
    write(RULES)
    assert helvia.concord.in_force.file
    helvia.concord.in_force.file.write_text(HANA_TOO)
    asked = helvia.workspace.faults.add("latency", method="conversations.info", times=0, seconds=0)
    answer = helvia.desk("ines").type("#general", "/social reload").text
    assert "I am asking Slack about its channels and people." in answer
    assert asked.seen == 0
    helvia.concord.vetting.look()
    assert asked.seen
    assert "U0HANA0000" in change(helvia)


def test_the_operators_signal_takes_the_file_into_use_too(helvia: Helvia, write: Write) -> None:
    write(HANA_TOO)
    helvia.concord.following.read_again()
    assert "U0HANA0000" in helvia.concord.people.holders("brand")
    assert rules_taken_up(helvia)[-1].who == "operator"
    write("company: [")
    helvia.concord.following.read_again()
    assert "U0HANA0000" in helvia.concord.people.holders("brand")


def test_another_process_follows_once_it_has_the_same_file(helvia: Helvia, write: Write, other: Concord) -> None:
    write(HANA_TOO)
    change(helvia)
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
