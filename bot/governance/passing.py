"""Whether different people can pass a route: each approval that it needs, and who could give it."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.governance.matching import matching
from bot.governance.routes import Route, Stage


@dataclass(frozen=True, slots=True)
class Needed:
    """One approval: in which stage (counted from 0), and the roles of which its giver must hold one."""

    stage: int
    roles: tuple[str, ...]


def needed(stage: Stage, number: int = 0) -> list[Needed]:
    """The approvals that a stage needs, each of a different person; one where any of its roles will do."""
    if stage.decide == "any":
        return [Needed(number, tuple(stage.roles))]
    return [Needed(number, (role,)) for role in dict.fromkeys(stage.roles)]


def fitting(roles: Collection[str], approvals: Iterable[Needed]) -> list[Needed]:
    """The approvals that somebody with these roles can give."""
    return [each for each in approvals if not set(each.roles).isdisjoint(roles)]


def lacking(
    approvals: Sequence[Needed], can_give: Mapping[str, Collection[Needed]], *, same_person: bool
) -> list[Needed]:
    """The approvals that nobody is left for, where each person gives one; with `same_person` one may give several."""
    given = {each for gives in can_give.values() for each in gives} if same_person else set(matching(can_give))
    return [each for each in approvals if each not in given]


def impassable(route: Route, holders: Callable[[str], Iterable[str]]) -> list[Needed]:
    """What keeps the route's posts from ever being cleared, whoever writes none of them."""
    approvals = [each for number, stage in enumerate(route.stages) for each in needed(stage, number)]
    can_give: dict[str, list[Needed]] = {}
    for approval in approvals:
        for person in dict.fromkeys(each for role in approval.roles for each in holders(role)):
            can_give.setdefault(person, []).append(approval)
    return lacking(approvals, can_give, same_person=route.same_person == "allowed")
