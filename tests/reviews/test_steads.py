"""Whoever decides for somebody else says so, and it counts as that person's decision too."""

from contextlib import suppress
from dataclasses import dataclass
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from bot.governance import Stage
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from bot.kernel.errors import Forbidden, Refused
from bot.kernel.scope import Scope
from bot.reviews import course, service
from bot.reviews.life import Deed
from bot.reviews.progress import decision_line, verdict
from bot.reviews.seen import Seen
from tests.kernel.world import NOON
from tests.reviews.matter import Paper, paper_through
from tests.reviews.test_one_voice import PEOPLE, ROLES, STAGES, approvals_of

Held = dict[str, str | None]
"""By role: in whose stead, None where it is their own."""


@dataclass(frozen=True)
class Steads:
    of: Held

    def depends_on_place(self, role: str) -> bool:
        return False

    def holds(self, person: str, role: str, scope: Scope) -> bool:
        return role in self.of

    def own(self, person: str) -> list[str]:
        return [role for role, stead in self.of.items() if stead is None]

    def drafts_for(self, person: str) -> list[str]:
        return []

    def barred(self, person: str, deed: str) -> str:
        return ""

    def acting_for(self, person: str, role: str, scope: Scope) -> str | None:
        return self.of[role]


def act(person: str, held: Held) -> Act:
    return Act(Session(), Actor(person, person.capitalize(), frozenset(held), rights=Steads(held)), NOON)


def approve(paper: Paper, person: str, held: Held) -> None:
    service.approve(act(person, held), paper, Seen.now(paper))


def stage(*roles: str, decide: str = "any") -> Stage:
    return Stage.model_validate({"name": "Stage", "roles": roles, "decide": decide})


@pytest.mark.parametrize(
    ("of", "whom"),
    [
        ({"medical": None}, None),
        ({"medical": "U0PRIYA000"}, "U0PRIYA000"),
        ({"medical": None, "legal": "U0LUCAS000"}, None),
        ({"medical": "U0PRIYA000", "legal": "U0LUCAS000"}, "U0PRIYA000"),
    ],
)
def test_a_decision_says_for_whom_it_was_made(of: Held, whom: str | None) -> None:
    paper = paper_through([stage("medical", "legal")])
    approve(paper, "ben", of)
    [made] = paper.review.decisions
    assert made.on_behalf_of == whom
    for line in (decision_line(made), verdict(made)):
        assert (f"Ben* for <@{whom}>" in str(line) or f"Ben for <@{whom}>" in str(line)) == bool(whom)


def test_a_decision_is_made_with_ones_own_roles_or_with_those_of_one_other_person() -> None:
    paper = paper_through([stage("medical", "legal", decide="all")])
    approve(paper, "ben", {"medical": "cleo", "legal": None})
    assert paper.review.decisions[0].roles == ["legal"]


def test_nobody_decides_for_whoever_wrote_it() -> None:
    paper = paper_through([stage("medical", "legal")])
    with pytest.raises(Forbidden, match="Whoever you stand in for wrote paper 7"):
        approve(paper, "ben", {"medical": "ann"})
    approve(paper, "ben", {"medical": "ann", "legal": "cleo"})
    assert paper.review.decisions[0].on_behalf_of == "cleo"


def test_a_decision_for_somebody_is_theirs_too() -> None:
    paper = paper_through([stage("medical"), stage("legal")])
    approve(paper, "ben", {"medical": "cleo"})
    with pytest.raises(Forbidden, match="Ben decided on paper 7 for you"):
        approve(paper, "cleo", {"legal": None})
    with pytest.raises(Forbidden, match="Whoever you stand in for decided on paper 7"):
        approve(paper, "dan", {"legal": "cleo"})
    allowed = paper_through([stage("medical"), stage("legal")], same_person=True)
    approve(allowed, "ben", {"medical": "cleo"})
    approve(allowed, "cleo", {"legal": None})
    assert not course.is_open(allowed.review)


STEADS = st.fixed_dictionaries(
    {who: st.dictionaries(st.sampled_from(ROLES), st.none() | st.sampled_from(PEOPLE)) for who in PEOPLE}
).map(
    lambda people: {
        who: {role: None if stead == who else stead for role, stead in held.items()} for who, held in people.items()
    }
)


@given(STAGES, STEADS, st.lists(st.sampled_from(PEOPLE), max_size=20))
@settings(max_examples=200)
def test_no_version_passes_with_a_person_and_their_stand_in_where_two_are_needed(
    stages: list[Stage], held: dict[str, Held], order: list[str]
) -> None:
    paper = paper_through(stages)
    for person in order:
        with suppress(Refused):
            approve(paper, person, held[person])
    voices = [{made.who, made.on_behalf_of or made.who} for made in paper.review.decisions]
    assert all(one.isdisjoint(other) for one, other in combinations([*voices, paper.writers], 2))
    if not course.is_open(paper.review):
        assert len(voices) >= len(approvals_of(stages))


@given(STAGES, STEADS, st.lists(st.sampled_from(PEOPLE), max_size=6), st.booleans())
def test_whoever_is_waited_for_may_decide(
    stages: list[Stage], held: dict[str, Held], order: list[str], same_person: bool
) -> None:
    paper = paper_through(stages, same_person=same_person)
    for person in order:
        with suppress(Refused):
            approve(paper, person, held[person])
    if not course.is_open(paper.review):
        return
    waited_for = course.people_waited_for(
        paper, lambda role: {who: roles[role] for who, roles in held.items() if role in roles}
    )
    assert set(waited_for) == {who for who in PEOPLE if course.may_help(act(who, held[who]), paper)}
    for person in waited_for:
        service.require_decision(act(person, held[person]), paper, Seen.now(paper), Deed.APPROVE)
