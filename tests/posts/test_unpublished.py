"""A post whose time has come and that is not out: who is asked, at which other time, and what holds it up."""

import pytest

from sandbox.desk import readable
from tests.posts.publishing import due, retire
from tests.posts.steps import (
    A_DAY,
    AN_HOUR,
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
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def test_an_unanswered_call_goes_to_the_deputy_and_then_to_author_and_community_manager(helvia: Helvia) -> None:
    due(helvia)
    assert helvia.direct("david") == []
    helvia.wait(AN_HOUR)
    assert "Time to publish" in directly(helvia, "david")
    assert len(cards(helvia, "sofia", "posts.published")) == 1
    assert "asked again later" not in directly(helvia, "sofia")
    assert "Not published yet" not in directly(helvia, "jonas")
    helvia.wait(A_DAY)
    assert "Not published yet" in directly(helvia, "jonas")
    assert "Text to copy" not in directly(helvia, "jonas"), "whoever does not publish it copies nothing"
    assert "Ask <@U0SOFIA000> or <@U0DAVID000>." in directly(helvia, "marta")


def test_a_postponed_post_is_asked_for_at_its_new_time_only(helvia: Helvia) -> None:
    post_id = due(helvia)
    press(helvia, "sofia", "posts.plan")
    sofia = helvia.desk("sofia")
    sofia.fill(planned_at=helvia.now + 2 * A_DAY)
    assert sofia.submit().ok
    assert now(helvia, post_id).status == "scheduled"
    assert "<@U0SOFIA000> set its time to" in readable(helvia.direct("sofia")[-1])
    assert "It goes out" in directly(helvia, "jonas")
    helvia.wait(2 * A_DAY - AN_HOUR)
    assert not cards(helvia, "sofia", "posts.published")
    helvia.wait(AN_HOUR)
    assert len(cards(helvia, "sofia", "posts.published")) == 1


def test_a_post_is_not_postponed_into_the_past(helvia: Helvia) -> None:
    due(helvia)
    press(helvia, "sofia", "posts.plan")
    sofia = helvia.desk("sofia")
    sofia.fill(planned_at=helvia.now - AN_HOUR)
    assert "in the future" in sofia.submit().errors["planned_at"]


def test_a_post_that_cannot_be_published_goes_back_to_its_author_with_the_reason(helvia: Helvia) -> None:
    post_id = due(helvia)
    press(helvia, "sofia", "posts.give_back")
    sofia = helvia.desk("sofia")
    assert sofia.submit().errors["reason"]
    sofia.fill(reason="The network is down")
    assert sofia.submit().ok
    assert now(helvia, post_id).status == "approved"
    assert "Sofia Lindqvist returned it." in authors_card(helvia)
    assert "\nThe network is down\n" in authors_card(helvia)
    assert "*Planned time*\nnot set" in helvia.desk("jonas").type("#general", f"/post show {post_id}").text
    assert ":warning: #1 for @HelviaToday on X: <@U0SOFIA000> returned it to its author." in directly(helvia, "sofia")
    assert not cards(helvia, "sofia", "posts.published")
    helvia.wait(3 * A_DAY)
    assert not cards(helvia, "sofia", "posts.published")
    press(helvia, "jonas", "posts.plan")
    jonas = helvia.desk("jonas")
    jonas.fill(planned_at=helvia.now + AN_HOUR)
    assert jonas.submit().ok
    helvia.wait(AN_HOUR)
    assert cards(helvia, "sofia", "posts.published")


def test_a_post_approved_after_its_time_waits_for_another_and_is_never_published_by_itself(helvia: Helvia) -> None:
    post_id = submitted(helvia, planned_at=helvia.now + AN_HOUR)
    helvia.wait(2 * AN_HOUR)
    press(helvia, "lucas", "posts.approve")
    assert now(helvia, post_id).status == "approved"
    assert "Approved after its time" in authors_card(helvia)
    helvia.wait(3 * A_DAY)
    assert not cards(helvia, "jonas", "posts.published")
    press(helvia, "jonas", "posts.plan")
    jonas = helvia.desk("jonas")
    jonas.fill(planned_at=helvia.now + AN_HOUR)
    assert jonas.submit().ok
    helvia.wait(AN_HOUR)
    assert cards(helvia, "jonas", "posts.published")


def test_a_post_without_a_planned_time_waits_for_one(helvia: Helvia) -> None:
    post_id = approved(helvia)
    assert now(helvia, post_id).status == "approved"
    assert "It needs a time." in authors_card(helvia)
    assert cards(helvia, "jonas", "posts.plan")


def test_an_account_retired_meanwhile_is_told_to_the_author_at_once_and_at_its_time(helvia: Helvia) -> None:
    scheduled(helvia, account=register_account(helvia, publisher="U0SOFIA000"))
    retire(helvia)
    on_hold = "*Do not publish #1 for @HelviaToday on X.* @HelviaToday on X is retired. Withdraw it, then submit it"
    assert on_hold in directly(helvia, "jonas")
    assert "On hold: @HelviaToday on X is retired." in authors_card(helvia)
    helvia.wait(A_DAY)
    assert on_hold in directly(helvia, "sofia")
    assert not cards(helvia, "sofia", "posts.published")


def test_nothing_is_published_or_planned_on_a_retired_account(helvia: Helvia) -> None:
    post_id = due(helvia)
    call = cards(helvia, "sofia", "posts.published")[-1]
    retire(helvia)
    for button in ("posts.published", "posts.plan"):
        helvia.press("sofia", call, button)  # before the call is replaced
        assert helvia.desk("sofia").modal is None
    assert cards(helvia, "sofia", "posts.published") == []
    assert "*Do not publish" in directly(helvia, "sofia")
    assert f"#{post_id} is on hold. @HelviaToday on X is retired." in directly(helvia, "sofia")
    assert now(helvia, post_id).status == "scheduled"


def test_a_day_of_downtime_is_told_in_one_call_that_says_how_late_it_is(helvia: Helvia) -> None:
    scheduled(helvia, account=register_account(helvia, publisher="U0SOFIA000"))
    helvia.settle()
    helvia.leap(A_DAY + 5 * AN_HOUR)
    [asked] = cards(helvia, "sofia", "posts.published")
    assert "5 hours late" in readable(asked)
