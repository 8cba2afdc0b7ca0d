"""An approved post on its way out: the ping at its minute, and what the publisher answers."""

from datetime import timedelta

import pytest

from sandbox.desk import readable
from tests.posts.publishing import due, publish
from tests.posts.steps import (
    A_DAY,
    AN_HOUR,
    REVIEWS,
    URL,
    approved,
    authors_card,
    cards,
    directly,
    now,
    press,
    register_account,
    scheduled,
    submitted,
)
from tests.steps import account_now
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def test_the_publisher_is_asked_at_the_planned_minute_and_not_before(helvia: Helvia) -> None:
    scheduled(helvia, account=register_account(helvia, publisher="U0SOFIA000"))
    helvia.wait(A_DAY - timedelta(minutes=1))
    assert helvia.direct("sofia") == []
    helvia.wait(timedelta(minutes=1))
    [asked] = helvia.direct("sofia")
    assert "Time to publish" in readable(asked)


def test_the_publisher_gets_the_exact_text_as_a_code_block_and_the_way_to_the_network(helvia: Helvia) -> None:
    text = "Every heart <counts> & *beats* @here"
    account = register_account(helvia, publisher="U0SOFIA000")
    scheduled(helvia, account=account, text=text, link="https://helvia.example/a", media="a.jpg | A heart")
    helvia.wait(A_DAY)
    [asked] = helvia.direct("sofia")
    [copied] = [
        part["elements"][0]["text"]
        for block in asked.blocks
        if block["type"] == "rich_text"
        for part in block["elements"]
        if part["type"] == "rich_text_preformatted"
    ]
    assert copied == f"{text}\nhttps://helvia.example/a"
    assert "https://x.com/compose/post" in str(asked.blocks)
    assert "A heart" in readable(asked)


def test_a_published_post_settles_everything_at_once(helvia: Helvia) -> None:
    post_id = due(helvia)
    assert publish(helvia).ok
    post = now(helvia, post_id)
    assert (post.status, post.published_url, post.published_by) == ("published", URL, "U0SOFIA000")
    assert not cards(helvia, "sofia", "posts.published")
    assert "<@U0SOFIA000> published it" in directly(helvia, "sofia")
    assert "Sofia Lindqvist published it" in authors_card(helvia)
    assert "Sofia Lindqvist published it" in directly(helvia, "jonas").split(authors_card(helvia))[1]
    assert "Published" in helvia.texts(REVIEWS)[0]
    before = directly(helvia, "sofia"), directly(helvia, "marta")
    helvia.wait(3 * A_DAY)
    assert (directly(helvia, "sofia"), directly(helvia, "marta")) == before


def test_a_publication_is_logged_on_its_account(helvia: Helvia) -> None:
    post_id = due(helvia)
    assert publish(helvia).ok
    account = account_now(helvia, now(helvia, post_id).account_id)
    assert account.last_post_url == URL
    assert account.last_post_at == now(helvia, post_id).published_at


def test_a_later_post_in_the_accounts_log_stays_and_hinders_nothing(helvia: Helvia) -> None:
    post_id = due(helvia, last_post_at=helvia.now + 3 * A_DAY)
    assert publish(helvia).ok
    post = now(helvia, post_id)
    assert post.status == "published"
    assert account_now(helvia, post.account_id).last_post_url is None


def test_only_an_address_of_that_account_is_taken(helvia: Helvia) -> None:
    post_id = due(helvia)
    press(helvia, "sofia", "posts.published")
    sofia = helvia.desk("sofia")
    for url, sentence in {
        "https://www.linkedin.com/feed/update/urn:li:activity:1": "on LinkedIn",
        "https://x.com/SomebodyElse/status/1001": "belongs to",
        "https://x.com/HelviaToday": "isn't a post",
        "out now": "Paste the post's address",
    }.items():
        sofia.fill(url=url)
        assert sentence in sofia.submit().errors["url"]
    assert now(helvia, post_id).status == "scheduled"


def test_the_address_of_another_post_is_refused(helvia: Helvia) -> None:
    due(helvia)
    assert publish(helvia).ok
    second = scheduled(helvia, account=1, text="Every heart counts, again.")
    helvia.wait(A_DAY)
    assert "This is the address of #1." in publish(helvia).errors["url"]
    assert now(helvia, second).status == "scheduled"


def test_the_address_of_another_post_is_refused_however_it_is_written(helvia: Helvia) -> None:
    due(helvia)
    assert publish(helvia).ok
    second = scheduled(helvia, account=1, text="Every heart counts, again.")
    helvia.wait(A_DAY)
    for url in (f"{URL}?s=20", "https://twitter.com/helviatoday/statuses/1001/", "https://x.com/i/status/1001"):
        assert "This is the address of #1." in publish(helvia, url=url).errors["url"]
    assert publish(helvia, url="https://x.com/HelviaToday/status/10010").ok
    assert now(helvia, second).status == "published"


def test_an_address_is_kept_whole_and_without_what_stood_around_it(helvia: Helvia) -> None:
    post_id = due(helvia)
    assert publish(helvia, url="<x.com/HelviaToday/status/1001>.").ok
    assert now(helvia, post_id).published_url == URL


def test_only_publisher_deputy_and_community_manager_say_that_it_is_out(helvia: Helvia) -> None:
    post_id = due(helvia)
    outcome = helvia.desk("jonas").type("#general", f"/post published {post_id} {URL}")
    assert "Only the publisher, the deputy and the community manager can say that #1 is published." in outcome.text
    assert now(helvia, post_id).status == "scheduled"
    assert "Published" in helvia.desk("david").type("#general", f"/post published #{post_id} {URL}").text
    assert now(helvia, post_id).published_by == "U0DAVID000"


def test_the_command_without_an_address_asks_for_it(helvia: Helvia) -> None:
    post_id = approved(helvia)
    jonas = helvia.desk("jonas")
    jonas.type("#general", f"/post published {post_id}")
    jonas.fill(url=URL)
    assert jonas.submit().ok
    assert now(helvia, post_id).status == "published"


def test_what_is_not_approved_is_not_published(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    outcome = helvia.desk("jonas").type("#general", f"/post published {post_id} {URL}")
    assert "#1 is in review (by Jonas Weber): nobody can publish it now" in outcome.text
    assert now(helvia, post_id).status == "in review"


def test_a_second_press_on_published_is_answered_with_who_was_first(helvia: Helvia) -> None:
    due(helvia)
    helvia.wait(AN_HOUR)
    for handle in ("sofia", "david"):
        press(helvia, handle, "posts.published")
    for handle in ("sofia", "david"):
        helvia.desk(handle).fill(url=URL)
    assert helvia.desk("sofia").submit().ok
    assert "#1 is published (by Sofia Lindqvist)" in str(helvia.desk("david").submit().errors)
    assert len(helvia.audit("post_published")) == 1
