"""Checkpoints: made when there is news, put where the database cannot reach, and missed where that fails."""

import stat
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Executable, delete, func, select, update

from bot.alerts.model import State, alerts
from bot.alerts.ways import Way
from bot.audit import filing
from bot.audit.anchoring import Anchoring
from bot.audit.checkpoints import Checkpoint, Unreadable, read, read_file
from bot.audit.merkle import Edge, leaf
from bot.audit.model import AuditCheckpoint, Entry
from bot.audit.terms import Places, Terms
from bot.kernel.notes import Signer
from bot.kernel.outbox.tables import letters
from sandbox.desk import readable
from tests.audit.steps import hashes
from tests.steps import register_account
from tests.tampering import past_concord
from tests.world import Helvia

HOUR = timedelta(hours=1)
SIGNER = Signer.generate("helvia.example/concord")
ROOM = "C0CONCORD0"
WAY = Way("json://127.0.0.1:1", "json://127.0.0.1:1", "JSON")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "checkpoints.txt"


@pytest.fixture
def anchoring(helvia: Helvia, file: Path) -> Iterator[Anchoring]:
    """Helvia's own, with every place that there is."""
    places = Places(channel=ROOM, ways=[WAY], file=file)
    usual, about = helvia.concord.anchoring, {"governance": "0" * 64, "program": "concord/0"}
    terms = Terms(origin=SIGNER.name, about=about, places=places)
    made = Anchoring(helvia.database, helvia.workspace.clock, lambda: terms, SIGNER)
    helvia.concord.anchoring = made
    yield made
    helvia.concord.anchoring = usual


def placed(file: Path) -> list[Checkpoint]:
    return read_file(file, SIGNER.verifier)


def test_a_checkpoint_says_how_many_entries_there_are_and_their_root_and_is_signed(
    helvia: Helvia, anchoring: Anchoring, file: Path
) -> None:
    for number in range(5):
        register_account(helvia, handle=f"@Helvia{number}")
    assert anchoring.look()
    [checkpoint] = placed(file)
    edge = Edge()
    for each in hashes(helvia):
        edge.add(leaf(bytes.fromhex(each)))
    assert (checkpoint.origin, checkpoint.size, checkpoint.root) == (SIGNER.name, 5, edge.root())
    assert checkpoint.time == helvia.now
    assert checkpoint.about == {
        "number": "1",
        "time": helvia.now.isoformat(timespec="seconds"),
        "head": hashes(helvia)[-1],
        "governance": "0" * 64,
        "program": "concord/0",
    }


def test_it_stands_word_for_word_in_its_channel_in_a_page_and_in_the_file(
    helvia: Helvia, anchoring: Anchoring, file: Path
) -> None:
    register_account(helvia)
    anchoring.look()
    note = file.read_text()
    assert note.strip() in str(
        helvia.messages("#concord-admin", "ines")[-1].blocks[1]["elements"][0]["elements"][0]["text"]
    )
    with helvia.session() as session:
        [page] = session.execute(select(alerts)).all()
    assert (page.whose, page.service, page.body) == ("checkpoints", "JSON", note.removesuffix("\n"))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_there_is_one_each_hour_with_news_and_one_each_day_without(
    helvia: Helvia, anchoring: Anchoring, file: Path
) -> None:
    made = []
    register_account(helvia, handle="@Cardiva")
    for hour in range(30):
        if hour in {0, 5}:
            register_account(helvia, handle=f"@Neurova{hour}")
        made += [hour] * anchoring.look()
        assert not anchoring.look()
        helvia.workspace.clock.move(HOUR)
    assert made == [0, 5, 29]
    assert [each.size for each in placed(file)] == [2, 3, 3]


def test_a_clock_that_was_set_back_keeps_no_news_from_its_checkpoint(helvia: Helvia, anchoring: Anchoring) -> None:
    register_account(helvia, handle="@Cardiva")
    assert anchoring.look()
    helvia.workspace.clock.set(helvia.now - 24 * HOUR)
    assert not anchoring.look()
    register_account(helvia, handle="@Neurova")
    assert anchoring.look()


def test_the_first_costs_all_entries_and_each_further_one_only_those_that_are_new(
    helvia: Helvia, anchoring: Anchoring
) -> None:
    for number in range(20):
        register_account(helvia, handle=f"@Helvia{number}")
    anchoring.look()
    register_account(helvia, handle="@Cardiva")
    helvia.workspace.clock.move(HOUR)
    past_concord(helvia.database, update(Entry).where(Entry.id <= 19).values(hash="no hash that could be read"))
    assert anchoring.look()
    with helvia.session() as session:
        assert session.execute(select(func.max(AuditCheckpoint.size))).scalar_one() == 21


