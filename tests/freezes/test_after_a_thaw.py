"""After a thaw: whoever wrote what was on hold is asked until somebody says that it is still right."""

from datetime import timedelta

import pytest

from sandbox.desk import readable
from sandbox.workspace.models import Message
from tests.freezes.steps import freeze_all, thaw_all
from tests.posts.steps import A_DAY, AN_HOUR, cards, now, press, register_account, scheduled
from tests.world import Helvia

pytestmark = pytest.mark.any_database


def thawed(helvia: Helvia, in_: timedelta = 7 * A_DAY) -> int:
    """A post that was on hold."""
    account = register_account(helvia, publisher="U0SOFIA000")
    post = scheduled(helvia, account=account, in_=in_)
    freeze_all(helvia)
    assert thaw_all(helvia).ok
    return post


def asked(helvia: Helvia, handle: str = "jonas") -> list[Message]:
    """What still asks whether it is right."""
    return [each for each in cards(helvia, handle, "posts.confirm") if "*Still right?*" in readable(each)]


def test_whoever_does_not_confirm_is_asked_again_and_then_who_leads_until_somebody_does(helvia: Helvia) -> None:
    post = thawed(helvia)
    [first] = asked(helvia)
    helvia.wait(5 * AN_HOUR)
    [again] = asked(helvia)
    assert again.ts != first.ts, "it rings, and the newest asks alone"
    assert not asked(helvia, "marta")
    helvia.wait(A_DAY)
    assert "*Still right?* #1 for @HelviaToday on X was on hold." in readable(asked(helvia, "marta")[0])
    assert press(helvia, "marta", "posts.confirm").ok
    assert not [each for handle in ("jonas", "marta") for each in asked(helvia, handle)]
    helvia.wait(3 * A_DAY)
    assert not [each for handle in ("jonas", "marta") for each in asked(helvia, handle)]
    assert now(helvia, post).status == "scheduled"


def test_while_its_account_is_frozen_again_nobody_is_reminded(helvia: Helvia) -> None:
    thawed(helvia)
    freeze_all(helvia)
    helvia.wait(5 * AN_HOUR)
    assert not asked(helvia)
    assert thaw_all(helvia).ok
    assert len(asked(helvia)) == 1
