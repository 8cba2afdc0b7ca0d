"""What only Slack knows of the governance that a file says and that is not in force: it is asked beforehand, so that
nobody waits for it who takes that into use.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from time import monotonic
from typing import Any, Protocol

import structlog

from bot.governance import Governance, GovernanceError, InForce, Reviewable, is_group, passing
from bot.health import channels
from bot.health.channels import Ask
from bot.people import Directory, Person, Unreachable
from bot.people.memory import Source

AGAIN_S = 60.0
"""So old an answer may be: somebody may have been invited since."""
SILENT = "Slack does not answer: channels, people and groups were not checked."

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Vetted:
    """`refused` is what must not be: channels that others read, rules that nobody could change. `missing` is what Slack
    does not know; with `warnings` alone it is taken into use.
    """

    refused: list[str]
    missing: list[str]
    warnings: list[str]

    @property
    def mistakes(self) -> list[str]:
        return [*self.refused, *self.missing]


def vet(rules: Governance, people: Directory, ask: Ask) -> Vetted:
    """`people` go by these rules."""
    try:
        people.warm()
    except Unreachable:
        return Vetted([], [], [SILENT])
    shared = [each.sentence for each in channels.look(rules, ask).values() if each]
    missing = [*channels.oddities(rules, ask), *_unknown(rules, people)]
    return Vetted([*shared, *_unchangeable(rules, people)], missing, [*_gone(rules, people)])


def _unchangeable(rules: Governance, people: Directory) -> Iterator[str]:
    """Where everybody is gone who could approve that these are changed again."""
    blocked = passing.blocked(rules, people.holders)
    return (sentence for route, sentence in blocked if Reviewable.GOVERNANCE in route.of)


def _unknown(rules: Governance, people: Directory) -> Iterator[str]:
    for each in rules.members():
        if is_group(each):
            if not people.present([each]):
                yield f"{_where(rules, each)}: the user group {each} has nobody, or there is none. Check the id."
        elif (person := people.person(each)).is_outside or person.is_guest:
            yield f"{_where(rules, each)}: {each} is no member of your workspace. Check the id."


def _gone(rules: Governance, people: Directory) -> Iterator[str]:
    persons = [people.person(each) for each in rules.members() if not is_group(each)]
    return (f"{_where(rules, each.id)}: {each.name} has left." for each in persons if _has_left(each))


def _has_left(person: Person) -> bool:
    return not (person.is_active or person.is_outside or person.is_guest)


def _where(rules: Governance, member: str) -> str:
    """The roles that name it, or the policies."""
    return ", ".join(f"roles.{role}" for role in rules.roles if member in rules.named(role)) or "policies"


class Slack(Source, Protocol):
    def channel(self, channel_id: str) -> Mapping[str, Any] | None: ...


class Vetting:
    """One process's, of its own file."""

    def __init__(self, in_force: InForce, slack: Callable[[Governance], Slack]) -> None:
        """`slack` is asked as those rules say of whose workspace it is."""
        self._in_force, self._slack = in_force, slack
        self._known: tuple[str, Vetted, float] | None = None

    def look(self) -> None:
        """Ask about what the file says: as soon as that is another, and then again and again until it is in force."""
        rules = self._waiting()
        if rules is None:
            self._known = None
        elif self.of(rules.sha256) is None or self._is_old():
            self._known = rules.sha256, self._ask(rules), monotonic()

    def of(self, sha256: str) -> Vetted | None:
        """What was answered about the governance with that hash; None where nobody was asked yet."""
        match self._known:  # read once: the next look may forget it meanwhile
            case (known, vetted, _) if known == sha256:
                return vetted
        return None

    def is_right(self) -> bool:
        """Whether Slack knows nothing against what the file says now: for somebody who can wait until it answers."""
        rules = self._waiting()
        if mistakes := self._ask(rules).mistakes if rules else []:
            log.error("governance_refused", why=mistakes)
        return not mistakes

    def _ask(self, rules: Governance) -> Vetted:
        """As if they were in force."""
        slack = self._slack(rules)
        with closing(Directory(slack, InForce(rules))) as people:
            return vet(rules, people, slack.channel)

    def _is_old(self) -> bool:
        return self._known is not None and monotonic() - self._known[2] > AGAIN_S

    def _waiting(self) -> Governance | None:
        """What cannot be read has mistakes of its own."""
        try:
            if not self._in_force.file or self._in_force.is_in_file(self._in_force().sha256):
                return None
            return self._in_force.read_again()
        except GovernanceError:
            return None
