"""Slack's signature, by its rule and over these very bytes."""

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from bot.run.door import OLDEST_S, Door
from sandbox.wire.http_delivery import signature
from tests.door.wire import SECRET

NOW = 1_800_000_000


class Still:
    def now(self) -> datetime:
        return datetime.fromtimestamp(NOW, UTC)


def headers(timestamp: int, body: bytes, secret: str = SECRET) -> dict[bytes, bytes]:
    signed = signature(secret, str(timestamp), body).encode()
    return {b"x-slack-request-timestamp": str(timestamp).encode(), b"x-slack-signature": signed}


@given(body=st.binary(max_size=300), ago=st.integers(-OLDEST_S, OLDEST_S))
def test_what_slack_signed_within_five_minutes_comes_in(body: bytes, ago: int) -> None:
    assert Door(SECRET, Still()).is_slack(headers(NOW - ago, body), body)


@given(body=st.binary(max_size=300), other=st.binary(max_size=300), ago=st.integers())
def test_nothing_else_does(body: bytes, other: bytes, ago: int) -> None:
    door = Door(SECRET, Still())
    assert door.is_slack(headers(NOW - ago, body), body) is (abs(ago) <= OLDEST_S)
    assert door.is_slack(headers(NOW, body), other) is (other == body)
    assert not door.is_slack(headers(NOW, body, "another-secret"), body)
    assert not door.is_slack(headers(NOW, body) | {b"x-slack-request-timestamp": str(NOW + 1).encode()}, body)
