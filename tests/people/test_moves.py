"""Whoever is meant in one place changes while something waits there: others are asked at once, and who was is not."""

from collections.abc import Iterator

import pytest

from bot.governance import Entry, Governance
from bot.governance.hours import TOGETHER
from bot.kernel.escalation import Policy
from bot.moves import ASK_NO_MORE, FREE
from bot.subscriptions import FIRED, REMINDED
from sandbox.desk import readable
from tests import steps
from tests.accounts.steps import propose
from tests.calendar.steps import plan
from tests.crises import steps as crises
from tests.crises.steps import WAR_ROOM, asking, crisis_now, raise_crisis
from tests.delegation.steps import grant
from tests.people.steps import leave
from tests.posts.steps import A_DAY, REVIEWS, cards, directly, press, register_account, scheduled, submitted
from tests.world import Helvia

pytestmark = pytest.mark.any_database

HANA, ELENA, DAVID = "U0HANA0000", "U0ELENA000", "U0DAVID000"
REMINDERS = "#social-reminders"
JAPANESE = {"handle": "@HelviaJapan", "market": "JP"}


@pytest.fixture
def helvia(helvia: Helvia) -> Iterator[Helvia]:
    """Who holds which role is on record."""
    before = helvia.concord.governance
    helvia.introduce()
    helvia.concord.standings.notice()
    yield helvia
    helvia.concord.in_force.take_up(before)


def moves(helvia: Helvia, role: str, who: str, market: str = "JP") -> None:
    """From now on they have the role in that market, by the governance file."""
    rules = helvia.concord.governance
    own = [Entry.model_validate({"who": [who], "markets": [market]}), rules.roles[role][-1]]
    take_up(helvia, rules.model_copy(update={"roles": {**rules.roles, role: own}}))


def take_up(helvia: Helvia, rules: Governance) -> None:
    helvia.concord.in_force.take_up(rules)
    helvia.concord.warm()
    helvia.concord.standings.look()


def first_asking(helvia: Helvia, name: str, *whom: str) -> None:
    """The policy asks these with its first level."""
    rules = helvia.concord.governance
    policy = rules.policy(name)
    levels = [policy.levels[0].model_copy(update={"whom": list(whom)}), *policy.levels[1:]]
    changed = Policy.model_validate(policy.as_json | {"levels": [each.model_dump(mode="json") for each in levels]})
    others = [each for each in rules.policies if each.name != name]
    helvia.concord.in_force.take_up(rules.model_copy(update={"policies": [*others, changed]}))


def test_whatever_asks_by_levels_can_ask_others() -> None:
    assert FREE.keys() == {*FIRED, *REMINDED}
    assert ASK_NO_MORE.keys() <= FREE.keys()


def test_a_stage_asks_the_new_reviewer_of_its_market_and_no_longer_the_one_before(helvia: Helvia) -> None:
    moves(helvia, "brand", ELENA)
    submitted(helvia, account=register_account(helvia, **JAPANESE))
    elsewhere = submitted(helvia, account=register_account(helvia))
    assert len(cards(helvia, "elena", "posts.approve")) == 1
    moves(helvia, "brand", HANA)
    assert not cards(helvia, "elena", "posts.approve")
    assert len(cards(helvia, "hana", "posts.approve")) == 1
    assert [f"#{elsewhere}" in readable(each) for each in cards(helvia, "marta", "posts.approve")] == [True]
    changed = [each for each in helvia.audit("role_holders_changed") if each.subject == "role:brand"]
    assert [each.note for each in changed[-2:]] == [
        f"JP: given to {ELENA}",
        f"JP: given to {HANA}; JP: taken from {ELENA}",
    ]
    assert press(helvia, "hana", "posts.approve").ok


def test_a_role_that_the_file_names_no_more_is_asked_no_more(helvia: Helvia) -> None:
    submitted(helvia)
    assert cards(helvia, "marta", "posts.approve")
    rules = helvia.concord.governance
    take_up(helvia, rules.model_copy(update={"roles": {k: v for k, v in rules.roles.items() if k != "brand"}}))
    assert not cards(helvia, "marta", "posts.approve")
    assert "waits for <@U0LUCAS000> (legal)" in helvia.texts(REVIEWS)[-1]
    assert helvia.audit("role_holders_changed")[-1].note == "taken from U0MARTA000"


def test_a_reminder_of_a_stage_names_the_new_reviewer_for_whoever_had_it(helvia: Helvia) -> None:
    moves(helvia, "brand", ELENA, market="CH")
    submitted(helvia)
    helvia.wait(A_DAY)
    assert "waits for your decision in the stage" in readable(helvia.direct("elena")[-1])
    moves(helvia, "brand", HANA, market="CH")
    assert not [each for each in helvia.direct("elena") if "waits for your decision" in readable(each)]
    assert any(f"for <@{HANA}>" in readable(each) for each in helvia.direct("elena"))


