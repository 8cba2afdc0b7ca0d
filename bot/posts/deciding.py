"""What reviewers do: approve, ask for changes, reject."""

from bot.kernel.act import Act
from bot.kernel.errors import Forbidden, TooLate
from bot.kernel.problems import needed
from bot.posts import review
from bot.posts.checks import NO_REASON
from bot.posts.facts import ChangesRequested, DecisionMade, PostApproved, PostRejected, StagePassed
from bot.posts.life import DECISIONS, LIFE, Action, move
from bot.posts.model import Decision, Post, Verdict
from bot.posts.seen import Seen


def offered(act: Act, post: Post, holders: review.Holders) -> frozenset[Action]:
    """What this person's buttons do, wherever they meet it: only whoever is waited for decides."""
    allowed = LIFE.allowed(act, post)
    if allowed.isdisjoint(DECISIONS) or act.who.id in review.people_waited_for(post, holders):
        return allowed
    return allowed - DECISIONS


def approve(act: Act, post: Post, seen: Seen) -> None:
    """One person's approval; the last one that a stage needs opens the next, or clears the post."""
    require_decision(act, post, seen, Action.APPROVE)
    _decide(act, post, Verdict.APPROVED)
    if not review.stage_has_passed(post):
        return
    if post.stage + 1 < len(post.stages):
        passed = post.stage_rules.name
        post.stage, post.stage_began_at = post.stage + 1, act.when
        act.record(StagePassed, of=post, stage=passed)
    else:
        _clear(act, post)


def request_changes(act: Act, post: Post, seen: Seen, text: str) -> None:
    """`text` says what has to change."""
    require_decision(act, post, seen, Action.REQUEST_CHANGES)
    reason = needed("reason", text, NO_REASON)
    _decide(act, post, Verdict.CHANGES_REQUESTED, reason)
    move(act, post, Action.REQUEST_CHANGES, reason)
    act.record(ChangesRequested, of=post, note=reason)


def reject(act: Act, post: Post, seen: Seen, text: str) -> None:
    """`text` says why it must not be published."""
    require_decision(act, post, seen, Action.REJECT)
    reason = needed("reason", text, NO_REASON)
    _decide(act, post, Verdict.REJECTED, reason)
    move(act, post, Action.REJECT, reason)
    act.record(PostRejected, of=post, note=reason)


def require_decision(act: Act, post: Post, seen: Seen, action: Action) -> None:
    """Raise Refused unless this person may decide so, once, on what they saw, and it is still what stands there."""
    LIFE.check(post, action)  # whoever comes late hears that first, though a later stage is not theirs
    if seen.version != post.version:
        raise TooLate(
            f"Nothing was decided: {post.current.written_by_name} has written version {post.version} since. "
            f"`/post show {post.id}` shows it."
        )
    if seen.stage != post.stage:
        raise TooLate(
            f"That stage has ended: {post.label} is in “{post.stage_rules.name}” now. `/post show {post.id}` shows it."
        )
    LIFE.permit(act, post, action)
    if act.who.id in post.writers:
        raise Forbidden(f"You wrote {post.label} or a part of it: somebody else has to decide.")
    if any(each.who == act.who.id for each in review.decided(post)):
        raise TooLate(f"You have decided on {post.label} in this stage already.")
    if act.who.id in review.spent(post):
        raise Forbidden(
            f"You have decided on {post.label} in an earlier stage: somebody else has to decide in "
            f"“{post.stage_rules.name}”."
        )


def _decide(act: Act, post: Post, verdict: Verdict, reason: str = "") -> None:
    roles = review.deciding_roles(post, act.who)
    decision = Decision(
        version=post.version,
        stage=post.stage,
        stage_name=post.stage_rules.name,
        who=act.who.id,
        who_name=act.who.name,
        roles=roles,
        verdict=verdict,
        meaning=review.meaning(verdict, roles, several=post.same_person),
        reason=reason,
        sha256=post.sha256,
        decided_at=act.when,
    )
    post.decisions.append(decision)
    act.record(DecisionMade, of=decision)


def _clear(act: Act, post: Post) -> None:
    """All stages have approved it: it waits for its time, or for one to be set."""
    move(act, post, Action.CLEAR)
    if post.planned_at and post.planned_at > act.when:
        move(act, post, Action.PLAN)
    act.record(PostApproved, of=post)
