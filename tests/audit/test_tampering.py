"""Whatever is changed in any row, `audit verify` names it; the lines of a crisis are covered by its entries."""

import hashlib
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from inspect import getattr_static
from typing import Any, get_type_hints

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import JSON, Column, Connection, Executable, String, Update, delete, func, select, update
from sqlalchemy.exc import IntegrityError

from bot.accounts.model import Account
from bot.audit.model import Entry, entries
from bot.audit.verifying import sentences
from bot.crises.entries import CrisisEntry
from bot.kernel.db import Instant
from bot.kernel.events import LINE, Audited
from bot.posts.model import Post, PostVersion
from bot.reviews.model import Decision
from bot.subscriptions import ABOUT, FACTS
from tests.audit.attacks import another_line, changed, rebuild, verified
from tests.world import Helvia

NOT_SAID = "is not what the trail says: its"
TAMPERINGS: dict[str, Callable[[], Executable]] = {
    f"post:1 (posts) {NOT_SAID} text was": lambda: update(Post).where(Post.id == 1).values(text="Cardiva cures."),
    f"post:1 (posts) {NOT_SAID} author was": lambda: update(Post).where(Post.id == 1).values(author="U0PETER000"),
    f"post:1 1 (post_versions) {NOT_SAID}": lambda: update(PostVersion).where(PostVersion.id == 1).values(content={}),
    f"(decisions) {NOT_SAID} verdict": lambda: update(Decision).where(Decision.id == 1).values(verdict="rejected"),
    "(decisions) is gone from its table.": lambda: delete(Decision).where(Decision.id == 1),
    "(decisions) is in its table, but no entry": lambda: update(Decision).values(who="U0PETER000"),
    f"account:1 (accounts) {NOT_SAID} owner": lambda: update(Account).where(Account.id == 1).values(owner="U0PETER"),
    f"crisis:1 2 (crisis_entries) {NOT_SAID} text was": lambda: of_line(2).values(text="Nothing much."),
    f"crisis:1 2 (crisis_entries) {NOT_SAID} who was": lambda: of_line(2).values(who="U0PETER000"),
    f"crisis:1 2 (crisis_entries) {NOT_SAID} at was": lambda: of_line(2).values(at=datetime(2026, 3, 1, tzinfo=UTC)),
    f"crisis:1 2 (crisis_entries) {NOT_SAID} kind was": lambda: of_line(2).values(kind="resolved"),
    "crisis:1 2 (crisis_entries) is gone from its table.": lambda: delete(CrisisEntry).where(CrisisEntry.id == 2),
    "crisis:1 0 (crisis_entries) is in its table, but no entry": lambda: another_line(0),
    "crisis:1 99 (crisis_entries) is in its table, but no entry": lambda: another_line(99),
    "were removed or added before": lambda: update(Entry).where(Entry.id == 4).values(id=400),
    "its content was changed": lambda: update(Entry).where(Entry.id == 4).values(note="no"),
    "it does not follow": lambda: update(Entry).where(Entry.id == 4).values(previous="0" * 64),
    "Entry 4: its content was changed": lambda: update(Entry).where(Entry.id == 4).values(hash="no hash"),
}


def of_line(number: int) -> Update:
    return update(CrisisEntry).where(CrisisEntry.id == number)


def test_what_was_changed_is_named(story: Helvia) -> None:
    for misfit, change in TAMPERINGS.items():
        with changed(story) as connection:
            connection.execute(change())
            whys = [f"Entry {each.entry_id}: {each.why}" for each in verified(connection).misfits]
        assert any(misfit in why for why in whys), (misfit, whys)


def as_an_older_version_wrote_it(connection: Connection, numbers: Collection[int]) -> None:
    """The entries of these lines say nothing about them."""
    for row in connection.execute(select(entries)).all():
        if row.changes.get(LINE, [None, {}])[1].get("id") in numbers:
            changes = {name: pair for name, pair in row.changes.items() if name != LINE}
            connection.execute(update(entries).where(entries.c.id == row.id).values(changes=changes))
    rebuild(connection)


