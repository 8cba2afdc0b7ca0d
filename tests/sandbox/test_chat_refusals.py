"""What Slack refuses of chat.*: each documented error comes when it should, or a sentence says why it never does."""

import pytest

from tests.sandbox.refusals import (
    GENERAL,
    Refusal,
    Scene,
    Situations,
    check_account,
    methods_of,
    refusals,
    unexplained,
)
from tests.sandbox.tiny import Json

NOWHERE = "C0NOTHING0"


def to(channel: str = GENERAL, **content: object) -> Json:
    return {"channel": channel, "text": "x", **content}


DELETE: Situations = {
    "a channel that does not exist": ("channel_not_found", {"channel": NOWHERE, "ts": "1.000000"}),
    "a message that does not exist": ("message_not_found", {"channel": GENERAL, "ts": "1.000000"}),
    "somebody else's message": ("cant_delete_message", lambda scene: scene.typed()),
}
PERMALINK: Situations = {
    "a channel that does not exist": ("channel_not_found", {"channel": NOWHERE, "message_ts": "1.000000"}),
    "a message that does not exist": ("message_not_found", {"channel": GENERAL, "message_ts": "1.000000"}),
}
ROWS = refusals({"chat.delete": DELETE, "chat.getPermalink": PERMALINK})
NEVER: dict[str, list[str]] = {}


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_slack_says_no(scene: Scene, row: Refusal) -> None:
    row.check(scene)


@pytest.mark.parametrize("method", ["chat.delete", "chat.getPermalink"])
def test_every_documented_error_is_accounted_for(method: str) -> None:
    check_account(method, ROWS, NEVER)


def test_no_reason_is_left_without_an_error() -> None:
    assert unexplained(methods_of("chat"), NEVER) == set()
