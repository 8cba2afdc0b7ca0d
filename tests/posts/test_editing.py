"""Changing a post: a new version, what it changed, and its review from the start."""

import pytest

from sandbox.desk import readable
from tests.posts.steps import (
    A_DAY,
    PRODUCT,
    REVIEWS,
    approved,
    authors_card,
    cards,
    decide,
    details,
    directly,
    edit,
    now,
    press,
    scheduled,
    submitted,
)
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def test_an_edit_makes_a_new_version_and_starts_the_review_again(helvia: Helvia) -> None:
    post_id = submitted(helvia, **PRODUCT)
    press(helvia, "priya", "posts.approve")
    assert edit(helvia, "jonas", post_id, text="Every heart counts twice.").ok
    post = now(helvia, post_id)
    assert (post.version, post.review.stage, post.status) == (2, 0, "in review")
    assert [version.content["text"] for version in post.versions] == [
        "Every heart counts.",
        "Every heart counts twice.",
    ]
    assert not cards(helvia, "lucas", "posts.approve")
    assert len(cards(helvia, "priya", "posts.approve")) == 1


def test_an_edit_after_approval_starts_the_review_again(helvia: Helvia) -> None:
    post_id = approved(helvia)
    assert edit(helvia, "jonas", post_id, text="Every heart counts. Always.").ok
    assert now(helvia, post_id).status == "in review"


def test_an_edit_of_a_scheduled_post_stops_its_publication(helvia: Helvia) -> None:
    post_id = scheduled(helvia)
    assert edit(helvia, "jonas", post_id, text="Every heart counts. Always.").ok
    assert now(helvia, post_id).status == "in review"
    helvia.wait(2 * A_DAY)
    assert not cards(helvia, "jonas", "posts.published")


