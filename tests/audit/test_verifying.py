"""Whoever owns the database may write anything into it: `audit verify` sees what was changed."""

import hashlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from inspect import getattr_static
from typing import Any, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import JSON, Column, Connection, Executable, String, Update, delete, func, insert, select, update
from sqlalchemy.orm import Session

from bot import audit
from bot.accounts.model import Account
from bot.audit.anchoring import grown
from bot.audit.checkpoints import Checkpoint
from bot.audit.model import Entry, entries
from bot.audit.reading import all_entries
from bot.audit.service import fingerprint
from bot.audit.verifying import Report, sentences
from bot.crises.model import CrisisEntry
from bot.kernel.db import Base, Instant
from bot.kernel.events import LINE, Audited
from bot.posts.content import fingerprint as of_content
from bot.posts.model import Decision, Post, PostVersion
from bot.subscriptions import ABOUT, FACTS
from tests.crises.steps import answer, raise_crisis
from tests.posts.steps import PRODUCT, approved, decide, edit, now, press, submitted
from tests.steps import register_account
from tests.tampering import unguarded
from tests.world import Helvia

AN_HOUR = timedelta(hours=1)


@pytest.fixture
def story(helvia: Helvia) -> Helvia:
    """Some days of a company: an account, a post in review, one approved, one edited, a crisis that is answered."""
    account = now(helvia, approved(helvia)).account_id
    submitted(helvia, account=account, **PRODUCT)
    assert press(helvia, "priya", "posts.approve").ok
    back = submitted(helvia, account=account)
    assert decide(helvia, "lucas", "posts.request_changes").ok
    helvia.workspace.clock.move(AN_HOUR)
    assert edit(helvia, "jonas", back, text="Every heart counts, every day.").ok
    raise_crisis(helvia)
    assert answer(helvia).ok
    return helvia


@contextmanager
def changed(helvia: Helvia) -> Iterator[Connection]:
    """What an attacker does, in a transaction that is undone."""
    with helvia.database.engine.connect() as connection:
        with unguarded(connection):
            yield connection
        connection.rollback()


def verified(connection: Connection, *against: Checkpoint) -> Report:
    with Session(connection) as session:
        return audit.verify(session, of=ABOUT, against=against)


def checkpoint(helvia: Helvia) -> Checkpoint:
    """As it was put elsewhere when there were so many entries."""
    with helvia.database.snapshot() as session:
        edge = grown(session, None)
    return Checkpoint("helvia", edge.size, edge.root(), {"time": helvia.now.isoformat()})


def rebuild(connection: Connection) -> None:
    """The whole chain anew, over whatever the entries say now: numbers and hashes are as they should be."""
    rows = connection.execute(select(entries).order_by(entries.c.id)).mappings().all()
    connection.execute(delete(entries))
    previous = ""
    for number, row in enumerate(rows, 1):
        entry = {**row, "id": number, "previous": previous}
        previous = fingerprint(entry)
        connection.execute(insert(entries), {**entry, "hash": previous})


def test_a_story_that_nobody_touched_holds(story: Helvia) -> None:
    before = checkpoint(story)
    register_account(story, handle="@Neurova")
    with story.database.snapshot() as session:
        report = audit.verify(session, of=ABOUT, against=[before])
    assert report.misfits == []
    assert report.anchored == before
    lines = list(sentences(report))
    assert lines[0].startswith(
        f"The audit trail is intact: {before.size + 1:,} entries, each fits the one before it, and "
    )
    assert lines[1].endswith("; only the chain protects the 1 after it.")


def test_without_a_checkpoint_from_outside_it_says_what_cannot_be_told(story: Helvia) -> None:
    with story.database.snapshot() as session:
        assert "could have rewritten all of it" in list(sentences(audit.verify(session, of=ABOUT)))[-1]


def test_it_waits_for_nobody_who_writes_and_nobody_who_writes_waits_for_it(story: Helvia) -> None:
    size = checkpoint(story).size
    with story.database.snapshot() as looking:
        walk = all_entries(looking)
        next(walk)
        register_account(story, handle="@Neurova")
        assert sum(1 for _ in walk) == size - 1
    with story.session() as writing:
        writing.execute(update(Account).where(Account.id == 1).values(id=1))
        with story.database.snapshot() as looking:
            assert audit.verify(looking, of=ABOUT).entries == size + 1


def cut_the_tail(connection: Connection) -> None:
    connection.execute(delete(entries).where(entries.c.id > 5))


def delete_all(connection: Connection) -> None:
    for table in reversed(Base.metadata.sorted_tables):
        connection.execute(delete(table))


def rebuild_it(connection: Connection) -> None:
    connection.execute(update(entries).where(entries.c.id == 3).values(note="nothing happened"))
    rebuild(connection)


def re_date_it(connection: Connection) -> None:
    at = connection.execute(select(entries.c.at).where(entries.c.id == 4)).scalar_one()
    connection.execute(update(entries).where(entries.c.id >= 4).values(at=at + timedelta(minutes=1)))
    rebuild(connection)