def test_several_processes_make_one_and_write_it_once(helvia: Helvia, anchoring: Anchoring, file: Path) -> None:
    register_account(helvia)
    row = anchoring._due(helvia.now)
    assert anchoring.look()
    assert row
    with helvia.session() as session:
        anchoring._keep(session, row | {"note": "another process's"}, helvia.now)
    anchoring.look()
    filing.catch_up(helvia.database, file)
    assert len(placed(file)) == 1
    with helvia.session() as session:
        count = select(func.count()).select_from(letters).where(letters.c.key.startswith("checkpoint:"))
        assert session.execute(count).scalar_one() == 1


def test_a_file_that_was_away_gets_what_it_missed(helvia: Helvia, anchoring: Anchoring, file: Path) -> None:
    file.mkdir()
    for number in range(3):
        register_account(helvia, handle=f"@Helvia{number}")
        anchoring.look()
        helvia.workspace.clock.move(HOUR)
    assert str(file) in str(anchoring.trouble)
    assert any(str(file) in why for why in helvia.concord.health.status().why)
    file.rmdir()
    anchoring.look()
    assert [each.size for each in placed(file)] == [1, 2, 3]
    assert anchoring.trouble is None
    assert not any(str(file) in why for why in helvia.concord.health.status().why)


def test_a_file_that_knows_more_than_the_database_is_trouble(helvia: Helvia, anchoring: Anchoring, file: Path) -> None:
    register_account(helvia)
    anchoring.look()
    past_concord(helvia.database, delete(AuditCheckpoint), delete(Entry))
    anchoring.look()
    assert "the database lost some" in str(anchoring.trouble)


def test_what_is_no_checkpoint_in_the_file_is_trouble(helvia: Helvia, anchoring: Anchoring, file: Path) -> None:
    register_account(helvia)
    file.write_text("Shopping list\n")
    anchoring.look()
    assert "This is not a checkpoint" in str(anchoring.trouble)


def test_what_no_checkpoint_covers_for_hours_turns_readiness_red_and_administrators_are_told(helvia: Helvia) -> None:
    register_account(helvia)
    helvia.workspace.clock.move(3 * HOUR)
    assert "No checkpoint covers" in str(helvia.concord.health.status().why)
    helvia.concord.watch.look()
    helvia.workspace.clock.move(timedelta(seconds=15))
    helvia.concord.watch.look()
    assert "No checkpoint covers" in str([readable(each) for each in helvia.direct("ines")])
    helvia.concord.anchoring.look()
    assert helvia.concord.health.status().why == ()


def test_one_that_could_not_be_placed_turns_readiness_red_until_the_next_is(
    helvia: Helvia, anchoring: Anchoring
) -> None:
    register_account(helvia)
    anchoring.look()
    helvia.settle()
    with helvia.session() as session:
        session.execute(update(alerts).values(state=State.DEAD))
    [why] = helvia.concord.health.status().why
    assert why == "The newest checkpoint of the audit trail could not be placed by other ways than Slack."
    with helvia.session() as session:
        session.execute(update(letters).where(letters.c.key == "checkpoint:1").values(state="dead"))
    assert "in its channel or by other ways" in str(helvia.concord.health.status().why)
    with helvia.session() as session:
        session.execute(update(alerts).values(state=State.TOLD))
        session.execute(update(letters).values(state="sent"))
    assert helvia.concord.health.status().why == ()


@pytest.mark.parametrize(
    "cut", [delete(Entry).where(Entry.id > 1), update(Entry).where(Entry.id == 2).values(hash="0" * 64)]
)
def test_nothing_is_signed_that_contradicts_what_was_signed_before(
    helvia: Helvia, anchoring: Anchoring, cut: Executable
) -> None:
    register_account(helvia, handle="@Cardiva")
    register_account(helvia, handle="@Neurova")
    anchoring.look()
    past_concord(helvia.database, cut)
    helvia.workspace.clock.move(24 * HOUR)
    assert not anchoring.look()
    assert "does not match its newest checkpoint" in str(helvia.concord.health.status().why)


def test_a_checkpoint_of_another_key_or_changed_afterwards_is_refused(
    helvia: Helvia, anchoring: Anchoring, file: Path
) -> None:
    register_account(helvia)
    anchoring.look()
    with pytest.raises(Unreadable, match=r"the key is from somebody\.else"):
        list(read(file.read_text(), Signer.generate("somebody.else").verifier))
    with pytest.raises(Unreadable, match="is not signed by"):
        list(read(file.read_text(), Signer.generate(SIGNER.name).verifier))
    with pytest.raises(Unreadable, match="is not signed by"):
        list(read(file.read_text().replace("\n1\n", "\n2\n", 1), SIGNER.verifier))
