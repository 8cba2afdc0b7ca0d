"""A freeze from the form that begins it to the thaw, as those see it who lead, publish and write."""

from datetime import timedelta

import pytest

from sandbox.desk import readable
from tests.crises.steps import headline, raise_crisis
from tests.freezes import steps
from tests.freezes.steps import answer, asking, freeze, frozen_now, thaw
from tests.handlers.test_home import home_of
from tests.posts.steps import (
    AN_HOUR,
    URL,
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


def test_after_the_thaw_each_post_that_was_on_hold_asks_its_author_and_goes_out_only_if_confirmed(
    helvia: Helvia,
) -> None:
    account = register_account(helvia, publisher="U0SOFIA000")
    scheduled(helvia, account=account)
    raise_crisis(helvia, accounts=[str(account)])
    freeze(helvia)
    helvia.settle()
    refused = helvia.desk("jonas").type("#general", "/post show 1").text
    assert "On hold: @HelviaToday on X is frozen (Crisis 1)." in refused
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
    helvia.wait(timedelta(days=1))
    assert cards(helvia, "sofia", "posts.published")


def test_what_went_out_before_the_freeze_is_recorded_with_its_time_and_nothing_else_is(helvia: Helvia) -> None:
    account = register_account(helvia, publisher="U0SOFIA000")
    scheduled(helvia, account=account)
    raise_crisis(helvia, accounts=[str(account)])
    helvia.wait(AN_HOUR)
    freeze(helvia)
    sofia = helvia.desk("sofia")
    assert sofia.type("#general", f"/post published 1 {URL}").ok
    sofia.fill(out_at=helvia.now)
    refused = sofia.submit()
    assert "#1 is on hold. @HelviaToday on X is frozen (Crisis 1)." in str(refused.errors) + modal_text(sofia)
    sofia.fill(out_at=helvia.now + AN_HOUR)
    assert sofia.submit().errors == {"out_at": "This is still to come. When did it go out?"}
    before = (helvia.now - AN_HOUR / 2).replace(second=0, microsecond=0)
    sofia.fill(out_at=before)
    assert sofia.submit().ok
    assert (now(helvia, 1).status, now(helvia, 1).published_at) == ("published", before)


def test_after_the_thaw_what_nobody_confirmed_cannot_be_called_published(helvia: Helvia) -> None:
    account = register_account(helvia, publisher="U0SOFIA000")
    scheduled(helvia, account=account, in_=AN_HOUR)
    raise_crisis(helvia, accounts=[str(account)])
    freeze(helvia)
    assert thaw(helvia).ok
    sofia = helvia.desk("sofia")
    assert sofia.type("#general", f"/post published 1 {URL}").ok
    sofia.fill(out_at=helvia.now)
    assert "nobody has confirmed it" in str(sofia.submit().errors) + modal_text(sofia)
    helvia.wait(2 * AN_HOUR)
    assert "The time of #1 has passed." in press_refused(helvia, "jonas", "posts.confirm")
    assert press(helvia, "jonas", "posts.plan").ok
    jonas = helvia.desk("jonas")
    jonas.fill(planned_at=helvia.now + AN_HOUR)
    assert jonas.submit().ok
    assert now(helvia, 1).status == "scheduled"


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
    assert "On hold: @HelviaToday on X is frozen (Crisis 1)." in directly(helvia, "jonas")
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


def test_a_part_is_thawed_and_an_exception_is_never_frozen(helvia: Helvia) -> None:
    swiss, japanese = register_account(helvia), register_account(helvia, handle="@HelviaJapan", market="JP")
    register_account(helvia, handle="@HelviaHelps", kind="customer service")
    raise_crisis(helvia)
    freeze(helvia, scope=["all"], exceptions=["kind:customer service"])
    assert frozen_now(helvia) == {1: [swiss, japanese]}
    assert "*2 accounts are frozen*" in readable(headline(helvia))
    assert thaw(helvia, scope=["market:JP"]).ok
    assert frozen_now(helvia) == {1: [swiss]}
    assert "*1 account is frozen*" in readable(headline(helvia))
    assert thaw(helvia, scope=["market:JP"]).errors == {"scope": "Nothing matches: 0 accounts."}


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


def test_no_freeze_ends_by_itself_and_whoever_froze_is_asked_whether_it_is_still_needed(helvia: Helvia) -> None:
    account = register_account(helvia)
    raise_crisis(helvia, accounts=[str(account)])
    freeze(helvia, again="1")
    helvia.wait(AN_HOUR)
    [card] = cards(helvia, "thomas", steps.KEEP)
    assert "*Still needed?* Crisis 1: its accounts." in readable(card)
    assert helvia.press("thomas", card, steps.KEEP).ok
    assert not cards(helvia, "thomas", steps.KEEP)
    helvia.wait(AN_HOUR - timedelta(minutes=1))
    assert not cards(helvia, "thomas", steps.KEEP)
    helvia.wait(timedelta(hours=2))
    assert cards(helvia, "marta", steps.KEEP)
    assert frozen_now(helvia) == {1: [account]}


@pytest.mark.parametrize(("choice", "left"), [("thaw", []), ("keep", [1])])
def test_resolving_a_crisis_asks_what_becomes_of_its_freeze(helvia: Helvia, choice: str, left: list[int]) -> None:
    account = register_account(helvia)
    raise_crisis(helvia, accounts=[str(account)])
    freeze(helvia)
    helvia.settle()
    thomas = helvia.desk("thomas")
    assert thomas.type("#general", "/crisis resolve 1").ok
    thomas.fill(outcome="A hoax", frozen=choice)
    assert thomas.submit().ok
    assert frozen_now(helvia) == {1: left}
    assert ("is frozen" in readable(headline(helvia))) == bool(left)


def test_whoever_may_not_freeze_or_answer_hears_so_alone_and_whoever_is_too_late_hears_who_was_first(
    helvia: Helvia,
) -> None:
    account = register_account(helvia, publisher="U0SOFIA000")
    raise_crisis(helvia, accounts=[str(account)])
    assert "Only the crisis lead, the leadership and the community manager can freeze" in refused(helvia, "freeze 1")
    assert "Only the crisis lead" in refused(helvia, "freeze")
    assert "Which crisis?" in refused(helvia, "freeze what", "thomas")
    assert "There is no crisis 9." in refused(helvia, "freeze 9", "thomas")
    assert "Nothing is frozen for Crisis 1." in refused(helvia, "thaw 1", "thomas")
    assert "Nothing is frozen." in refused(helvia, "thaw", "thomas")
    thomas = helvia.desk("thomas")
    assert thomas.type("#general", "/crisis freeze").ok
    steps.fill(thomas, reason=" ", scope=["account:1"], exceptions=["all"])
    assert thomas.submit().errors == {"scope": "Nothing matches: 0 accounts.", "reason": "Say why, in a few words."}
    freeze(helvia)
    helvia.settle()
    [card] = asking(helvia, "sofia")
    assert thaw(helvia).ok
    assert helvia.press("sofia", card, steps.NOTHING).ok
    assert not asking(helvia, "sofia")
    assert "Thomas Brandt thawed Freeze 1: nobody can answer for it now." in helvia.whispers("sofia", card.channel)[-1]


def test_home_and_the_week_say_what_is_frozen(helvia: Helvia) -> None:
    account = register_account(helvia, publisher="U0SOFIA000")
    raise_crisis(helvia, accounts=[str(account)])
    assert "Frozen" not in home_of(helvia, "sofia")
    freeze(helvia)
    helvia.settle()
    assert "is anything scheduled elsewhere" in home_of(helvia, "sofia").lower()
    assert "*1 account is frozen* · 0 of 1 confirmed" in home_of(helvia, "lucas")
    assert ":ice_cube: *1 account frozen*" in helvia.desk("lucas").type("#general", "/calendar week").text


def refused(helvia: Helvia, words: str, handle: str = "jonas") -> str:
    return helvia.desk(handle).type("#general", f"/crisis {words}").text


def press_refused(helvia: Helvia, handle: str, action_id: str) -> str:
    outcome = press(helvia, handle, action_id)
    return str(outcome) + "".join(helvia.whispers(handle, helvia.workspace.bot.id))
