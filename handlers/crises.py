"""/crisis: people are called, and one of them answers."""

from collections.abc import Sequence

from bot.accounts import Outlet, outlet
from bot.accounts import queries as accounts
from bot.crises import blocks, claims, forms, queries, service
from bot.crises.model import Crisis, Draft
from bot.kernel.errors import Invalid, NotFound
from handlers.gesture import Answer, Done, Gesture, Offer, Open, Replace, Say
from handlers.routing import Routes

routes = Routes(steadfast=True)
crisis = routes.command("/crisis", about="Crises and escalation")

LONGEST_NUMBER = 10
"""Of digits; no database counts further."""


@crisis.word("raise", example="/crisis raise Nurses report fake vials on X", about="calls the people who decide")
def sound_the_alarm(gesture: Gesture) -> Answer:
    return Open(forms.alarm(gesture.governance.risk, what=gesture.words))


@routes.action(blocks.RAISE)
@routes.shortcut(forms.RAISE)
def sound_the_alarm_by_button(gesture: Gesture) -> Answer:
    return Open(forms.alarm(gesture.governance.risk))


@routes.shortcut("crises.raise_from_message")
def sound_the_alarm_about_a_message(gesture: Gesture) -> Answer:
    found = gesture.message
    if found is None:
        return sound_the_alarm_by_button(gesture)
    return Open(forms.alarm(gesture.governance.risk, evidence=found.permalink))


@routes.form(forms.RAISE)
def raise_crisis(gesture: Gesture) -> Answer:
    matrix = gesture.governance.risk
    raised = service.raise_crisis(gesture.session, gesture.who, gesture.when, _draft(gesture), matrix)
    first = gesture.governance.policy_for(raised.score).levels[0]
    people = queries.called(gesture.session, raised, first.whom, gesture.company)
    return Replace(forms.raised(raised, matrix, first, people, gesture.governance.channels.war_room))


@routes.suggestions(forms.RAISE_SEARCH)
def search_accounts(gesture: Gesture) -> Answer:
    return Offer([(str(found.id), found.full_label) for found in accounts.matching(gesture.session, gesture.words)])


@crisis.bare
@crisis.word("list", example="/crisis list resolved", about="shows those that are open, resolved or all, ten a page")
def show_list(gesture: Gesture) -> Answer:
    narrowed = gesture.words.lower() or "open"
    return Say(blocks.listing(queries.listing(gesture.session, narrowed), narrowed))


@routes.action(f"{blocks.LIST}.open")
@routes.action(f"{blocks.LIST}.resolved")
@routes.action(f"{blocks.LIST}.all")
@routes.action(f"{blocks.LIST}.previous")
@routes.action(f"{blocks.LIST}.next")
def turn_list(gesture: Gesture) -> Answer:
    narrowed, _, number = gesture.value.partition(" ")
    return Say(blocks.listing(queries.listing(gesture.session, narrowed, _number(number)), narrowed))


@crisis.word("show", example="/crisis show 7", about="shows one crisis with its timeline")
def show(gesture: Gesture) -> Answer:
    meant, rest = _named(gesture, gesture.words, "show")
    if rest:
        raise NotFound(_which("show"))
    return _shown(gesture, meant)


@routes.action(blocks.SHOW)
@routes.action(f"{blocks.TIMELINE}.previous")
@routes.action(f"{blocks.TIMELINE}.next")
def show_by_button(gesture: Gesture) -> Answer:
    crisis_id, _, number = gesture.value.partition(" ")
    return _shown(gesture, queries.by_id(gesture.session, int(crisis_id)), _number(number))


@routes.action(blocks.ON_IT)
def acknowledge(gesture: Gesture) -> Answer:
    meant = queries.by_id(gesture.session, int(gesture.value))
    service.acknowledge(gesture.session, gesture.who, gesture.when, meant)
    return Say(blocks.yours_now(meant, _may(gesture, meant), "are on"))


@routes.action(blocks.NOT_ME)
def deny(gesture: Gesture) -> Answer:
    claims.deny(gesture.session, gesture.who, gesture.when, queries.by_id(gesture.session, int(gesture.value)))
    return Done()


@routes.action(blocks.LEAD)
def take_lead(gesture: Gesture) -> Answer:
    crisis_id, _, lead = gesture.value.partition(" ")
    meant = queries.by_id(gesture.session, int(crisis_id))
    service.take_lead(gesture.session, gesture.who, gesture.when, meant, instead_of=lead)
    return Say(blocks.yours_now(meant, _may(gesture, meant), "lead"))


