"""A Concord with two tokens and no file."""

from collections.abc import Iterator

import pytest

from bot.kernel.db import Database
from sandbox.desk.answers import Value
from sandbox.desk.outcome import Outcome
from sandbox.server import Sandbox
from tests.conftest import OVER
from tests.world import Helvia, connected

INES, MARTA, THOMAS = "U0INES0000", "U0MARTA000", "U0THOMAS00"
ESSENTIALS: dict[str, Value] = {
    "company": "Helvia Pharma",
    "war_room": "C0WARROOM0",
    "reviews": "C0REVIEWS0",
    "community_manager": [MARTA],
    "crisis_lead": [THOMAS],
}
ROLES = ("medical", "legal", "regulatory", "brand", "leadership", "spokesperson")
WHOLE: dict[str, Value] = {**ESSENTIALS, **{role: [THOMAS] for role in ROLES}}
"""So that a file which says this can be taken into use."""


@pytest.fixture
def unset(own_sandbox: Sandbox, database: Database) -> Iterator[Helvia]:
    url = database.engine.url.render_as_string(hide_password=False)
    with connected(own_sandbox, url, OVER, governance_file=None) as concord:
        concord.following.look()
        yield Helvia(own_sandbox, own_sandbox.workspace, concord)


def set_up(helvia: Helvia, **answers: Value) -> Outcome:
    ines = helvia.desk("ines")
    ines.type("#general", "/social setup")
    ines.fill({**ESSENTIALS, **answers})
    outcome = ines.submit()
    helvia.concord.following.look()
    return outcome