def test_a_crisis_asks_the_new_crisis_lead_of_its_market_at_once(helvia: Helvia) -> None:
    moves(helvia, "crisis_lead", ELENA)
    account = register_account(helvia, **JAPANESE)
    raise_crisis(helvia, accounts=[str(account)])
    assert len(asking(helvia, "elena")) == 1
    count = len(asking(helvia, "thomas"))
    moves(helvia, "crisis_lead", HANA)
    assert not asking(helvia, "elena")
    assert "others are asked now" in readable(helvia.direct("elena")[-1])
    assert len(asking(helvia, "hana")) == 1
    assert len(asking(helvia, "thomas")) == count == 0
    assert "Nobody is asked again" not in readable(asking(helvia, "hana")[0])
    assert HANA in helvia.texts(WAR_ROOM)[-1]
    assert crises.press(helvia, "hana", crises.ON_IT).ok
    assert crisis_now(helvia).state == "acknowledged"


def test_where_the_only_one_asked_about_a_crisis_loses_the_role_the_next_level_is_asked_at_once(helvia: Helvia) -> None:
    raise_crisis(helvia, **crises.GREEN)
    assert len(asking(helvia, "marta")) == 1
    leave(helvia, "marta")
    assert len(asking(helvia, "thomas")) == 1
    assert (
        "Level 1 finds nobody (role:community_manager), so level 2 is asked." in helvia.audit("people_pinged")[-1].note
    )


def test_a_grant_that_begins_and_ends_moves_the_reminder_of_a_silent_account(helvia: Helvia) -> None:
    first_asking(helvia, "silent_account", "channel", "role:spokesperson")
    steps.register_account(helvia, last_post_at=helvia.now)
    helvia.wait(8 * A_DAY)
    assert f"too long. <@{DAVID}>" in helvia.texts(REMINDERS)[-1]
    assert grant(helvia, "ines", person=HANA, role="spokesperson", brand="cardiva", until=helvia.now.date()).ok
    helvia.concord.standings.look()
    *before, newest = helvia.texts(REMINDERS)
    assert f"too long. <@{DAVID}> <@{HANA}>" in newest
    assert all("asked again later" in each for each in before)
    helvia.wait(A_DAY)
    helvia.concord.standings.look()
    helvia.wait(TOGETHER)
    *before, newest = helvia.texts(REMINDERS)
    assert f"too long. <@{DAVID}>" in newest
    assert not any(HANA in each for each in (*before, newest))


def test_a_grant_that_ends_while_a_stage_waits_gives_the_question_back(helvia: Helvia) -> None:
    assert grant(helvia, "ines", person=HANA, role="brand", market="CH", until=helvia.now.date()).ok
    helvia.concord.standings.look()
    submitted(helvia)
    assert len(cards(helvia, "hana", "posts.approve")) == 1
    helvia.leap(A_DAY)
    helvia.concord.standings.look()
    assert not cards(helvia, "hana", "posts.approve")
    assert HANA not in helvia.texts(REVIEWS)[-1]
    assert len(cards(helvia, "marta", "posts.approve")) == 1


def test_a_grant_holds_on_when_whoever_gave_it_leaves(helvia: Helvia) -> None:
    assert grant(helvia, "ines", person=HANA, role="brand", market="CH").ok
    helvia.concord.standings.look()
    submitted(helvia)
    leave(helvia, "ines")
    assert press(helvia, "hana", "posts.approve").ok


def test_whoever_is_called_to_publish_by_a_role_is_another_at_once(helvia: Helvia) -> None:
    first_asking(helvia, "publication", "role:brand")
    scheduled(helvia)
    helvia.wait(A_DAY)
    call = readable(helvia.direct("marta")[-1])
    assert "Not published yet" in call
    moves(helvia, "brand", ELENA, market="CH")
    assert readable(helvia.direct("elena")[-1]).partition("Record")[0] == call.partition("Record")[0]
    assert "others are asked now" in readable(helvia.direct("marta")[-1])


def test_the_report_of_a_missed_slot_goes_to_the_community_manager_of_its_market_and_moves_with_it(
    helvia: Helvia,
) -> None:
    first_asking(helvia, "missed_slot", "channel", "role:community_manager")
    moves(helvia, "community_manager", HANA, market="CH")
    plan(helvia, register_account(helvia))
    helvia.wait(2 * A_DAY)
    assert f"<@{HANA}>" in helvia.texts(REMINDERS)[-1]
    moves(helvia, "community_manager", ELENA, market="CH")
    *before, newest = helvia.texts(REMINDERS)
    assert f"<@{ELENA}>" in newest
    assert not any(HANA in each for each in (*before, newest))


def test_what_leavers_left_is_the_new_community_managers_and_they_hear_it(helvia: Helvia) -> None:
    post_id = submitted(helvia)
    leave(helvia, "jonas")
    leave(helvia, "sofia")
    before = directly(helvia, "marta")
    assert f"/post show {post_id}" in before
    moves(helvia, "community_manager", HANA, market="CH")
    news = directly(helvia, "hana")
    assert "has left. What they need is yours now" in news
    assert f"/post show {post_id}" in news
    assert "Who takes over their part in 1 account?" in news
    assert "Others are asked to take over" in directly(helvia, "marta")


def test_a_proposal_waits_for_the_new_community_manager_alone(helvia: Helvia) -> None:
    propose(helvia.desk("jonas"))
    assert cards(helvia, "marta", "accounts.approve")
    moves(helvia, "community_manager", HANA, market="CH")
    assert cards(helvia, "hana", "accounts.approve")
    assert not cards(helvia, "marta", "accounts.approve")
