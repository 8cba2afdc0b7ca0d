"""A freeze from the form that begins it to the thaw, as those see it who lead, publish and write."""

from datetime import timedelta

import pytest

from sandbox.desk import readable
from tests.crises.steps import headline, raise_crisis, resolve
from tests.freezes import steps
from tests.freezes.steps import answer, asking, freeze, frozen_now, thaw, written_to
from tests.posts.steps import (
    AN_HOUR,
    alerts,
    cards,
    directly,
    now,
    press,
    register_account,
    scheduled,
    waiting,
)
from tests.posts.test_goes_out import fill_in
from tests.steps import modal_text
from tests.world import Helvia


def test_the_moment_the_form_closes_nothing_goes_out_and_whoever_publishes_is_asked(helvia: Helvia) -> None:
    account = register_account(helvia, publisher="U0SOFIA000")
    scheduled(helvia, account=account, in_=AN_HOUR)
    raise_crisis(helvia, accounts=[str(account)])
    thomas = freeze(helvia)
    assert "*Frozen now*: 1 account, 1 scheduled post, 0 slots today." in modal_text(thomas)
    assert "1 publisher is asked" in modal_text(thomas)
    assert now(helvia, 1).status == "on hold"
    [card] = asking(helvia, "sofia")
    assert "*Publish nothing on 1 account* (Crisis 1): @HelviaToday on X." in readable(card)
    assert "Fake vials are sold" in readable(card)
    assert "On hold: #1 for @HelviaToday on X" in readable(card)
    assert "*1 account is frozen* · 0 of 1 confirmed" in readable(headline(helvia))
    assert "*Do not publish #1 for @HelviaToday on X.* @HelviaToday on X is frozen (Crisis 1)." in directly(
        helvia, "jonas"
    )
    helvia.wait(2 * AN_HOUR)
    assert not cards(helvia, "sofia", "posts.published")
    answer(helvia, "sofia")
    assert not asking(helvia, "sofia")
    assert "1 of 1 confirmed" in readable(headline(helvia))


@pytest.mark.any_database
def test_after_the_thaw_each_post_that_was_on_hold_asks_its_author_and_goes_out_only_if_confirmed(
    helvia: Helvia,
) -> None:
    account = register_account(helvia, publisher="U0SOFIA000")
    scheduled(helvia, account=account)
    raise_crisis(helvia, accounts=[str(account)])
    freeze(helvia)
    helvia.settle()
    refused = helvia.desk("jonas").type("#general", "/post show 1").text
    assert "*On hold* · @HelviaToday on X is frozen (Crisis 1)." in refused
    assert waiting(helvia, "jonas") == []
    assert thaw(helvia).ok
    helvia.settle()
    assert frozen_now(helvia) == {1: []}
    assert "frozen" not in readable(headline(helvia))
    assert "*Still right?* #1 for @HelviaToday on X was on hold." in directly(helvia, "jonas")
    assert waiting(helvia, "jonas") == [1]
    assert now(helvia, 1).status == "on hold"
    assert press(helvia, "jonas", "posts.confirm").ok
    assert now(helvia, 1).status == "scheduled"
    assert not cards(helvia, "jonas", "posts.confirm")
    resolve(helvia, "thomas")
    helvia.wait(timedelta(days=1))
    assert cards(helvia, "sofia", "posts.published")


@pytest.mark.any_database
def test_a_post_that_is_approved_meanwhile_waits_for_the_thaw_too(helvia: Helvia) -> None:
    account = register_account(helvia)
    raise_crisis(helvia, accounts=[str(account)])
    freeze(helvia)
    fill_in(helvia, account, planned_at=helvia.now + timedelta(days=1))
    jonas = helvia.desk("jonas")
    assert jonas.submit().action == "update"
    assert alerts(jonas) == ["@HelviaToday on X is frozen (Crisis 1)."]
    assert jonas.submit().ok
    assert press(helvia, "lucas", "posts.approve").ok
    assert now(helvia, 1).status == "on hold"
    assert "*On hold* · @HelviaToday on X is frozen (Crisis 1)." in directly(helvia, "jonas")
    assert thaw(helvia).ok
    assert cards(helvia, "jonas", "posts.confirm")


def test_an_account_that_two_freezes_hold_is_free_once_both_are_thawed(helvia: Helvia) -> None:
    account = register_account(helvia)
    scheduled(helvia, account=account)
    raise_crisis(helvia, accounts=[str(account)])
    freeze(helvia)
    david = freeze(helvia, None, "david", scope=["market:CH"], reason="A strike")
    assert "Some were frozen before: Crisis 1 by <@U0THOMAS00>." in modal_text(david)
    assert frozen_now(helvia) == {1: [account], 2: [account]}
    assert thaw(helvia).ok
    assert waiting(helvia, "jonas") == []
    assert "is frozen (Freeze 2)." in helvia.desk("jonas").type("#general", "/post show 1").text
    marta = helvia.desk("marta")
    listed = marta.type("#general", "/crisis thaw").message
    assert listed is not None
    assert "Freeze 2: Market: Switzerland" in readable(listed)
    assert marta.press(listed.channel, listed.ts, "freezes.show").ok
    freeze_2 = helvia.messages("#general", "marta")[-1]
    assert marta.press(freeze_2.channel, freeze_2.ts, steps.THAW).ok
    assert marta.submit().ok
    assert waiting(helvia, "jonas") == [1]
    assert "<@U0MARTA000> thawed 1 account (Freeze 2)." in directly(helvia, "david")


@pytest.mark.any_database
def test_unanswered_the_deputy_and_then_the_community_manager_are_asked(helvia: Helvia) -> None:
    account = register_account(helvia, publisher="U0SOFIA000", deputy="U0HANA0000")
    raise_crisis(helvia, accounts=[str(account)])
    freeze(helvia)
    helvia.settle()
    assert len(asking(helvia, "sofia")) == len(asking(helvia, "hana")) == 1
    helvia.wait(timedelta(minutes=29))
    assert len(asking(helvia, "sofia")) == 1, "the newest asks alone"
    assert not asking(helvia, "marta")
    helvia.wait(timedelta(minutes=1))
    answer(helvia, "marta")
    assert not [each for handle in ("sofia", "hana", "marta") for each in asking(helvia, handle)]
    [entry] = helvia.audit("elsewhere_answered")
    assert (entry.who_name, entry.note) == ("Marta Keller", f"accounts {account}")
    assert "your accounts are confirmed" in written_to(helvia, "sofia")
    assert thaw(helvia).ok
    assert "your accounts are confirmed" not in written_to(helvia, "sofia")
    assert "<@U0THOMAS00> thawed the accounts" in written_to(helvia, "sofia")
