"""/crisis raise: a form, by a command, a button or from a message."""

from collections.abc import Sequence

from bot.accounts import Outlet, outlet
from bot.accounts import finding as registry
from bot.crises import buttons, forms, queries, service, steering
from bot.crises.alike import alike
from bot.crises.drafts import Draft
from bot.crises.rooms import room_of
from bot.debriefs.lessons import lesson_for
from bot.kernel.errors import Invalid, NotFound
from bot.kernel.reference import Ref, is_number
from handlers.crises import crisis
from handlers.gesture import Answer, Gesture, Offer, Open, Replace
from handlers.routing import Routes

routes = Routes(steadfast=True)


@crisis.word("raise", example="/crisis raise Nurses report fake vials on X", about="calls the people who decide")
def sound_the_alarm(gesture: Gesture) -> Answer:
    return Open(forms.alarm(gesture.governance, what=gesture.words))


@routes.action(buttons.RAISE)
@routes.shortcut(forms.RAISE)
def sound_the_alarm_by_button(gesture: Gesture) -> Answer:
    return Open(forms.alarm(gesture.governance))


@routes.shortcut("crises.raise_from_message")
def sound_the_alarm_about_a_message(gesture: Gesture) -> Answer:
    message = gesture.message
    if message is None:
        return sound_the_alarm_by_button(gesture)
    if not message.words:
        return Open(forms.alarm(gesture.governance, evidence=message.permalink))
    return Open(forms.about_a_message(message.words, message.permalink))


@routes.action(forms.QUOTE)
def quote_the_message(gesture: Gesture) -> Answer:
    """Its address and its words, which nobody can be recognised by."""
    address, _, words = gesture.value.partition(" ")
    return Replace(forms.alarm(gesture.governance, what=words, evidence=address))


@routes.action(forms.LINK)
def only_link_to_the_message(gesture: Gesture) -> Answer:
    return Replace(forms.alarm(gesture.governance, evidence=gesture.value))


@routes.form(forms.RAISE)
def raise_crisis(gesture: Gesture) -> Answer:
    draft, matrix = _draft(gesture), gesture.governance.risk
    newest = int(gesture.metadata) if is_number(gesture.metadata) else 0
    if similar := alike(gesture, draft, after=newest):
        return Replace(forms.alarm(gesture.governance, alike=similar))
    if draft.lead:
        steering.check_lead(gesture, draft, gesture.people.is_active)
    raised = service.raise_crisis(gesture, draft, matrix, gesture.governance.crisis_kinds)
    if draft.lead:
        steering.name_lead(gesture, raised, draft.lead, gesture.people.name_of)
    first = gesture.governance.policy_for(raised.score).levels[0]
    people = queries.called(gesture.session, raised, first.whom, gesture.company)
    room = room_of(raised, gesture.company)
    lesson = lesson_for(gesture, [each.account_id for each in raised.accounts])
    return Replace(forms.raised(raised, matrix, first, people, room, gesture.when, lesson=lesson))


@routes.suggestions(forms.RAISE_SEARCH)
def search_accounts(gesture: Gesture) -> Answer:
    return Offer([(str(each.id), each.full_label) for each in registry.matching(gesture.session, gesture.words)])


def _draft(gesture: Gesture) -> Draft:
    form = gesture.form
    return Draft(
        what=form.text("what"),
        likelihood=form.choice("likelihood") or "",
        impact=form.choice("impact") or "",
        evidence=form.text("evidence"),
        kind=form.choice("kind") or "",
        lead=form.person("lead") or "",
        confidential=bool(form.choices("confidential")),
        accounts=affected(gesture, form.choices("accounts")),
    )


def affected(gesture: Gesture, chosen: Sequence[str]) -> list[Outlet]:
    try:
        return [outlet(gesture.session, Ref.read(each).id) for each in chosen]
    except NotFound:
        problem = "One of these is no account: take it out."
        raise Invalid({"accounts": problem}) from None
