"""How long a test waits for what has to come, before it fails."""

from collections.abc import Callable
from pathlib import Path

from sandbox.workspace import Workspace

PATIENCE_S = 60.0
"""Longer than anything takes that comes at all, however busy the machine."""


def until(is_so: Callable[[], object], workspace: Workspace, log: Path | None = None) -> None:
    """Looks again at each change of the workspace; `log`: of the process that was to make it so."""
    version = workspace.changes.version
    while not is_so():
        newest = workspace.changes.wait(version, PATIENCE_S)
        assert newest != version, log.read_text() if log else "nothing changes any more"
        version = newest
