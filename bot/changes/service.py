"""How another governance comes into use: at once, or where the one in force wants it, after a review."""

from bot.changes import queries
from bot.changes.facts import (
    ChangeOvertaken,
    ChangeProposed,
    ChangeRejected,
    ChangeSentBack,
    ChangeTaken,
    ChangeWithdrawn,
    TakenPastReview,
)
from bot.changes.life import LIFE, Action, move
from bot.changes.model import Change, Status
from bot.governance import Governance, GovernanceError, Reviewable, Route
from bot.kernel.act import Act
from bot.kernel.errors import Refused, TooLate
from bot.kernel.events import Named
from bot.oversight import revisions
from bot.oversight.in_force import hold_in_force, require_in_force, take_into_use
from bot.oversight.keeping import GOVERNANCE
from bot.reviews import service as reviews
from bot.reviews.deciding import Reviewing
from bot.reviews.life import Deed

WAITS = "{} says the same, and waits for its review. See `{}`."
ALTERED = "{} was changed in the database after its reviewers saw it. Propose it again."
REPLACED = "another change was proposed"
NOT_IN_FORCE = "another governance came into force"

REVIEWING = Reviewing(LIFE)
"""What its reviewers do."""


def route_of(in_force: Governance) -> Route | None:
    """Through which a change of what is in force has to go; None where none has to."""
    if not in_force.routes_of(Reviewable.GOVERNANCE):
        return None
    return in_force.route(Reviewable.GOVERNANCE, market="", kind="", names_product=False)


def adopt(act: Act, rules: Governance, in_force: Governance, *, again: bool = True) -> Change | None:
    """Take the rules into use; where what is in force wants a review of that, begin it: the change that waits. Raises
    TooLate where the same waits already, or something else is in force by now. Unless it is to be proposed `again`,
    what waits or was turned down is not.
    """
    require_in_force(act.session, in_force.sha256)
    route = route_of(in_force) if rules.sha256 != in_force.sha256 else None
    if route is None:
        take_into_use(act, rules)
        return None
    if not again and queries.was_proposed(act.session, rules.sha256, in_force.sha256):
        return None
    if before := queries.waiting(act.session):
        if before.revision.sha256 == rules.sha256:
            raise TooLate(WAITS.format(before.name, before.shown_by))
        overtake(act, before, REPLACED)
    return _propose(act, rules, in_force, route)


def _propose(act: Act, rules: Governance, in_force: Governance, route: Route) -> Change:
    revision = revisions.latest(act.session, rules.sha256)
    if revision is None or revision.based_on != in_force.sha256:
        revision = revisions.keep_revision(act, rules, based_on=in_force.sha256)
    moved = {"status": Status.IN_REVIEW, "moved_by": act.who.name, "moved_at": act.when}
    change = Change(revision=revision, by=act.who.id, by_name=act.who.name, **moved)
    act.session.add(change)
    act.session.flush()
    act.record(ChangeProposed, of=change)
    reviews.begin(act, reviews.new(change.subject), route, "", version=1, sha256=revision.sha256)
    return change


def withdraw(act: Act, change: Change) -> None:
    LIFE.require(act, change, Action.WITHDRAW)
    move(act, change, Action.WITHDRAW)
    act.record(ChangeWithdrawn, of=change)


def overtake(act: Act, change: Change, by: str) -> None:
    """What it was compared with is not what it would change any more: it must be proposed again."""
    move(act, change, Action.OVERTAKE, by)
    act.record(ChangeOvertaken, of=change, note=by)


def take(act: Act, change: Change) -> None:
    """All stages have approved it: exactly what they were shown is in force from now on."""
    require_in_force(act.session, change.revision.based_on)
    rules = _rules_of(change)
    if not rules.sha256 == change.revision.sha256 == change.review.sha256:
        raise TooLate(ALTERED.format(change.name))
    move(act, change, Action.TAKE)
    act.record(ChangeTaken, of=change)
    take_into_use(act, rules)


def _rules_of(change: Change) -> Governance:
    """Raises Refused where they cannot be read any more."""
    try:
        return revisions.rules_of(change.revision)
    except GovernanceError as error:
        raise Refused(f"{change.name} cannot be read: {error.sentences[0]} Tell an administrator.") from error


def send_back(act: Act, change: Change, reason: str) -> None:
    """Whoever proposed it corrects the file and proposes that."""
    move(act, change, Deed.REQUEST_CHANGES, reason)
    act.record(ChangeSentBack, of=change, note=reason)


def turn_down(act: Act, change: Change, reason: str) -> None:
    move(act, change, Deed.REJECT, reason)
    act.record(ChangeRejected, of=change, note=reason)


def take_past_review(act: Act, rules: Governance, why: str) -> None:
    """As whoever runs Concord has to where nobody is left who could approve it: on record, and told to all."""
    hold_in_force(act.session)
    take_into_use(act, rules)
    act.record(TakenPastReview, of=Named(GOVERNANCE), note=why)
