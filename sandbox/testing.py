"""The sandbox for tests: one server a session, a fresh workspace a test, a clock that stands still."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sandbox.helvia import COMPANY_FILE
from sandbox.server import Sandbox
from sandbox.workspace import Workspace
from sandbox.workspace.company import Company
from sandbox.workspace.manifest import Manifest

PING_SECONDS = 0.1
"""So that closing an app's socket takes a tenth of a second instead of three."""

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
"""Where the still clock stands at first: a Monday, four weeks before Europe's clocks change."""


@contextmanager
def running(
    manifest: Manifest | Path, *, company: Path = COMPANY_FILE, clock_file: Path | None = None
) -> Iterator[Sandbox]:
    """A sandbox on a free loopback port; `fresh` it before each test."""
    if isinstance(manifest, Path):
        manifest = Manifest.read(manifest)
    sandbox = Sandbox(Workspace(Company.read(company), manifest, clock_file), ping_seconds=PING_SECONDS).start()
    fresh(sandbox)
    try:
        yield sandbox
    finally:
        sandbox.stop()


def fresh(sandbox: Sandbox, now: datetime = MONDAY) -> Workspace:
    """The company's first day again, at `now`; the app stays connected."""
    workspace = sandbox.workspace
    sandbox.reset()
    workspace.clock.freeze(now)
    workspace.limits.are_on = False
    workspace.has_new_blocks = True
    sandbox.recover()
    return workspace
