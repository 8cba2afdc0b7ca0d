"""docs/operations.md and SECURITY.md tell what is true: their commands work, their metrics and tables exist."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from prometheus_client.core import Metric

from bot.health import pruning
from bot.kernel.db import Database
from bot.migrations import migrate
from bot.tables import TABLES
from tests.kernel.world import LONG, ROOM, SECOND, World
from tests.patience import PATIENCE_S
from tests.world import Running

ROOT = Path(__file__).parents[1]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
SECURITY = (ROOT / "SECURITY.md").read_text()
TOOLS = "SELECT setting FROM pg_config() WHERE name = 'BINDIR'"
COMMANDS = re.findall(r"```sh\n(.*?)```", OPERATIONS, re.DOTALL)
BACK_UP, RESTORE, LOOK_FIRST = {"sqlite": 0, "postgresql": 1}, {"sqlite": 2, "postgresql": 3}, 4
ALERTS = re.findall(r"^\| .+? \| `(.+)` \| .+ \|$", OPERATIONS.partition("## Six alerting rules")[2], re.MULTILINE)
SERIES = re.compile(r'(concord_\w+)(?:\{(\w+)(=|!=)"(\w+)"\})?')


class Operator:
    """Types what the page says, in the folder of the database."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._folder, self._kind = folder, database.engine.dialect.name
        path = [str(Path(sys.executable).parent)]
        self._environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        if not database.is_sqlite:
            with database.engine.connect() as connection:
                path.append(connection.exec_driver_sql(TOOLS).scalar_one())
            url = database.engine.url.set(drivername="postgresql")
            self._environment["DATABASE_URL"] = url.render_as_string(hide_password=False)
        self._environment["PATH"] = os.pathsep.join([*path, os.environ["PATH"]])

    def back_up(self) -> None:
        self._type(COMMANDS[BACK_UP[self._kind]])

    def restore(self) -> str:
        return self._type(COMMANDS[RESTORE[self._kind]] + COMMANDS[LOOK_FIRST])

    def _type(self, commands: str) -> str:
        words = ["bash", "-e", "-c", commands]
        done = subprocess.run(
            words, cwd=self._folder, env=self._environment, capture_output=True, text=True, timeout=PATIENCE_S
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@pytest.fixture
def world(own_database: Database) -> World:
    migrate(own_database)
    return World(own_database)


@pytest.fixture
def operator(own_database: Database, tmp_path: Path) -> Operator:
    return Operator(own_database, tmp_path)


def test_what_was_backed_up_is_there_again_after_a_restore_and_what_was_sent_since_is_not_said_again(
    world: World, operator: Operator, tmp_path: Path
) -> None:
    world.post("sent")
    world.drain()
    world.post("message")
    world.show("card", "card")
    world.post("withdrawn")
    before = world.states()
    operator.back_up()
    world.withdraw("withdrawn")
    world.drain(over=10 * SECOND)
    world.post("later")
    world.database.close()
    assert "The audit trail is intact" in operator.restore()
    assert world.states() == before
    [backup] = [file for file in tmp_path.iterdir() if file.name in ("concord-backup.db", "concord.dump")]
    assert oct(backup.stat().st_mode & 0o777) == "0o600"
    restored = World(world.database)
    restored.slack = world.slack
    restored.sender = restored.another_sender()
    restored.clock.forward(2 * LONG)
    restored.drain(over=10 * SECOND)
    assert sorted(world.slack.texts(ROOM)) == ["card", "message", "sent", "withdrawn"]
    assert set(restored.states().values()) == {"sent"}


def test_there_are_six_alerts() -> None:
    assert len(ALERTS) == 6


@pytest.fixture
def metrics(concord: Running) -> Sequence[Metric]:
    """All that there are, once everything has happened."""
    concord.metrics.alert("refused")
    concord.metrics.time("command", 0.1)
    concord.metrics.count("command", "failed")
    concord.metrics.death("sender")
    concord.health.beat.mark()
    concord.health.line.mark()
    return list(concord.metrics.registry.collect())


@pytest.mark.parametrize("alert", ALERTS)
def test_each_alert_asks_for_metrics_that_exist(alert: str, metrics: Sequence[Metric]) -> None:
    samples = [sample for metric in metrics for sample in metric.samples]
    asked = SERIES.findall(alert)
    assert asked
    for name, label, sign, value in asked:
        labels = [sample.labels for sample in samples if sample.name == name]
        assert labels, name
        assert not label or all(label in each for each in labels), (name, label)
        assert sign != "=" or value in {each[label] for each in labels}, (name, label, value)
    assert alert.count("(") == alert.count(")")


def test_each_metric_is_named(metrics: Sequence[Metric]) -> None:
    rows = dict(re.findall(r"^\| `(concord_\w+)` \| (.+) \|$", OPERATIONS, re.MULTILINE))
    counted = {metric.name + ("_total" if metric.type == "counter" else ""): metric.documentation for metric in metrics}
    assert rows == counted


def test_the_retention_of_each_table_is_told_as_it_is() -> None:
    rows = re.findall(r"^\| ((?:`\w+`(?:, )?)+): .+? \| (.+) \|$", SECURITY, re.MULTILINE)
    retention = {table: how_long for tables, how_long in rows for table in re.findall(r"`(\w+)`", tables)}
    assert retention.keys() == TABLES
    days = {f"{each.days} day" for _, each in pruning.JOBS}
    limits: Mapping[str, set[str]] = {table: set(re.findall(r"\d+ day", words)) for table, words in retention.items()}
    assert set().union(*limits.values()) | {f"{pruning.ENDS_KEPT.days} day"} == days
