"""A company whose governance wants a review of its changes, and a file that may say something else."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.changes.steps import REVIEWED
from tests.world import Helvia

Write = Callable[[str], object]


@pytest.fixture
def write(helvia: Helvia, tmp_path: Path) -> Iterator[Write]:
    """Puts something else into the governance file; what stands there first is in force."""
    in_force, before = helvia.concord.in_force, helvia.concord.governance
    given, in_force.file = in_force.file, tmp_path / "governance.yml"
    in_force.file.write_text(REVIEWED)
    helvia.concord.following.look()
    helvia.concord.following.read_again()
    yield lambda text: in_force.file and in_force.file.write_text(text)
    in_force.file = given
    in_force.take_up(before)