@crisis.word("update", example="/crisis update 7 Police informed, batch recalled", about="tells what is new")
def update(gesture: Gesture) -> Answer:
    meant, text = _named(gesture, gesture.words, "update")
    if not text:
        return _ask_what_is_new(gesture, meant)
    service.post_update(gesture.session, gesture.who, gesture.when, meant, text)
    return Say(blocks.told(meant, gesture.governance.channels.war_room))


@routes.action(blocks.UPDATE)
def update_by_button(gesture: Gesture) -> Answer:
    return _ask_what_is_new(gesture, queries.by_id(gesture.session, int(gesture.value)))


@routes.form(forms.UPDATE)
def update_by_form(gesture: Gesture) -> Answer:
    meant = queries.by_id(gesture.session, int(gesture.metadata))
    service.post_update(gesture.session, gesture.who, gesture.when, meant, gesture.form.text("update"))
    return Done()


@crisis.word("resolve", example="/crisis resolve 7", about="ends it, with its outcome", opens=forms.RESOLVE)
def resolve(gesture: Gesture) -> Answer:
    meant, outcome = _named(gesture, gesture.words, "resolve")
    return _ask_how_it_ended(gesture, meant, outcome)


@routes.action(blocks.RESOLVE, opens=forms.RESOLVE)
def resolve_by_button(gesture: Gesture) -> Answer:
    return _ask_how_it_ended(gesture, queries.by_id(gesture.session, int(gesture.value)))


@routes.form(forms.RESOLVE, signs=lambda _: service.CLOSERS)
def resolve_by_form(gesture: Gesture) -> Answer:
    meant = queries.by_id(gesture.session, int(gesture.metadata))
    service.resolve(gesture.session, gesture.who, gesture.when, meant, gesture.form.text("outcome"))
    return Done()


def _ask_what_is_new(gesture: Gesture, meant: Crisis) -> Answer:
    service.check_update(gesture.session, gesture.who, meant)
    return Open(forms.update(meant))


def _ask_how_it_ended(gesture: Gesture, meant: Crisis, outcome: str = "") -> Answer:
    service.check_resolve(gesture.who, meant)
    return Open(forms.resolve(meant, outcome))


def _named(gesture: Gesture, words: str, word: str) -> tuple[Crisis, str]:
    """The crisis whose number stands first, and the words after it; the only unresolved one needs no number."""
    first, rest = (*words.split(maxsplit=1), "", "")[:2]
    number = first.removeprefix("#")
    if number.isdecimal() and len(number) < LONGEST_NUMBER:
        return queries.by_id(gesture.session, int(number)), rest
    unresolved = queries.unresolved(gesture.session)
    if len(unresolved) == 1:
        return queries.by_id(gesture.session, unresolved[0].id), words
    if not unresolved and not words:
        raise NotFound("Which crisis? None is open just now; `/crisis list all` shows those that were.")
    raise NotFound(_which(word))


def _which(word: str) -> str:
    return f"Which crisis? Write its number first, for instance `/crisis {word} 7`; `/crisis list` shows them."


def _shown(gesture: Gesture, shown: Crisis, page: int = 1) -> Answer:
    entries = queries.timeline(gesture.session, shown)
    return Say(blocks.detail(shown, entries, queries.speakers(gesture.company), _may(gesture, shown), page))


def _may(gesture: Gesture, shown: Crisis) -> blocks.May:
    return blocks.May(
        answer=service.may_respond(gesture.session, gesture.who, shown),
        lead=gesture.who.has(*service.RESPONDERS) and shown.lead != gesture.who.id,
        resolve=service.may_resolve(gesture.who, shown),
    )


def _draft(gesture: Gesture) -> Draft:
    form = gesture.form
    return Draft(
        what=form.text("what"),
        likelihood=form.choice("likelihood") or "",
        impact=form.choice("impact") or "",
        evidence=form.text("evidence"),
        accounts=_affected(gesture, form.choices("accounts")),
    )


def _affected(gesture: Gesture, chosen: Sequence[str]) -> list[Outlet]:
    try:
        return [outlet(gesture.session, int(account_id)) for account_id in chosen]
    except NotFound:
        problem = "One of these is no account. Take it out, and search again if you miss one."
        raise Invalid({"accounts": problem}) from None


def _number(page: str) -> int:
    return int(page) if page.isdecimal() else 1
