"""What people of agencies do, and those who let them in. Nobody else's gestures are answered to them."""

from datetime import timedelta

from bot.accounts import Outlet, finding, outlet
from bot.agencies import blocks, forms, queries, service
from bot.agencies.drafts import Draft, Written
from bot.agencies.life import LET_IN, LIFE, LOOK, Action
from bot.delegation import queries as grants
from bot.delegation.model import RoleGrant
from bot.governance import Governance
from bot.kernel.errors import Invalid
from bot.kernel.reference import is_number
from bot.kernel.subject import Subject
from bot.kernel.text.markup import PERSON_ID
from bot.kernel.zones import midnight, own
from bot.people import Unreachable
from bot.posts import forms as post_forms
from bot.posts.life import SUBMIT
from handlers.gesture import Answer, Gesture, Now, Open, Say
from handlers.posts import post
from handlers.routing import Routes

routes = Routes()


def anyone(rules: Governance) -> list[str]:
    """An account's owner may hold any role or none."""
    return list(rules.roles)


@routes.for_agencies
@post.word("draft", example="/post draft", about="writes drafts for an account (people of agencies)")
def show_mine(gesture: Gesture) -> Answer:
    LOOK.require(gesture, None)
    return Say(blocks.mine(queries.accounts_of(gesture), queries.mine(gesture)))


@routes.for_agencies
@routes.action(blocks.WRITE)
def ask_for_text(gesture: Gesture) -> Answer:
    LOOK.require(gesture, None)
    return Open(forms.write(queries.accounts_of(gesture)))


@routes.for_agencies
@routes.form(forms.WRITE)
def write(gesture: Gesture) -> Answer:
    chosen = gesture.form.choice("account") or ""
    account = outlet(gesture.session, int(chosen)) if is_number(chosen) else None
    draft = service.write(gesture, Written(account=account, text=gesture.form.text("text")))
    return Now(lambda: blocks.saved(draft))


@routes.for_agencies
@routes.action(blocks.CHANGE)
def ask_for_change(gesture: Gesture) -> Answer:
    draft = queries.by_id(gesture.session, gesture.ref.id)
    LIFE.require(gesture, draft, Action.CHANGE)
    return Open(forms.change(draft))


@routes.for_agencies
@routes.form(forms.CHANGE)
def change(gesture: Gesture) -> Answer:
    draft = queries.held(gesture.session, gesture.ref.id)
    service.change(gesture, draft, gesture.form.text("text"))
    return Now(lambda: blocks.saved(draft))


@routes.for_agencies
@routes.action(blocks.READY)
def ready(gesture: Gesture) -> Answer:
    draft = queries.held(gesture.session, gesture.ref.id)
    service.ready(gesture, draft)
    return Now(lambda: blocks.saved(draft))


@routes.action(blocks.SUBMIT)
def submit(gesture: Gesture) -> Answer:
    """The usual form, with the draft's text: whoever sends it is the post's author."""
    draft = queries.by_id(gesture.session, gesture.ref.id)
    LIFE.require(gesture, draft, Action.TAKE)
    its = outlet(gesture.session, draft.account_id)
    SUBMIT.require(gesture, its)
    return Open(post_forms.submit(its, gesture.governance.allowances.of(its.handle), text=draft.text))


@routes.action(blocks.TAKE)
def take_over(gesture: Gesture) -> Answer:
    draft = queries.held(gesture.session, gesture.ref.id)
    service.take_over(gesture, draft)
    return Now(lambda: blocks.over(draft))


@routes.action(blocks.LET_IN, opens=forms.LET_IN)
def ask_whom(gesture: Gesture) -> Answer:
    LET_IN.require(gesture, None)
    return Open(forms.let_in())


@routes.form(forms.LET_IN, signs=anyone)
def let_in(gesture: Gesture) -> Answer:
    draft = _draft(gesture)
    given = service.let_in(gesture, draft, lambda person: _is_outside(gesture, person))
    return Now(lambda: blocks.done(given, [each.label for each in draft.accounts]))


@routes.action(blocks.PROLONG, signs=anyone)
def prolong(gesture: Gesture) -> Answer:
    grant = grants.held(gesture.session, gesture.ref.id)
    service.prolong(gesture, grant)
    return Now(lambda: blocks.until(grant, _account(gesture, grant)))


@routes.action(blocks.END, signs=anyone)
def end(gesture: Gesture) -> Answer:
    grant = grants.held(gesture.session, gesture.ref.id)
    service.end(gesture, grant)
    return Now(lambda: blocks.ended(grant, _account(gesture, grant)))


def _account(gesture: Gesture, grant: RoleGrant) -> str:
    return outlet(gesture.session, Subject.read(grant.account).number).label


def _is_outside(gesture: Gesture, person: str) -> bool:
    """A guest, or somebody of another organisation; of whom Slack says nothing, as their id was typed."""
    try:
        return gesture.people.person(person).may_be_let_in
    except Unreachable:
        return True


def _draft(gesture: Gesture) -> Draft:
    form, zone = gesture.form, own(gesture.who.tz)
    last = form.date("until")
    if last is None:
        raise Invalid({"until": "Choose a day."})
    typed = form.text("user_id")
    if typed and not PERSON_ID.fullmatch(typed):
        raise Invalid({"user_id": "A user id looks like U0AB12CD3. Slack shows it in the person’s profile."})
    names = [each.strip() for each in form.text("accounts").split(",") if each.strip()]
    return Draft(
        person=typed or form.person("person") or "",
        accounts=[Outlet.of(finding.named(gesture.session, each)) for each in names],
        until=midnight(last + timedelta(days=1), zone),
        reason=form.text("reason"),
    )
