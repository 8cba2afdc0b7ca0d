"""Somebody leaves while something waits for them: others are asked at once, and nothing asks whoever left."""

from datetime import timedelta

import pytest

from bot.accounts.service import register_hashtag
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from sandbox.desk import readable
from tests import steps
from tests.calendar.steps import plan
from tests.crises.steps import answer, crisis_now, pinged, raise_crisis
from tests.people.steps import MEDICAL, empty, leave
from tests.posts.steps import PRODUCT, REVIEWS, decide, directly, register_account, scheduled, submitted
from tests.world import Helvia

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("on_record")]
A_DAY = timedelta(days=1)
HELPERS = ("ines", "marta")


def test_when_the_reviewers_group_is_emptied_those_hear_at_once_who_can_help(helvia: Helvia) -> None:
    post_id = submitted(helvia, **PRODUCT)
    assert "<@U0PRIYA000>" in helvia.texts(REVIEWS)[-1]
    before = {handle: directly(helvia, handle) for handle in HELPERS}
    empty(helvia)
    for handle in HELPERS:
        news = directly(helvia, handle).removeprefix(before[handle])
        assert f"#{post_id}" in news, handle
        assert "medical" in news, handle
    assert "<@U0PRIYA000>" not in helvia.texts(REVIEWS)[-1]


def test_the_only_reviewer_is_deactivated(helvia: Helvia) -> None:
    submitted(helvia, **PRODUCT)
    before = directly(helvia, "ines")
    leave(helvia, "priya")
    assert "medical" in directly(helvia, "ines").removeprefix(before)
    assert "<@U0PRIYA000>" not in helvia.texts(REVIEWS)[-1]


def test_whoever_is_a_reviewer_no_more_has_no_buttons_and_the_others_keep_theirs(helvia: Helvia) -> None:
    helvia.workspace.roster.set_group(MEDICAL, ["priya", "hana"])
    submitted(helvia, **PRODUCT)
    assert all("posts.approve" in str(helvia.direct(each)[0].blocks) for each in ("priya", "hana"))
    helvia.workspace.roster.set_group(MEDICAL, ["hana"])
    helvia.settle()
    assert "posts.approve" not in str(helvia.direct("priya")[0].blocks)
    assert "posts.approve" in str(helvia.direct("hana")[0].blocks)
    helvia.workspace.roster.set_group(MEDICAL, ["priya", "hana"])
    helvia.settle()
    assert "posts.approve" in str(helvia.direct("priya")[-1].blocks)


def test_whoever_is_made_a_reviewer_is_asked_at_once(helvia: Helvia) -> None:
    post_id = submitted(helvia, **PRODUCT)
    helvia.workspace.roster.set_group(MEDICAL, ["hana"])
    assert f"#{post_id}" in directly(helvia, "hana")
    assert "<@U0HANA0000>" in helvia.texts(REVIEWS)[-1]


def test_the_first_reminder_of_a_silent_account_whose_owner_left_goes_to_the_backup(helvia: Helvia) -> None:
    steps.register_account(helvia)
    leave(helvia, "jonas")
    helvia.wait(8 * A_DAY)
    [reminder] = [each for each in helvia.texts("#social-reminders") if "silent" in each]
    assert "<@U0SOFIA000>" in reminder
    assert "Its owner has left, so you are asked" in reminder
    assert "<@U0JONAS000>" not in reminder


def test_changes_that_are_asked_of_an_author_who_left_are_told_to_the_accounts_owner(helvia: Helvia) -> None:
    post_id = submitted(helvia, "sofia", **PRODUCT)
    leave(helvia, "sofia")
    decide(helvia, "priya", "posts.request_changes")
    messages = directly(helvia, "jonas")
    assert f"#{post_id}" in messages
    assert "its author has left, so it is yours now" in messages


def test_a_crisis_asks_others_at_once_when_whoever_was_on_it_leaves(helvia: Helvia) -> None:
    raise_crisis(helvia)
    assert answer(helvia, "thomas").ok
    assert crisis_now(helvia).state == "acknowledged"
    leave(helvia, "thomas")
    assert crisis_now(helvia).state == "open"
    assert "nobody is on it" in "".join(helvia.texts("#war-room"))
    called = {each for _, people in pinged(helvia)[1:] for each in people}
    assert called
    assert "U0THOMAS00" not in called


def test_posts_of_somebody_who_left_are_the_accounts_owners_and_one_message_says_so(helvia: Helvia) -> None:
    first = submitted(helvia, "sofia", **PRODUCT)
    before = directly(helvia, "jonas")
    leave(helvia, "sofia")
    after = directly(helvia, "jonas").removeprefix(before)
    assert "has left. What they need is yours now" in after
    assert f"/post show {first}" in after


def test_nothing_names_as_if_they_were_here_whoever_has_left(helvia: Helvia) -> None:
    account = steps.register_account(helvia)
    plan(helvia, account, who="sofia", content="to create", maker="U0JONAS000", repeats="every week")
    with helvia.session() as session:
        jonas = Act(session, Actor("U0JONAS000", "Jonas Weber", frozenset()), helvia.now)
        register_hashtag(jonas, "#HeartWeek26", "World Heart Day")
    leave(helvia, "jonas")
    sofia = helvia.desk("sofia")
    for command in ("/account show @Cardiva", "/account list", "/social hashtags", "/social home"):
        answer = sofia.type("#general", command).text
        assert "nobody (Jonas Weber has left)" in answer, command
        assert "U0JONAS000" not in answer, command
    week = sofia.type("#general", "/calendar week").text
    assert ":pencil2: to create" in week
    assert "U0JONAS000" not in week


def test_whoever_keeps_the_account_is_asked_when_the_maker_of_its_slots_leaves(helvia: Helvia) -> None:
    account = steps.register_account(helvia)
    plan(helvia, account, content="to create", maker="U0HANA0000", repeats="every week")
    plan(helvia, account, content="to adapt", maker="U0HANA0000", day="2026-03-05")
    before = directly(helvia, "jonas")
    leave(helvia, "hana")
    [news] = [each for each in helvia.direct("jonas") if "Its maker has left" in readable(each)]
    assert readable(news).count("“Living with heart failure”") == 2
    assert "U0HANA0000" not in directly(helvia, "jonas")
    assert "to create" in before
    assert [entry.note for entry in helvia.audit("slot_edited")] == ["maker", "maker"]


def test_what_is_due_is_asked_of_whoever_stands_in_when_the_publisher_leaves(helvia: Helvia) -> None:
    account = register_account(helvia, publisher="U0DAVID000", deputy="U0SOFIA000")
    scheduled(helvia, account=account)
    helvia.wait(A_DAY)
    assert "Time to publish" in directly(helvia, "david")
    assert "Time to publish" not in directly(helvia, "sofia")
    leave(helvia, "david")
    assert "Time to publish" in directly(helvia, "sofia")
    leave(helvia, "sofia")
    assert "Not published yet" in directly(helvia, "jonas")
    assert "Ask whoever takes the account over." in directly(helvia, "jonas")
