"""A sandbox, addresses and a Concord of these tests' own: they cut Slack off."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import PACKAGED_GOVERNANCE
from sandbox.server import Sandbox
from sandbox.testing import fresh
from tests.conftest import empty, patient
from tests.reliability import outage
from tests.reliability.nursery import Nursery, nursery
from tests.reliability.outage import SECRET, Addresses, Outage
from tests.world import Running, connected


@pytest.fixture
def home(slack: Sandbox, database_url: str, tmp_path: Path) -> Iterator[Nursery]:
    """Whose workers know the `slack` of a test."""
    own = {"DATABASE_URL": database_url, "LOG_LEVEL": "ERROR", "GOVERNANCE_FILE": str(PACKAGED_GOVERNANCE)}
    with nursery({**os.environ, **slack.environment, **own}, tmp_path / "log") as started:
        yield started


@pytest.fixture(scope="session")
def addresses() -> Iterator[Addresses]:
    started = Addresses()
    yield started
    started.close()


@pytest.fixture(scope="session")
def own_slack() -> Iterator[Sandbox]:
    with patient() as sandbox:
        yield sandbox


@pytest.fixture(scope="session")
def rules(addresses: Addresses, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return outage.write_rules(tmp_path_factory.mktemp("rules"), addresses)


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def crew(
    request: pytest.FixtureRequest,
    own_slack: Sandbox,
    rules: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("outage")
    if request.param == "sqlite":
        url = f"sqlite:///{shutil.copy(request.getfixturevalue('sqlite_file'), folder / 'concord.db')}"
    else:
        url = request.getfixturevalue("postgres_url")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CONCORD_WAY_PAGER_TOKEN", SECRET)
        with connected(own_slack, url, **outage.settings(rules)) as concord:
            concord.warm()  # as a process does when it starts
            yield concord


@pytest.fixture
def helvia(own_slack: Sandbox, crew: Running, addresses: Addresses, rules: Path) -> Iterator[Outage]:
    """Helvia Pharma on its first day, with addresses for when Slack is gone."""
    world = Outage(own_slack, fresh(own_slack), crew)
    world.addresses, world.rules = addresses, rules
    world.forget()
    yield world
    own_slack.recover()
    world.forget()
    world.introduce()  # Slack may have been gone, and is not asked again for some seconds then
    addresses.clear()
    empty(crew.database)
