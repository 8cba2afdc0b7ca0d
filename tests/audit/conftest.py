"""A company with something to hold the trail against."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Table, insert, select

from bot.kernel.db import Base, Database
from tests.crises.steps import answer, raise_crisis
from tests.migrations.older import count_on, reflected
from tests.posts.steps import PRODUCT, approved, decide, edit, now, press, submitted
from tests.tampering import unguarded
from tests.world import Helvia

AN_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Lived:
    """What a story left in the tables, and when it was over."""

    over: datetime
    rows: list[tuple[Table, list[dict[str, Any]]]]

    @classmethod
    def by(cls, helvia: Helvia) -> "Lived":
        with helvia.database.engine.connect() as connection:
            tables = [each for each in reflected(connection).sorted_tables if each.name in Base.metadata.tables]
            rows = [(each, list(map(dict, connection.execute(select(each)).mappings()))) for each in tables]
        return cls(helvia.now, [(table, each) for table, each in rows if each])

    def write(self, database: Database) -> None:
        with database.engine.begin() as connection, unguarded(connection):
            for table, rows in self.rows:
                connection.execute(insert(table), rows)
                count_on(connection, table)


@pytest.fixture(scope="session")
def lived() -> dict[str, Lived]:
    """On each kind of database: to live through it takes a hundred times as long as to write it down again."""
    return {}


@pytest.fixture
def story(helvia: Helvia, lived: dict[str, Lived]) -> Helvia:
    """Some days of a company: an account, a post in review, one approved, one edited, a crisis that is answered."""
    kind = helvia.database.engine.dialect.name
    if kind in lived:
        helvia.workspace.clock.set(lived[kind].over)
        lived[kind].write(helvia.database)
    else:
        live(helvia)
        lived[kind] = Lived.by(helvia)
    return helvia


def live(helvia: Helvia) -> None:
    account = now(helvia, approved(helvia)).account_id
    submitted(helvia, account=account, **PRODUCT)
    assert press(helvia, "priya", "posts.approve").ok
    back = submitted(helvia, account=account)
    assert decide(helvia, "lucas", "posts.request_changes").ok
    helvia.workspace.clock.move(AN_HOUR)
    assert edit(helvia, "jonas", back, text="Every heart counts, every day.").ok
    raise_crisis(helvia)
    assert answer(helvia).ok
