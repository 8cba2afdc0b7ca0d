"""What people do with a timeline: they add to it, also from a message, and star what the review tells."""

import pytest

from bot.crises.stars import starred
from sandbox.desk import Desk, readable, texts
from sandbox.workspace.models import Message
from tests.crises.own_rooms import red_has_rooms, room
from tests.crises.steps import RED, answer, offered, post_update, raise_crisis, resolve, show
from tests.world import Helvia

pytestmark = pytest.mark.any_database

THOMAS = "U0THOMAS00"
FROM_A_MESSAGE = "crises.add_to_timeline"


def looking_at(helvia: Helvia, handle: str = "jonas") -> tuple[Desk, Message]:
    """Somebody wrote it in a channel, and this person chose the shortcut on it."""
    written = helvia.desk("sofia").type("#general", "The police have a list of <sellers>").message
    assert written is not None
    desk = helvia.desk(handle)
    assert desk.message_shortcut(FROM_A_MESSAGE, written.channel, written.ts).ok
    return desk, written


def stars(helvia: Helvia) -> list[str]:
    with helvia.session() as session:
        return [each.words.words for each in starred(session, 1)]


def pinned(helvia: Helvia) -> list[Message]:
    helvia.settle()
    return [message for message, _ in helvia.workspace.pins.of(room(helvia))]


def menus(message: Message) -> list[str]:
    return [block["accessory"]["action_id"] for block in message.blocks if "overflow" in str(block.get("accessory"))]


def test_a_messages_words_come_into_the_timeline_once_somebody_has_looked_and_chosen(helvia: Helvia) -> None:
    raise_crisis(helvia)
    raise_crisis(helvia, **RED | {"what": "A strike"})
    resolve(helvia, number=2)
    raise_crisis(helvia, **RED | {"what": "A forged leaflet"})
    jonas, written = looking_at(helvia)
    assert jonas.modal
    form = str(jonas.modal.content)
    assert "The police have a list of" in form
    assert "Crisis 3 · A forged leaflet" in form
    assert "A strike" not in form
    assert "list of" not in readable(show(helvia, "jonas", 3))
    jonas.fill({"crisis": "3", "line": "The police have a list"})
    assert jonas.submit().ok
    assert jonas.modal
    assert "Added to the timeline of *Crisis 3*" in texts(jonas.modal.blocks)
    story = readable(show(helvia, "thomas", 3))
    assert ":memo: <@U0JONAS000> added" in story
    assert "The police have a list\n" in story
    assert f"/archives/{written.channel}/p{written.ts.replace('.', '')}|the message>" in story
    assert "The police" not in readable(show(helvia, "thomas", 1))


def test_without_a_crisis_there_is_nothing_to_add_to(helvia: Helvia) -> None:
    desk, _ = looking_at(helvia)
    assert desk.modal is None
    assert "No crisis is open" in "\n".join(helvia.whispers("jonas", "#general"))


def test_a_star_is_set_and_taken_off_in_the_menu_of_a_line(helvia: Helvia) -> None:
    raise_crisis(helvia)
    answer(helvia, "thomas")
    post_update(helvia, "thomas", "Batch recalled")
    thomas, card = helvia.desk("thomas"), show(helvia, "thomas")
    [update] = [block for block in card.blocks if "posted an update" in str(block)]
    [option] = update["accessory"]["options"]
    assert thomas.choose(card.channel, card.ts, "crises.star", option["value"], update["block_id"]).ok
    assert stars(helvia) == ["Batch recalled"]
    again = thomas.read("#general")[-1]
    assert ":star: :mega: <@U0THOMAS00> posted an update" in readable(again)
    assert thomas.choose(again.channel, again.ts, "crises.take_star_off", option["value"]).ok
    assert stars(helvia) == []
    assert [each.who for each in (*helvia.audit("line_starred"), *helvia.audit("star_taken_off"))] == [THOMAS] * 2
    assert not menus(show(helvia, "sofia")), "whoever is not on it has no menu"


def test_in_a_room_of_its_own_the_timeline_is_pinned_beside_the_headline_and_kept_as_it_is(helvia: Helvia) -> None:
    with red_has_rooms(helvia):
        raise_crisis(helvia)
        answer(helvia, "thomas")
        assert len(pinned(helvia)) == 2
        [timeline] = [each for each in pinned(helvia) if "Crisis 1: timeline" in readable(each)]
        assert "<@U0THOMAS00> is on it" in readable(timeline)
        assert offered(timeline) == {"crises.show"}
        resolve(helvia)
        [timeline] = [each for each in pinned(helvia) if each.ts == timeline.ts]
        assert "resolved it" in readable(timeline)
