"""A ping that becomes due while somebody answers: neither waits for the other for good, and the answer wins."""

from threading import Thread

from bot.crises import queries, service
from bot.crises.drafts import Draft
from bot.crises.model import Kind
from bot.kernel.act import Act
from bot.kernel.db import Database
from tests.crises.room import Room
from tests.patience import PATIENCE_S

DRAFT = Draft(what="Fake vials", likelihood="5", impact="5")
THOMAS = "U0THOMAS00"


def test_a_ping_is_said_while_somebody_holds_the_crisis_and_the_answer_withdraws_it(database: Database) -> None:
    room = Room(database)
    thomas, crisis_id = room.actor(THOMAS), room.raise_crisis("U0JONAS000", DRAFT)
    firing = Thread(target=room.fire)
    with database.transaction() as session:
        crisis = queries.held(session, crisis_id)
        firing.start()
        if not database.is_sqlite:  # there one transaction waits for the other by design
            firing.join(PATIENCE_S)
            assert not firing.is_alive()
        service.acknowledge(Act(session, thomas, room.now), crisis)
    firing.join(PATIENCE_S)
    assert room.crisis(crisis_id).state == "acknowledged"
    assert room.look().on_their_way(crisis_id) == []
    assert room.look().asking(crisis_id) == []


def test_a_look_for_silence_passes_by_whoever_is_just_posting_an_update(database: Database) -> None:
    room = Room(database)
    thomas, crisis_id = room.actor(THOMAS), room.raise_crisis("U0JONAS000", DRAFT)
    room.act(THOMAS, service.acknowledge, crisis_id)
    with database.transaction() as session:
        crisis = queries.held(session, crisis_id)
        room.now = crisis.due_at
        firing = Thread(target=room.fire)
        firing.start()
        if not database.is_sqlite:
            firing.join(PATIENCE_S)
            assert not firing.is_alive()
        service.post_update(Act(session, thomas, room.now), crisis, "Still at it")
    firing.join(PATIENCE_S)
    assert room.crisis(crisis_id).state == "acknowledged"
    assert room.look().lines(crisis_id, Kind.QUIET) == []
