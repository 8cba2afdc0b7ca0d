"""What reviewers do: approve, ask for changes, reject."""

from datetime import datetime

from sqlalchemy.orm import Session

from bot.kernel.actor import Actor
from bot.kernel.errors import Forbidden, TooLate
from bot.kernel.events import record
from bot.posts import review
from bot.posts.facts import ChangesRequested, DecisionMade, PostApproved, PostRejected, StagePassed
from bot.posts.model import Action, Decision, Post, Verdict
from bot.posts.review import Seen
from bot.posts.service import said


def approve(session: Session, who: Actor, when: datetime, post: Post, seen: Seen) -> None:
    """One person's approval; the last one that a stage needs opens the next, or clears the post."""
    _decide(session, who, when, post, seen, Action.APPROVE, Verdict.APPROVED)
    if not review.stage_has_passed(post):
        return
    if post.stage + 1 < len(post.stages):
        passed = post.stage_rules.name
        post.stage, post.stage_began_at = post.stage + 1, when
        record(session, StagePassed(who=who, when=when, of=post, note=passed))
        return
    post.move(Action.CLEAR, who, when)
    if post.planned_at and post.planned_at > when:
        post.move(Action.PLAN, who, when)
    record(session, PostApproved(who=who, when=when, of=post))


def request_changes(session: Session, who: Actor, when: datetime, post: Post, seen: Seen, reason: str) -> None:
    _decide(session, who, when, post, seen, Action.REQUEST_CHANGES, Verdict.CHANGES_REQUESTED, said(reason))
    post.move(Action.REQUEST_CHANGES, who, when, said(reason))
    record(session, ChangesRequested(who=who, when=when, of=post, note=post.reason))


def reject(session: Session, who: Actor, when: datetime, post: Post, seen: Seen, reason: str) -> None:
    _decide(session, who, when, post, seen, Action.REJECT, Verdict.REJECTED, said(reason))
    post.move(Action.REJECT, who, when, said(reason))
    record(session, PostRejected(who=who, when=when, of=post, note=post.reason))


def require_reviewer(who: Actor, post: Post, seen: Seen, action: Action) -> list[str]:
    """The stage's roles that this person decides with; raises where they may not, or not any more."""
    post.check(action)
    if seen.version != post.version:
        raise TooLate(
            f"You were looking at version {seen.version}. {post.current.written_by_name} has changed it since, so "
            f"nothing was decided: `/post show {post.id}` shows version {post.version}."
        )
    if seen.stage != post.stage:
        raise TooLate(
            f"That stage has ended meanwhile: #{post.id} is in the stage “{post.stage_rules.name}” now. "
            f"`/post show {post.id}` shows where it stands."
        )
    roles: list[str] = [role for role in post.stage_rules.roles if who.has(role)]
    if not roles:
        wanted = " or ".join(f"the {review.reviewer_of(role)}" for role in post.stage_rules.roles)
        raise Forbidden(
            f"In the stage “{post.stage_rules.name}” only {wanted} can decide on #{post.id}. If you see something "
            "in it that they should know, tell them or the author: `/social roles` shows who they are."
        )
    if who.id in post.writers:
        raise Forbidden(f"You wrote #{post.id}, or a part of it; somebody else has to decide on it.")
    if any(each.who == who.id for each in review.decided(post)):
        raise TooLate(f"You have decided on #{post.id} in this stage already; your decision is on record.")
    if who.id in review.spent(post):
        raise Forbidden(
            f"You have decided on #{post.id} in an earlier stage, and a person counts once. "
            f"Somebody else has to decide in the stage “{post.stage_rules.name}”."
        )
    return roles


def _decide(
    session: Session,
    who: Actor,
    when: datetime,
    post: Post,
    seen: Seen,
    action: Action,
    verdict: Verdict,
    reason: str = "",
) -> None:
    roles = require_reviewer(who, post, seen, action)
    decision = Decision(
        version=post.version,
        stage=post.stage,
        stage_name=post.stage_rules.name,
        who=who.id,
        who_name=who.name,
        roles=roles,
        verdict=verdict.value,
        meaning=review.meaning(verdict, roles, several=post.same_person),
        reason=reason,
        sha256=post.sha256,
        decided_at=when,
    )
    post.decisions.append(decision)
    record(session, DecisionMade(who=who, when=when, of=decision, note=decision.meaning))
