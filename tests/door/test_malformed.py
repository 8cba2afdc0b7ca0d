"""What Slack signed, but nothing of Concord's sends: it gets an answer, and never another's gesture is made of it."""

import json
from typing import Any
from unittest import mock
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_bolt import BoltRequest
from structlog.testing import capture_logs

from sandbox.wire.http_delivery import FORM
from tests.door.wire import Wire
from tests.thoroughness import examples
from tests.world import Helvia

MARTA, WAR_ROOM = "U0MARTA000", "C0WARROOM0"
WHO: dict[str, Any] = {"user": {"id": MARTA}, "channel": {"id": WAR_ROOM}, "team": {"id": "T0HELVIA00"}}
FORM_VIEW = {"id": "V1", "hash": "h", "type": "modal", "callback_id": "x"}
LEGACY = [
    {"type": "dialog_submission", "callback_id": "old", "submission": {"name": "x"}, "state": "", **WHO},
    {"type": "dialog_suggestion", "callback_id": "old", "name": "country", "value": "C", **WHO},
    {"type": "dialog_cancellation", "callback_id": "old", "state": "", **WHO},
    {"type": "interactive_message", "callback_id": "old", "actions": [{"name": "yes", "type": "button"}], **WHO},
    {"type": "workflow_step_edit", "callback_id": "old", "workflow_step": {}, **WHO},
]
WHOLE = [
    *LEGACY,
    {"type": "block_actions", "trigger_id": "1.2", "actions": [{"action_id": "crises.im_on_it", "value": "1"}], **WHO},
    {"type": "view_submission", "trigger_id": "1.2", "view": FORM_VIEW, **WHO},
    {"type": "shortcut", "trigger_id": "1.2", "callback_id": "crises.raise", **WHO},
    {"type": "block_suggestion", "action_id": "x", "block_id": "b", "value": "C", "view": {}, **WHO},
]
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@st.composite
def damaged(draw: st.DrawFn) -> dict[str, Any]:
    """A payload with a part missing, or something else in its place."""
    payload = dict(draw(st.sampled_from(WHOLE)))
    name = draw(st.sampled_from(sorted(payload)))
    if draw(st.booleans()):
        del payload[name]
    else:
        payload[name] = draw(anything)
    return payload


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(payload=damaged() | anything)
def test_a_signed_body_of_any_shape_is_answered_and_changes_nothing(
    helvia: Helvia, wire: Wire, secret: str, payload: Any
) -> None:
    before = len(helvia.audit("crisis_acknowledged"))
    assert wire.gesture(payload, secret) in {200, 400, 404}
    assert len(helvia.audit("crisis_acknowledged")) == before


@pytest.mark.parametrize("text", [b"[]", b"[1]", b"null", b"1", b"{", b"\xff\xfe", b"[" * 9999])
@pytest.mark.parametrize("kind", ["application/json", FORM])
def test_a_signed_body_that_holds_no_object_is_refused(
    helvia: Helvia, wire: Wire, secret: str, text: bytes, kind: str
) -> None:
    body = text if kind != FORM else urlencode({"payload": text}).encode()
    with mock.patch.object(helvia.concord.bolt, "dispatch") as dispatch:
        assert wire.signed(body, secret, kind) == 400
    assert not dispatch.called


@pytest.mark.parametrize("payload", LEGACY, ids=lambda payload: payload["type"])
def test_what_is_of_before_block_kit_is_answered_kindly_and_once(
    helvia: Helvia, wire: Wire, secret: str, payload: dict[str, Any]
) -> None:
    assert [wire.gesture(payload, secret) for _ in range(2)] == [200, 200]
    whispers = helvia.whispers("marta", "#war-room")
    assert len(whispers) == (payload["type"] != "dialog_suggestion")
    assert all("This is gone" in each for each in whispers)


def test_slacks_own_questions_are_answered(wire: Wire, secret: str) -> None:
    assert wire.signed(urlencode({"ssl_check": "1", "token": "t"}).encode(), secret) == 200
    challenge = json.dumps({"type": "url_verification", "challenge": "c", "token": "t"}).encode()
    assert wire.signed(challenge, secret) == 200


def test_a_body_that_came_neither_through_the_door_nor_by_slacks_socket_is_not_acted_for(helvia: Helvia) -> None:
    """However it came to Bolt, what failed then is answered, and told to nobody."""
    payload = {"type": "dialog_submission", "callback_id": "old", "trigger_id": "1.2", **WHO}
    with capture_logs() as lines:
        answer = helvia.concord.bolt.dispatch(BoltRequest(mode="socket_mode", body=payload))
    assert answer.status == 401
    assert [line["event"] for line in lines] == ["not_from_slack"]
    assert helvia.whispers("marta", "#war-room") == []
