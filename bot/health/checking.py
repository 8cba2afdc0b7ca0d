"""What `check` finds beyond the files: it asks Slack whose channels those are, and who is in which group."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.governance import Governance, Reviewable, passing
from bot.health.channels import Ask
from bot.health.vetting import SILENT, vet
from bot.people import Directory


@dataclass(frozen=True, slots=True)
class Advice:
    """`refusals` keep Concord from starting; with `warnings` it starts. `known_as` is who it is, once Slack said so."""

    refusals: list[str]
    warnings: list[str]
    known_as: str = ""

    def __add__(self, other: "Advice") -> "Advice":
        known_as = self.known_as or other.known_as
        return Advice([*self.refusals, *other.refusals], [*self.warnings, *other.warnings], known_as)


def advice(rules: Governance, people: Directory, ask: Ask) -> Advice:
    vetted = vet(rules, people, ask)
    holders = passing.as_the_file_says(rules) if SILENT in vetted.warnings else people.holders
    blocked = [sentence for _, sentence in passing.blocked(rules, holders) if sentence not in vetted.refused]
    return Advice(vetted.refused, [*vetted.missing, *vetted.warnings, *_nameless(rules), *blocked])


def _nameless(rules: Governance) -> Iterator[str]:
    if not rules.products and any(route.names_product for route in rules.routes_of(Reviewable.POST)):
        yield "`products` is empty: posts are searched for the brands of accounts only."
