"""The words of crises that an older version wrote are moved to where they can be forgotten; its record still holds."""

from datetime import UTC, datetime
from typing import Any

import pytest
from alembic import command
from sqlalchemy import Connection, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from bot import audit
from bot.audit.anchoring import grown
from bot.audit.checkpoints import Checkpoint
from bot.audit.model import entries
from bot.audit.service import fingerprint
from bot.crises.entries import CrisisEntry
from bot.crises.model import Crisis
from bot.kernel.db import Database
from bot.kernel.events import plain
from bot.migrations import configuration, migrate
from bot.migrations.locks import alone
from bot.private import PrivateText
from bot.private.model import sha256_of
from bot.subscriptions import ABOUT
from tests.migrations.older import as_it_was, bring_to
from tests.migrations.templates import Templates

BEFORE = "0020"
MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)
RAISED, NEWS, NEWER, OUTCOME = "A video shows split capsules", "Police informed", "Batch recalled", "A hoax"
LINK = "https://x.example/1"
NOTHING: dict[str, Any] = dict.fromkeys(("answered_by", "answered_name", "claimed_by", "claimed_name"), "")
NOTHING |= dict.fromkeys(("claimed_from", "lead", "lead_name", "latest", "latest_by", "outcome"), "")
NOTHING |= dict.fromkeys(("resolved_by", "resolved_name", "evidence"), "")
NOTHING |= {"likelihood": 4, "impact": 4, "risk": "Likely × Major", "score": 16, "colour": "red", "respond_s": 1800}
NOTHING |= {"joined": {}, "raised_by": "U0JONAS000"}


class Before:
    """As revision 0020 had crises, their timelines and the trail of them."""

    def __init__(self, connection: Connection) -> None:
        self._connection, self._number, self._hash = connection, 0, ""

    def raise_crisis(self, number: int, **own: Any) -> None:
        row = {**NOTHING, "state": "open", "what": RAISED, "raised_at": MORNING, "due_at": MORNING, **own}
        self._write("crises", {"id": number, **row})
        self._tell(number, "crisis_raised", "raised", row["what"], **{name: (None, now) for name, now in row.items()})

    def tell(self, crisis: int, fact: str, kind: str, words: str, **changes: Any) -> None:
        crises = as_it_was(self._connection, "crises")
        self._connection.execute(update(crises).where(crises.c.id == crisis).values(changes))
        self._tell(crisis, fact, kind, words, **{name: ("", now) for name, now in changes.items()})

    def _tell(self, crisis: int, fact: str, kind: str, words: str, **changes: tuple[Any, Any]) -> None:
        line = {"id": self._number + 1, "crisis_id": crisis, "at": MORNING, "who": "U0JONAS000", "kind": kind}
        self._write("crisis_entries", {**line, "text": words})
        pairs: dict[str, Any] = {name: [plain(before), plain(now)] for name, (before, now) in changes.items()}
        pairs["line"] = [None, {**line, "at": MORNING.isoformat(), "text": sha256_of(words)}]
        entry = {"at": MORNING, "who": "U0JONAS000", "who_name": "Jonas Weber", "what": fact, "note": words}
        entry |= {"subject": f"crisis:{crisis}", "changes": pairs, "previous": self._hash}
        self._number, self._hash = self._number + 1, fingerprint(entry)
        self._connection.execute(insert(entries), {**entry, "id": self._number, "hash": self._hash})

    def _write(self, table: str, row: dict[str, Any]) -> None:
        self._connection.execute(insert(as_it_was(self._connection, table)), row)


def write(database: Database) -> None:
    """A crisis that is resolved, and one that is open."""
    bring_to(database, BEFORE)
    with database.engine.begin() as connection:
        before = Before(connection)
        before.raise_crisis(1, evidence=LINK)
        before.tell(1, "crisis_acknowledged", "acknowledged", "by link (JSON)", state="acknowledged")
        before.tell(1, "update_posted", "update", NEWS, latest=NEWS)
        before.tell(1, "update_posted", "update", NEWER, latest=NEWER)
        before.tell(1, "crisis_resolved", "resolved", OUTCOME, state="resolved", outcome=OUTCOME, resolved_at=MORNING)
        before.raise_crisis(2)


