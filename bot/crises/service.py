"""What can be done about a crisis."""

from collections.abc import Collection

from bot.crises import claims, noting, queries
from bot.crises.checks import NO_OUTCOME, NO_UPDATE, crisis_of
from bot.crises.drafts import Draft
from bot.crises.drill_facts import PlayerReleased
from bot.crises.facts import (
    CrisisAcknowledged,
    CrisisEvent,
    CrisisRaised,
    CrisisResolved,
    CrisisUnattended,
    CrisisWentQuiet,
    LeadTaken,
    ResponderGone,
    ResponderJoined,
    ResponderLeft,
    ResponderSteppedBack,
    UpdatePosted,
    tell,
)
from bot.crises.life import LIFE, RAISE, Action
from bot.crises.model import RULE, Crisis
from bot.crises.room_facts import CrisisMadePublic
from bot.crises.states import Ending, State
from bot.governance import RiskMatrix
from bot.kernel.act import Act
from bot.kernel.actor import Actor
from bot.kernel.errors import TooLate
from bot.kernel.problems import needed
from bot.private import end, keep

CONFIRMED = "Confirmed here what was answered by a link."


def raise_crisis(act: Act, draft: Draft, matrix: RiskMatrix, kinds: Collection[str] = ()) -> Crisis:
    """`kinds` are those that it may be of. Raises Invalid with a sentence for each field that cannot stand."""
    RAISE.require(act, None)
    crisis = crisis_of(act, draft, matrix, kinds)
    act.session.add(crisis)
    act.session.flush()
    tell(act, CrisisRaised, crisis, words=crisis.what)
    return crisis


def acknowledge(act: Act, crisis: Crisis, how: str = "") -> None:
    """“I'm on it”: nobody is pinged any more. `how` is for the trail, where it was not said in Slack."""
    LIFE.require(act, crisis, Action.ACKNOWLEDGE)
    _answer(act, crisis, Action.ACKNOWLEDGE, how or (CONFIRMED if crisis.claimed_by == act.who.id else ""))


def be_on_it(act: Act, crisis: Crisis, how: str = "") -> None:
    """“I'm on it”, whoever was first: the answer, or help for those who are on it already."""
    if crisis.state != State.ACKNOWLEDGED:
        acknowledge(act, crisis, how)
        return
    LIFE.require(act, crisis, Action.JOIN)
    if act.who.id in crisis.on_it:
        raise TooLate(f"You are on {crisis.label} already.")
    _join(act, crisis)


def step_back(act: Act, crisis: Crisis) -> None:
    """“I'm off it”: where nobody else is on it, it opens again."""
    LIFE.require(act, crisis, Action.STEP_BACK)
    _let_go(act, crisis, act.who.id, ResponderSteppedBack)


def lose(act: Act, crisis: Crisis, leaver: str) -> None:
    """Somebody who is on it, or was, is not in the company any more: the same."""
    LIFE.permit(act, crisis, Action.REOPEN)
    _let_go(act, crisis, leaver, ResponderLeft)


def release(act: Act, crisis: Crisis, player: str) -> None:
    """A real crisis calls somebody who takes part in a drill: it is over for them."""
    LIFE.check(crisis, Action.END_DRILL)
    crisis.players = {each: agreed for each, agreed in crisis.players.items() if each != player}
    noting.call_no_more(act, crisis, player)
    _let_go(act, crisis, player, PlayerReleased)


def take_lead(act: Act, crisis: Crisis, *, instead_of: str = "") -> None:
    """`instead_of` is the lead whom they saw when deciding; raises TooLate where it has become somebody else."""
    LIFE.permit(act, crisis, Action.TAKE_LEAD)
    if crisis.lead != instead_of and not crisis.is_resolved:
        raise TooLate(_leads_already(crisis, act.who))
    _answer(act, crisis, Action.TAKE_LEAD)
    if act.who.id not in crisis.on_it:
        _join(act, crisis)
    before, crisis.lead, crisis.lead_name = crisis.lead, act.who.id, act.who.name
    tell(act, LeadTaken, crisis, before=before)


