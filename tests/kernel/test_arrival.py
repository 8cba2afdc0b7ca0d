"""What is known of a gesture's arrival, and what the one before it left behind."""

import pytest
from structlog.contextvars import bind_contextvars, clear_contextvars, get_contextvars

from bot.kernel import arrival


def test_only_what_slack_sent_is_from_slack() -> None:
    assert not arrival.is_from_slack()
    assert arrival.handle(arrival.stamp(), arrival.is_from_slack)
    assert not arrival.is_from_slack()


@pytest.mark.parametrize(("seconds", "late"), [(0.0, False), (2.4, False), (2.6, True), (60.0, True)])
def test_it_is_late_half_a_second_before_slack_gives_up(
    monkeypatch: pytest.MonkeyPatch, seconds: float, late: bool
) -> None:
    at = arrival.stamp()
    monkeypatch.setattr(arrival, "monotonic", lambda: at + seconds)
    assert arrival.handle(at, arrival.is_late) is late
    assert not arrival.is_late()


def test_nothing_that_a_thread_knew_of_its_last_gesture_is_known_in_the_next() -> None:
    clear_contextvars()
    bind_contextvars(user="U0MARTA000")
    assert arrival.handle(arrival.stamp(), get_contextvars) == {}
    arrival.handle(arrival.stamp(), bind_contextvars, user="U0JONAS000")
    assert get_contextvars() == {"user": "U0MARTA000"}
    clear_contextvars()
