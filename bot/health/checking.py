"""What `check` finds beyond the files: it asks Slack whose channels those are, and who is in which group."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from bot.governance import EVERYONE, Governance, Reviewable
from bot.governance.passing import Needed, impassable, needed
from bot.health.channels import Ask
from bot.health.vetting import SILENT, vet
from bot.kernel.actor import spoken
from bot.people import Directory


@dataclass(frozen=True, slots=True)
class Advice:
    """`refusals` keep Concord from starting; with `warnings` it starts."""

    refusals: list[str]
    warnings: list[str]


def advice(rules: Governance, people: Directory, ask: Ask) -> Advice:
    vetted = vet(rules, people, ask)
    holders = _as_the_file_says(rules) if SILENT in vetted.warnings else people.holders
    of_slack = [*vetted.missing, *vetted.warnings]
    return Advice(vetted.shared, [*of_slack, *_nameless(rules), *_impassable(rules, holders)])


def _nameless(rules: Governance) -> Iterator[str]:
    if not rules.products and any(route.names_product for route in rules.routes_of(Reviewable.POST)):
        yield "`products` is empty: posts are searched for the brands of accounts only."


def _impassable(rules: Governance, holders: Callable[[str], Iterable[str]]) -> Iterator[str]:
    """Routes that different people cannot pass as things are."""
    for route in rules.routes:
        if lacking := impassable(route, holders):
            wanted = " and ".join(f"{_role(each)} in the stage “{route.stages[each.stage].name}”" for each in lacking)
            yield (
                f"The route “{route.name}” cannot be passed: nobody is left as {wanted}. Name more people, or write "
                "`same_person: allowed`."
            )


def _role(approval: Needed) -> str:
    return " or ".join(spoken(role) for role in approval.roles)


def _as_the_file_says(rules: Governance) -> Callable[[str], list[str]]:
    """Each group as people enough, since nobody says how many it has."""
    most = max(len(list(chain.from_iterable(map(needed, route.stages)))) for route in rules.routes)

    def holders(role: str) -> list[str]:
        members = [each for each in rules.named(role) if each != EVERYONE]
        groups = [f"{each}:{number}" for each in members if each.startswith("S") for number in range(most)]
        return [each for each in members if not each.startswith("S")] + groups

    return holders
