"""What Prometheus is told: counters of this process, and questions that the database is asked at each scrape."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector
from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from bot.health.readiness import Health
from bot.kernel.backlog import Backlogs
from bot.kernel.outbox.slack import Answer, Wire
from bot.kernel.outbox.tables import Method, Urgency
from bot.kernel.outbox.verdicts import judge

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 3.0)
"""Slack waits three seconds."""
BY_URGENCY = ["urgency"]
CALLED = {"pages": "alerts"}
"""Names of metrics stay, so that dashboards do; this is what people call the thing."""


class Metrics:
    """Labels come from fixed lists: methods, verdicts, kinds of gesture, classes of errors; never from people."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._calls = Counter(
            "concord_deliveries",
            "Calls with a letter to Slack, by outcome.",
            ["method", "verdict"],
            registry=self.registry,
        )
        self._alerts = Counter(
            "concord_pages",
            "Alerts by other ways than Slack, by outcome.",
            ["outcome"],
            registry=self.registry,
        )
        self._gestures = Counter(
            "concord_gestures",
            "What people did in Slack, by outcome.",
            ["kind", "outcome"],
            registry=self.registry,
        )
        self._deaths = Counter(
            "concord_thread_deaths",
            "Threads that died and were started again.",
            ["thread"],
            registry=self.registry,
        )
        self._seconds = Histogram(
            "concord_handler_seconds",
            "From a gesture's arrival to its acknowledgement.",
            ["kind"],
            buckets=SECONDS,
            registry=self.registry,
        )
        self._errors = Counter(
            "concord_database_errors", "What the database refused, by class.", ["error"], registry=self.registry
        )

    def time(self, kind: str, seconds: float) -> None:
        self._seconds.labels(kind).observe(seconds)

    def count(self, kind: str, outcome: str) -> None:
        self._gestures.labels(kind, outcome).inc()

    def death(self, thread: str) -> None:
        self._deaths.labels(thread).inc()

    def alert(self, outcome: str) -> None:
        self._alerts.labels(outcome).inc()

    def call(self, method: str, answer: Answer) -> None:
        if method in set(Method):
            self._calls.labels(method, judge(answer, method).value).inc()

    def tell_clock(self, ahead: Callable[[], float]) -> None:
        """`ahead`: by how many seconds this machine's clock is ahead of Slack's."""
        about = "How far this machine's clock is ahead of Slack's."
        Gauge("concord_clock_ahead_seconds", about, registry=self.registry).set_function(ahead)

    def watch(self, engine: Engine) -> None:
        """Count the errors of this database from now on."""

        def note(context: ExceptionContext) -> None:
            self._errors.labels(type(context.sqlalchemy_exception or context.original_exception).__name__).inc()

        event.listen(engine, "handle_error", note)


class CountedWire:
    """The sender's line to Slack, its answers counted."""

    def __init__(self, wire: Wire, metrics: Metrics) -> None:
        self._wire, self._metrics = wire, metrics

    def call(self, method: str, payload: Mapping[str, Any]) -> Answer:
        answer = self._wire.call(method, payload)
        self._metrics.call(method, answer)
        return answer


class Gauges(Collector):
    """How this process is, and what the engines owe."""

    def __init__(self, health: Health, trouble: Callable[[], str | None]) -> None:
        self._health, self._trouble = health, trouble

    def describe(self) -> Iterable[Metric]:
        """Nothing is asked when it is registered."""
        return []

    def collect(self) -> Iterable[Metric]:
        yield _one(
            "concord_sender_trouble", "1 while Slack accepts no letters from this process.", bool(self._trouble())
        )
        yield from self._ages()
        owed, sign = self._health.owed(), self._health.sign
        yield _one("concord_database_up", "1 while the database answers.", owed is not None)
        yield _one("concord_database_writable", "1 while it takes what this process writes.", not sign.is_missing)
        if owed:
            for what, backlogs in owed.due.items():
                yield from _gauges(what, backlogs, owed.at)

    def _ages(self) -> Iterable[Metric]:
        if (age := self._health.beat.age()) is not None:
            yield _one("concord_last_beat_age_seconds", "Seconds since this process last checked for what is due.", age)
        if (age := self._health.line.age()) is not None:
            name = "concord_socket_mode_disconnected_seconds"
            yield _one(name, "Seconds since the connection to Slack was last up.", age)


def _gauges(what: str, backlogs: Backlogs, now: datetime) -> Iterable[Metric]:
    things = CALLED.get(what, what)
    count = GaugeMetricFamily(f"concord_{what}_due", f"{things.capitalize()} that are due now.", labels=BY_URGENCY)
    age = GaugeMetricFamily(
        f"concord_{what}_oldest_due_seconds",
        f"How long the oldest of these {things} is due.",
        labels=BY_URGENCY,
    )
    late = GaugeMetricFamily(
        f"concord_{what}_late_seconds",
        f"The same, of {things} that do not only wait for others of their channel.",
        labels=BY_URGENCY,
    )
    for urgency in Urgency:
        backlog, name = backlogs.get(urgency), urgency.name.lower()
        count.add_metric([name], backlog.count if backlog else 0)
        age.add_metric([name], _seconds(now - backlog.oldest) if backlog else 0)
        late.add_metric([name], _seconds(now - backlog.turn) if backlog else 0)
    yield from (count, age, late)


def _seconds(span: timedelta) -> float:
    return max(span.total_seconds(), 0.0)


def _one(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value=float(value))
