"""What Slack did not sign, or not just now, is turned away before anything is made of it."""

import json
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event
from structlog.testing import capture_logs

from sandbox.wire.http_delivery import signature
from tests.door.wire import Wire, head, headers, signed, status
from tests.thoroughness import examples
from tests.world import Helvia

MEBIBYTE = 1024 * 1024
OTHER = "another-secret"
STALE_S = 301
COMMAND = urlencode(
    {"command": "/crisis", "text": "raise", "user_id": "U0SOFIA000", "channel_id": "C0GENERAL0"}
).encode()
PAYLOADS = [
    {"type": "block_actions", "user": {"id": "U0MARTA000"}, "channel": {"id": "C0WARROOM0"}, "actions": [{}]},
    {"type": "view_submission", "user": {"id": "U0MARTA000"}, "view": {"callback_id": "crises.raise", "blocks": []}},
    {"type": "event_callback", "event": {"type": "app_home_opened", "user": "U0MARTA000"}},
]
GESTURES = [COMMAND, *(urlencode({"payload": json.dumps(each)}).encode() for each in PAYLOADS)]

bodies = st.one_of(
    st.sampled_from(GESTURES),
    st.sampled_from([json.dumps(each).encode() for each in PAYLOADS]),
    st.binary(max_size=200),
)
# What may stand in a header at all: anything else the web server refuses for itself.
values = st.binary(max_size=80).map(lambda value: re.sub(rb"[\x00-\x1f\x7f]", b"", value).strip())
timestamps = st.one_of(
    values,
    st.sampled_from([b"", b"x", b"-1", b"+1", b"1e9", b"1_0", "١٢٣".encode(), b"1" * 5000]),
    st.integers(-STALE_S, STALE_S).map(lambda seconds: str(int(time.time()) + seconds).encode()),
)


@contextmanager
def nothing_happens(helvia: Helvia) -> Iterator[None]:
    """Nothing is handled, asked of the database or of Slack, or logged."""
    asked: list[object] = []
    ask = asked.append
    event.listen(helvia.database.engine, "begin", ask)
    called = len(helvia.workspace.calls)
    with mock.patch.object(helvia.concord.bolt, "dispatch") as dispatch, capture_logs() as lines:
        yield
    event.remove(helvia.database.engine, "begin", ask)
    assert not dispatch.called
    assert (asked, len(helvia.workspace.calls), lines) == ([], called, [])


@settings(max_examples=examples(150), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=bodies, timestamp=timestamps, of_it=values, signer=st.sampled_from(["nobody", "another", "Slack"]))
def test_no_unsigned_request_reaches_anything(
    helvia: Helvia, wire: Wire, secret: str, body: bytes, timestamp: bytes, of_it: bytes, signer: str
) -> None:
    if signer == "another":
        of_it = signature(OTHER, timestamp.decode("latin-1"), body).encode()
    if signer == "Slack":  # but something else than these bytes
        of_it = signature(secret, timestamp.decode("latin-1"), body + b"&").encode()
    with nothing_happens(helvia):
        assert wire.post(headers(timestamp, of_it), body) == 401


@pytest.mark.parametrize("gesture", GESTURES)
@pytest.mark.parametrize("ago", [STALE_S + 1, -STALE_S - 1])
def test_what_slack_signed_at_another_time_is_turned_away(
    helvia: Helvia, wire: Wire, secret: str, gesture: bytes, ago: int
) -> None:
    with nothing_happens(helvia):
        assert wire.post(signed(gesture, secret, ago), gesture) == 401


@pytest.mark.parametrize("missing", [b"X-Slack-Request-Timestamp", b"X-Slack-Signature"])
def test_a_header_that_is_missing_or_there_twice_is_no_signature(
    helvia: Helvia, wire: Wire, secret: str, missing: bytes
) -> None:
    whole = signed(COMMAND, secret)
    without = {name: value for name, value in whole.items() if name != missing}
    twice = {**whole, missing.lower(): whole[missing]}
    underscored = {**without, missing.replace(b"-", b"_"): whole[missing]}
    with nothing_happens(helvia):
        assert [wire.post(each, COMMAND) for each in (without, twice, underscored)] == [401, 401, 401]


def test_no_more_than_a_mebibyte_is_read(helvia: Helvia, wire: Wire, secret: str) -> None:
    large = b"x" * (MEBIBYTE + 1)
    with nothing_happens(helvia):
        assert wire.signed(large, secret) == 413


def test_nor_where_nobody_says_how_long_it_is(helvia: Helvia, wire: Wire, secret: str) -> None:
    large = b"x" * (MEBIBYTE + 1)
    with nothing_happens(helvia), wire.connect() as connection:
        lines = head(0, {**signed(large, secret), b"Transfer-Encoding": b"chunked"})
        connection.sendall(lines.replace(b"Content-Length: 0\r\n", b""))
        connection.sendall(b"%x\r\n%s\r\n" % (len(large), large))
        assert status(connection) == 413


@pytest.mark.parametrize("length", [b"x", b"-1", b"1, 2", b"9" * 30, b""])
def test_a_length_that_is_no_length_is_no_request(helvia: Helvia, wire: Wire, secret: str, length: bytes) -> None:
    with nothing_happens(helvia), wire.connect() as connection:
        connection.sendall(head(0, {**signed(b"", secret), b"Content-Length": length}))
        assert status(connection) in {400, 401}


def test_a_request_that_is_not_posted_is_none_of_slacks(helvia: Helvia, wire: Wire, secret: str) -> None:
    with nothing_happens(helvia), wire.connect() as connection:
        connection.sendall(head(0, signed(b"", secret)).replace(b"POST", b"GET"))
        assert status(connection) == 405


def test_what_slack_signed_is_heard(helvia: Helvia, wire: Wire, secret: str) -> None:
    body = urlencode({"command": "/account", "text": "list", "user_id": "U0MARTA000", "trigger_id": "1.2"}).encode()
    assert wire.signed(body, secret) == 200
