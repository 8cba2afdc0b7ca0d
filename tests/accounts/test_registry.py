"""The registry in use: showing, logging, retiring."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from bot.accounts.model import Account
from tests.accounts.steps import offered
from tests.steps import CARDIVA, account_now, register_account
from tests.world import Helvia


def test_a_post_is_logged_once_however_its_address_is_written_and_whatever_came_after_it(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva")
    jonas = helvia.desk("jonas")
    for number in (1001, 1002):
        assert "Logged on" in jonas.type("#general", f"/account log @Cardiva x.com/Cardiva/status/{number}").text
        helvia.wait(timedelta(hours=1))
    again = jonas.type("#general", "/account log @Cardiva https://twitter.com/cardiva/status/1001?s=20").text
    assert "This post is logged already." in again
    assert "Logged on" in jonas.type("#general", "/account log @Cardiva https://x.com/Cardiva/status/100").text


def test_the_last_post_is_a_link(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva")
    jonas = helvia.desk("jonas")
    assert jonas.type("#general", "/account log @Cardiva https://x.com/Cardiva/status/1001").ok
    assert "<https://x.com/Cardiva/status/1001|" in jonas.type("#general", "/account show @Cardiva").text


def test_a_post_that_was_made_is_logged_by_words(helvia: Helvia) -> None:
    register_account(helvia, handle="@Cardiva")
    outcome = helvia.desk("jonas").type("#general", "/account log @Cardiva https://x.com/Cardiva/status/1001")
    assert "Logged on" in outcome.text
    assert "none yet" not in helvia.desk("jonas").type("#general", "/account show @Cardiva").text


def test_the_address_of_a_post_may_be_typed_without_its_https(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@Cardiva")
    assert "Logged on" in helvia.desk("jonas").type("#general", "/account log @Cardiva x.com/Cardiva/status/1001").text
    assert account_now(helvia, account_id).last_post_url == "https://x.com/Cardiva/status/1001"


def test_the_same_post_is_not_logged_twice(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@Cardiva")
    jonas, log = helvia.desk("jonas"), "/account log @Cardiva https://x.com/Cardiva/status/1001"
    jonas.type("#general", log)
    logged_at = account_now(helvia, account_id).last_post_at
    helvia.wait(timedelta(days=9))
    assert "logged already" in jonas.type("#general", log).text
    assert account_now(helvia, account_id).last_post_at == logged_at


def test_a_post_under_another_spelling_does_not_make_a_silent_account_look_alive(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@Cardiva")
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/account log @Cardiva https://x.com/Cardiva/status/1001")
    logged_at = account_now(helvia, account_id).last_post_at
    helvia.wait(timedelta(days=9))
    for url in (
        "https://x.com/Cardiva/status/1001?s=20",
        "https://mobile.twitter.com/cardiva/statuses/1001/photo/1",
        "https://x.com/i/web/status/1001",
    ):
        assert "logged already" in jonas.type("#general", f"/account log @Cardiva {url}").text
    assert account_now(helvia, account_id).last_post_at == logged_at
    assert account_now(helvia, account_id).status == "dormant"


def test_a_declined_account_is_shown_as_such(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@Cardiva")
    with helvia.session() as session:
        session.execute(
            update(Account).where(Account.id == account_id).values(status="declined", reason="One is enough")
        )
    assert "One is enough" in helvia.desk("jonas").type("#general", "/account show @Cardiva").text


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
    assert "the deputy and the community manager can log a post on @Cardiva on X" in outcome.text


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
    assert "community manager can retire @Cardiva on X" in priya.type("#general", "/account retire @Cardiva").text
    assert "you look after no account" in priya.type("#general", "/account retire").text
    assert "you look after no account" in priya.type("#general", "/account log").text
    assert priya.modal is None


def test_who_loses_an_account_while_its_form_is_open_is_refused_on_sending(helvia: Helvia) -> None:
    account_id = register_account(helvia, **CARDIVA)
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/account retire @Cardiva")
    with helvia.session() as session:
        session.execute(update(Account).where(Account.id == account_id).values(owner="U0MARTA000"))
    jonas.fill(reason="The brand was sold")
    assert "See /account show @Cardiva." in jonas.submit().errors["reason"]


def test_a_form_searches_only_the_accounts_that_the_person_may_change(helvia: Helvia) -> None:
    register_account(helvia, **CARDIVA)
    register_account(helvia, handle="@HelviaUK", owner="U0DAVID000", backup="U0MARTA000", publisher="U0JONAS000")
    jonas, marta = helvia.desk("jonas"), helvia.desk("marta")
    jonas.type("#general", "/account log")
    assert offered(jonas) == ["@Cardiva on X", "@HelviaUK on X"]
    jonas.close()
    jonas.type("#general", "/account retire")
    assert offered(jonas) == ["@Cardiva on X"]
    marta.type("#general", "/account retire")
    assert offered(marta) == ["@Cardiva on X", "@HelviaUK on X"]