def test_an_edit_answers_a_request_for_changes(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    decide(helvia, "lucas", "posts.request_changes")
    assert press(helvia, "jonas", "posts.edit").ok
    jonas = helvia.desk("jonas")
    jonas.fill(text="Every heart counts (Swiss Heart Foundation).")
    assert jonas.submit().ok
    assert now(helvia, post_id).status == "in review"
    assert "Name the source" not in authors_card(helvia)


def test_reviewers_are_told_and_see_what_changed_gone_struck_through_and_new_bold(helvia: Helvia) -> None:
    post_id = submitted(helvia, link="https://helvia.example/a")
    helvia.settle()
    assert edit(helvia, "jonas", post_id, text="Every *patient* counts.", link="https://helvia.example/b").ok
    [before, after] = helvia.direct("lucas")
    assert "version 2 replaced it" in readable(before)
    assert "Changed since version 1" in readable(after)
    styles = {
        part["text"].strip(): part.get("style")
        for block in after.blocks
        if block["type"] == "rich_text"
        for element in block["elements"]
        for part in element["elements"]
        if part["type"] == "text"
    }
    assert styles["heart"] == {"strike": True}
    assert styles["*patient*"] == {"bold": True}
    assert (styles["a"], styles["b"]) == ({"strike": True}, {"bold": True})


def test_the_review_channel_still_has_one_card(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    edit(helvia, "jonas", post_id, text="Every heart counts twice.")
    [card] = helvia.messages(REVIEWS)
    assert "Every heart counts twice." in readable(card)
    assert "Version 2 by Jonas Weber" in details(helvia, "lucas")


def test_the_form_holds_what_the_post_says_now(helvia: Helvia) -> None:
    post_id = submitted(helvia, **PRODUCT, media="a.jpg | A heart", planned_at=helvia.now + A_DAY, funnel="action")
    before = now(helvia, post_id).current.content
    assert "Change something" in edit(helvia, "jonas", post_id).errors["text"]
    jonas = helvia.desk("jonas")
    jonas.fill(objective="300 cardiologists read it")
    assert jonas.submit().ok
    assert now(helvia, post_id).current.content == before | {"objective": "300 cardiologists read it"}


def test_a_planned_time_that_has_passed_meanwhile_is_not_offered_again(helvia: Helvia) -> None:
    post_id = submitted(helvia, planned_at=helvia.now + A_DAY)
    helvia.wait(2 * A_DAY)
    assert edit(helvia, "jonas", post_id, text="Better late than never.").ok
    assert now(helvia, post_id).planned_at is None


def test_of_two_who_edit_at_once_the_second_hears_of_the_first_and_overwrites_nothing(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    sofia = helvia.desk("sofia")
    sofia.type("#general", f"/post edit {post_id}")
    assert edit(helvia, "jonas", post_id, text="Jonas was first.").ok
    sofia.fill(text="Sofia was second.")
    assert "Jonas Weber has written version 2 meanwhile" in str(sofia.submit().errors)
    assert now(helvia, post_id).text == "Jonas was first."


@pytest.mark.parametrize("ended", ["rejected", "withdrawn", "published"])
def test_what_has_ended_is_not_edited(helvia: Helvia, ended: str) -> None:
    post_id = submitted(helvia)
    if ended == "rejected":
        decide(helvia, "lucas", "posts.reject")
    elif ended == "withdrawn":
        press(helvia, "jonas", "posts.withdraw")
        helvia.desk("jonas").submit()
    else:
        press(helvia, "lucas", "posts.approve")
        helvia.desk("jonas").type("#general", "/post published 1 https://x.com/HelviaToday/status/1")
    assert now(helvia, post_id).status == ended
    outcome = helvia.desk("jonas").type("#general", f"/post edit {post_id}")
    assert f"#1 is {ended} (by" in outcome.text
    assert helvia.desk("jonas").modal is None


def test_only_its_author_its_accounts_people_and_the_community_manager_edit_or_withdraw(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    for word in ("edit", "withdraw"):
        outcome = helvia.desk("lucas").type("#general", f"/post {word} {post_id}")
        assert f"Only the author, the account's own people and the community manager can {word} #1." in outcome.text
    assert edit(helvia, "sofia", post_id, text="Every heart counts, says Sofia.").ok


def test_an_edit_is_checked_as_a_submission_is(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    assert "20 over" in edit(helvia, "jonas", post_id, text="a" * 300).errors["text"]
    assert now(helvia, post_id).version == 1


def test_an_edit_that_names_a_product_changes_the_route(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    assert edit(helvia, "jonas", post_id, **PRODUCT).ok
    assert now(helvia, post_id).review.route == "Product"
    assert cards(helvia, "priya", "posts.approve")
    assert not cards(helvia, "lucas", "posts.approve")


def test_a_withdrawn_post_troubles_nobody_any_more(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    press(helvia, "jonas", "posts.withdraw")
    jonas = helvia.desk("jonas")
    jonas.fill(reason="The study was retracted")
    assert jonas.submit().ok
    assert now(helvia, post_id).status == "withdrawn"
    assert "<@U0JONAS000> withdrew it" in directly(helvia, "lucas")
    assert not cards(helvia, "lucas", "posts.approve")
    assert "The study was retracted" in authors_card(helvia)
    before = directly(helvia, "lucas")
    helvia.wait(30 * A_DAY)
    assert directly(helvia, "lucas") == before


def test_a_scheduled_post_that_is_withdrawn_is_not_asked_for(helvia: Helvia) -> None:
    scheduled(helvia)
    press(helvia, "jonas", "posts.withdraw")
    assert helvia.desk("jonas").submit().ok
    helvia.wait(2 * A_DAY)
    assert not cards(helvia, "jonas", "posts.published")


def test_a_new_version_repeats_to_its_reviewers_what_was_asked_of_the_one_before(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    decide(helvia, "lucas", "posts.request_changes", "Name the source, please")
    edit(helvia, "jonas", post_id, text="Every heart counts (ESC 2026).")
    for reviewer in ("lucas", "marta"):
        [card] = cards(helvia, reviewer, "posts.approve")
        assert "*Asked of version 1* by Lucas Martin\nWording: Name the source, please" in readable(card)
    assert "Name the source" not in helvia.texts(REVIEWS)[0], "the room reads no reasons"
