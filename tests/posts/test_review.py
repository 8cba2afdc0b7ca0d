"""A post on its way through the stages of its review."""

import pytest

from bot.accounts import outlet
from bot.kernel.act import Act
from bot.posts import service
from bot.posts.drafts import Draft
from sandbox.desk import readable
from tests.posts.steps import (
    A_DAY,
    PRODUCT,
    REVIEWS,
    cards,
    directly,
    now,
    press,
    register_account,
    submitted,
)
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def test_every_stage_is_asked_in_turn_and_the_last_approval_schedules_the_post(helvia: Helvia) -> None:
    post_id = submitted(helvia, **PRODUCT, planned_at=helvia.now + 2 * A_DAY)
    assert not cards(helvia, "lucas", "posts.approve")
    press(helvia, "priya", "posts.approve")
    assert now(helvia, post_id).review.stage == 1
    press(helvia, "lucas", "posts.approve")
    assert now(helvia, post_id).status == "in review"
    press(helvia, "elena", "posts.approve")
    assert now(helvia, post_id).status == "scheduled"


def test_the_review_channel_has_one_card_that_changes_in_place(helvia: Helvia) -> None:
    submitted(helvia, **PRODUCT)
    [asked] = helvia.messages(REVIEWS)
    assert "waits for <@U0PRIYA000> (medical)" in readable(asked)
    assert "posts.approve" in str(asked.blocks)
    for reviewer in ("priya", "lucas", "elena"):
        press(helvia, reviewer, "posts.approve")
    [ended] = helvia.messages(REVIEWS)
    assert ended.ts == asked.ts
    assert "Elena Rossi" in readable(ended)
    assert "posts.approve" not in str(ended.blocks)


def test_the_card_in_the_channel_decides_as_well_as_the_direct_message(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    [card] = helvia.messages(REVIEWS)
    helvia.press("marta", card, "posts.approve")
    [decision] = now(helvia, post_id).review.decisions
    assert (decision.who_name, decision.roles) == ("Marta Keller", ["brand"])


def test_a_reviewers_own_card_loses_its_buttons_when_the_stage_ends(helvia: Helvia) -> None:
    submitted(helvia)
    press(helvia, "lucas", "posts.approve")
    assert not cards(helvia, "marta", "posts.approve")
    assert "approved by Lucas Martin" in directly(helvia, "marta")


def test_where_all_roles_are_asked_each_sees_what_the_other_decided(helvia: Helvia) -> None:
    submitted(helvia, **PRODUCT)
    press(helvia, "priya", "posts.approve")
    press(helvia, "lucas", "posts.approve")
    assert not cards(helvia, "lucas", "posts.approve")
    [asked] = cards(helvia, "elena", "posts.approve")
    assert ":white_check_mark: Lucas Martin (legal) · waits for <@U0ELENA000> (regulatory)" in readable(asked)


def test_a_changed_governance_file_does_not_change_a_running_review(helvia: Helvia) -> None:
    account = register_account(helvia)
    company = helvia.concord.governance
    other = company.routes[1].model_copy(update={"kinds": [], "name": "As it was then"})
    then = company.model_copy(update={"routes": [other]})
    jonas = helvia.concord.people.actor("U0JONAS000")
    draft = Draft(text="Every heart counts.", objective="Be read", content_type="text")
    with helvia.session() as session:
        there = outlet(session, account)
        post_id = service.submit(Act(session, jonas, helvia.now), draft, there, then, names={}).id
    press(helvia, "priya", "posts.approve")
    post = now(helvia, post_id)
    assert (post.status, post.review.route) == ("approved", "As it was then")
