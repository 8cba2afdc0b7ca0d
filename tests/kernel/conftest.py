import pytest

from bot.kernel.db import Database
from tests.kernel.world import World


@pytest.fixture
def world(database: Database) -> World:
    return World(database)
