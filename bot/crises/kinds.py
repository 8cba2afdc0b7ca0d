"""Of which kind a crisis is: one of the company's playbooks."""

from collections.abc import Collection

from bot.crises.facts import KindChosen, tell
from bot.crises.life import LIFE, Action
from bot.crises.model import Crisis
from bot.kernel.act import Act
from bot.kernel.problems import Problems

NO_KIND = "Choose a kind."
UNKNOWN = "The playbooks changed and this kind is gone. Choose another."
THE_SAME = "It is of this kind already."


def choose(act: Act, crisis: Crisis, kind: str, known: Collection[str]) -> None:
    """From now on its checklist is that of this kind; raises Invalid where it is none, or the same."""
    LIFE.require(act, crisis, Action.CHOOSE_KIND)
    problems = Problems()
    problems.needed("kind", kind, NO_KIND)
    problems.note("kind", problem_of(kind, known))
    problems.note("kind", THE_SAME if kind == crisis.kind else "")
    problems.refuse()
    crisis.kind = kind
    tell(act, KindChosen, crisis, kind)


def problem_of(kind: str, known: Collection[str]) -> str:
    """Why a crisis cannot be of that kind; nothing where it can, or where none is named."""
    return UNKNOWN if kind and kind not in known else ""
