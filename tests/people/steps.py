"""How tests let people leave."""

from tests.world import Helvia

MEDICAL = "S0MEDICAL0"


def leave(helvia: Helvia, handle: str) -> None:
    helvia.workspace.roster.deactivate(handle)
    helvia.settle()


def empty(helvia: Helvia, group: str = MEDICAL) -> None:
    helvia.workspace.roster.set_group(group, [])
    helvia.settle()
