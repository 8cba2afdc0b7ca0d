"""The list of posts, and the words of the command."""

import pytest

from bot.posts import queries
from sandbox.desk import readable
from tests.posts.steps import (
    A_DAY,
    decide,
    press,
    register_account,
    scheduled,
    submitted,
    waiting,
)
from tests.world import Helvia


@pytest.mark.any_database
def test_the_bare_command_shows_what_waits_for_me(helvia: Helvia) -> None:
    submitted(helvia)
    assert "1 waiting for you" in helvia.desk("lucas").type("#general", "/post").text
    assert "Nothing waits for you" in helvia.desk("priya").type("#general", "/post").text
    assert "Nothing waits for you" in helvia.desk("jonas").type("#general", "/post").text


@pytest.mark.any_database
def test_where_nothing_waits_it_is_said_once_with_the_next_steps(helvia: Helvia) -> None:
    message = helvia.desk("jonas").type("#general", "/post").message
    assert message is not None
    assert readable(message).count("Nothing waits for you") == 1
    assert "posts.submit" in str(message.blocks)
    assert "posts.narrow.mine" in str(message.blocks)


@pytest.mark.any_database
def test_what_somebody_decided_on_does_not_wait_for_them_any_more(helvia: Helvia) -> None:
    submitted(helvia, products=["another"])
    press(helvia, "priya", "posts.approve")
    press(helvia, "lucas", "posts.approve")
    assert "Nothing waits for you" in helvia.desk("lucas").type("#general", "/post").text
    assert "1 waiting for you" in helvia.desk("elena").type("#general", "/post").text


@pytest.mark.any_database
def test_an_author_waits_for_nobody_when_the_next_step_is_theirs(helvia: Helvia) -> None:
    submitted(helvia)
    decide(helvia, "lucas", "posts.request_changes")
    assert "1 waiting for you" in helvia.desk("jonas").type("#general", "/post").text


@pytest.mark.any_database
def test_what_is_due_waits_for_its_publisher(helvia: Helvia) -> None:
    scheduled(helvia, account=register_account(helvia, publisher="U0DAVID000"))
    assert "Nothing waits for you" in helvia.desk("david").type("#general", "/post").text
    helvia.wait(A_DAY)
    assert "1 waiting for you" in helvia.desk("david").type("#general", "/post").text


def test_the_list_comes_in_pages_of_ten_that_turn_in_place(helvia: Helvia) -> None:
    account = register_account(helvia)
    for number in range(12):
        submitted(helvia, account=account, text=f"Heart number {number:02}")
    marta = helvia.desk("marta")
    listing = marta.type("#general", "/post list").message
    assert listing is not None
    assert "12 posts" in readable(listing)
    assert "Heart number 11" in readable(listing)
    assert marta.press("#general", listing.ts, "posts.page.next").ok
    [page] = [message for message in marta.read("#general") if message.is_ephemeral]
    assert "Page 2 of 2" in readable(page)
    assert "Heart number 00" in readable(page)
    assert marta.press("#general", page.ts, "posts.page.previous").ok
    [page] = [message for message in marta.read("#general") if message.is_ephemeral]
    assert "Page 1 of 2" in readable(page)


def test_the_list_is_narrowed_by_buttons(helvia: Helvia) -> None:
    submitted(helvia)
    submitted(helvia, "sofia", 1, text="Sofia's")
    press(helvia, "lucas", "posts.approve")
    jonas = helvia.desk("jonas")
    listing = jonas.type("#general", "/post list").message
    assert listing is not None
    for way, expected in (
        ("mine", "Every heart"),
        ("review", "Every heart"),
        ("all", "Sofia's"),
        ("scheduled", "0 posts"),
    ):
        assert jonas.press("#general", listing.ts, f"posts.narrow.{way}").ok
        assert expected in helvia.whispers("jonas", "#general")[-1], way
    assert jonas.press("#general", listing.ts, "posts.narrow.waiting").ok


NARROWED = {
    "mine": "Every heart",
    "author:@jonas": "Every heart",
    'status:"in review"': "Every heart",
    "status:in_review network:x": "Every heart",
    "account:@helviatoday": "Every heart",
    'account:"HelviaToday on X"': "Every heart",
    "account:nobody": "No account is called “nobody”",
    "waiting": "Nothing waits for you",
    "status:published": "No post fits",
    "network:linkedin": "No post fits",
}


def test_the_list_is_narrowed_by_words(helvia: Helvia) -> None:
    submitted(helvia)
    for words, expected in NARROWED.items():
        assert expected in helvia.desk("jonas").type("#general", f"/post list {words}").text, words


NOT_UNDERSTOOD = {
    "list colour:red": "I cannot filter by colour",
    "list status:lost": "There is no status called “lost”. There are in review,",
    "list everything": "The list does not know “everything”",
    "show": "Which post?",
    "show heart": "No post is called “heart”. Write its number",
    "show 99": "There is no post #99",
    "edit 99": "There is no post #99",
    "withdraw": "Which post?",
    "published": "Which post?",
    "published 99 https://x.com/a/status/1": "There is no post #99",
    "submit @nobody": "No account is called “@nobody”",
    "aprove": "does not know “aprove”",
    "shwo 1": "Did you mean `/post show 12`?",
}


@pytest.mark.any_database
def test_what_is_not_understood_is_answered_with_what_to_type(helvia: Helvia) -> None:
    for words, sentence in NOT_UNDERSTOOD.items():
        assert sentence in helvia.desk("jonas").type("#general", f"/post {words}").text, words


@pytest.mark.any_database
def test_help_shows_an_example_of_every_word(helvia: Helvia) -> None:
    text = helvia.desk("jonas").type("#general", "/post help").text
    for word in ("submit", "list", "show", "edit", "withdraw", "published"):
        assert f"/post {word}" in text


def test_the_questions_that_other_rooms_ask(helvia: Helvia) -> None:
    account = register_account(helvia)
    in_review = submitted(helvia, account=account)
    planned = scheduled(helvia, account=account, text="Planned")
    assert waiting(helvia, "lucas") == [in_review]
    with helvia.session() as session:
        assert [post.id for post in queries.planned_between(session, helvia.now, helvia.now + 7 * A_DAY, 9)] == [
            planned
        ]
        assert queries.planned_between(session, helvia.now + 2 * A_DAY, helvia.now + 7 * A_DAY, 9) == []
        assert [post.id for post in queries.open_on(session, account)] == [in_review, planned]


@pytest.mark.any_database
def test_what_is_overdue_says_so_in_the_list_and_in_the_week(helvia: Helvia) -> None:
    account = register_account(helvia)
    in_review, planned = submitted(helvia, account=account), scheduled(helvia, account=account)
    jonas = helvia.desk("jonas")
    assert "overdue" not in jonas.type("#general", "/post list").text
    helvia.wait(4 * A_DAY)
    lines = jonas.type("#general", "/post list").text.splitlines()
    for post_id in (in_review, planned):
        assert any(f"*#{post_id}* " in each and each.endswith(" · *overdue*") for each in lines)
    week = jonas.type("#general", "/calendar week").text
    assert "*Overdue*" in week
    assert f"Post #{planned} for @HelviaToday on X · *overdue*" in week
