"""Something to review that is no post, and that no database knows."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session

from bot.governance import Route, Stage
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from bot.kernel.scope import CENTRE, Scope
from bot.kernel.subject import Subject
from bot.reviews import course, service
from bot.reviews.model import Review, Verdict
from bot.reviews.seen import Seen
from tests.kernel.world import NOON

Holdings = dict[str, frozenset[str]]
"""Who holds which roles."""


@dataclass
class Paper:
    writers: frozenset[str] = frozenset({"ann"})
    review: Review = field(default_factory=lambda: service.new(Subject("paper", 7)))
    meanings: dict[Verdict, str] = field(default_factory=lambda: {each: f"I {each} this paper" for each in Verdict})
    id: int = 7
    status: str = "in review"
    label: str = "paper 7"
    name: str = "paper 7"
    shown_by: str = "/paper show 7"
    changed_by_name: str = "Ann"

    def keep(self, _session: Session, _words: str, _at: datetime) -> None: ...

    def scopes(self, _: Session) -> tuple[Scope]:
        return (CENTRE,)


def paper_through(stages: list[Stage], *, same_person: bool = False, writer: str = "ann") -> Paper:
    """In the first of these stages."""
    paper = Paper(frozenset({writer}))
    route = Route(name="Paper", stages=stages, same_person="allowed" if same_person else "refused")
    service.begin(Act(Session(), Actor(writer, writer), NOON), paper.review, route, "", version=1, sha256="0" * 64)
    return paper


def act(person: str, roles: frozenset[str] = frozenset()) -> Act:
    return Act(Session(), Actor(person, person, roles), NOON)


def approve(paper: Paper, holdings: Holdings, person: str) -> None:
    service.approve(act(person, holdings[person]), paper, Seen.now(paper))


def holders_in(holdings: Holdings) -> course.Holders:
    return lambda role: {person: None for person, roles in holdings.items() if role in roles}
