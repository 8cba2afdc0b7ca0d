"""Five wrong codes lock for an hour, whatever comes in between, however many come at once; no hash is waited for."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.governance import Sign
from bot.kernel.actor import Actor
from bot.kernel.db import Database, WithinTransaction
from bot.kernel.errors import Invalid
from bot.signing import pin
from bot.signing.model import Signatory, held
from bot.signing.proving import Given, prove
from bot.signing.totp import Authenticators
from bot.signing.tries import LOCK, MOST, count, forgive, is_locked
from tests.company import WithoutSlack
from tests.kernel.world import NOON
from tests.patience import PATIENCE_S
from tests.signing.steps import OTHER, PIN

MINUTES = st.integers(min_value=0, max_value=90)
PRIYA = Actor("U0PRIYA000", "Priya Nair")


@given(st.lists(st.tuples(MINUTES, st.booleans()), max_size=40))
def test_in_no_hour_are_more_than_five_wrong_codes_looked_at_in_a_row(tried: Sequence[tuple[int, bool]]) -> None:
    signatory, now, wrong = Signatory(person="ann", tries=0), NOON, list[timedelta]()
    for minutes, is_right in tried:
        now += timedelta(minutes=minutes)
        if is_locked(signatory, now):
            assert len(wrong) == MOST
            assert now - NOON < wrong[-1] + LOCK
            continue
        if len(wrong) == MOST:
            assert now - NOON >= wrong[-1] + LOCK
            wrong.clear()
        assert count(signatory, now) == len(wrong) + 1
        wrong.append(now - NOON)
        if is_right:
            forgive(signatory)
            wrong.clear()


def test_of_many_wrong_codes_at_once_five_are_looked_at(database: Database) -> None:
    company = WithoutSlack(database)
    pin_hash = pin.hashed(PIN)
    with company.database.transaction() as session:
        held(session, PRIYA.id).pin = pin_hash

    def try_one(code: str) -> str:
        given, period = Given(Sign.PIN, code, "form:1"), timedelta(minutes=15)
        try:
            prove(company.database, PRIYA, given, Authenticators(""), now=company.now, period=period)
        except Invalid as refusal:
            return refusal.problems["pin"]
        return ""

    with ThreadPoolExecutor(8) as pool:
        answers = [each.result(PATIENCE_S) for each in [pool.submit(try_one, OTHER) for _ in range(8)]]
    assert sum("tries are left" in each or "try is left" in each for each in answers) == MOST - 1
    assert "wait for an hour" in try_one(PIN)


def test_nobody_waits_for_a_hash_who_writes(database: Database) -> None:
    with database.transaction(), pytest.raises(WithinTransaction):
        pin.hashed(PIN)
