"""Point 10: of all that is open, the database is asked for what somebody's Home shows, however much there is."""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import String, cast, event, insert, literal, select, text, true

from bot.accounts.model import Account
from bot.calendar.model import Occurrence, Slot
from bot.calendar.week_view import MOST_LINES
from bot.crises.model import Crisis
from bot.kernel.db import Base
from bot.kernel.waits import take_time
from bot.posts.model import Post, PostVersion
from bot.reviews.model import Decision, Review
from sandbox.desk import readable
from tests.calendar.steps import plan
from tests.crises.steps import answer, raise_crisis
from tests.plans import noted
from tests.posts.steps import PRODUCT, press, register_account, submitted
from tests.world import Helvia

A_DAY = timedelta(days=1)
SOME = 120
"""More than are looked for of any kind."""


def copy(helvia: Helvia, kind: type[Base], first: int, rows: int, *numbers: str) -> None:
    """So many rows as the first is, whose keys, and the other columns of these names, are numbers from `first` on."""
    table = Base.metadata.tables[kind.__tablename__]
    n = select(literal(first).label("n")).cte("n", recursive=True)
    n = n.union_all(select(n.c.n + 1).where(n.c.n < first + rows))
    own = {name: cast(n.c.n, table.c[name].type) for name in numbers} | {"matter": "post:" + cast(n.c.n, String)}
    columns = [n.c.n if each.name == "id" else own.get(each.name, each) for each in table.columns]
    is_first = table.c.id == 1 if "id" in table.c else table.c.matter == "post:1"
    copies = select(*columns).select_from(table.join(n, true())).where(is_first)
    with helvia.session() as session:
        take_time(session)
        session.execute(insert(table).from_select(list(table.columns), copies))


def copy_all(helvia: Helvia, first: int, rows: int) -> None:
    copy(helvia, Post, first, rows)
    copy(helvia, PostVersion, first, rows, "post_id")
    copy(helvia, Review, first, rows)
    copy(helvia, Decision, first, rows)
    copy(helvia, Crisis, first, rows)
    copy(helvia, Account, first, rows, "handle")
    copy(helvia, Slot, first, rows, "account_id")
    copy(helvia, Occurrence, first, rows, "account_id", "slot_id")
    with helvia.session() as session:
        session.execute(text("ANALYZE"))  # as PostgreSQL does by itself once so much is new, before it plans anew


@contextmanager
def counted(helvia: Helvia) -> Iterator[Counter[str]]:
    """What is read meanwhile: how many rows of each table, and the statements."""
    read: Counter[str] = Counter()

    def listen(row: Base, *_: Any) -> None:
        read[row.__tablename__] += 1

    event.listen(Base, "load", listen, propagate=True)
    with noted(helvia) as asked:
        yield read
    event.remove(Base, "load", listen)
    read.update(asked.keys())


def open_home(helvia: Helvia, handle: str) -> Counter[str]:
    helvia.sandbox.events.settle()
    with counted(helvia) as read:
        helvia.desk(handle).open_home()
        helvia.sandbox.events.settle()
    return read


@pytest.fixture
def company(helvia: Helvia) -> Helvia:
    """One of each kind: a post that is in review, a crisis that somebody is on, an account with a slot."""
    account = register_account(helvia)
    submitted(helvia, account=account, **PRODUCT)
    assert press(helvia, "priya", "posts.approve").ok
    plan(helvia, account, repeats="every day")
    raise_crisis(helvia)
    helvia.settle()
    answer(helvia)
    helvia.settle()
    return helvia


def test_home_reads_no_more_where_ten_times_as_much_is_open(company: Helvia) -> None:
    people = ("jonas", "lucas", "priya", "thomas", "marta")
    copy_all(company, 1_000, SOME)
    before = {each: open_home(company, each) for each in people}
    assert all(read["crises"] for read in before.values())
    copy_all(company, 10_000, 10 * SOME)
    assert {each: open_home(company, each) for each in people} == before


def week(helvia: Helvia, words: str) -> tuple[Counter[str], str]:
    """What is read for it, and what it says."""
    with counted(helvia) as read:
        message = helvia.desk("jonas").type("#general", f"/calendar week {words}").message
    assert message is not None
    return read, readable(message)


def test_the_company_s_week_reads_no_more_where_ten_times_as_much_is_planned(company: Helvia) -> None:
    assert "and more" not in week(company, "+20")[1]
    copy_all(company, 1_000, 2 * MOST_LINES)
    before = {each: week(company, each) for each in ("", "+20")}
    copy_all(company, 10_000, 10 * SOME)
    for words, (read, seen) in before.items():
        assert week(company, words)[0] == read
        assert 0 < read[Occurrence.__tablename__] <= 3 * (MOST_LINES + 1)
        assert "_and more:_ `/calendar week 2026-" in seen
        assert "no slots" not in seen.partition("Tuesday")[2]
