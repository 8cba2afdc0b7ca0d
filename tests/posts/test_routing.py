"""Which review a post goes through: what names a product decides, and lowering it is seen by those whom it concerns."""

from typing import Any

import pytest
from sqlalchemy import update

from bot.accounts.model import Account
from bot.posts.routing import NOTHING_NAMED, TICKED
from bot.reviews.model import Review
from sandbox.desk import Outcome
from tests import steps
from tests.posts.steps import (
    PRODUCT,
    REVIEWS,
    cards,
    details,
    directly,
    edit,
    now,
    press,
    register_account,
    submit,
    submitted,
)
from tests.world import Helvia

REASON = "It thanks the team; nothing is said of what it does"


def lower(helvia: Helvia, post_id: int, reason: str = REASON, **answers: object) -> Outcome:
    return edit(helvia, "jonas", post_id, no_claim=reason, **answers)


@pytest.mark.parametrize(
    ("answers", "why"),
    [
        ({"text": "Thank you, Cardiva team"}, "the text names Cardiva"),
        ({"text": "Two years of data #CardivaCares"}, "the text names Cardiva"),
        ({"link": "https://www.neurovent.example/data"}, "the link names Neurovent"),
        ({"media": "box.jpg | A box of Cardiva"}, "the media or their alt text name Cardiva"),
        ({"products": ["another"]}, "its author says that it names a product"),
    ],
)
def test_a_product_that_is_named_anywhere_decides_the_route_and_the_cards_say_why(
    helvia: Helvia, answers: dict[str, Any], why: str
) -> None:
    post_id = submitted(helvia, **answers)
    assert not cards(helvia, "lucas", "posts.approve")
    assert f"Review route “Product”, because {why}" in details(helvia, "priya")
    assert f"Review route “Product”, because {why}" in details(helvia, "jonas", helvia.workspace.bot.id)
    detail = helvia.desk("priya").type("#general", f"/post show {post_id}").text
    assert f"Review route “Product”, because {why}" in detail


def test_a_post_that_names_none_says_so(helvia: Helvia) -> None:
    submitted(helvia)
    assert "Review route “Corporate”, because nothing in it names a product" in details(helvia, "lucas")


def test_a_claim_on_a_brands_account_is_not_cleared_by_brand_or_legal_alone(helvia: Helvia) -> None:
    account = steps.register_account(helvia, brand="Cardiva")
    post_id = submitted(helvia, account=account, text="Two tablets a day halve the risk.")
    [card] = helvia.messages(REVIEWS)
    for handle in ("marta", "lucas"):
        helvia.press(handle, card, "posts.approve")
        assert "only the medical reviewer can approve #1" in helvia.whispers(handle, REVIEWS)[-1]
    post = now(helvia, post_id)
    assert (post.review.route, post.review.decisions) == ("Product", [])
    assert post.review.route_why == "because the account speaks for Cardiva"


@pytest.mark.parametrize(
    ("account", "why"),
    [
        ({"kind": "brand", "brand": ""}, "the account is a brand's"),
        ({"kind": "regional", "brand": "Zelvia"}, "the account speaks for Zelvia"),
        ({"handle": "@CardivaDE"}, "the account is called after Cardiva"),
    ],
)
def test_an_account_is_a_products_by_its_kind_its_brand_or_its_name(
    helvia: Helvia, account: dict[str, str], why: str
) -> None:
    post_id = submitted(helvia, account=register_account(helvia, **account))
    assert now(helvia, post_id).review.route_why == f"because {why}"


def test_a_brand_that_some_account_speaks_for_is_a_products_name_in_every_post(helvia: Helvia) -> None:
    steps.register_account(helvia, handle="@Zelvia", brand="Zelvia")
    post_id = submitted(helvia, account=register_account(helvia), text="Zelvia is here")
    assert now(helvia, post_id).review.route_why == "because the text names Zelvia"


def test_a_brand_that_somebody_only_proposes_counts_for_nothing_yet(helvia: Helvia) -> None:
    proposed = steps.register_account(helvia, handle="@Every", brand="Every")
    with helvia.session() as session:
        session.execute(update(Account).where(Account.id == proposed).values(status="proposed"))
    post_id = submitted(helvia, account=register_account(helvia))
    assert now(helvia, post_id).review.route == "Corporate"


