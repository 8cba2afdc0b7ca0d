"""Two transactions that want the same rows in another order: PostgreSQL undoes one, and the person notices nothing."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest
from sqlalchemy import Connection, select
from sqlalchemy.exc import OperationalError

from bot.accounts.model import Account
from bot.kernel.escalation import escalations
from tests.patience import PATIENCE_S
from tests.steps import WAITERS, account_now, register_account
from tests.world import Helvia


def wait_for_somebody_to_wait(connection: Connection) -> None:
    for _ in range(100_000):
        if connection.execute(WAITERS).scalar_one():
            return
    pytest.fail("nobody waits")


def test_a_gesture_that_meets_a_deadlock_is_done_all_the_same(helvia: Helvia) -> None:
    account_id = register_account(helvia, handle="@Cardiva")
    if helvia.database.is_sqlite:
        helvia.desk("jonas").type("#general", "/account log @Cardiva https://x.com/Cardiva/status/1001")
    else:
        with ThreadPoolExecutor() as threads, helvia.database.engine.connect() as other:
            other.execute(select(escalations.c.id).with_for_update())
            logged = threads.submit(
                helvia.desk("jonas").type, "#general", "/account log @Cardiva https://x.com/Cardiva/status/1001"
            )
            with helvia.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as watching:
                wait_for_somebody_to_wait(watching)
            with suppress(OperationalError):  # on a slow machine it is this one that PostgreSQL undoes
                other.execute(select(Account.id).with_for_update())
            other.rollback()
            assert "Logged on" in logged.result(PATIENCE_S).text
    assert account_now(helvia, account_id).last_post_url == "https://x.com/Cardiva/status/1001"
    assert len(helvia.audit("post_logged")) == 1
