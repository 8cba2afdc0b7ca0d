"""A role that is granted or ended in one process is so in all, also in one that starts afterwards."""

from collections.abc import Iterator

import pytest

from bot.app import Concord
from tests.delegation.steps import grant
from tests.world import Helvia


@pytest.fixture
def other(helvia: Helvia) -> Iterator[Concord]:
    with helvia.another() as concord:
        concord.warm()
        yield concord


def test_another_process_learns_of_a_grant_and_of_its_end(helvia: Helvia, other: Concord) -> None:
    assert grant(helvia, "ines", person="U0HANA0000", role="brand").ok
    other.news.read()
    assert other.people.actor("U0HANA0000").has("brand")
    overview = helvia.desk("ines").type("#general", "/social roles")
    assert overview.message is not None
    assert helvia.press("ines", overview.message, "delegation.end").ok
    other.news.read()
    assert not other.people.actor("U0HANA0000").has("brand")


def test_a_process_that_starts_anew_knows_who_left_of_those_to_whom_a_role_was_granted(
    helvia: Helvia, other: Concord
) -> None:
    assert grant(helvia, "ines", person="U0HANA0000", role="brand").ok
    assert grant(helvia, "ines", person="U0DAVID000", role="brand").ok
    helvia.workspace.roster.deactivate("hana")
    helvia.sandbox.events.settle()
    other.warm()
    assert other.people.holders("brand") == ["U0MARTA000", "U0DAVID000"]
