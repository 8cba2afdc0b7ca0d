"""What can be done in a review: it begins, and those who are asked approve, ask for changes, reject."""

from dataclasses import dataclass
from typing import Any

from bot.governance import Route
from bot.kernel.act import Act
from bot.kernel.errors import Forbidden, TooLate
from bot.kernel.lifecycle import require_learned
from bot.kernel.problems import Problems
from bot.kernel.subject import Subject
from bot.reviews import course
from bot.reviews.facts import ChangesRequested, DecisionMade, ReviewBegan, ReviewPassed, ReviewRejected, StagePassed
from bot.reviews.life import Deed, decide
from bot.reviews.model import Decision, Reason, Review, Reviewed, Verdict
from bot.reviews.seen import Seen
from bot.signing import service as signing

NO_REASON = "Write the reason."
NO_CODE = "Choose what is wrong."


@dataclass(frozen=True)
class Draft:
    """Why it is sent back or rejected: one of the reasons that there are, and perhaps more words."""

    code: str
    reason: str = ""


def new(of: Subject) -> Review:
    """A review that is about to begin."""
    return Review(matter=of, decisions=[])


def begin(act: Act, review: Review, route: Route, why: str, *, version: int, sha256: str) -> None:
    """From its first stage, on this version; `why` it goes through the route is a clause."""
    stages: list[dict[str, Any]] = [
        stage.model_dump(mode="json") | {"sign": stage.sign or route.sign} for stage in route.stages
    ]
    review.version, review.sha256 = version, sha256
    review.route, review.route_why, review.stages = route.name, why, stages
    review.same_person = route.same_person == "allowed"
    review.stage, review.stage_began_at = 0, act.when
    act.session.add(review)
    act.record(ReviewBegan, of=review)


def approve(act: Act, its: Reviewed, seen: Seen) -> None:
    """One person's approval; the last one that a stage needs opens the next, or ends the review."""
    require_decision(act, its, seen, Deed.APPROVE)
    _decide(act, its, Verdict.APPROVED)
    review = its.review
    if not course.stage_has_passed(review):
        return
    if review.is_in_last_stage:
        act.record(ReviewPassed, of=review)
    else:
        passed = review.stage_rules.name
        review.stage, review.stage_began_at = review.stage + 1, act.when
        act.record(StagePassed, of=review, stage=passed)


def request_changes(act: Act, its: Reviewed, seen: Seen, draft: Draft) -> None:
    require_decision(act, its, seen, Deed.REQUEST_CHANGES)
    _decide(act, its, Verdict.CHANGES_REQUESTED, *_reason(draft))
    act.record(ChangesRequested, of=its.review)


def reject(act: Act, its: Reviewed, seen: Seen, draft: Draft) -> None:
    require_decision(act, its, seen, Deed.REJECT)
    _decide(act, its, Verdict.REJECTED, *_reason(draft))
    act.record(ReviewRejected, of=its.review)


def require_decision(act: Act, its: Reviewed, seen: Seen, deed: Deed) -> None:
    """Raise Refused unless this person may decide so, once, on what they saw, and it is still what stands there."""
    require_reviewer(act, its, seen, deed)
    if deed is Deed.APPROVE:
        require_learned(act, "approve")
    if any(each.who == act.who.id for each in course.decided(its.review)):
        raise TooLate(f"You have decided on {its.label} already.")
    _require_unspent(act, its)


def require_reviewer(act: Act, its: Reviewed, seen: Seen, deed: Deed) -> None:
    """Raise Refused unless this person reviews it in this stage, and saw what still stands there."""
    _require_current(its, seen)
    decide(deed).require(act, its)
    if act.who.id in its.writers:
        raise Forbidden(f"You wrote {its.label} or part of it: somebody else must decide.")
    if course.voice(act, its).instead_of in its.writers:
        raise Forbidden(f"Whoever you stand in for wrote {its.label} or part of it: somebody else must decide.")


def _require_unspent(act: Act, its: Reviewed) -> None:
    """Neither they nor the person in whose stead has decided on this version where that counts."""
    who, counted = act.who.id, course.counted(its.review)
    instead = f"somebody else must decide in “{its.review.stage_rules.name}”."
    if any(each.who == who for each in counted):
        raise Forbidden(f"You decided on {its.label} in an earlier stage: {instead}")
    if made := next((each for each in counted if each.on_behalf_of == who), None):
        raise Forbidden(f"{made.who_name} decided on {its.label} for you: {instead}")
    if course.voice(act, its).instead_of in course.spent(its.review):
        raise Forbidden(f"Whoever you stand in for decided on {its.label}: {instead}")


def _require_current(its: Reviewed, seen: Seen) -> None:
    if not course.is_open(its.review):
        raise TooLate(f"The review of {its.label} has ended. See `{its.shown_by}`.")
    if seen.version != its.review.version:
        raise TooLate(f"{its.changed_by_name} has written version {its.review.version} since. See `{its.shown_by}`.")
    if seen.stage != its.review.stage:
        raise TooLate(f"{its.label} is in “{its.review.stage_rules.name}” now. See `{its.shown_by}`.")


def _reason(draft: Draft) -> tuple[Reason, str]:
    """Raise Invalid where it is none, or where nobody would know which."""
    problems = Problems()
    problems.note("code", "" if draft.code in set(Reason) else NO_CODE)
    is_other = draft.code == Reason.OTHER
    words = problems.needed("reason", draft.reason, NO_REASON) if is_other else draft.reason.strip()
    problems.refuse()
    return Reason(draft.code), words


def _decide(act: Act, its: Reviewed, verdict: Verdict, code: Reason | None = None, reason: str = "") -> None:
    review, voice = its.review, course.voice(act, its)
    decision = Decision(
        matter=review.matter,
        version=review.version,
        stage=review.stage,
        stage_name=review.stage_rules.name,
        who=act.who.id,
        who_name=act.who.name,
        roles=list(voice.roles),
        verdict=verdict,
        meaning=course.meaning(its.meanings[verdict], voice.roles, several=review.same_person),
        code=code,
        reason_sha256=reason,
        sha256=review.sha256,
        decided_at=act.when,
        on_behalf_of=voice.instead_of,
        signed=review.sign,
        code_given_at=signing.sign(act, review.sign),
    )
    if reason and (words := its.keep(act.session, reason, act.when)):
        decision.reason = words
    review.decisions.append(decision)
    act.record(DecisionMade, of=decision)
