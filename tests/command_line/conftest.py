"""What the processes run against."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.settings import PACKAGED_GOVERNANCE
from sandbox.server import Sandbox
from sandbox.testing import fresh, running
from tests.command_line.process import ROOT
from tests.ports import free_port


@pytest.fixture(scope="module")
def slack() -> Iterator[Sandbox]:
    """A sandbox of these tests' own, so that the processes are the only ones connected."""
    with running(ROOT / "manifest.yml") as sandbox:
        yield sandbox


@pytest.fixture
def environment(slack: Sandbox, tmp_path: Path) -> dict[str, str]:
    fresh(slack)
    slack.use_sockets()
    own = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'concord.db'}",
        "PORT": str(free_port()),
        "PYTHONPATH": str(ROOT),
        "GOVERNANCE_FILE": str(PACKAGED_GOVERNANCE),
    }
    return {**{name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}, **slack.environment, **own}
