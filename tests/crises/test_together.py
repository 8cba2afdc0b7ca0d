"""Several at once: two people who answer, and a ping that becomes due while somebody does; the answer wins."""

from concurrent.futures import ThreadPoolExecutor
from threading import Thread

from bot.crises import queries, service
from bot.crises.drafts import Draft
from bot.crises.states import Kind
from bot.kernel.act import Act
from bot.kernel.db import Database
from sandbox.desk import Outcome, readable
from tests.crises.room import Room
from tests.crises.steps import ON_IT, crisis_now, headline, heard, raise_crisis
from tests.patience import PATIENCE_S
from tests.world import Helvia

DRAFT = Draft(what="Fake vials", likelihood="5", impact="5")
THOMAS, DAVID = "U0THOMAS00", "U0DAVID000"


def test_two_people_at_once_leave_one_clean_result(helvia: Helvia) -> None:
    raise_crisis(helvia)
    card = headline(helvia)

    def say(handle: str) -> Outcome:
        outcome: Outcome = helvia.press(handle, card, ON_IT)
        return outcome

    with ThreadPoolExecutor(2) as both:
        assert [each.ok for each in both.map(say, ["thomas", "david"], timeout=PATIENCE_S)] == [True, True]
    first, second = crisis_now(helvia).on_it
    assert {first, second} == {THOMAS, DAVID}
    assert [entry.who for entry in helvia.audit("crisis_acknowledged")] == [first]
    assert [entry.who for entry in helvia.audit("responder_joined")] == [second]
    assert f"On it: <@{first}> and <@{second}>" in heard(helvia, "thomas" if second == THOMAS else "david")
    assert f"<@{first}> and <@{second}>, since" in readable(headline(helvia))


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
