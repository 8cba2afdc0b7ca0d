import pytest

from bot.kernel.db import Database
from tests.kernel.watching import Watch
from tests.kernel.world import World


@pytest.fixture
def world(database: Database) -> World:
    return World(database)


@pytest.fixture
def watch(database: Database) -> Watch:
    return Watch(database)