def test_a_market_and_a_kind_that_decide_are_among_the_reasons(helvia: Helvia) -> None:
    post_id = submitted(helvia, account=register_account(helvia, kind="disease awareness"))
    reasons = "because the account's kind is disease awareness and nothing in it names a product"
    assert now(helvia, post_id).review.route_why == reasons


def test_lowering_is_a_fact_with_a_reason_shown_to_those_it_drops_and_to_the_community_manager(helvia: Helvia) -> None:
    post_id = submitted(helvia, text="Thank you, Cardiva team")
    assert lower(helvia, post_id).ok
    post = now(helvia, post_id)
    assert (post.review.route, post.version) == ("Corporate", 2)
    [entry] = helvia.audit("review_lowered")
    assert (entry.subject, entry.who_name, entry.note) == (f"post:{post_id}", "Jonas Weber", REASON)
    for handle in ("priya", "elena", "marta"):
        word = directly(helvia, handle)
        assert "names a product, but <@U0JONAS000> says that this is no claim" in word
        assert "It takes the route “Corporate”, not “Product”" in word
        assert REASON in word
    assert "says that this is no claim" not in directly(helvia, "lucas"), "legal is asked all the same"
    assert helvia.desk("priya").press(*_of_lowering(helvia, "priya")).ok


def _of_lowering(helvia: Helvia, handle: str) -> tuple[str, str, str]:
    [card] = [each for each in helvia.direct(handle) if "is no claim" in each.text]
    return card.channel, card.ts, "posts.show"


def test_the_card_says_that_the_review_was_lowered_and_why(helvia: Helvia) -> None:
    post_id = submitted(helvia, text="Thank you, Cardiva team")
    assert lower(helvia, post_id).ok
    [card] = helvia.texts(REVIEWS)
    why = "although the text names Cardiva: its author says why that is no claim"
    assert f"Review route “Corporate”, {why}" in details(helvia, "lucas")
    assert REASON in card
    assert now(helvia, post_id).current.content["no_claim"] == REASON, "it is part of what is signed"


def test_an_edit_decides_anew(helvia: Helvia) -> None:
    post_id = submitted(helvia, text="Thank you, Cardiva team")
    assert lower(helvia, post_id).ok
    assert edit(helvia, "jonas", post_id, text="Thank you, Cardiva people").ok
    assert now(helvia, post_id).review.route == "Product", "a reason holds for its version only"
    assert edit(helvia, "jonas", post_id, text="Thank you, team", products=[]).ok
    assert now(helvia, post_id).review.route == "Corporate"
    assert edit(helvia, "jonas", post_id, text="Thank you, Neurovent team").ok
    assert now(helvia, post_id).review.route_why == "because the text names Neurovent"


def test_a_reason_is_asked_for_only_where_something_was_found(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    helvia.desk("jonas").type("#general", f"/post edit {post_id}")
    assert "no_claim" not in str(helvia.desk("jonas").modal)
    other = submitted(helvia, account=now(helvia, post_id).account_id, text="Cardiva")
    helvia.desk("jonas").type("#general", f"/post edit {other}")
    assert "no_claim" in str(helvia.desk("jonas").modal)


def test_a_reason_beside_the_tick_or_for_what_is_not_there_is_refused_under_its_field(helvia: Helvia) -> None:
    post_id = submitted(helvia, text="Thank you, Cardiva team")
    assert lower(helvia, post_id, **PRODUCT).errors == {"no_claim": TICKED}
    assert lower(helvia, post_id, products=[], text="Thank you, team").errors == {"no_claim": NOTHING_NAMED}


def test_a_brands_account_asks_for_the_reason_at_once(helvia: Helvia) -> None:
    account = steps.register_account(helvia, brand="Cardiva")
    assert submit(helvia, account=account, no_claim=REASON).ok
    assert len(helvia.audit("review_lowered")) == 1
    assert "although the account speaks for Cardiva" in details(helvia, "lucas")


def test_a_review_that_began_before_reasons_were_kept_shows_its_route_alone(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    with helvia.session() as session:
        session.execute(update(Review).where(Review.matter == f"post:{post_id}").values(route_why=""))
    detail = helvia.desk("lucas").type("#general", f"/post show {post_id}").text
    assert detail.endswith("Review route “Corporate”")


def test_lowering_spares_nobody_whom_the_other_route_asks_too(helvia: Helvia) -> None:
    post_id = submitted(helvia, text="Cardiva")
    assert lower(helvia, post_id).ok
    assert press(helvia, "lucas", "posts.approve").ok
    assert now(helvia, post_id).status == "approved"
