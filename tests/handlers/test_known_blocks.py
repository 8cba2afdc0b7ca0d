"""What Slack does not know yet is shown in ordinary blocks, in views as in messages, and that is remembered."""

from collections.abc import Callable
from contextlib import closing
from typing import Any

import pytest
from slack_sdk.models.blocks import AlertBlock

from bot.kernel.outbox.rollout import REASON, Rollout, Understood
from bot.kernel.outbox.slack import SlackWire
from bot.kernel.views.blocks import modal
from handlers.answers import reply_of
from handlers.gesture import Open, Replace
from handlers.showing import NotShown, Screen, show
from tests.world import Helvia

pytestmark = pytest.mark.any_database

MARTA = "U0MARTA000"
WARNED = modal("page", "Check", [AlertBlock(text="Look", level="warning")], submit=None)
TABLE = [{"type": "data_table", "caption": "A", "rows": [[{"type": "raw_text", "text": "B"}]] * 2}]
ALERT = [{"type": "alert", "text": {"type": "plain_text", "text": "Look"}}]


@pytest.fixture
def rollout(helvia: Helvia) -> Rollout:
    return Rollout(helvia.database, helvia.workspace.clock)


def screen(helvia: Helvia, rollout: Rollout) -> Screen:
    return Screen(helvia.concord.slack, rollout, shortened=lambda _: None)


@pytest.fixture
def opened(helvia: Helvia, rollout: Rollout) -> Callable[[], list[str]]:
    """Shows Marta the view, and says of which blocks it is made on her screen."""

    def open_it() -> list[str]:
        body = {"user": {"id": MARTA}, "trigger_id": helvia.workspace.tickets.new_trigger(MARTA)}
        show(Open(WARNED), body, screen(helvia, rollout))
        view = helvia.desk("marta").modal
        helvia.workspace.views.remove_all(MARTA)
        return [block["type"] for block in view.blocks] if view else []

    return open_it


def opens(helvia: Helvia) -> list[str]:
    return [call.error for call in helvia.workspace.calls if call.method == "views.open"]


def test_a_view_is_shown_as_it_is_where_slack_knows_its_blocks(helvia: Helvia, opened: Callable[[], list[str]]) -> None:
    assert opened() == ["alert"]
    assert opens(helvia) == [""]


def test_a_view_is_tried_once_and_then_shown_in_ordinary_blocks(
    helvia: Helvia, opened: Callable[[], list[str]]
) -> None:
    helvia.workspace.has_new_blocks = False
    assert [opened(), opened()] == [["section"], ["section"]]
    assert opens(helvia) == ["invalid_arguments", "", ""]


def test_a_view_that_slack_refuses_for_something_else_is_not_shown(helvia: Helvia, rollout: Rollout) -> None:
    helvia.workspace.faults.add("error", method="views.open", code="expired_trigger_id")
    with pytest.raises(NotShown):
        show(Open(WARNED), {"user": {"id": MARTA}, "trigger_id": "1.1"}, screen(helvia, rollout))


def test_a_home_that_a_letter_publishes_is_said_in_ordinary_blocks_too(helvia: Helvia, rollout: Rollout) -> None:
    helvia.workspace.has_new_blocks = False
    card = {"type": "card", "title": {"type": "plain_text", "text": "Cardiva"}}
    view = {"type": "home", "blocks": [card]}
    with closing(SlackWire(helvia.workspace.url + "/api/", helvia.workspace.company.tokens.bot)) as wire:
        assert Understood(wire, rollout).call("views.publish", {"user_id": MARTA, "view": view}).ok
    home = helvia.desk("marta").home
    assert home is not None
    assert [block["type"] for block in home.blocks] == ["section"]


def test_what_answers_a_form_holds_a_new_block_once_slack_has_taken_one(rollout: Rollout, helvia: Helvia) -> None:
    def answered() -> str:
        gesture: Any = None
        reply = reply_of(Replace(WARNED), gesture, {"type": "view_submission"}, rollout)
        return str(reply["view"]["blocks"][0]["type"])

    assert answered() == "section"
    rollout.took(ALERT)
    assert answered() == "alert"
    rollout.otherwise(ALERT, "invalid_arguments")
    assert answered() == "section"


def test_only_what_slack_names_is_remembered(rollout: Rollout) -> None:
    reason = f"[ERROR] unsupported type: data_table {REASON}/blocks/0/type]"
    assert rollout.otherwise([*TABLE, *ALERT], "invalid_blocks", reason)
    assert [each["type"] for each in rollout.first([*TABLE, *ALERT])] == ["rich_text", "alert"]


def test_a_mistake_of_ours_in_a_new_block_is_said_in_ordinary_ones_and_not_remembered(rollout: Rollout) -> None:
    reason = f"[ERROR] must be less than 201 characters {REASON}/blocks/0/text/text]"
    known = rollout.otherwise(ALERT, "invalid_blocks", reason)
    assert known is not None
    assert [each["type"] for each in known] == ["section"]
    assert rollout.first(ALERT) == ALERT


@pytest.mark.parametrize(("blocks", "error"), [(ALERT, "channel_not_found"), ([{"type": "divider"}], "invalid_blocks")])
def test_what_new_blocks_are_not_to_blame_for_is_left_alone(
    rollout: Rollout, blocks: list[dict[str, Any]], error: str
) -> None:
    assert rollout.otherwise(blocks, error) is None
    assert rollout.first(ALERT) == ALERT
