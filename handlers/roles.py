"""Who holds which role, who stands in, and roles until a date."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from bot.accounts import finding
from bot.agencies.blocks import with_agencies
from bot.agencies.life import LET_IN
from bot.delegation import blocks, forms, messages, overview, queries, service
from bot.delegation.drafts import Draft
from bot.delegation.life import GRANT_SOMEWHERE, GRANTERS, NAME, REFRESH
from bot.delegation.words import time_of
from bot.governance import Governance
from bot.kernel.errors import Invalid
from bot.kernel.locales import market
from bot.kernel.problems import Problems
from bot.kernel.scope import Scope
from bot.kernel.views.warned import warned
from bot.kernel.zones import midnight, own
from bot.outgoing import Warned, heed
from bot.rulebook import roles_needed
from handlers.gesture import Answer, Gesture, Now, Open, Replace, Say
from handlers.routing import Routes

routes = Routes()

STILL = "Nobody else is {}. Then the stage stands still, {}. Press Save again to tell your administrators."


def anyone(rules: Governance) -> Collection[str]:
    """Who may name a stand-in: holders of whatever role."""
    return list(rules.roles)


def granters(_rules: Governance) -> Collection[str]:
    return GRANTERS


def shown(gesture: Gesture) -> Answer:
    to_come = gesture.people.holdings.grants.to_come()
    all_roles = overview.roles(gesture.governance, gesture.people, roles_needed())
    may_grant = GRANT_SOMEWHERE.allows(gesture, None)
    may_refresh = REFRESH.allows(gesture, None)
    message = blocks.roles(all_roles, to_come, gesture.who.roles, may_grant=may_grant, may_refresh=may_refresh)
    return Say(with_agencies(message) if LET_IN.allows(gesture, None) else message)


@routes.action(blocks.NAME, opens=forms.AWAY)
def ask_for_stand_in(gesture: Gesture) -> Answer:
    NAME.require(gesture, None)
    return Open(forms.away(*_known(gesture, gesture.named_person)))


def _known(gesture: Gesture, person: str = "") -> tuple[list[str], date, str, list[str]]:
    """What the form is made of."""
    own_roles = gesture.who.rights.own(gesture.who.id)
    others = list(dict.fromkeys(each for role in own_roles for each in _others(gesture, role)))
    names = [gesture.people.name_of(each) for each in others]
    return own_roles, _today(gesture), person or next(iter(others), ""), names


def _others(gesture: Gesture, role: str) -> list[str]:
    return [each for each in gesture.people.anywhere(role) if each != gesture.who.id]


@routes.form(forms.AWAY, signs=anyone)
def name_stand_in(gesture: Gesture) -> Answer:
    draft = _draft(gesture, gesture.form.choices("roles"))
    if not draft.person:
        return _leave(gesture, draft)
    named = service.name_stand_in(gesture, draft, gesture.people.is_active)
    return Now(lambda: messages.done(named))


def _leave(gesture: Gesture, draft: Draft) -> Answer:
    """Nobody can stand in: it is said what that means before administrators hear of it."""

    def others(role: str) -> list[str]:
        return _others(gesture, role)

    roles = " and ".join(service.require_somebody(draft, others))
    zone = own(gesture.who.tz)
    first, last = (each.astimezone(zone) for each in (draft.since, draft.until - timedelta(seconds=1)))
    days = f"{first.day} {first:%B} to {last.day} {last:%B}"
    try:
        heed([STILL.format(roles, days)], gesture.heeded)
    except Warned as warning:
        return Replace(warned(forms.away(*_known(gesture)), warning.sentences, warning.key))
    service.leave(gesture, draft, others)
    return Now(lambda: messages.told(time_of(draft.since, draft.until)))


@routes.action(blocks.REFRESH)
def refresh(gesture: Gesture) -> Answer:
    """Slack is asked behind whoever looks."""
    REFRESH.require(gesture, None)
    gesture.people.doubt_all()
    return Say(blocks.refreshing())


@routes.action(blocks.GRANT, opens=forms.GRANT)
def ask_for_grant(gesture: Gesture) -> Answer:
    GRANT_SOMEWHERE.require(gesture, None)
    rules = gesture.governance
    return Open(forms.grant(list(rules.roles), list(rules.regions), _today(gesture)))


@routes.form(forms.GRANT, signs=granters)
def grant(gesture: Gesture) -> Answer:
    draft = _draft(gesture, [gesture.form.choice("role") or ""])
    granted = service.grant(gesture, draft, _place(gesture), gesture.people.is_active)
    return Now(lambda: messages.done(granted))


@routes.action(blocks.END, signs=anyone)
def end(gesture: Gesture) -> Answer:
    ended = queries.held(gesture.session, gesture.ref.id)
    service.end(gesture, ended)
    return Now(lambda: messages.ended(ended, gesture.who.id))


def _draft(gesture: Gesture, roles: list[str]) -> Draft:
    form = gesture.form
    since, last = form.date("since"), form.date("until")
    if since is None or last is None:
        raise Invalid({"until" if since else "since": "Choose a day."})
    return Draft(
        person=form.person("person") or "",
        roles=roles,
        since=_midnight(gesture, since),
        until=_midnight(gesture, last + timedelta(days=1)),
        reason=form.text("reason"),
    )


def _place(gesture: Gesture) -> Scope:
    form, problems = gesture.form, Problems()
    typed, named = form.text("market"), form.text("account")
    code = problems.read("market", lambda: market(typed), "{} is no country such as CH, nor global.") if typed else ""
    problems.refuse()
    account = finding.named(gesture.session, named).subject if named else ""
    region, kind = form.choice("region") or "", form.choice("kind") or ""
    return Scope(code or "", region, form.text("brand"), kind, account)


def _midnight(gesture: Gesture, day: date) -> datetime:
    return midnight(day, own(gesture.who.tz))


def _today(gesture: Gesture) -> date:
    return gesture.when.astimezone(own(gesture.who.tz)).date()
