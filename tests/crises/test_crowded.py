"""Ten crises at once, one with a timeline of 500 lines: what people look at stays whole, and asks no more often."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count, product
from typing import Any

from sqlalchemy import insert, inspect, select

from bot.crises.entries import CrisisEntry
from bot.crises.model import Crisis
from bot.kernel.db import Base
from bot.voice.model import Statement
from sandbox.desk import Outcome, readable
from tests.statements import statements
from tests.voice.steps import crisis_with_an_account, said, write
from tests.world import Helvia

MANY, LINES = 10, 500


def another(row: Base, **own: Any) -> dict[str, Any]:
    """As its table has it, but for these columns and its id."""
    names = {each.columns[0].name: each.key for each in inspect(type(row)).column_attrs}
    return {column: getattr(row, key) for column, key in names.items() if column != "id"} | own


def crowd(helvia: Helvia) -> None:
    """As many crises as there is one of, each with what is said in it and what waits for a review."""
    with helvia.session() as session:
        first = session.get_one(Crisis, 1)
        others = [another(first, id=number) for number in range(2, MANY + 1)]
        session.execute(insert(Base.metadata.tables["crises"]), others)
        table, numbers = Base.metadata.tables[Statement.__tablename__], count(100)
        for each, number in product(session.scalars(select(Statement)).all(), range(2, MANY + 1)):
            new = next(numbers)
            session.execute(insert(table), another(each, id=new, crisis_id=number))
            session.execute(insert(Base.metadata.tables["reviews"]), another(each.review, matter=f"statement:{new}"))
            accounts = [another(its, statement_id=new, answer_id=None) for its in each.accounts]
            session.execute(insert(Base.metadata.tables["statement_accounts"]), accounts)
        line = session.scalars(select(CrisisEntry).order_by(CrisisEntry.id)).first()
        assert line is not None
        lines = [another(line, at=line.at + timedelta(seconds=number)) for number in range(LINES)]
        session.execute(insert(Base.metadata.tables["crisis_entries"]), lines)
    helvia.settle()


def listed(helvia: Helvia) -> Outcome:
    return helvia.desk("thomas").type("#general", "/crisis list")


def shown(helvia: Helvia) -> Outcome:
    return helvia.desk("thomas").type("#general", "/crisis show 1")


def at_home(helvia: Helvia) -> Outcome:
    return helvia.desk("lucas").open_home()


def updated(helvia: Helvia) -> Outcome:
    return helvia.desk("thomas").type("#general", "/crisis update 1 All is calm")


def what_we_say(helvia: Helvia) -> Outcome:
    return helvia.desk("thomas").type("#general", "/crisis say 1")


def test_however_many_crises_and_lines_what_people_look_at_is_whole_and_asks_no_more_often(helvia: Helvia) -> None:
    looks: list[Callable[[Helvia], Outcome]] = [listed, shown, at_home, updated, what_we_say]
    crisis_with_an_account(helvia)
    said(helvia)
    assert write(helvia, known="Newer").ok

    def asked() -> dict[str, int]:
        counts = {}
        for look in looks:
            with statements(helvia) as these:
                assert look(helvia).ok
                helvia.settle()
            counts[look.__name__] = len(these)
        return counts

    few = asked()
    crowd(helvia)
    many = asked()
    assert {name: (few[name], number) for name, number in many.items() if number > few[name]} == {}
    message = listed(helvia).message
    assert message is not None
    assert f"Crisis {MANY}" in readable(message)