@pytest.fixture
def old(own_database: Database, templates: Templates) -> Checkpoint:
    """What a checkpoint said of its trail before the migration."""
    templates.copy("with_words", write, own_database)
    with own_database.engine.begin() as connection, Session(connection) as session:
        edge = grown(session, None)
    return Checkpoint("helvia", edge.size, edge.root(), {"time": MORNING.isoformat()})


def test_each_word_is_moved_and_read_as_before(own_database: Database, old: Checkpoint) -> None:
    migrate(own_database)
    with own_database.transaction() as session:
        one, other = session.scalars(select(Crisis).order_by(Crisis.id))
        words = [each.words for each in (one.what, one.evidence, one.latest, one.outcome, other.what, other.outcome)]
        lines = session.scalars(select(CrisisEntry).order_by(CrisisEntry.id)).all()
        ends = session.execute(select(PrivateText.text, PrivateText.purge_after).order_by(PrivateText.id)).all()
    assert words == [RAISED, LINK, NEWER, OUTCOME, RAISED, ""]
    assert [each.words.words for each in lines] == [RAISED, "by link (JSON)", NEWS, NEWER, OUTCOME, RAISED]
    assert {tuple(each) for each in ends} == {
        *((each, MORNING) for each in (RAISED, NEWS, NEWER, OUTCOME, LINK)),
        (RAISED, None),
    }
    assert len(ends) == 6


def test_the_trail_and_a_checkpoint_of_before_hold(own_database: Database, old: Checkpoint) -> None:
    with own_database.engine.connect() as connection:
        before = connection.execute(select(entries).order_by(entries.c.id)).all()
    migrate(own_database)
    with own_database.transaction() as session:
        assert session.execute(select(entries).order_by(entries.c.id)).all() == before
        report = audit.verify(session, of=ABOUT, against=[old])
    assert report.misfits == []
    assert report.anchored == old


def test_the_record_stays_guarded_and_new_words_have_new_numbers(own_database: Database, old: Checkpoint) -> None:
    migrate(own_database)
    with own_database.transaction() as session:
        more = PrivateText(text="new", sha256=sha256_of("new"), rule="crises")
        session.add(more)
        session.flush()
        assert more.id == 7
    with pytest.raises(DBAPIError, match="keeps what is in it"), own_database.transaction() as session:
        session.execute(text("UPDATE crisis_entries SET text = ''"))


def test_words_go_back_with_the_tables(own_database: Database, old: Checkpoint) -> None:
    migrate(own_database)
    config = configuration()
    with alone(own_database, lambda _: None) as config.attributes["connection"]:
        command.downgrade(config, BEFORE)
    with own_database.engine.connect() as connection:
        assert connection.execute(text("SELECT what, evidence, latest, outcome FROM crises ORDER BY id")).all() == [
            (RAISED, LINK, NEWER, OUTCOME),
            (RAISED, "", "", ""),
        ]
        lines = connection.execute(text("SELECT text FROM crisis_entries ORDER BY id")).scalars().all()
    assert lines == [RAISED, "by link (JSON)", NEWS, NEWER, OUTCOME, RAISED]


def test_thousands_of_crises_are_moved(own_database: Database) -> None:
    bring_to(own_database, BEFORE)
    row = {**NOTHING, "state": "open", "raised_at": MORNING, "due_at": MORNING}
    with own_database.engine.begin() as connection:
        many = [{**row, "id": number, "what": f"crisis {number}"} for number in range(1, 2502)]
        connection.execute(insert(as_it_was(connection, "crises")), many)
    migrate(own_database)
    with own_database.engine.connect() as connection:
        joined = "SELECT crises.id, text FROM crises JOIN private_texts ON private_texts.id = what_id"
        moved = {row.id: row.text for row in connection.execute(text(joined))}
    assert moved == {number: f"crisis {number}" for number in range(1, 2502)}
