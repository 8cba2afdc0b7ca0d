"""Who holds which role is on record."""

import pytest

from tests.world import Helvia


@pytest.fixture
def on_record(helvia: Helvia) -> None:
    helvia.introduce()
    helvia.concord.standings.notice()
