"""What can be done about after-action reviews and their actions."""

from bot.company import Company
from bot.crises.model import Crisis
from bot.debriefs import checks, queries
from bot.debriefs.drafts import ActionDraft, Draft
from bot.debriefs.facts import (
    ActionAdded,
    ActionDone,
    ActionHandedOn,
    DebriefApproved,
    DebriefAsked,
    DebriefHandedOn,
    DebriefRejected,
    DebriefSent,
    DebriefSentBack,
    DebriefWritten,
)
from bot.debriefs.life import ACTIONS, ASK, LIFE, Action, ActionDeed, move
from bot.debriefs.model import UNSENT, ActionStatus, CorrectiveAction, Debrief, Status
from bot.governance import Governance, Reviewable, Route
from bot.governance.hours import working_days_after
from bot.kernel import zones
from bot.kernel.act import Act
from bot.kernel.canonical import canonical
from bot.kernel.errors import TooLate
from bot.private.model import sha256_of
from bot.reviews import service as reviews
from bot.reviews.deciding import Reviewing
from bot.reviews.life import Deed

NOT_OVER = "{} is not resolved yet: resolve it first. See `/crisis show {}`."
ASKED_ALREADY = "{} writes it already. See `{}`."
NOT_WRITTEN = "Write it first: what went well, and what hurt. See `{}`."
DRILL = "{} is a drill: it has a score sheet instead. See `/crisis drill {}`."
REVIEWING = Reviewing(LIFE)
"""What its reviewers do."""


def ask(act: Act, crisis: Crisis, writer: str, company: Company, cause: str = "") -> Debrief:
    """Somebody writes it, within the company's working days. Whoever asks holds the crisis."""
    ASK.require(act, crisis)
    require_real(crisis)
    if not crisis.is_resolved:
        raise TooLate(NOT_OVER.format(crisis.label, crisis.id))
    if before := queries.find(act.session, crisis.id):
        raise TooLate(ASKED_ALREADY.format(before.writer_name, before.shown_by))
    checks.writer(act, crisis, writer, company)
    rules, zone = company.rules, zones.own(company.rules.time_zone)
    debrief = Debrief(
        id=crisis.id,
        crisis=crisis,
        status=Status.WRITING,
        writer=writer,
        writer_name=company.name_of(writer),
        asked_by=act.who.id,
        due_at=working_days_after(act.when, rules.after_action.working_days, zone, rules.working_hours),
        wrote=[],
        moved_by=act.who.name,
        moved_at=act.when,
    )
    if cause.strip():
        debrief.cause = debrief.keep(act.session, cause.strip(), act.when)
    act.session.add(debrief)
    act.session.flush()
    act.record(DebriefAsked, of=debrief)
    return debrief


def require_real(crisis: Crisis) -> None:
    """A drill is rated, not reviewed; raises TooLate."""
    if crisis.drill:
        raise TooLate(DRILL.format(crisis.label, crisis.id))


def follow_up(act: Act, crisis: Crisis, writer: str, company: Company, cause: str) -> None:
    """It was resolved just now. It may have been resolved before, and opened again: then what was begun goes on."""
    debrief = queries.find(act.session, crisis.id)
    if debrief is None:
        ask(act, crisis, writer, company, cause)
    elif debrief.status in UNSENT:
        give(act, queries.held(act.session, debrief.id), checks.writer(act, crisis, writer, company), company)


def hand_on(act: Act, debrief: Debrief, writer: str, company: Company) -> None:
    """Somebody else writes it."""
    LIFE.require(act, debrief, Action.HAND_ON)
    give(act, debrief, checks.writer(act, debrief.crisis, writer, company), company)


def give(act: Act, debrief: Debrief, writer: str, company: Company) -> None:
    """The same, whoever says so: somebody may have left."""
    if debrief.writer != writer:
        LIFE.check(debrief, Action.HAND_ON)
        before, debrief.writer, debrief.writer_name = debrief.writer, writer, company.name_of(writer)
        act.record(DebriefHandedOn, of=debrief, before=before)


def write(act: Act, debrief: Debrief, draft: Draft) -> None:
    LIFE.require(act, debrief, Action.WRITE)
    for name, words in checks.written(draft).items():
        if words or getattr(debrief, name).words:
            setattr(debrief, name, debrief.keep(act.session, words, act.when))
    debrief.wrote = sorted({*debrief.wrote, act.who.id})
    act.record(DebriefWritten, of=debrief)


def route_of(rules: Governance) -> Route:
    """Of each after-action review, whatever its crisis was about."""
    return rules.route(Reviewable.CRISIS_REVIEW, market="", kind="", names_product=False)


def send(act: Act, debrief: Debrief, company: Company) -> None:
    """To those who approve it."""
    LIFE.require(act, debrief, Action.SEND)
    if not debrief.is_written:
        raise TooLate(NOT_WRITTEN.format(debrief.shown_by))
    before = debrief.review
    move(act, debrief, Action.SEND)
    debrief.wrote = sorted({*debrief.wrote, act.who.id})
    act.record(DebriefSent, of=debrief)
    version = before.version + 1 if before else 1
    review, route = before or reviews.new(debrief.subject), route_of(company.rules)
    act.session.expire(debrief, ["review"])
    reviews.begin(act, review, route, "", version=version, sha256=sha256_of(canonical(_said(act, debrief))))


def _said(act: Act, debrief: Debrief) -> list[object]:
    """All that its reviewers are shown, its words by their SHA-256."""
    actions = queries.actions_of(act.session, debrief)
    words = {name: getattr(debrief, f"{name}_sha256") for name in Debrief.private}
    return [words, *([each.what.sha256, each.who, each.until.isoformat()] for each in actions)]


def approve(act: Act, debrief: Debrief) -> None:
    """All stages have approved it."""
    move(act, debrief, Action.APPROVE)
    act.record(DebriefApproved, of=debrief)


def send_back(act: Act, debrief: Debrief) -> None:
    move(act, debrief, Deed.REQUEST_CHANGES)
    act.record(DebriefSentBack, of=debrief)


def turn_down(act: Act, debrief: Debrief) -> None:
    move(act, debrief, Deed.REJECT)
    act.record(DebriefRejected, of=debrief)


def add_action(act: Act, debrief: Debrief, draft: ActionDraft, company: Company) -> CorrectiveAction:
    LIFE.require(act, debrief, Action.ADD_ACTION)
    what, until = checks.action(act, debrief.crisis, draft, company)
    action = CorrectiveAction(
        debrief=debrief,
        status=ActionStatus.OPEN,
        who=draft.who,
        who_name=company.name_of(draft.who),
        until=until,
        due_at=checks.begins(until, company),
        added_by=act.who.id,
        added_at=act.when,
    )
    action.what = debrief.keep(act.session, what, act.when)
    act.session.add(action)
    act.session.flush()
    act.record(ActionAdded, of=action)
    return action


def finish(act: Act, action: CorrectiveAction) -> None:
    ACTIONS.require(act, action, ActionDeed.FINISH)
    ACTIONS.move(action, ActionDeed.FINISH)
    action.done_by, action.done_name, action.done_at = act.who.id, act.who.name, act.when
    act.record(ActionDone, of=action)


def give_action(act: Act, action: CorrectiveAction, who: str, company: Company) -> None:
    """Whoever was to do it has left."""
    if action.who != who:
        ACTIONS.check(action, ActionDeed.HAND_ON)
        before, action.who, action.who_name = action.who, who, company.name_of(who)
        act.record(ActionHandedOn, of=action, before=before)