def post_update(act: Act, crisis: Crisis, text: str) -> None:
    """What is new; whoever says it is on it."""
    LIFE.require(act, crisis, Action.POST_UPDATE)
    update = keep(act.session, RULE, needed("update", text, NO_UPDATE))
    _answer(act, crisis, Action.POST_UPDATE)
    crisis.latest = update
    crisis.latest_by, crisis.latest_at = act.who.id, act.when
    tell(act, UpdatePosted, crisis, words=update)


def resolve(act: Act, crisis: Crisis, text: str) -> None:
    """It is over; `text` says how it ended."""
    LIFE.require(act, crisis, Action.RESOLVE)
    end_as(act, crisis, Action.RESOLVE, Ending.RESOLVED, CrisisResolved, needed("outcome", text, NO_OUTCOME))


def end_as(act: Act, crisis: Crisis, action: Action, ending: Ending, fact: type[CrisisResolved], text: str) -> None:
    """It is over, in that way. From now on the time runs after which its words are purged."""
    outcome = keep(act.session, RULE, text)
    LIFE.move(crisis, action)
    crisis.outcome, crisis.ending = outcome, ending
    claims.drop(crisis)
    crisis.resolved_by, crisis.resolved_name, crisis.resolved_at = act.who.id, act.who.name, act.when
    tell(act, fact, crisis, words=outcome)
    end(act.session, queries.words_of(act.session, crisis), act.when)


def fall_quiet(act: Act, crisis: Crisis) -> None:
    """No sign of life for longer than the colour allows: it waits for an answer again."""
    LIFE.require(act, crisis, Action.REOPEN)
    _reopen(act, crisis, CrisisWentQuiet)


def leave(act: Act, crisis: Crisis) -> None:
    """They left the room of a confidential one: they are off it."""
    if not crisis.is_resolved and act.who.id in crisis.responders:
        _let_go(act, crisis, act.who.id, ResponderSteppedBack)


def make_public(act: Act, crisis: Crisis) -> None:
    """Everybody sees it from now on, and all that was ever said about it here."""
    LIFE.require(act, crisis, Action.MAKE_PUBLIC)
    crisis.confidential = False
    tell(act, CrisisMadePublic, crisis)


def _reopen(act: Act, crisis: Crisis, fact: type[CrisisEvent]) -> None:
    LIFE.move(crisis, Action.REOPEN)
    crisis.due_at = act.when + crisis.respond_within
    tell(act, fact, crisis)


def _let_go(act: Act, crisis: Crisis, person: str, fact: type[ResponderGone]) -> None:
    led, crisis.on_it = crisis.lead == person, {each: name for each, name in crisis.on_it.items() if each != person}
    if led:
        crisis.lead = crisis.lead_name = ""
    tell(act, fact, crisis, person=person, led=led)
    if crisis.state == State.ACKNOWLEDGED and not crisis.on_it:
        _reopen(act, crisis, CrisisUnattended)


def _join(act: Act, crisis: Crisis) -> None:
    LIFE.check(crisis, Action.JOIN)
    crisis.on_it = crisis.on_it | {act.who.id: act.who.name}
    tell(act, ResponderJoined, crisis)


def _answer(act: Act, crisis: Crisis, action: Action, how: str = "") -> None:
    """A sign of life; where the crisis waited for one, it is the answer."""
    waited = crisis.state == State.OPEN
    LIFE.move(crisis, action)
    crisis.due_at = act.when + crisis.respond_within
    if waited:
        crisis.on_it, crisis.answered_at = {act.who.id: act.who.name}, act.when
        claims.drop(crisis)
        tell(act, CrisisAcknowledged, crisis, how)


def _leads_already(crisis: Crisis, who: Actor) -> str:
    if crisis.lead == who.id:
        return f"You lead {crisis.label} already."
    if not crisis.lead:
        return f"Nobody leads {crisis.label} now. Take the lead: `/crisis show {crisis.id}`."
    return f"{crisis.lead_name} leads {crisis.label} now. Take over: `/crisis show {crisis.id}`."
