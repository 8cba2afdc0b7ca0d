"""Posts against a plain model of their life, whoever does whatever to them in whatever order."""

from collections.abc import Callable
from datetime import timedelta
from typing import ClassVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.accounts import outlet
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from bot.kernel.errors import Refused
from bot.kernel.escalation.tables import Escalation
from bot.posts import publishing, service
from bot.posts.deciding import REVIEWING
from bot.posts.drafts import ANOTHER, Draft
from bot.posts.life import LIFE, Action
from bot.posts.model import OPEN, Post, Status
from bot.posts.queries import by_id, held
from bot.reviews import course
from bot.reviews import service as reviews
from bot.reviews.life import Deed
from bot.reviews.model import Verdict
from bot.reviews.seen import Seen
from tests import cards
from tests.posts.steps import register_account
from tests.thoroughness import examples
from tests.world import Helvia

PEOPLE = ("jonas", "sofia", "marta", "priya", "lucas", "elena", "hana")
AN_HOUR = timedelta(hours=1)
WHO = st.sampled_from(PEOPLE)
REVIEWERS = st.sampled_from(("priya", "lucas", "elena", "sofia"))
EVERYBODY = ("jonas", "hana", "priya", "lucas", "elena", "sofia", "marta")
GLANCES = st.sampled_from(("now", "now", "now", "an older version", "another stage"))


