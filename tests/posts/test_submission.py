"""Submitting a post: the form, what it asks, and what it refuses."""

from datetime import timedelta
from typing import Any

from sqlalchemy import update

from bot.accounts.model import Account
from sandbox.desk import readable
from tests.posts.steps import (
    A_DAY,
    ANSWERS,
    REVIEWS,
    authors_card,
    details,
    directly,
    now,
    press,
    register_account,
    submit,
    submitted,
)
from tests.world import Helvia

NOT_YOURS = (
    "Only authors, the account's own people and the community manager can submit posts for @HelviaToday on X. "
    "Ask one of them, or an administrator to make you an author."
)


def test_the_authors_card_says_which_post_it_is_and_what_happens_next(helvia: Helvia) -> None:
    submitted(helvia, text="Every heart <counts> & *beats*")
    card = authors_card(helvia)
    assert "*In review* · waits for" in card
    assert "Every heart <counts> & *beats*" in card


def test_a_limit_is_said_under_the_text_in_the_form(helvia: Helvia) -> None:
    outcome = submit(helvia, text="a" * 292)
    assert outcome.errors == {"text": "12 over: X counts 292 of 280 (a link counts 23, an emoji 2)."}
    assert helvia.messages(REVIEWS) == []


def test_the_longest_text_that_slack_takes_is_shown_to_reviewers_letter_by_letter(helvia: Helvia) -> None:
    account = register_account(helvia, network="facebook", handle="helviaheart")
    text = "<&>*_~`" * 428
    submitted(helvia, account=account, text=text, media="a.jpg | " + "A " * 900)
    [card] = helvia.messages(REVIEWS)
    assert text in readable(card)


def test_once_the_account_is_chosen_the_form_asks_only_what_it_needs(helvia: Helvia) -> None:
    video = register_account(helvia, network="youtube", handle="@helviaheart")
    service = register_account(helvia, handle="@HelviaCares", kind="customer service")
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/post submit")
    jonas.search("account", "helvia")
    jonas.choose_in_modal("posts.submit.account", str(video))
    assert {"title"} <= _fields(jonas.modal)
    assert "initials" not in _fields(jonas.modal)
    jonas.fill(text="Hearts", title="Hearts")
    jonas.choose_in_modal("posts.submit.account", str(service))
    assert "initials" in _fields(jonas.modal)
    assert "title" not in _fields(jonas.modal)
    jonas.fill(ANSWERS | {"text": "Thank you", "initials": "jw"})
    assert jonas.submit().ok
    assert "Thank you ^JW" in readable(helvia.messages(REVIEWS)[0])


def test_an_account_can_be_named_in_the_command(helvia: Helvia) -> None:
    register_account(helvia)
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/post submit @helviatoday")
    jonas.fill(ANSWERS)
    assert jonas.submit().ok
    assert "@HelviaToday on X" in authors_card(helvia)


def test_the_global_shortcut_opens_the_same_form(helvia: Helvia) -> None:
    jonas = helvia.desk("jonas")
    jonas.shortcut("posts.submit")
    assert jonas.modal is not None
    assert {"account", "text", "objective"} <= _fields(jonas.modal)


def test_authors_the_accounts_people_and_the_community_manager_submit(helvia: Helvia) -> None:
    account = register_account(helvia, deputy="U0THOMAS00")
    for handle in ("sofia", "thomas", "marta"):
        submitted(helvia, handle, account)


def test_nobody_else_submits_and_they_hear_it_before_they_fill_in_a_form(helvia: Helvia) -> None:
    register_account(helvia)
    outcome = helvia.desk("priya").type("#general", "/post submit")
    assert "Only authors, the people of an account and the community manager can submit posts" in outcome.text
    assert helvia.desk("priya").modal is None


def test_the_people_of_one_account_do_not_submit_for_another(helvia: Helvia) -> None:
    register_account(helvia, handle="@Other", deputy="U0THOMAS00")
    register_account(helvia)
    thomas = helvia.desk("thomas")
    assert NOT_YOURS in thomas.type("#general", "/post submit @HelviaToday").text
    assert thomas.modal is None
    thomas.type("#general", "/post submit")
    assert [option["text"]["text"] for option in thomas.search("account", "")] == ["@Other on X"]


