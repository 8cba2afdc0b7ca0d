"""Point 2: the same gesture delivered twice has one effect and gets the same answer."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.kernel.outbox.tables import letters
from sandbox.workspace.line import Delivery, Reply
from tests.crises.steps import ON_IT, RED, headline, raise_crisis
from tests.reliability.steps import rows
from tests.steps import register_account
from tests.world import Helvia


def last(helvia: Helvia, kind: str) -> tuple[Delivery, Reply]:
    """The newest gesture of that kind, and how it was answered."""
    return [each for each in helvia.workspace.line.log if each[0].payload.get("type", each[0].kind) == kind][-1]


def again(helvia: Helvia, delivery: Delivery) -> Reply:
    return helvia.workspace.line.deliver(delivery)


def test_a_form_delivered_again_raises_one_crisis_and_is_answered_the_same(helvia: Helvia) -> None:
    raise_crisis(helvia)
    helvia.settle()
    before = rows(helvia)
    delivery, reply = last(helvia, "view_submission")
    assert reply.body
    assert again(helvia, delivery) == reply
    helvia.settle()
    assert rows(helvia) == before
    assert headline(helvia)


def test_a_command_delivered_again_logs_one_post_and_is_answered_the_same(helvia: Helvia) -> None:
    register_account(helvia)
    typed = "/account log @Cardiva https://x.com/Cardiva/status/1001"
    assert "Logged on" in helvia.desk("jonas").type("#general", typed).text
    before = rows(helvia)
    delivery, reply = last(helvia, "slash_commands")
    assert again(helvia, delivery) == reply
    assert rows(helvia) == before


def test_a_click_delivered_again_is_heard_once(helvia: Helvia) -> None:
    raise_crisis(helvia)
    assert helvia.press("thomas", headline(helvia), ON_IT).ok
    before = rows(helvia)
    delivery, reply = last(helvia, "block_actions")
    assert again(helvia, delivery) == reply
    assert rows(helvia) == before


def test_a_refusal_delivered_again_is_told_once(helvia: Helvia) -> None:
    raise_crisis(helvia, "jonas")
    helvia.desk("jonas").join("#war-room")
    helvia.press("jonas", headline(helvia), ON_IT)
    refusals = helvia.whispers("jonas", "#war-room")
    again(helvia, last(helvia, "block_actions")[0])
    assert helvia.whispers("jonas", "#war-room") == refusals
    assert len(refusals) == 1


def submit_unheard(helvia: Helvia, monkeypatch: pytest.MonkeyPatch, *, lost: bool) -> Delivery:
    """Slack gives up on a form at once: the app is still at work on it, or (`lost`) has never seen it."""
    desk = helvia.desk("jonas")
    desk.type("#general", "/crisis raise")
    desk.search("accounts", "")
    desk.fill(RED)
    with monkeypatch.context() as impatient:
        impatient.setattr(helvia.sandbox.sockets, "patience", 0)
        impatient.setattr(helvia.sandbox.sockets, "is_muted", lost)
        assert desk.submit().error
    return last(helvia, "view_submission")[0]


def test_what_slack_delivers_again_after_giving_up_on_the_first_time_has_one_effect(
    helvia: Helvia, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = submit_unheard(helvia, monkeypatch, lost=False)
    assert again(helvia, delivery).body
    assert rows(helvia)["crises"] == 1


def test_what_comes_again_over_another_connection_has_one_effect(helvia: Helvia) -> None:
    raise_crisis(helvia)
    before = rows(helvia)
    delivery, reply = last(helvia, "view_submission")
    helvia.sandbox.sockets.refresh()
    assert again(helvia, delivery) == reply
    assert rows(helvia) == before


def test_the_same_form_delivered_eight_times_at_one_moment_has_one_effect(
    helvia: Helvia, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = submit_unheard(helvia, monkeypatch, lost=True)
    with ThreadPoolExecutor(8) as slack:
        replies = list(slack.map(lambda _: again(helvia, delivery), range(8)))
    assert replies[0].body
    assert replies == [replies[0]] * 8
    assert rows(helvia)["crises"] == 1
    assert len(helvia.audit("crisis_raised")) == 1


def test_a_double_click_is_one_decision(helvia: Helvia) -> None:
    raise_crisis(helvia)
    card = headline(helvia)
    with ThreadPoolExecutor(2) as finger:
        assert [each.ok for each in finger.map(lambda _: helvia.press("thomas", card, ON_IT), range(2))] == [True, True]
    assert len(helvia.audit("crisis_acknowledged")) == 1
    with helvia.session() as session:
        keys = [row.key for row in session.execute(letters.select())]
    assert len(keys) == len(set(keys))
