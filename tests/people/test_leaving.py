"""Somebody leaves while something waits for them: others are asked at once, and nothing asks whoever left."""

from datetime import timedelta

import pytest

from bot.accounts.service import register_hashtag
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from sandbox.desk import readable
from tests import steps
from tests.accounts.steps import propose
from tests.calendar.steps import plan
from tests.crises.steps import answer, crisis_now, pinged, raise_crisis
from tests.posts.steps import PRODUCT, REVIEWS, decide, directly, register_account, scheduled, submitted
from tests.world import Helvia

pytestmark = pytest.mark.any_database

MEDICAL = "S0MEDICAL0"
A_DAY = timedelta(days=1)
HELPERS = ("ines", "marta")


@pytest.fixture
def helvia(helvia: Helvia) -> Helvia:
    """Who holds which role is on record."""
    helvia.introduce()
    helvia.concord.standings.notice()
    return helvia


def leave(helvia: Helvia, handle: str) -> None:
    helvia.workspace.roster.deactivate(handle)
    helvia.settle()


def empty(helvia: Helvia, group: str = MEDICAL) -> None:
    helvia.workspace.roster.set_group(group, [])
    helvia.settle()


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


def test_without_a_community_manager_administrators_hear_of_the_vacancy_and_decide(helvia: Helvia) -> None:
    leave(helvia, "marta")
    assert "There is no community manager" in directly(helvia, "ines")
    propose(helvia.desk("jonas"))
    assert "helvia-heart" in directly(helvia, "ines")
    assert "nobody" not in readable(helvia.direct("jonas")[0])


def test_a_proposal_that_waits_when_the_community_manager_leaves_goes_to_administrators(helvia: Helvia) -> None:
    propose(helvia.desk("jonas"))
    assert helvia.direct("ines") == []
    leave(helvia, "marta")
    assert "helvia-heart" in directly(helvia, "ines")
    assert "1 proposal waits for your decision" in directly(helvia, "ines")
    card = next(each for each in helvia.direct("ines") if "accounts.approve" in str(each.blocks))
    assert helvia.press("ines", card, "accounts.approve").ok


def test_changes_that_are_asked_of_an_author_who_left_are_told_to_the_accounts_owner(helvia: Helvia) -> None:
    post_id = submitted(helvia, "sofia", **PRODUCT)
    leave(helvia, "sofia")
    decide(helvia, "priya", "posts.request_changes")
    messages = directly(helvia, "jonas")
    assert f"#{post_id}" in messages
    assert "its author has left, so it is yours now" in messages


def test_when_an_owner_leaves_backup_and_community_manager_are_asked_to_take_over(helvia: Helvia) -> None:
    account_id = steps.register_account(helvia)
    leave(helvia, "jonas")
    for handle in ("sofia", "marta"):
        [card] = helvia.direct(handle)
        assert "Jonas Weber has left. Who takes over their part in 1 account?" in readable(card)
        assert "<@U0JONAS000>" not in readable(card)
    desk = helvia.desk("sofia")
    assert helvia.press("sofia", helvia.direct("sofia")[0], "accounts.take_over").ok
    desk.fill(backup="U0HANA0000")
    assert desk.submit().ok
    account = steps.account_now(helvia, account_id)
    assert (account.owner, account.backup) == ("U0SOFIA000", "U0HANA0000")
    assert (account.publisher, account.deputy) == ("U0SOFIA000", "U0HANA0000")
    assert [entry.note for entry in helvia.audit("account_taken_over")] == ["from U0JONAS000"]
    for handle in ("sofia", "marta"):
        assert "accounts.take_over" not in str(helvia.direct(handle)[0].blocks)


def test_when_a_backup_leaves_the_owner_names_another(helvia: Helvia) -> None:
    account_id = steps.register_account(helvia)
    leave(helvia, "sofia")
    desk = helvia.desk("jonas")
    assert helvia.press("jonas", helvia.direct("jonas")[0], "accounts.take_over").ok
    desk.fill(backup="U0HANA0000")
    assert desk.submit().ok
    account = steps.account_now(helvia, account_id)
    assert (account.owner, account.backup, account.deputy) == ("U0JONAS000", "U0HANA0000", "U0HANA0000")


def test_somebody_with_many_accounts_leaves_one_message_to_each_who_is_asked(helvia: Helvia) -> None:
    for number in range(30):
        steps.register_account(helvia, handle=f"@Cardiva{number}")
    leave(helvia, "jonas")
    for handle in ("sofia", "marta"):
        [card] = helvia.direct(handle)
        assert "30 accounts" in readable(card)
        assert "and 10 more" in readable(card)


def test_whoever_comes_back_keeps_their_accounts(helvia: Helvia) -> None:
    account_id = steps.register_account(helvia)
    leave(helvia, "jonas")
    helvia.workspace.roster.reactivate("jonas")
    helvia.settle()
    assert [entry.subject for entry in helvia.audit("person_returned")] == ["person:U0JONAS000"]
    assert helvia.press("sofia", helvia.direct("sofia")[0], "accounts.take_over").ok
    assert helvia.desk("sofia").modal is None
    assert steps.account_now(helvia, account_id).owner == "U0JONAS000"


def test_slack_says_twice_that_somebody_left_and_they_are_asked_about_once(helvia: Helvia) -> None:
    steps.register_account(helvia)
    leave(helvia, "jonas")
    helvia.concord.standings.notice()
    leave(helvia, "jonas")
    assert len(helvia.audit("person_left")) == 1
    assert len(helvia.direct("sofia")) == 1


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
    [news] = [each for each in helvia.direct("jonas") if "Whoever was to make this has left" in readable(each)]
    assert readable(news).count("“Living with heart failure”") == 2
    assert "U0HANA0000" not in directly(helvia, "jonas")
    assert "to create" in before
    assert [entry.note for entry in helvia.audit("slot_edited")] == ["maker", "maker"]


def test_a_leavers_hashtags_are_asked_of_the_community_manager_too(helvia: Helvia) -> None:
    jonas = helvia.concord.people.actor("U0JONAS000")
    with helvia.session() as session:
        register_hashtag(Act(session, jonas, helvia.now), "#HeartWeek26", "World Heart Day")
    leave(helvia, "jonas")
    [card] = helvia.direct("marta")
    assert "Who takes over their part in 1 hashtag?" in readable(card)
    assert "#HeartWeek26" in readable(card)
    marta = helvia.desk("marta")
    marta.open_home()
    helvia.settle()
    assert marta.press_at_home("accounts.take_over").ok
    marta.fill(backup="U0HANA0000")
    assert marta.submit().ok
    assert "U0MARTA000" in marta.type("#general", "/social hashtags").text
    assert [entry.note for entry in helvia.audit("hashtag_taken_over")] == ["from U0JONAS000"]
    assert "accounts.take_over" not in str(helvia.direct("marta")[0].blocks)


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
