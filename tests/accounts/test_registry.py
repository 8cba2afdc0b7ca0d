"""The registry in use: listing, showing, logging, snoozing, retiring."""

from datetime import timedelta

import pytest

from sandbox.gestures import readable
from tests.steps import CARDIVA, register_account
from tests.world import Helvia


def test_the_list_comes_in_pages_of_ten_that_turn_in_place(helvia: Helvia) -> None:
    for number in range(12):
        register_account(helvia, handle=f"@Helvia{number:02}")
    marta = helvia.desk("marta")
    shown = marta.type("#general", "/account list").shown
    assert shown is not None
    assert "12 accounts" in readable(shown)
    assert "Page 1 of 2" in readable(shown)
    assert marta.press("#general", shown.ts, "accounts.page.next").ok
    [page] = [message for message in marta.read("#general") if message.is_ephemeral]
    assert "Page 2 of 2" in readable(page)
    assert "@Helvia11" in readable(page)


def test_the_list_can_be_narrowed_by_words(helvia: Helvia) -> None:
    register_account(helvia, handle="@HelviaSwiss", market="CH")
    register_account(helvia, handle="@HelviaJapan", market="JP")
    outcome = helvia.desk("marta").type("#general", "/account list market:jp")
    assert "@HelviaJapan" in outcome.text
    assert "@HelviaSwiss" not in outcome.text


def test_a_filter_that_does_not_exist_is_answered_with_those_that_do(helvia: Helvia) -> None:
    assert "`market:`" in helvia.desk("marta").type("#general", "/account list colour:red").text


def test_an_account_is_found_however_its_handle_is_written(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva")
    for typed in ("@cardiva", "Cardiva", "x.com/Cardiva", "https://x.com/cardiva"):
        assert "Cardiva on X" in helvia.desk("marta").type("#general", f"/account show {typed}").text


def test_an_unknown_handle_is_answered_with_the_closest(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva")
    assert "Did you mean `@Cardiva`?" in helvia.desk("marta").type("#general", "/account show @Cardivva").text


def test_a_post_that_was_made_is_logged_by_words(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva")
    outcome = helvia.desk("jonas").type("#general", "/account log @Cardiva https://x.com/Cardiva/status/1001")
    assert "Last post" in outcome.text
    assert "none yet" not in outcome.text


@pytest.mark.parametrize(
    ("ago", "field", "sentence"),
    [(timedelta(days=-1), "posted_at", "in the future"), (timedelta(days=3), "posted_at", "later post is logged")],
)
def test_a_post_in_the_future_or_older_than_the_last_is_refused(
    helvia: Helvia, ago: timedelta, field: str, sentence: str
) -> None:
    register_account(helvia, handle="@Cardiva", last_post_at=helvia.now - timedelta(days=1))
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/account log @Cardiva")
    jonas.fill(url="https://x.com/Cardiva/status/1001", posted_at=helvia.now - ago)
    assert sentence in jonas.submit().errors[field]


def test_a_post_made_elsewhere_is_refused(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva")
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/account log @Cardiva")
    jonas.fill(url="https://www.linkedin.com/feed/update/urn:li:activity:1", posted_at=helvia.now)
    assert "X" in jonas.submit().errors["url"]


def test_only_those_who_keep_an_account_log_posts_on_it(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva")
    outcome = helvia.desk("priya").type("#general", "/account log @Cardiva https://x.com/Cardiva/status/1001")
    assert "only they and the community manager" in outcome.text


def test_retiring_asks_for_the_reason_and_ends_all_reminders(helvia: Helvia) -> None:
    register_account(helvia, **CARDIVA)
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/account retire @Cardiva")
    assert jonas.submit().errors
    jonas.fill(reason="The brand was sold")
    assert jonas.submit().ok
    helvia.wait(timedelta(days=40))
    assert helvia.texts("#social-reminders") == []
    assert "The brand was sold" in helvia.desk("marta").type("#general", "/account show @Cardiva").text


def test_only_owner_backup_and_community_manager_retire_an_account(helvia: Helvia) -> None:
    register_account(helvia, **CARDIVA)
    priya = helvia.desk("priya")
    priya.type("#general", "/account retire @Cardiva")
    priya.fill(reason="I do not like it")
    assert "community manager" in priya.submit().errors["reason"]
