"""Who holds which role, who stands in, and roles until a date."""

from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from bot.accounts import finding
from bot.delegation import blocks, forms, messages, overview, queries, service
from bot.delegation.drafts import Draft
from bot.delegation.life import GRANT_SOMEWHERE, GRANTERS, NAME
from bot.governance import Governance
from bot.kernel.errors import Invalid
from bot.kernel.locales import market
from bot.kernel.problems import Problems
from bot.kernel.scope import Scope
from bot.kernel.zones import instant, own
from bot.rulebook import roles_needed
from handlers.gesture import Answer, Gesture, Now, Open, Say
from handlers.routing import Routes

routes = Routes()


def anyone(rules: Governance) -> Collection[str]:
    """Who may name a stand-in: holders of whatever role."""
    return list(rules.roles)


def granters(_rules: Governance) -> Collection[str]:
    return GRANTERS


def shown(gesture: Gesture) -> Answer:
    to_come = gesture.people.holdings.grants.to_come()
    all_roles = overview.roles(gesture.governance, gesture.people, roles_needed())
    may_grant = GRANT_SOMEWHERE.allows(gesture, None)
    return Say(blocks.roles(all_roles, to_come, gesture.who.roles, may_grant=may_grant))


@routes.action(blocks.NAME, opens=forms.AWAY)
def ask_for_stand_in(gesture: Gesture) -> Answer:
    NAME.require(gesture, None)
    return Open(forms.away(gesture.who.rights.own(gesture.who.id), _today(gesture), gesture.named_person))


@routes.form(forms.AWAY, signs=anyone)
def name_stand_in(gesture: Gesture) -> Answer:
    named = service.name_stand_in(gesture, _draft(gesture, gesture.form.choices("roles")), gesture.people.is_active)
    return Now(lambda: messages.done(named))


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
    return instant(datetime.combine(day, time()), own(gesture.who.tz))


def _today(gesture: Gesture) -> date:
    return gesture.when.astimezone(own(gesture.who.tz)).date()
