"""How a crisis is steered while it goes on: re-scored, more people called, the lead given, accounts added."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from bot.accounts import Outlet
from bot.crises import noting, visible
from bot.crises.checks import AS_BEFORE, NO_ACCOUNT, NO_REASON, NOBODY, check_steps, rate
from bot.crises.drafts import Draft
from bot.crises.facts import tell
from bot.crises.life import LIFE, RESPONDERS, Action
from bot.crises.model import RULE, Crisis, CrisisAccount
from bot.crises.steering_facts import AccountsAdded, CrisisRescored, LeadGiven, PeopleCalled, VoiceGiven
from bot.governance import RiskMatrix
from bot.kernel.act import Act
from bot.kernel.errors import Forbidden, Invalid, TooLate
from bot.kernel.numbers import number_of
from bot.kernel.problems import Problems
from bot.kernel.scope import CENTRE, Scope
from bot.private import keep

Name = Callable[[str], str]
IsActive = Callable[[str], bool]
"""Whether somebody is an active full member; raises Unreachable where Slack has not said."""
SHOWN = 3
"""So many accounts the timeline names; of more it says how many."""


def rescore(act: Act, crisis: Crisis, likelihood: str, impact: str, reason: str, matrix: RiskMatrix) -> None:
    """From now on it is as bad as that; with another colour its time begins anew."""
    LIFE.require(act, crisis, Action.RESCORE)
    problems = Problems()
    check_steps(problems, likelihood, impact)
    why = problems.needed("reason", reason, NO_REASON)
    problems.refuse()
    if (int(likelihood), int(impact)) == (crisis.likelihood, crisis.impact):
        raise Invalid({"likelihood": AS_BEFORE})
    before, colour = _risk(crisis), crisis.colour
    rate(crisis, matrix, int(likelihood), int(impact))
    if crisis.colour != colour:
        crisis.due_at = act.when + crisis.respond_within
    words = keep(act.session, RULE, f"{before} → {_risk(crisis)}\n{why}")
    tell(act, CrisisRescored, crisis, words=words, before=colour)


def call(act: Act, crisis: Crisis, person: str, is_active: IsActive) -> None:
    """They are pinged, and may answer from now on."""
    LIFE.require(act, crisis, Action.CALL)
    _check(act, crisis, person, is_active)
    if person in crisis.on_it:
        raise Invalid({"person": f"{crisis.on_it[person]} is on {crisis.label} already. Choose somebody else."})
    if person == crisis.raised_by:
        raise Invalid({"person": f"They raised {crisis.label}: somebody else must answer it."})
    call_all(act, crisis, [person])


def call_all(act: Act, crisis: Crisis, people: Sequence[str]) -> None:
    noting.let_answer(act, crisis, people)
    tell(act, PeopleCalled, crisis, people=tuple(people))


def give_lead(act: Act, crisis: Crisis, person: str, name_of: Name, is_active: IsActive, *, instead_of: str) -> None:
    """`instead_of` is the lead whom they saw when deciding; raises TooLate where it has become somebody else."""
    LIFE.require(act, crisis, Action.GIVE_LEAD)
    _check(act, crisis, person, is_active)
    if crisis.lead != instead_of:
        raise TooLate(f"The lead of {crisis.label} has just changed. See `/crisis show {crisis.id}`.")
    if person == crisis.lead:
        raise Invalid({"person": f"{crisis.lead_name} leads {crisis.label} already. Choose somebody else."})
    if person == crisis.raised_by and not _has_role(act, crisis, person):
        raise Invalid({"person": f"They raised {crisis.label}: somebody else must lead it."})
    _hand_lead(act, crisis, person, name_of)


def check_lead(act: Act, draft: Draft, is_active: IsActive) -> None:
    """Raise Invalid unless whoever is raising this may name that lead: before it has a number."""
    if not is_active(draft.lead):
        raise Invalid({"lead": NOBODY})
    where = [scope for each in draft.accounts for scope in each.scopes(act.session)] or [CENTRE]
    if draft.lead == act.who.id and not _holds_a_role(act, draft.lead, where):
        raise Invalid({"lead": "You raise it: choose somebody else to lead it."})


def name_lead(act: Act, crisis: Crisis, person: str, name_of: Name) -> None:
    """Whoever raised it just now says who leads it."""
    _hand_lead(act, crisis, person, name_of)


def _hand_lead(act: Act, crisis: Crisis, person: str, name_of: Name) -> None:
    before, crisis.lead, crisis.lead_name = crisis.lead, person, name_of(person)
    noting.let_answer(act, crisis, [person])
    tell(act, LeadGiven, crisis, people=(person,), before=before)


def give_voice(act: Act, crisis: Crisis, person: str, name_of: Name, is_active: IsActive) -> None:
    """From now on they speak for the company, and nobody else."""
    LIFE.require(act, crisis, Action.GIVE_VOICE)
    _check(act, crisis, person, is_active)
    if person == crisis.speaker:
        raise Invalid({"person": f"{crisis.speaker_name} speaks for us already. Choose somebody else."})
    crisis.speaker, crisis.speaker_name = person, name_of(person)
    noting.let_answer(act, crisis, [person])
    tell(act, VoiceGiven, crisis, people=(person,))


def require_voice(act: Act, crisis: Crisis) -> None:
    """Raise Refused unless this person may speak for the company: one at a time does, once somebody is named;
    nobody while it is confidential.
    """
    LIFE.require(act, crisis, Action.SPEAK)
    if crisis.confidential:
        raise TooLate(f"{crisis.label} is confidential, and what we say is for everybody: *Make it public…* first.")
    if crisis.drill and not crisis.room:
        raise TooLate(f"{crisis.label} has no channel yet. Try again in a minute.")
    if crisis.speaker not in {"", act.who.id}:
        raise Forbidden(
            f"{crisis.speaker_name} speaks for us in {crisis.label}. To hand that over: `/crisis speaker {crisis.id}`."
        )


def add_accounts(act: Act, crisis: Crisis, accounts: Sequence[Outlet]) -> None:
    """It is about these, too."""
    LIFE.require(act, crisis, Action.ADD_ACCOUNTS)
    has = {each.account_id for each in crisis.accounts}
    labels = {each.id: each.label for each in accounts if each.id not in has}
    if not labels:
        raise Invalid({"accounts": NO_ACCOUNT})
    widen(crisis, labels)
    which = ", ".join(labels.values()) if len(labels) <= SHOWN else number_of(len(labels), "account")
    tell(act, AccountsAdded, crisis, which)


def widen(crisis: Crisis, labels: Mapping[int, str]) -> None:
    """By accounts that it does not have yet; their labels by number."""
    has = {each.account_id for each in crisis.accounts}
    new = [CrisisAccount(account_id=number, label=label) for number, label in labels.items() if number not in has]
    crisis.accounts.extend(new)


def _has_role(act: Act, crisis: Crisis, person: str) -> bool:
    return _holds_a_role(act, person, crisis.scopes(act.session))


def _holds_a_role(act: Act, person: str, where: Iterable[Scope]) -> bool:
    return any(act.who.rights.holds(person, role, scope) for scope in where for role in RESPONDERS)


def _check(act: Act, crisis: Crisis, person: str, is_active: IsActive) -> None:
    if not person or not is_active(person):
        raise Invalid({"person": NOBODY})
    if person in visible.who_left(act.session, crisis):
        raise Invalid({"person": "They left its room. Ask them to come back first."})


def _risk(crisis: Crisis) -> str:
    return f"{crisis.risk} = {crisis.score} ({crisis.colour})"
