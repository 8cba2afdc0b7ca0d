"""A review that takes its time, or cannot go on: who is told, and when it stops."""

import pytest

from tests.posts.steps import A_DAY, AN_HOUR, PRODUCT, REVIEWS, directly, press, register_account, submitted
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def test_a_review_that_nobody_can_pass_is_told_to_those_who_can_change_that(helvia: Helvia) -> None:
    account = register_account(helvia, owner="U0ELENA000")
    submitted(helvia, "elena", account, **PRODUCT)
    [card] = helvia.texts(REVIEWS)
    assert ":warning: <@U0INES0000> <@U0MARTA000> Nobody is left to approve this as regulatory reviewer" in card
    assert "Nobody is left to approve this as regulatory reviewer" in directly(helvia, "ines")
    assert "Nobody is left to approve this as regulatory reviewer" in directly(helvia, "marta")


def test_a_review_that_somebody_can_pass_troubles_nobody_else(helvia: Helvia) -> None:
    submitted(helvia)
    assert helvia.direct("ines") == []


def test_reviewers_who_keep_silent_are_reminded_before_the_limit_and_others_hear_after_it(helvia: Helvia) -> None:
    submitted(helvia, **PRODUCT)
    helvia.wait(46 * AN_HOUR)
    assert "waits for your decision in the stage" not in directly(helvia, "priya")
    helvia.wait(AN_HOUR)  # due on Tuesday evening, said on Wednesday at nine
    assert "#1 for @HelviaToday on X waits for your decision in the stage “Medical”" in directly(helvia, "priya")
    assert "waits in the stage" not in directly(helvia, "marta")
    helvia.wait(AN_HOUR)
    assert "waits in the stage “Medical” for <@U0PRIYA000> (medical)" in directly(helvia, "marta")
    assert "waits in the stage “Medical”" in directly(helvia, "jonas")
    assert "*Overdue* since" not in directly(helvia, "priya")
    helvia.wait(A_DAY)
    assert "*Overdue* since" in directly(helvia, "priya")


def test_a_stage_with_a_shorter_limit_is_reminded_sooner(helvia: Helvia) -> None:
    submitted(helvia)
    helvia.wait(22 * AN_HOUR)
    assert "waits for your decision in the stage" not in directly(helvia, "lucas")
    helvia.wait(AN_HOUR)  # due at night, said at nine
    assert "waits for your decision in the stage" in directly(helvia, "lucas")


def test_only_those_who_have_not_decided_are_reminded(helvia: Helvia) -> None:
    submitted(helvia, **PRODUCT)
    press(helvia, "priya", "posts.approve")
    press(helvia, "lucas", "posts.approve")
    helvia.wait(47 * AN_HOUR)
    assert "waits for your decision in the stage" in directly(helvia, "elena")
    assert "waits for your decision in the stage" not in directly(helvia, "lucas")
    assert "waits for your decision in the stage" not in directly(helvia, "priya")


def test_reminders_stop_at_once_when_the_stage_ends(helvia: Helvia) -> None:
    submitted(helvia)
    press(helvia, "lucas", "posts.approve")
    before = directly(helvia, "marta")
    helvia.wait(30 * A_DAY)
    assert directly(helvia, "marta") == before
