"""A company whose governance wants a review of its changes, and a file that may say something else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.changes.steps import REVIEWED
from tests.oversight.steps import Write, governed_by
from tests.world import Helvia


@pytest.fixture
def write(helvia: Helvia, tmp_path: Path) -> Iterator[Write]:
    """Puts something else into the governance file; what stands there first is in force."""
    with governed_by(helvia, tmp_path / "governance.yml", REVIEWED) as to:
        helvia.concord.following.read_again()
        yield to
