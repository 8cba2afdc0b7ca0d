"""Posts and decisions that the version before reviews wrote come up with what it said of them, and its trail holds."""

from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot import audit
from bot.kernel.db import Database
from bot.migrations import configuration, migrate
from bot.migrations.locks import alone
from bot.posts.queries import by_id
from bot.reviews import course
from bot.reviews.model import Decision, Review
from bot.subscriptions import ABOUT
from tests.migrations.older import BEFORE, CHECKPOINT, reflected, typed

CHANGED: dict[str, Any] = {"stage": 0, "route": "Corporate", "sha256": "0" * 64, "version": 7}


def test_the_trail_holds_against_an_old_checkpoint_and_vouches_for_each_review_and_decision(
    brought_here: Database,
) -> None:
    with brought_here.snapshot() as session:
        report = audit.verify(session, of=ABOUT, against=[CHECKPOINT])
    assert report.misfits == []
    assert report.anchored == CHECKPOINT


@pytest.mark.parametrize("column", CHANGED)
def test_a_review_that_was_changed_afterwards_is_seen(brought_here: Database, column: str) -> None:
    with brought_here.transaction() as session:
        session.execute(update(Review).where(Review.matter == "post:2").values({column: CHANGED[column]}))
    with brought_here.snapshot() as session:
        whys = [each.why for each in audit.verify(session, of=ABOUT).misfits]
    assert whys == [f"post:2 (reviews) is not what the trail says: its {column} was changed outside Concord."]


def test_each_post_stands_where_it_stood(brought_here: Database) -> None:
    with brought_here.snapshot() as session:
        posts = [by_id(session, number) for number in (1, 2, 3, 4, 5)]
        assert all(post.is_intact for post in posts)
        assert [(post.review.route, post.review.stage, course.is_open(post.review)) for post in posts] == [
            ("Corporate", 0, False),
            ("Product", 1, True),
            ("Corporate", 0, True),
            ("Corporate", 0, False),
            ("Corporate", 0, False),
        ]
        decisions = session.scalars(select(Decision).order_by(Decision.id)).all()
        written = BEFORE["tables"]["decisions"]
        assert [(each.matter, each.who_name, each.reason.words) for each in decisions] == [
            (f"post:{row['post_id']}", row["who_name"], row["reason"]) for row in written
        ]
        assert session.get_one(Review, "post:3").version == 2


def test_the_version_before_decides_on_nothing_that_it_does_not_see_as_it_is(brought_here: Database) -> None:
    row = {**BEFORE["tables"]["decisions"][0], "id": 99, "who": "U0PETER000"}
    with brought_here.engine.connect() as connection:
        tables = reflected(connection).tables
        with pytest.raises(IntegrityError) as raised:
            connection.execute(insert(tables["decisions"]), typed(tables["decisions"], row))
    assert Database.is_beaten(raised.value)


def test_a_database_can_go_back_to_the_version_before(older: Database) -> None:
    with older.engine.connect() as connection:
        before = everything(connection)
    migrate(older)
    config = configuration()
    with alone(older, rest=lambda _: None) as config.attributes["connection"]:
        command.downgrade(config, BEFORE["revision"])
    with older.engine.connect() as connection:
        assert everything(connection) == before


def everything(connection: Connection) -> dict[str, list[Any]]:
    tables = reflected(connection).tables
    return {
        name: [dict(row) for row in connection.execute(tables[name].select().order_by(tables[name].c.id)).mappings()]
        for name in ("posts", "decisions")
    }
