"""A machine's clock is compared with Slack's own, and administrators hear of one that does not go with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.health import pruning
from bot.health.clocks import LIMIT, Compared
from bot.kernel.clock import http_date
from sandbox.desk import readable
from tests.kernel.world import NOON
from tests.reliability.steps import write
from tests.world import Helvia

DATE = "Sun, 01 Mar 2026 12:00:00 GMT"


class Still:
    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


class Ahead:
    """The system's clock, so far ahead."""

    def __init__(self, by: timedelta) -> None:
        self._by = by

    def now(self) -> datetime:
        return datetime.now(UTC) + self._by


@contextmanager
def machine_ahead(helvia: Helvia, by: timedelta) -> Iterator[None]:
    """Of Concord's machine, as long as the block lasts."""
    own = helvia.concord.host_clock.own
    helvia.concord.host_clock.own = Ahead(by)
    yield
    helvia.concord.host_clock.own = own


def notices(helvia: Helvia, words: str) -> list[str]:
    return [text for text in map(readable, helvia.direct("ines")) if words in text]


def report(helvia: Helvia) -> None:
    """As the beat does, twice in a row."""
    for _ in range(2):
        helvia.concord.watch.hear(helvia.concord.host_clock.look())
        helvia.workspace.clock.move(timedelta(minutes=1))


@pytest.mark.parametrize("call", ["what the sender delivers", "what is asked about people"])
@pytest.mark.parametrize(("by", "where"), [(4 * LIMIT, "ahead of"), (-4 * LIMIT, "behind")])
def test_a_clock_that_differs_is_a_metric_a_warning_and_word_for_administrators(
    helvia: Helvia, call: str, by: timedelta, where: str
) -> None:
    with machine_ahead(helvia, by), capture_logs() as logged:
        if call == "what the sender delivers":
            write(helvia, "hello")
            helvia.settle()
        else:
            helvia.concord.people.signer("U0MARTA000", ["community_manager"])
        report(helvia)
        ahead = helvia.concord.metrics.registry.get_sample_value("concord_clock_ahead_seconds")
    assert [entry["event"] for entry in logged].count("clock_differs") == 1
    assert len(notices(helvia, f"seconds {where} Slack's")) == 1
    assert ahead is not None
    assert abs(ahead - by.total_seconds()) < LIMIT.total_seconds()
    helvia.concord.people.signer("U0MARTA000", ["community_manager"])
    report(helvia)
    assert notices(helvia, "is well again")


def test_other_looks_leave_alone_what_one_machine_says_of_its_clock(helvia: Helvia) -> None:
    helvia.concord.watch.hear(far_ahead().look())
    helvia.workspace.clock.move(timedelta(seconds=11))
    helvia.concord.watch.look()
    helvia.concord.watch.hear(far_ahead().look())
    assert notices(helvia, "The clock of elsewhere is 120 seconds ahead")
    helvia.concord.watch.look()
    assert notices(helvia, "is well again") == []
    assert not helvia.concord.watch.all_is_well()


def test_a_machine_that_is_gone_is_forgotten_after_a_day(helvia: Helvia) -> None:
    helvia.concord.watch.hear(far_ahead().look())
    pruning.prune(helvia.database, helvia.now + timedelta(hours=23))
    assert not well(helvia)
    pruning.prune(helvia.database, helvia.now + timedelta(hours=25))
    assert well(helvia)


def far_ahead() -> Compared:
    compared = Compared("elsewhere", Still(NOON + 4 * LIMIT))
    compared.hear(DATE)
    return compared


def well(helvia: Helvia) -> bool:
    helvia.concord.watch.look()
    return helvia.concord.watch.all_is_well()


@given(st.integers(-10_000_000, 10_000_000))
def test_exactly_what_is_more_than_the_limit_is_wrong(seconds: int) -> None:
    compared = Compared("here", Still(NOON + timedelta(seconds=seconds)))
    compared.hear(DATE)
    assert compared.is_wrong == (abs(seconds) > LIMIT.total_seconds())
    assert [finding is not None for finding in compared.look().values()] == [compared.is_wrong]


@given(st.text())
def test_what_is_no_date_says_nothing(header: str) -> None:
    compared = Compared("here", Still(NOON))
    compared.hear(header)
    assert compared.look() == {} or http_date(header) is not None


def test_slacks_date_is_understood() -> None:
    assert http_date(DATE) == NOON
