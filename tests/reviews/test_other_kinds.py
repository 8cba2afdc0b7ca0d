"""What is reviewed need not be a post: a review of another kind, whatever happens in it, disturbs no post."""

from pathlib import Path
from typing import Any
from unittest.mock import NonCallableMock

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot import audit
from bot.audit import outside
from bot.governance import Route, Stage
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from bot.kernel.db import Base
from bot.kernel.events import Audited, Event
from bot.kernel.subject import Subject
from bot.reviews import asking, facts, service
from bot.reviews.model import Decision, Remark, Review
from bot.reviews.seen import Seen
from bot.reviews.service import Draft
from bot.subscriptions import FACTS
from tests.kernel.world import NOON
from tests.posts.steps import PRODUCT, submitted
from tests.reviews.matter import Paper
from tests.world import Helvia

PAPER = Subject("paper", 1)
"""With the number of a post that there is."""
ROLES = frozenset({"medical", "legal"})
ROUTE = Route(name="Paper", stages=[Stage(name=name, roles=sorted(ROLES)) for name in ("First", "Second")])
ASKED = {"letters", "cards", "escalations", "pages"}
OF_REVIEWS = [fact for fact in FACTS if fact.__module__ == facts.__name__]


def about(kind: type[Event], of: Audited) -> Event:
    more: dict[str, Any] = {"stage": "First"} if kind is facts.StagePassed else {}
    return kind(who=Actor("U0ANN00000", "Ann"), when=NOON, of=of, **more)


@pytest.mark.parametrize("kind", OF_REVIEWS, ids=lambda kind: kind.word())
def test_what_follows_from_a_review_asks_first_of_what_kind_it_is(kind: type[Event]) -> None:
    of = Decision if kind is facts.DecisionMade else Remark if issubclass(kind, facts.RemarkEvent) else Review
    nothing = NonCallableMock(spec=())
    assert FACTS[kind]
    for follow in FACTS[kind]:
        follow(nothing, about(kind, of(matter=PAPER)), nothing)  # it raises where anything is looked up


def test_a_review_of_another_kind_disturbs_no_post(helvia: Helvia, tmp_path: Path) -> None:
    assert submitted(helvia, **PRODUCT) == 1
    helvia.settle()
    before = posts_and_what_is_asked(helvia)
    with helvia.session() as session:
        go_through_everything(session, helvia)
    assert len(helvia.audit("decision_made")) == 6
    helvia.settle()
    assert posts_and_what_is_asked(helvia) == before
    with helvia.database.snapshot() as session:
        audit.export(session, tmp_path / "all")
    assert outside.main(tmp_path / "all", []) == 0


def go_through_everything(session: Session, helvia: Helvia) -> None:
    """One version is asked about and approved, the next sent back, the last rejected."""
    paper = Paper(review=service.new(PAPER))

    def act(person: str) -> Act:
        return Act(session, Actor(person, person.capitalize(), ROLES), helvia.now)

    def begin(version: int) -> Seen:
        service.begin(act("ann"), paper.review, ROUTE, "", version=version, sha256=f"{version}" * 64)
        return Seen.now(paper)

    asking.ask(act("ben"), paper, begin(1), "Why?")
    asking.answer(act("ann"), paper, 1, "Because.")
    for person in ("ben", "cleo", "dan", "eve"):
        service.approve(act(person), paper, Seen.now(paper))
    service.request_changes(act("ben"), paper, begin(2), Draft("claim"))
    service.reject(act("ben"), paper, begin(3), Draft("claim"))


def posts_and_what_is_asked(helvia: Helvia) -> dict[str, list[Any]]:
    tables = [table for name, table in Base.metadata.tables.items() if name.startswith("post") or name in ASKED]
    assert len(tables) == 7
    with helvia.session() as session:
        return {table.name: [tuple(row) for row in session.execute(select(table))] for table in tables}
