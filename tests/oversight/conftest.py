"""A company whose governance file may say something else."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.oversight.steps import RULES, Write, governed_by
from tests.world import Helvia


@pytest.fixture
def write(helvia: Helvia, tmp_path: Path) -> Iterator[Write]:
    """Puts something else into the governance file of the process that takes gestures."""
    with governed_by(helvia, tmp_path / "governance.yml", RULES) as to:
        to(RULES)
        yield to
