"""A silent account: told once, again after a week, then to the backup, then to the community manager, until settled."""

from datetime import timedelta

import pytest

from sandbox.desk import readable
from tests.steps import account_now, register_account
from tests.world import Helvia

pytestmark = pytest.mark.any_database

A_WEEK = timedelta(weeks=1)


def test_an_account_is_silent_once_its_cadence_is_exceeded_and_not_before(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva", last_post_at=helvia.now)
    helvia.wait(timedelta(days=7, seconds=-1))
    assert helvia.texts("#social-reminders") == []
    helvia.wait(timedelta(seconds=1))
    [reminder] = helvia.texts("#social-reminders")
    assert "has been silent for too long. <@U0JONAS000>" in reminder


def test_the_policy_goes_from_the_owner_to_the_backup_to_the_community_manager(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva", last_post_at=helvia.now)
    helvia.wait(timedelta(days=8))
    for number, asked in enumerate(["U0JONAS000", "U0JONAS000", "U0SOFIA000", "U0MARTA000"]):
        *before, newest = helvia.texts("#social-reminders")
        assert f"too long. <@{asked}>" in newest
        assert [each.rpartition(": ")[2] for each in before] == number * ["asked again later."]
        helvia.wait(A_WEEK)
    helvia.wait(5 * A_WEEK)
    assert len(helvia.texts("#social-reminders")) == 4


def test_reminders_go_to_the_channel_of_the_account(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva", channel="C0CARDIVA0", last_post_at=helvia.now)
    helvia.wait(timedelta(days=8))
    assert helvia.texts("#social-reminders") == []
    assert len(helvia.texts("#brand-cardiva", "jonas")) == 1


def test_a_post_settles_the_silence_and_the_reminder_loses_its_buttons(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@Cardiva", last_post_at=helvia.now)
    helvia.wait(timedelta(days=8))
    [reminder] = helvia.messages("#social-reminders", "jonas")
    jonas = helvia.desk("jonas")
    jonas.press("#social-reminders", reminder.ts, "accounts.log")
    jonas.fill(url="https://x.com/Cardiva/status/1001")
    assert jonas.submit().ok
    assert jonas.modal is None
    [settled] = helvia.messages("#social-reminders", "jonas")
    assert "<@U0JONAS000> logged a post" in readable(settled)
    assert "accounts.log" not in str(settled.blocks)
    assert account_now(helvia, account_id).status == "active"
    helvia.wait(timedelta(days=6))
    assert len(helvia.messages("#social-reminders", "jonas")) == 1


def test_a_snoozed_account_is_left_alone_until_that_day_and_then_told_again(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva", last_post_at=helvia.now)
    helvia.wait(timedelta(days=8))
    [reminder] = helvia.messages("#social-reminders", "jonas")
    jonas = helvia.desk("jonas")
    jonas.press("#social-reminders", reminder.ts, "accounts.snooze")
    jonas.fill(until=(helvia.now + timedelta(days=20)).date().isoformat(), reason="Nobody posts in summer")
    assert jonas.submit().ok
    assert "snoozed until" in helvia.texts("#social-reminders", "jonas")[0]
    assert "snoozed until" in jonas.type("#general", "/account list").text
    assert "Nobody posts in summer" in jonas.type("#general", "/account show @Cardiva").text
    helvia.wait(timedelta(days=19))
    assert len(helvia.messages("#social-reminders", "jonas")) == 1
    helvia.wait(timedelta(days=2))
    assert len(helvia.messages("#social-reminders", "jonas")) == 2
    assert "snoozed" not in jonas.type("#general", "/account list").text


def test_a_snooze_is_ended_by_a_button_and_the_reminder_comes_at_once(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva", last_post_at=helvia.now)
    helvia.wait(timedelta(days=8))
    jonas = helvia.desk("jonas")
    assert jonas.type("#general", "/account snooze @Cardiva").ok
    jonas.fill(until=(helvia.now + timedelta(days=20)).date().isoformat(), reason="Nobody posts in summer")
    assert jonas.submit().ok
    jonas.close_all()
    card = jonas.type("#general", "/account show @Cardiva").message
    assert card is not None
    assert jonas.press("#general", card.ts, "accounts.wake").ok
    assert "snoozed" not in jonas.type("#general", "/account show @Cardiva").text
    assert len(helvia.messages("#social-reminders", "jonas")) == 2
    assert [entry.who for entry in helvia.audit("account_woken")] == ["U0JONAS000"]


@pytest.mark.parametrize(
    ("days", "reason", "field"), [(91, "Summer", "until"), (5, "Summer", "until"), (20, " ", "reason")]
)
def test_a_snooze_is_for_90_days_at_most_of_what_would_be_silent_and_has_a_reason(
    helvia: Helvia, days: int, reason: str, field: str
) -> None:
    register_account(helvia, handle="@Cardiva", last_post_at=helvia.now)
    jonas = helvia.desk("jonas")
    assert jonas.type("#general", "/account snooze @Cardiva").ok
    jonas.fill(until=(helvia.now + timedelta(days=days)).date().isoformat(), reason=reason)
    assert list(jonas.submit().errors) == [field]


def test_a_snooze_needs_a_day_to_come(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva", last_post_at=helvia.now)
    helvia.wait(timedelta(days=8))
    [reminder] = helvia.messages("#social-reminders", "jonas")
    jonas = helvia.desk("jonas")
    jonas.press("#social-reminders", reminder.ts, "accounts.snooze")
    jonas.fill(until=(helvia.now - timedelta(days=1)).date().isoformat(), reason="Nobody posts in summer")
    assert "in the future" in jonas.submit().errors["until"]


def test_a_month_of_downtime_is_told_in_one_reminder_to_all_whom_it_concerns(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva", last_post_at=helvia.now)
    helvia.leap(timedelta(days=42))
    [reminder] = helvia.texts("#social-reminders")
    assert "<@U0JONAS000> <@U0SOFIA000> <@U0MARTA000>" in reminder


def test_only_those_who_keep_the_account_snooze_it_and_the_refusal_is_theirs_alone(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva", last_post_at=helvia.now)
    helvia.wait(timedelta(days=8))
    [reminder] = helvia.messages("#social-reminders", "thomas")
    thomas = helvia.desk("thomas")
    thomas.press("#social-reminders", reminder.ts, "accounts.snooze")
    assert thomas.modal is None
    [refusal] = helvia.whispers("thomas", "#social-reminders")
    assert "the deputy and the community manager can snooze the reminders of @Cardiva on X" in refusal
