"""The list of posts, one post shown, and the words of the command."""

import pytest

from bot.networks import Network
from bot.posts import queries
from sandbox.desk import readable
from tests.posts.steps import (
    A_DAY,
    URL,
    approved,
    cards,
    decide,
    now,
    press,
    register_account,
    scheduled,
    submitted,
    waiting,
)
from tests.world import Helvia


def test_the_bare_command_shows_what_waits_for_me(helvia: Helvia) -> None:
    submitted(helvia)
    assert "1 waiting for you" in helvia.desk("lucas").type("#general", "/post").text
    assert "Nothing waits for you" in helvia.desk("priya").type("#general", "/post").text
    assert "Nothing waits for you" in helvia.desk("jonas").type("#general", "/post").text


def test_where_nothing_waits_it_is_said_once_with_the_next_steps(helvia: Helvia) -> None:
    message = helvia.desk("jonas").type("#general", "/post").message
    assert message is not None
    assert readable(message).count("Nothing waits for you") == 1
    assert "posts.submit" in str(message.blocks)
    assert "posts.narrow.mine" in str(message.blocks)


def test_what_somebody_decided_on_does_not_wait_for_them_any_more(helvia: Helvia) -> None:
    submitted(helvia, products=["another"])
    press(helvia, "priya", "posts.approve")
    press(helvia, "lucas", "posts.approve")
    assert "Nothing waits for you" in helvia.desk("lucas").type("#general", "/post").text
    assert "1 waiting for you" in helvia.desk("elena").type("#general", "/post").text


def test_an_author_waits_for_nobody_when_the_next_step_is_theirs(helvia: Helvia) -> None:
    submitted(helvia)
    decide(helvia, "lucas", "posts.request_changes")
    assert "1 waiting for you" in helvia.desk("jonas").type("#general", "/post").text


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


def test_what_is_not_understood_is_answered_with_what_to_type(helvia: Helvia) -> None:
    for words, sentence in NOT_UNDERSTOOD.items():
        assert sentence in helvia.desk("jonas").type("#general", f"/post {words}").text, words


def test_help_shows_an_example_of_every_word(helvia: Helvia) -> None:
    text = helvia.desk("jonas").type("#general", "/post help").text
    for word in ("submit", "list", "show", "edit", "withdraw", "published"):
        assert f"/post {word}" in text


def test_a_post_is_shown_with_its_decisions_and_to_everyone_their_own_buttons(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    texts = {
        handle: helvia.desk(handle).type("#general", f"/post show #{post_id}").text
        for handle in ("lucas", "jonas", "hana")
    }
    assert "Approve" in texts["lucas"]
    assert "Withdraw…" in texts["jonas"]
    assert "Approve" not in texts["jonas"]
    assert "Withdraw…" not in texts["hana"]
    assert "Approve" not in texts["hana"]


@pytest.mark.parametrize(
    ("handle", "buttons"),
    [
        ("jonas", {"plan", "edit", "withdraw"}),
        ("sofia", {"plan", "edit", "withdraw", "published"}),
        ("marta", {"plan", "edit", "withdraw", "published"}),
        ("lucas", set()),
    ],
)
def test_a_cleared_post_offers_its_hands_a_time_and_its_publishers_that_it_is_out(
    helvia: Helvia, handle: str, buttons: set[str]
) -> None:
    post_id = approved(helvia, account=register_account(helvia, publisher="U0SOFIA000"))
    assert offered(helvia, handle, post_id) == buttons


def test_whoever_wrote_a_post_is_not_offered_to_decide_on_it_whatever_their_role(helvia: Helvia) -> None:
    post_id = submitted(helvia, "marta")
    assert offered(helvia, "marta", post_id) == {"edit", "withdraw"}
    assert offered(helvia, "lucas", post_id) == {"approve", "request_changes", "reject", "ask"}


def offered(helvia: Helvia, handle: str, post_id: int) -> set[str]:
    """What a person may press on the post that they are shown."""
    post = helvia.desk(handle).type("#general", f"/post show {post_id}").message
    assert post is not None
    rows = [block["elements"] for block in post.blocks if block["type"] == "actions"]
    return {button["action_id"].removeprefix("posts.") for row in rows for button in row}


def test_a_reviewer_decides_from_the_shown_post_which_then_says_so(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    lucas = helvia.desk("lucas")
    card = lucas.type("#general", f"/post show {post_id}").message
    assert card is not None
    assert lucas.press("#general", card.ts, "posts.approve").ok
    assert now(helvia, post_id).status == "approved"
    [turned] = [message for message in lucas.read("#general") if message.is_ephemeral]
    assert "Lucas Martin" in readable(turned)
    assert "posts.approve" not in str(turned.blocks)


def test_a_reminder_opens_the_post_to_be_decided_on(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    helvia.wait(A_DAY)
    reminder = cards(helvia, "lucas", "posts.show")[-1]
    assert helvia.press("lucas", reminder, "posts.show").ok
    helvia.settle()
    [whisper] = [each for each in helvia.direct("lucas") if each.is_ephemeral]
    assert helvia.press("lucas", whisper, "posts.approve").ok
    assert now(helvia, post_id).status == "approved"


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


def test_a_published_post_links_to_where_it_is(helvia: Helvia) -> None:
    post_id = approved(helvia)
    helvia.desk("jonas").type("#general", f"/post published {post_id} {URL}")
    assert f"<{URL}|{URL}>" in str(helvia.desk("hana").type("#general", "/post list").message)
    assert now(helvia, post_id).network == Network.X


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
