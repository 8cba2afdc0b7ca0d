"""Whoever decides for somebody else says so, and whose role it is says nothing."""

from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session

from bot.governance import Stage
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from bot.kernel.scope import Scope
from bot.reviews import service
from bot.reviews.progress import decision_line, verdict
from bot.reviews.seen import Seen
from tests.kernel.world import NOON
from tests.reviews.matter import paper_through

ROLES = ("medical", "legal")


@dataclass(frozen=True)
class Steads:
    """By role: for whom Ben has it, None where it is his own."""

    of: dict[str, str | None]

    def depends_on_place(self, role: str) -> bool:
        return False

    def holds(self, person: str, role: str, scope: Scope) -> bool:
        return role in self.of

    def own(self, person: str) -> list[str]:
        return [role for role, stead in self.of.items() if stead is None]

    def acting_for(self, person: str, role: str, scope: Scope) -> str | None:
        return self.of[role]


@pytest.mark.parametrize(
    ("of", "whom"),
    [
        ({"medical": None}, None),
        ({"medical": "U0PRIYA000"}, "U0PRIYA000"),
        ({"medical": None, "legal": "U0LUCAS000"}, None),
        ({"medical": "U0PRIYA000", "legal": "U0LUCAS000"}, "U0PRIYA000"),
    ],
)
def test_a_decision_says_for_whom_it_was_made(of: dict[str, str | None], whom: str | None) -> None:
    paper = paper_through([Stage.model_validate({"name": "Stage", "roles": ROLES, "decide": "any"})])
    ben = Actor("ben", "Ben", frozenset(of), rights=Steads(of))
    service.approve(Act(Session(), ben, NOON), paper, Seen.now(paper))
    [made] = paper.review.decisions
    assert made.on_behalf_of == whom
    for line in (decision_line(made), verdict(made)):
        assert (f"Ben* for <@{whom}>" in str(line) or f"Ben for <@{whom}>" in str(line)) == bool(whom)