def test_lines_that_an_older_version_wrote_are_counted_and_said_not_to_be_covered(story: Helvia) -> None:
    with changed(story) as connection:
        lines = connection.execute(select(CrisisEntry.id).order_by(CrisisEntry.id)).scalars().all()
        as_an_older_version_wrote_it(connection, lines[:-1])
        report = verified(connection)
        assert (report.misfits, report.counted) == ([], len(lines) - 1)
        assert list(sentences(report))[1].startswith(f"Not covered: the text of {len(lines) - 1} timeline lines")
        connection.execute(another_line(99))
        assert [each.why for each in verified(connection).misfits] == [
            "crisis:1 99 (crisis_entries) is in its table, but no entry made it."
        ]
        connection.execute(delete(CrisisEntry).where(CrisisEntry.id.in_([99, lines[0]])))
        assert [each.why for each in verified(connection).misfits] == [
            f"crisis:1 (crisis_entries) lacks 1 of its {len(lines) - 1} oldest rows."
        ]


def test_a_line_is_part_of_the_entry_of_what_it_tells_and_its_text_is_there_by_its_hash(story: Helvia) -> None:
    with story.session() as session:
        lines = session.scalars(select(CrisisEntry).order_by(CrisisEntry.id)).all()
        facts = session.scalars(select(Entry).where(Entry.subject == "crisis:1").order_by(Entry.id)).all()
        for fact, line in zip(facts, lines, strict=True):
            assert fact.changes[LINE][1]["text"] == hashlib.sha256(line.words.words.encode()).hexdigest()
            assert (fact.at, fact.who) == (line.at, line.who)


def test_what_has_lines_has_one_with_each_fact_so_that_nobody_takes_a_new_fact_for_an_older_versions() -> None:
    for fact in FACTS:
        lines, line = ABOUT[fact.word()].lines(), get_type_hints(getattr_static(fact, "line").fget)["return"]
        assert line == (lines or Audited | None), fact


ABOUT_ROWS = [kind.__table__ for kind in dict.fromkeys(ABOUT.values()) if hasattr(kind, "__table__")]
AUDITED = list(dict.fromkeys([*ABOUT_ROWS, CrisisEntry.__table__]))
TABLES = [entries, *AUDITED]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], database=None)
@given(st.data())
def test_any_value_of_any_row_that_is_changed_is_seen(story: Helvia, draw: st.DataObject) -> None:
    with changed(story) as connection:
        full = [table for table in TABLES if connection.execute(select(func.count()).select_from(table)).scalar_one()]
        table = draw.draw(st.sampled_from(full), "table")
        key = next(iter(table.primary_key))
        row = draw.draw(st.sampled_from(connection.execute(select(table).order_by(key)).all()), "row")
        columns = [each for each in table.columns if not each.primary_key and not each.foreign_keys]
        column = draw.draw(st.sampled_from(columns), "column")
        other = draw.draw(others(column, row._mapping[column]), "value")
        with suppress(IntegrityError):  # two versions of a post have two numbers
            with connection.begin_nested():
                connection.execute(update(table).where(key == row._mapping[key]).values({column.name: other}))
            assert verified(connection).misfits


def others(column: "Column[Any]", value: Any) -> st.SearchStrategy[Any]:
    """Values that may stand there instead."""
    if isinstance(column.type, Instant):
        at = value or datetime(2026, 3, 2, tzinfo=UTC)
        return st.integers(1, 10**6).map(lambda seconds: at + timedelta(seconds=seconds))
    if isinstance(column.type, JSON):
        return st.dictionaries(st.text("ab"), st.integers(), min_size=1)
    if isinstance(column.type, String):  # words of an enumeration too, and what is none of them
        return st.text("abc", min_size=1).filter(lambda other: other != value)
    by_kind: dict[type, st.SearchStrategy[Any]] = {
        int: st.integers(1, 9),
        bool: st.booleans(),
    }
    return by_kind[column.type.python_type].filter(lambda other: other != value)
