"""Whoever was asked about a freeze leaves: somebody else is asked at once."""

import pytest

from sandbox.desk import readable
from tests.crises.steps import raise_crisis
from tests.freezes.steps import KEEP, answer, asking, freeze
from tests.people.steps import leave
from tests.posts.steps import AN_HOUR, cards, register_account
from tests.world import Helvia

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("on_record")]


def frozen(helvia: Helvia) -> None:
    account = register_account(helvia, publisher="U0SOFIA000", deputy="U0HANA0000", backup="U0MARTA000")
    raise_crisis(helvia, accounts=[str(account)])
    freeze(helvia, again="1")
    helvia.settle()


def test_whoever_publishes_leaves_and_the_owner_is_asked_at_once_where_nobody_else_was(helvia: Helvia) -> None:
    frozen(helvia)
    leave(helvia, "sofia")
    assert not asking(helvia, "sofia")
    assert len(asking(helvia, "hana")) == 1, "she was asked already"
    assert not asking(helvia, "jonas")
    leave(helvia, "hana")
    [card] = asking(helvia, "jonas")
    assert "*Publish nothing on 1 account*" in readable(card)
    assert not asking(helvia, "marta")
    answer(helvia, "jonas")
    helvia.wait(AN_HOUR / 2)
    assert not [each for handle in ("jonas", "marta") for each in asking(helvia, handle)]


def test_whoever_froze_leaves_and_who_leads_is_asked_whether_it_is_still_needed(helvia: Helvia) -> None:
    frozen(helvia)
    helvia.wait(AN_HOUR)
    assert cards(helvia, "thomas", KEEP)
    assert not cards(helvia, "marta", KEEP)
    leave(helvia, "thomas")
    assert len(cards(helvia, "marta", KEEP)) == 1