class Posts(RuleBasedStateMachine):
    """One post of Jonas's at a time; Sofia is the deputy, and two stages have three roles between them."""

    helvia: ClassVar[Helvia]
    account: ClassVar[int]

    def __init__(self) -> None:
        super().__init__()
        self.text = 0
        people = self.helvia.concord.people
        self.actors = {each: people.actor(self.helvia.desk(each).person.id) for each in EVERYBODY}
        self.submit()

    def submit(self) -> None:
        self.text += 1
        planned = self.helvia.now + AN_HOUR if self.text % 2 else None
        draft = self.draft(planned_hours=1 if planned else 0)
        with self.helvia.session() as session:
            rules = self.helvia.concord.governance
            post = service.submit(self.act(session, "jonas"), draft, outlet(session, self.account), rules, names={})
        self.post_id, self.status, self.version, self.stage = post.id, Status.IN_REVIEW, 1, 0
        self.approved: set[str] = set()
        self.deciders: set[str] = set()
        self.writers = {"jonas"}
        self.planned = planned

    def draft(self, planned_hours: int = 0) -> Draft:
        planned = self.helvia.now + planned_hours * AN_HOUR if planned_hours else None
        return Draft(
            text=f"Heart {self.text}", objective="Be read", content_type="text", products=(ANOTHER,), planned_at=planned
        )

    @precondition(lambda self: self.status not in OPEN)
    @rule()
    def start_another(self) -> None:
        self.submit()

    @rule(hours=st.integers(1, 3))
    def time_goes_by(self, hours: int) -> None:
        self.helvia.workspace.clock.move(hours * AN_HOUR)
        self.helvia.concord.fire_due()

    @rule()
    def everything_arrives(self) -> None:
        with self.helvia.session() as session:
            cards.arrive(session)

    @precondition(lambda self: self.status == Status.IN_REVIEW)
    @rule()
    def the_stage_takes_long(self) -> None:
        self.time_goes_by(40)
        self.everything_arrives()

    @rule(who=REVIEWERS, glance=GLANCES)
    def approve(self, who: str, glance: str) -> None:
        older, other_stage = glance == "an older version", glance == "another stage"
        seen = Seen(self.post_id, self.version - older, self.stage + other_stage)
        allowed = self.may_decide(who, Deed.APPROVE) and glance == "now"
        if self.done(allowed, lambda s, p: REVIEWING.approve(self.act(s, who), p, seen)):
            self.deciders.add(who)
            self.approved |= self.roles_of(who)
            if self.approved >= self.wanted() and self.stage == 0:
                self.stage, self.approved, self.deciders = 1, set(), set()
            elif self.approved >= self.wanted():
                in_time = self.planned is not None and self.planned > self.helvia.now
                self.status = Status.SCHEDULED if in_time else Status.APPROVED

    @precondition(lambda self: self.status == Status.IN_REVIEW)
    @rule()
    def all_reviewers_approve(self) -> None:
        for who in ("priya", "lucas", "elena"):
            self.approve(who, "now")

    @rule(who=REVIEWERS, rejects=st.booleans())
    def ask_for_changes_or_reject(self, who: str, rejects: bool) -> None:
        action = Deed.REJECT if rejects else Deed.REQUEST_CHANGES
        verb = REVIEWING.reject if rejects else REVIEWING.request_changes
        seen = Seen(self.post_id, self.version, self.stage)
        allowed = self.may_decide(who, action)
        if self.done(allowed, lambda s, p: verb(self.act(s, who), p, seen, reviews.Draft("claim", "No"))):
            self.status = LIFE.rows[action].moves[Status.IN_REVIEW]

    @rule(who=WHO, hours=st.integers(0, 3), older=st.booleans())
    def edit(self, who: str, hours: int, older: bool) -> None:
        self.text += 1
        draft, version = self.draft(hours), self.version - older
        allowed = self.may(Action.EDIT) and who in {"jonas", "sofia", "marta"} and not older
        rules, seen = self.helvia.concord.governance, Seen(self.post_id, version)
        if self.done(allowed, lambda s, p: service.edit(self.act(s, who), p, draft, rules, names={}, seen=seen)):
            self.status, self.version, self.stage = Status.IN_REVIEW, self.version + 1, 0
            self.approved, self.deciders = set(), set()
            self.writers.add(who)
            self.planned = draft.planned_at

    @rule(who=WHO, hours=st.integers(-1, 3))
    def plan(self, who: str, hours: int) -> None:
        moment = self.helvia.now + hours * AN_HOUR
        allowed = self.may(Action.PLAN) and who in {"jonas", "sofia", "marta"} and hours > 0
        if self.done(allowed, lambda s, p: publishing.plan(self.act(s, who), p, moment)):
            self.status, self.planned = Status.SCHEDULED, moment

    @rule(who=WHO)
    def give_back(self, who: str) -> None:
        allowed = self.may(Action.GIVE_BACK) and who in {"jonas", "sofia", "marta"}
        if self.done(allowed, lambda s, p: publishing.give_back(self.act(s, who), p, "No")):
            self.status, self.planned = Status.APPROVED, None

    @rule(who=WHO)
    def publish(self, who: str) -> None:
        url = f"https://x.com/HelviaToday/status/{self.post_id}"
        allowed = self.may(Action.PUBLISH) and who in {"jonas", "sofia", "marta"}
        if self.done(allowed, lambda s, p: publishing.publish(self.act(s, who), p, url)):
            self.status = Status.PUBLISHED

    @rule(who=st.sampled_from(("jonas", "hana", "priya", "lucas", "elena")))
    def withdraw(self, who: str) -> None:
        allowed = self.may(Action.WITHDRAW) and who in {"jonas", "sofia", "marta"}
        if self.done(allowed, lambda s, p: service.withdraw(self.act(s, who), p)):
            self.status = Status.WITHDRAWN

    @invariant()
    def all_is_as_it_should_be(self) -> None:
        with self.helvia.session() as session:
            post = by_id(session, self.post_id)
            self.it_stands_where_the_model_says(post)
            self.what_is_cleared_was_approved_in_every_stage_by_others_who_saw_exactly_that(post)
            self.something_nags_only_while_something_is_waited_for(session)
            self.what_asks_is_about_what_still_asks(session, post)

    def it_stands_where_the_model_says(self, post: Post) -> None:
        assert (post.status, post.version, post.review.stage) == (self.status, self.version, self.stage)
        assert post.planned_at == self.planned
        assert len(post.versions) == self.version

    def what_is_cleared_was_approved_in_every_stage_by_others_who_saw_exactly_that(self, post: Post) -> None:
        hashes = {version.number: version.sha256 for version in post.versions}
        assert all(made.sha256 == hashes[made.version] for made in post.review.decisions)
        if post.status in {Status.APPROVED, Status.SCHEDULED, Status.PUBLISHED}:
            given = [made for made in post.review.decisions if made.version == post.version]
            assert all(made.verdict == Verdict.APPROVED for made in given)
            roles = {role for made in given for role in made.roles}
            assert roles >= {"medical", "legal", "regulatory"}
            assert not {made.who for made in given} & post.writers
            assert course.stage_has_passed(post.review)

    def something_nags_only_while_something_is_waited_for(self, session: Session) -> None:
        query = select(Escalation.subject).where(
            Escalation.state != "stopped", Escalation.subject.in_([f"post:{self.post_id}", f"review:{self.post_id}"])
        )
        expected = {Status.IN_REVIEW: {f"review:{self.post_id}"}, Status.SCHEDULED: {f"post:{self.post_id}"}}
        assert set(session.scalars(query)) == expected.get(self.status, set())

    def what_asks_is_about_what_still_asks(self, session: Session, post: Post) -> None:
        waited_for = course.people_waited_for(post, self.helvia.concord.company.steads)
        kinds = ("asked", "reminded", "publication")
        visible = cards.beneath(session, *(f"{post.subject}:{kind}" for kind in kinds))
        asking = [card for card in visible if "waits for your decision" in card.says]
        calls = [card for card in visible if "posts.plan'" in card.says]
        assert not asking or self.status == Status.IN_REVIEW
        assert not calls or self.status == Status.SCHEDULED
        assert {card.channel for card in asking} <= set(waited_for)
        for newest in ([card for card in asking if ":reminded:" in card.key], calls):
            assert len({card.channel for card in newest}) == len(newest)

    def done(self, allowed: bool, verb: Callable[[Session, Post], None]) -> bool:
        """Whether it was done, which must be what the model allows; what is refused leaves nothing behind."""
        refused = ""
        try:
            with self.helvia.session() as session:
                verb(session, held(session, self.post_id))
        except Refused as refusal:
            refused = refusal.sentence
        assert allowed == (not refused), refused
        return allowed

    def may(self, action: Action | Deed) -> bool:
        return self.status in LIFE.rows[action].moves

    def may_decide(self, who: str, action: Deed) -> bool:
        return self.may(action) and bool(self.roles_of(who)) and who not in self.writers and who not in self.deciders

    def wanted(self) -> set[str]:
        return {"medical"} if self.stage == 0 else {"legal", "regulatory"}

    def roles_of(self, who: str) -> set[str]:
        return self.wanted() & self.actor(who).roles

    def actor(self, who: str) -> Actor:
        return self.actors[who]

    def act(self, session: Session, who: str) -> Act:
        return Act(session, self.actor(who), self.helvia.now)


def test_a_post_lives_by_its_rules_whatever_people_do(helvia: Helvia) -> None:
    machine = type("PostsHere", (Posts,), {"helvia": helvia, "account": register_account(helvia)})
    run_state_machine_as_test(
        machine, settings=settings(max_examples=examples(15), stateful_step_count=30, deadline=None)
    )
