"""Whatever waits when somebody leaves, somebody who is there is asked at once: cases, and everybody in turn."""

from collections.abc import Callable
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests import steps, thoroughness
from tests.accounts.steps import propose
from tests.people.steps import empty, leave
from tests.posts.steps import PRODUCT, directly, submitted
from tests.world import Helvia

pytestmark = [pytest.mark.any_database, pytest.mark.usefixtures("on_record")]

FILE = Path(__file__).parents[1] / "cases" / "people-who-leave.yml"
CASES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text())
WAITS: dict[str, Callable[[Helvia], object]] = {
    "review": lambda world: submitted(world, **PRODUCT),
    "review by sofia": lambda world: submitted(world, "sofia", **PRODUCT),
    "account": steps.register_account,
    "proposal": lambda world: propose(world.desk("jonas")),
}
PEOPLE = ("jonas", "sofia", "marta", "priya")


def goes(world: Helvia, whoever: str) -> None:
    (empty if whoever.startswith("S0") else leave)(world, whoever)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_somebody_is_asked_at_once(helvia: Helvia, case: dict[str, Any]) -> None:
    WAITS[case["waits"]](helvia)
    before = {handle: directly(helvia, handle) for handle in case["asked"]}
    goes(helvia, case["leaves"])
    for handle, words in case["asked"].items():
        assert words in directly(helvia, handle).removeprefix(before[handle]), handle


def buttons(world: Helvia, handle: str) -> str:
    return "".join(str(each.blocks) for each in world.direct(handle))


def has_somebody(world: Helvia, waits: str, here: list[str]) -> bool:
    """Whether somebody who is there can do it with a button, or the administrator reads that nobody is left."""
    can = {"account": "accounts.take_over", "proposal": "accounts.approve", "review": "posts.approve"}[waits]
    return any(can in buttons(world, each) for each in here) or "Nobody is left" in directly(world, "ines")


ORDERS = [*permutations(PEOPLE, 2), *permutations(PEOPLE, 3)]
TRIED = ORDERS if thoroughness.TIMES > 1 else ORDERS[::3]
"""One in three in each run, all in `make torture`."""


@pytest.mark.parametrize("waits", ["account", "proposal", "review"])
@pytest.mark.parametrize("leavers", TRIED, ids="-".join)
def test_whoever_leaves_and_in_whatever_order_somebody_is_asked(
    helvia: Helvia, waits: str, leavers: tuple[str, ...]
) -> None:
    WAITS[waits](helvia)
    for each in leavers:
        leave(helvia, each)
    needs_nobody_new = waits == "account" and not {"jonas", "sofia"} & set(leavers)
    here = ["ines", *(each for each in PEOPLE if each not in leavers)]
    assert needs_nobody_new or has_somebody(helvia, waits, here)
