"""What the trail has of an account that was looked after, in the words it always had."""

from datetime import timedelta

from tests.steps import register_account
from tests.world import Helvia

POST = "https://x.com/Cardiva/status/1001"


def test_the_trail_has_the_address_of_a_post_and_what_the_account_became(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@Cardiva", last_post_at=helvia.now)
    helvia.wait(timedelta(days=8))
    assert helvia.desk("jonas").type("#general", f"/account log @Cardiva {POST}").ok
    [entry] = helvia.audit("post_logged")
    assert (entry.who, entry.subject, entry.note) == ("U0JONAS000", f"account:{account_id}", POST)
    assert entry.changes["status"] == ["dormant", "active"]
    assert entry.changes["last_post_url"] == [None, POST]


def test_the_trail_has_the_day_until_which_reminders_wait(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva", last_post_at=helvia.now)
    helvia.wait(timedelta(days=8))
    [reminder] = helvia.messages("#social-reminders", "jonas")
    jonas = helvia.desk("jonas")
    jonas.press("#social-reminders", reminder.ts, "accounts.snooze")
    until = (helvia.now + timedelta(days=3)).date().isoformat()
    jonas.fill(until=until, reason="Summer holidays")
    assert jonas.submit().ok
    [entry] = helvia.audit("account_snoozed")
    assert entry.note == f"until {until}: Summer holidays"
