"""In a room with a backlog the worst crisis goes first, whenever it was raised."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.crises.model import WORST_FIRST
from bot.kernel.db import Database
from bot.kernel.outbox.tables import RANKS, Urgency, letters
from sandbox.desk import readable
from tests.crises.steps import GREEN, ON_IT, WAR_ROOM, raise_crisis
from tests.kernel.world import ROOM, World, emptied
from tests.reliability.steps import stored
from tests.thoroughness import examples
from tests.world import A_SECOND, Helvia

SMALL_ONES = 40


def test_a_channels_letters_leave_by_rank_and_then_by_age(database: Database) -> None:
    @settings(max_examples=examples(8), deadline=None)
    @given(turns=st.lists(st.lists(st.sampled_from(RANKS), max_size=4), max_size=5))
    def in_whatever_order_they_are_written(turns: list[list[int]]) -> None:
        emptied(database)
        world = World(database)
        waiting: list[tuple[int, int]] = []
        for written in [*turns, *[list[int]()] * sum(map(len, turns))]:
            for rank in written:
                number = len(world.states())
                world.post(f"letter {number}", urgency=rank)
                waiting.append((rank, number))
            world.sender.deliver_due()
            world.clock.forward(A_SECOND)
            if waiting:
                first = min(waiting)
                waiting.remove(first)
                assert world.slack.texts(ROOM)[-1] == f"letter {first[1]}"
        assert len(world.slack.texts(ROOM)) == sum(map(len, turns))

    in_whatever_order_they_are_written()


def test_a_red_crisis_passes_forty_green_ones_and_is_the_next_that_the_room_hears_of(helvia: Helvia) -> None:
    for number in range(SMALL_ONES):
        raise_crisis(helvia, what=f"Small thing {number}", impact=GREEN["impact"])
    helvia.concord.fire_due()
    helvia.concord.sender.deliver_due()
    before = len(stored(helvia))
    raise_crisis(helvia, what="The worst of all")
    helvia.concord.fire_due()
    for _ in range(2):
        helvia.workspace.clock.move(A_SECOND)
        helvia.concord.sender.deliver_due()
    headline, ping = [readable(each) for each in helvia.desk("marta").read(WAR_ROOM)][before:]
    assert "The worst of all" in headline
    assert f"Crisis {SMALL_ONES + 1}" in ping


def test_the_change_of_a_red_card_passes_what_waits_about_green_ones(helvia: Helvia) -> None:
    raise_crisis(helvia)
    helvia.settle()
    for number in range(3):
        raise_crisis(helvia, what=f"Small thing {number}", impact=GREEN["impact"])
    helvia.concord.fire_due()
    thomas = helvia.desk("thomas")
    [card] = [each for each in thomas.read(WAR_ROOM) if "*Risk*" in readable(each)]
    helvia.press("thomas", card, ON_IT)
    helvia.workspace.clock.move(A_SECOND)
    helvia.concord.sender.deliver_due()
    [card] = [each for each in thomas.read(WAR_ROOM) if "*Risk*" in readable(each)]
    assert "is being handled" in readable(card)


def test_pings_are_said_worst_first_too(helvia: Helvia) -> None:
    for impact in ("1", "2", "3", "4"):
        raise_crisis(helvia, impact=impact)
    helvia.concord.fire_due()
    with helvia.session() as session:
        query = letters.select().where(letters.c.key.like("card:crisis:%:ping:line:%"))
        ranks = [row.urgency for row in session.execute(query.order_by(letters.c.number))]
    assert ranks == [Urgency.CRISIS + WORST_FIRST.index(colour) for colour in WORST_FIRST]
