"""Whoever owns the database may write anything into it: `audit verify` sees what was changed."""

from datetime import timedelta

from sqlalchemy import Connection, delete, func, select, update

from bot import audit
from bot.accounts.model import Account
from bot.audit.model import entries
from bot.audit.reading import all_entries
from bot.audit.verifying import sentences
from bot.kernel.db import Base
from bot.posts.content import fingerprint as of_content
from bot.posts.model import Post, PostVersion
from bot.reviews.model import Decision
from bot.subscriptions import ABOUT
from tests.audit.attacks import changed, checkpoint, rebuild, verified
from tests.steps import register_account
from tests.world import Helvia


def test_a_story_that_nobody_touched_holds(story: Helvia) -> None:
    before = checkpoint(story)
    register_account(story, handle="@Neurova")
    with story.database.snapshot() as session:
        report = audit.verify(session, of=ABOUT, against=[before])
    assert report.misfits == []
    assert report.anchored == before
    lines = list(sentences(report))
    assert lines[0].startswith(f"The audit trail is intact ({before.size + 1:,} entries), and so are the tables (")
    assert lines[1].endswith("; only the chain protects the 1 after that.")


def test_without_a_checkpoint_from_outside_it_says_what_cannot_be_told(story: Helvia) -> None:
    with story.database.snapshot() as session:
        assert "could have rewritten it all" in list(sentences(audit.verify(session, of=ABOUT)))[-1]


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
        signed = (Decision.matter == f"post:{row.post_id}", Decision.version == row.number)
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
        assert any("were cut off" in why or "do not match checkpoint" in why for why in seen), attack
        assert "None of 1 checkpoint from outside fits." in list(sentences(report)), attack


def test_a_tail_that_was_cut_is_seen_by_what_stands_in_the_tables(story: Helvia) -> None:
    with changed(story) as connection:
        cut_the_tail(connection)
        assert any("no entry made it" in each.why for each in verified(connection).misfits)


def test_what_the_databases_own_checkpoints_say_is_held_against_it_too(story: Helvia) -> None:
    story.concord.anchoring.look()
    with changed(story) as connection:
        rebuild_it(connection)
        [misfit] = verified(connection).misfits
    assert "do not match checkpoint" in misfit.why


def test_times_that_fall_are_seen_though_the_chain_fits(story: Helvia) -> None:
    with changed(story) as connection:
        first = connection.execute(select(func.min(entries.c.at).label("at"))).scalar_one()
        connection.execute(update(entries).where(entries.c.id == 6).values(at=first - timedelta(days=30)))
        rebuild(connection)
        [misfit] = verified(connection).misfits
    assert (misfit.entry_id, misfit.why.split(",")[0]) == (6, "its time is before that of the entry before")
