"""What is said and refused around a freeze: to whoever publishes, freezes, resolves, or may do none of it."""

from datetime import timedelta

import pytest

from sandbox.desk import readable
from tests.crises.steps import headline, raise_crisis
from tests.freezes import steps
from tests.freezes.steps import asking, freeze, frozen_now, thaw
from tests.handlers.test_home import home_of
from tests.posts.steps import (
    AN_HOUR,
    URL,
    cards,
    now,
    press,
    register_account,
    scheduled,
)
from tests.statements import statements
from tests.steps import modal_text
from tests.world import Helvia

pytestmark = pytest.mark.any_database


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


def test_who_freezes_the_same_again_is_shown_the_freeze_and_adds_a_reason(helvia: Helvia) -> None:
    account, other = register_account(helvia), register_account(helvia, handle="@HelviaJapan", market="JP")
    raise_crisis(helvia, accounts=[str(account)])
    freeze(helvia)
    david = freeze(helvia, handle="david", reason="The press calls")
    assert "*1 account is frozen* · 0 of 1 confirmed" in modal_text(david)
    assert "<@U0THOMAS00> froze them" in modal_text(david)
    assert frozen_now(helvia) == {1: [account]}
    listed = david.type("#general", "/crisis thaw").message
    assert listed is not None
    assert david.press(listed.channel, listed.ts, "freezes.show").ok
    card = readable(helvia.messages("#general", "david")[-1])
    assert "Fake vials are sold" in card
    assert "<@U0DAVID000> too" in card
    assert "The press calls" in card
    freeze(helvia, handle="david", scope=["all"])
    freeze(helvia, None, handle="david", scope=["market:CH"])
    assert frozen_now(helvia) == {1: [account], 2: [account, other], 3: [account]}
    assert helvia.audit("freeze_seconded")[0].who_name == "David Okafor"


def test_ten_freezes_are_listed_and_shown_with_their_crisis_in_as_many_statements_as_two(helvia: Helvia) -> None:
    for number in range(10):
        register_account(helvia, handle=f"@Helvia{number}")
    raise_crisis(helvia)

    def asked(most: int) -> tuple[int, int]:
        for number in range(len(frozen_now(helvia)), most):
            freeze(helvia, scope=[f"account:{number + 1}"])
        desk, counts = helvia.desk("thomas"), list[int]()
        for words in ("thaw", "show 1"):
            with statements(helvia) as these:
                assert desk.type("#general", f"/crisis {words}").ok
            counts.append(len(these))
        return counts[0], counts[1]

    assert asked(2) == asked(10)


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
    assert "No account is called “what”" in refused(helvia, "freeze what", "thomas")
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
    david = helvia.desk("david")
    listed = david.type("#general", "/crisis thaw").message
    assert listed is not None
    assert david.press(listed.channel, listed.ts, "freezes.show").ok
    freeze_1 = helvia.messages("#general", "david")[-1]
    assert david.press(freeze_1.channel, freeze_1.ts, steps.THAW).ok
    assert thaw(helvia).ok
    assert "Thomas Brandt thawed Freeze 1: nobody can thaw it now." in str(david.submit().errors) + modal_text(david)
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
