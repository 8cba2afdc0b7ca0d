"""The life of an account: what may follow what, and what may not."""

from itertools import product

import pytest

from bot.accounts.model import TRANSITIONS, Account, Action, Status
from bot.kernel.errors import TooLate


@pytest.mark.parametrize(("status", "action"), [pair for pair in product(Status, Action) if pair not in TRANSITIONS])
def test_whatever_is_not_in_the_table_is_refused(status: Status, action: Action) -> None:
    account = Account(network="x", shown="@Cardiva", name="@Cardiva", status=status.value)
    with pytest.raises(TooLate, match=f"@Cardiva on X is {status}"):
        account.move(action)
    assert account.status == status


@pytest.mark.parametrize(("pair", "to"), TRANSITIONS.items())
def test_whatever_is_in_the_table_moves_the_account(pair: tuple[Status, Action], to: Status) -> None:
    account = Account(network="x", shown="@Cardiva", name="@Cardiva", status=pair[0].value)
    account.move(pair[1])
    assert account.status == to