def re_sign(connection: Connection) -> None:
    """Somebody else's approval, in the table and in the trail alike."""
    peter = {"who": "U0PETER000", "who_name": "Peter"}
    connection.execute(update(Decision).values(**peter))
    for row in connection.execute(select(entries).where(entries.c.what == "decision_made")).all():
        changes = {**row.changes, **{name: [None, value] for name, value in peter.items()}}
        connection.execute(update(entries).where(entries.c.id == row.id).values(changes=changes, **peter))
    rebuild(connection)


def edit_the_text(connection: Connection) -> None:
    """A text and each of its hashes, in the tables and in the trail alike."""
    for row in connection.execute(select(PostVersion.__table__)).all():
        content = {**row.content, "text": "Cardiva cures."}
        sha256 = of_content(row.post_id, row.number, content)
        connection.execute(update(PostVersion).where(PostVersion.id == row.id).values(content=content, sha256=sha256))
        signed = (Decision.post_id == row.post_id, Decision.version == row.number)
        connection.execute(update(Decision).where(*signed).values(sha256=sha256))
        connection.execute(update(Post).where(Post.id == row.post_id).values(text="Cardiva cures.", sha256=sha256))
    for row in connection.execute(select(entries)).all():
        changes = {name: [was, "Cardiva cures." if name == "text" else now] for name, (was, now) in row.changes.items()}
        connection.execute(update(entries).where(entries.c.id == row.id).values(changes=changes))
    rebuild(connection)


def test_whatever_an_owner_of_the_database_does_is_seen_beside_a_checkpoint_from_outside(story: Helvia) -> None:
    before = checkpoint(story)
    for attack in (cut_the_tail, delete_all, rebuild_it, re_date_it, re_sign, edit_the_text):
        with changed(story) as connection:
            attack(connection)
            report = verified(connection, before)
        seen = [each.why for each in report.misfits]
        assert any("some were cut off" in why or "do not match the checkpoint" in why for why in seen), attack
        assert "None of the 1 checkpoints from outside fits." in list(sentences(report)), attack


def test_a_tail_that_was_cut_is_seen_by_what_stands_in_the_tables(story: Helvia) -> None:
    with changed(story) as connection:
        cut_the_tail(connection)
        assert any("no entry made it" in each.why for each in verified(connection).misfits)


def test_what_the_databases_own_checkpoints_say_is_held_against_it_too(story: Helvia) -> None:
    story.concord.anchoring.look()
    with changed(story) as connection:
        rebuild_it(connection)
        [misfit] = verified(connection).misfits
    assert "do not match the checkpoint of" in misfit.why


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
    "were removed or added before it": lambda: update(Entry).where(Entry.id == 4).values(id=400),
    "its hash does not fit": lambda: update(Entry).where(Entry.id == 4).values(note="no"),
    "it does not follow": lambda: update(Entry).where(Entry.id == 4).values(previous="0" * 64),
    "Entry 4: its content was changed": lambda: update(Entry).where(Entry.id == 4).values(hash="no hash"),
}


def of_line(number: int) -> Update:
    return update(CrisisEntry).where(CrisisEntry.id == number)


def another_line(number: int) -> Executable:
    fields = {"who": "U0PETER000", "kind": "acknowledged", "text": ""}
    return insert(CrisisEntry).values(id=number, crisis_id=1, at=datetime(2026, 3, 2, tzinfo=UTC), **fields)


def test_what_was_changed_is_named(story: Helvia) -> None:
    for misfit, change in TAMPERINGS.items():
        with changed(story) as connection:
            connection.execute(change())
            whys = [f"Entry {each.entry_id}: {each.why}" for each in verified(connection).misfits]
        assert any(misfit in why for why in whys), (misfit, whys)


def test_times_that_fall_are_seen_though_the_chain_fits(story: Helvia) -> None:
    with changed(story) as connection:
        first = connection.execute(select(func.min(entries.c.at).label("at"))).scalar_one()
        connection.execute(update(entries).where(entries.c.id == 6).values(at=first - timedelta(days=30)))
        rebuild(connection)
        [misfit] = verified(connection).misfits
    assert (misfit.entry_id, misfit.why.split(",")[0]) == (6, "its time is earlier than that of the entry before it")


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
        assert list(sentences(report))[1].startswith(
            f"Not covered: the text of {len(lines) - 1} lines in crises' timelines"
        )
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
            assert fact.changes[LINE][1]["text"] == hashlib.sha256(line.text.encode()).hexdigest()
            assert (fact.at, fact.who) == (line.at, line.who)


def test_what_has_lines_has_one_with_each_fact_so_that_nobody_takes_a_new_fact_for_an_older_versions() -> None:
    for fact in FACTS:
        lines, line = ABOUT[fact.word()].lines(), get_type_hints(getattr_static(fact, "line").fget)["return"]
        assert line == (lines or Audited | None), fact


ABOUT_ROWS = [kind.__table__ for kind in dict.fromkeys(ABOUT.values()) if hasattr(kind, "__table__")]
AUDITED = [*ABOUT_ROWS, CrisisEntry.__table__]
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