def test_who_loses_an_account_while_the_form_is_open_is_refused_on_sending(helvia: Helvia) -> None:
    account = register_account(helvia, deputy="U0THOMAS00")
    thomas = helvia.desk("thomas")
    thomas.type("#general", "/post submit @HelviaToday")
    with helvia.session() as session:
        session.execute(update(Account).where(Account.id == account).values(deputy="U0SOFIA000"))
    thomas.fill(ANSWERS)
    assert NOT_YOURS in thomas.submit().errors["account"]


def test_a_dormant_account_takes_posts_and_a_retired_one_does_not(helvia: Helvia) -> None:
    account = register_account(helvia, last_post_at=helvia.now)
    helvia.wait(timedelta(days=8))
    submitted(helvia, account=account)
    jonas = helvia.desk("jonas")
    jonas.type("#general", "/post submit @HelviaToday")
    jonas.fill(ANSWERS)
    marta = helvia.desk("marta")
    marta.type("#general", "/account retire @HelviaToday")
    marta.fill(reason="The brand was sold")
    assert marta.submit().ok
    assert "is retired. Choose another account" in jonas.submit().errors["account"]


def test_the_same_text_for_another_network_is_taken_with_a_warning_to_its_author_alone(helvia: Helvia) -> None:
    submitted(helvia)
    other = register_account(helvia, network="linkedin", handle="helvia-heart")
    post_id = submitted(helvia, "sofia", other, text="every  heart counts.")
    assert now(helvia, post_id).status == "in review"
    warning = "#1 for @HelviaToday on X has the same text. Adapt it to each network."
    assert warning in authors_card(helvia, "sofia")
    assert "same text" not in "".join(helvia.texts(REVIEWS))
    assert "same text" not in directly(helvia, "lucas")


def test_the_same_text_composed_and_decomposed_is_the_same(helvia: Helvia) -> None:
    submitted(helvia, text="Müdigkeit kann ein Zeichen sein.")
    other = register_account(helvia, network="bluesky", handle="@helvia")
    submitted(helvia, "sofia", other, text="Mu\u0308digkeit kann ein Zeichen sein.")
    assert "#1 for @HelviaToday on X has the same text." in authors_card(helvia, "sofia")


def test_the_same_text_for_another_account_of_the_same_network_is_no_matter(helvia: Helvia) -> None:
    submitted(helvia)
    submitted(helvia, "sofia", register_account(helvia, handle="@HelviaGlobal"))
    assert "same text" not in authors_card(helvia, "sofia")


def test_a_hint_is_shown_and_stops_nothing(helvia: Helvia) -> None:
    account = register_account(helvia, network="instagram", handle="helvia.heart")
    submitted(helvia, account=account, media="heart.jpg | A heart", link="https://helvia.example/heart")
    assert "can't be clicked on Instagram" in authors_card(helvia)


def test_what_names_a_product_takes_the_route_for_products(helvia: Helvia) -> None:
    post_id = submitted(helvia, products=["another"])
    assert now(helvia, post_id).review.route == "Product"
    assert press(helvia, "priya", "posts.approve").ok


def test_reviewers_see_the_post_first_and_behind_it_everything_else_that_they_decide_on(helvia: Helvia) -> None:
    submitted(
        helvia,
        link="https://helvia.example/heart",
        media="heart.jpg | A nurse & a patient",
        funnel="awareness",
        source="Cardio Today",
        permission="By email",
        planned_at=helvia.now + A_DAY,
    )
    [card], behind_it = helvia.texts(REVIEWS), details(helvia, "lucas")
    for words in (
        "@HelviaToday on X",
        "https://helvia.example/heart",
        "heart.jpg",
        "A nurse & a patient",
        "Cardio Today",
        "By email",
    ):
        assert words in card
        assert words in behind_it
    for words in ("200 cardiologists", "text · awareness", "Version 1 by Jonas Weber"):
        assert words not in card
        assert words in behind_it


def _fields(view: Any) -> set[str]:
    return {block["block_id"] for block in view.blocks if block["type"] == "input"}
