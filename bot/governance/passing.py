"""Whether different people can pass a route: each approval that it needs, and who could give it."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, filterfalse

from bot.governance.matching import matching
from bot.governance.roles import EVERYONE, is_group
from bot.governance.routes import Route, Stage
from bot.governance.rules import Governance
from bot.kernel.actor import spoken

Holders = Callable[[str], Iterable[str]]


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


def impassable(route: Route, holders: Holders) -> list[Needed]:
    """What keeps whatever takes the route from ever passing it, whoever wrote none of it."""
    approvals = [each for number, stage in enumerate(route.stages) for each in needed(stage, number)]
    can_give: dict[str, list[Needed]] = {}
    for approval in approvals:
        for person in dict.fromkeys(each for role in approval.roles for each in holders(role)):
            can_give.setdefault(person, []).append(approval)
    return lacking(approvals, can_give, same_person=route.same_person == "allowed")


def wanted(route: Route, approvals: Iterable[Needed]) -> str:
    """`legal or regulatory in the stage “Last” and …`."""
    return " and ".join(
        f"{' or '.join(map(spoken, each.roles))} in the stage “{route.stages[each.stage].name}”" for each in approvals
    )


def blocked(rules: Governance, holders: Holders) -> Iterator[tuple[Route, str]]:
    """Routes that different people cannot pass as things are, each with a sentence about it."""
    for route in rules.routes:
        if approvals := impassable(route, holders):
            yield (
                route,
                f"The route “{route.name}” cannot be passed: nobody is left as {wanted(route, approvals)}. Name more "
                "people, or write `same_person: allowed`.",
            )


def as_the_file_says(rules: Governance) -> Holders:
    """Each group as people enough, since nobody says how many it has."""
    most = max(len(list(chain.from_iterable(map(needed, route.stages)))) for route in rules.routes)

    def holders(role: str) -> list[str]:
        members = [each for each in rules.named(role) if each != EVERYONE]
        groups = [f"{each}:{number}" for each in filter(is_group, members) for number in range(most)]
        return [*filterfalse(is_group, members), *groups]

    return holders
