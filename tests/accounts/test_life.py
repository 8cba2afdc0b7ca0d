"""The life of an account: what may follow what, who may do it, and what everybody else is told."""

import pytest
from sqlalchemy.orm import Session

from bot.accounts.life import LIFE, Action
from bot.accounts.model import Account, Status
from bot.kernel.act import Act, due
from bot.kernel.actor import Actor
from bot.kernel.errors import TooLate
from bot.networks import Network
from tests.kernel.world import NOON
from tests.lives import inside, outside, walk

OWN = {"owner", "backup", "publisher", "deputy"}
MAY = {
    Action.APPROVE: {"community_manager", "administrator"},
    Action.DECLINE: {"community_manager", "administrator"},
    Action.LOG_POST: OWN | {"community_manager"},
    Action.FALL_SILENT: {"time"},
    Action.SNOOZE: OWN | {"community_manager"},
    Action.WAKE: OWN | {"community_manager"},
    Action.RETIRE: {"owner", "backup", "community_manager"},
    Action.TAKE_OVER: {"owner", "backup", "community_manager", "administrator"},
}


def account(status: Status) -> Account:
    people = {part: part for part in OWN}
    return Account(network=Network.X, handle="cardiva", shown="@Cardiva", url="", name="", status=status, **people)


def act(person: str, *roles: str) -> Act:
    return Act(Session(), Actor(person, person, frozenset(roles)), NOON)


@pytest.mark.parametrize(("status", "action"), outside(LIFE, Status))
def test_whatever_is_not_in_the_table_is_refused(status: Status, action: Action) -> None:
    refused = account(status)
    with pytest.raises(TooLate, match=f"@Cardiva on X is {status.word}: nobody can {action} it now"):
        LIFE.move(refused, action)
    assert refused.status == status


@pytest.mark.parametrize(("status", "action", "to"), inside(LIFE))
def test_whatever_is_in_the_table_moves_the_account(status: Status, action: Action, to: Status) -> None:
    moved = account(status)
    LIFE.move(moved, action)
    assert moved.status is to


def test_each_person_can_do_in_each_state_what_the_rows_say_and_nothing_else() -> None:
    people = {part: act(part) for part in OWN} | {"stranger": act("stranger", "author"), "time": due(Session(), NOON)}
    people |= {role: act("U0X", role) for role in ("community_manager", "administrator")}
    walk(LIFE, Status, account, people, MAY)
