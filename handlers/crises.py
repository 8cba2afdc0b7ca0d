"""/crisis: people are called, and one of them answers."""

from collections.abc import Callable, Sequence

from bot.accounts import Outlet, outlet
from bot.accounts import finding as registry
from bot.crises import blocks, claims, forms, frozen, messages, queries, service, story
from bot.crises.drafts import Draft
from bot.crises.life import LIFE, Action, offered
from bot.crises.model import Crisis
from bot.crises.rooms import room_of
from bot.kernel.errors import Invalid, NotFound
from bot.kernel.reference import Ref, numbered
from bot.kernel.text.markup import as_typed
from bot.kernel.views.blocks import Message
from handlers.gesture import Answer, Gesture, Now, Offer, Open, Replace, Say
from handlers.routing import Routes

routes = Routes(steadfast=True)
crisis = routes.command(
    "/crisis", about="Crises, and who answers them", hint="raise · list · show · update · freeze · thaw · resolve"
)


@crisis.word("raise", example="/crisis raise Nurses report fake vials on X", about="calls the people who decide")
def sound_the_alarm(gesture: Gesture) -> Answer:
    return Open(forms.alarm(gesture.governance.risk, what=gesture.words))


@routes.action(blocks.RAISE)
@routes.shortcut(forms.RAISE)
def sound_the_alarm_by_button(gesture: Gesture) -> Answer:
    return Open(forms.alarm(gesture.governance.risk))


@routes.shortcut("crises.raise_from_message")
def sound_the_alarm_about_a_message(gesture: Gesture) -> Answer:
    message = gesture.message
    if message is None:
        return sound_the_alarm_by_button(gesture)
    if not message.words:
        return Open(forms.alarm(gesture.governance.risk, evidence=message.permalink))
    return Open(forms.about_a_message(message.words, message.permalink))


@routes.action(forms.QUOTE)
def quote_the_message(gesture: Gesture) -> Answer:
    """Its address and its words, which nobody can be recognised by."""
    address, _, words = gesture.value.partition(" ")
    return Replace(forms.alarm(gesture.governance.risk, what=words, evidence=address))


@routes.action(forms.LINK)
def only_link_to_the_message(gesture: Gesture) -> Answer:
    return Replace(forms.alarm(gesture.governance.risk, evidence=gesture.value))


@routes.form(forms.RAISE)
def raise_crisis(gesture: Gesture) -> Answer:
    matrix = gesture.governance.risk
    raised = service.raise_crisis(gesture, _draft(gesture), matrix)
    first = gesture.governance.policy_for(raised.score).levels[0]
    people = queries.called(gesture.session, raised, first.whom, gesture.company)
    room = gesture.governance.channels.war_room
    return Replace(forms.raised(raised, matrix, first, people, room, gesture.when))


@routes.suggestions(forms.RAISE_SEARCH)
def search_accounts(gesture: Gesture) -> Answer:
    return Offer([(str(each.id), each.full_label) for each in registry.matching(gesture.session, gesture.words)])


@crisis.bare
@crisis.word("list", example="/crisis list resolved", about="lists crises: open, resolved, all")
def show_list(gesture: Gesture) -> Answer:
    narrowed = gesture.words.lower().removeprefix("status:").strip(" \"'“”„«»‘’.") or "open"
    return Say(blocks.listing(queries.listing(gesture.session, narrowed), narrowed, gesture.when))


@routes.list(blocks.LIST, blocks.LIST, queries.NARROWINGS)
def turn_list(gesture: Gesture) -> Answer:
    narrowed = gesture.ref.key
    page = queries.listing(gesture.session, narrowed, gesture.ref.page)
    return Say(blocks.listing(page, narrowed, gesture.when))


@crisis.word("show", example="/crisis show 7", about="shows a crisis with its timeline")
def show(gesture: Gesture) -> Answer:
    number, rest = _named(gesture, "show")
    if rest and not any(rest.startswith(banner) for banner in blocks.BANNERS.values()):
        raise NotFound(_which("show"))
    return _shown(gesture, number)


@routes.action(blocks.SHOW)
@routes.list(blocks.TIMELINE)
def show_by_button(gesture: Gesture) -> Answer:
    return _shown(gesture, gesture.ref.id, gesture.ref.page)


@routes.action(blocks.ON_IT)
def acknowledge(gesture: Gesture) -> Answer:
    answered = _held(gesture)
    service.be_on_it(gesture, answered)
    return Say(blocks.yours_now(answered, offered(gesture, answered), "are on", gesture.when))


@routes.action(blocks.OFF_IT)
def step_back(gesture: Gesture) -> Answer:
    left = _held(gesture)
    service.step_back(gesture, left)
    return _now(gesture, left, blocks.not_yours)


@routes.action(blocks.NOT_ME)
def deny(gesture: Gesture) -> Answer:
    denied = _held(gesture)
    claims.deny(gesture, denied)
    return _now(gesture, denied, messages.denied)


@routes.action(blocks.LEAD)
def take_lead(gesture: Gesture) -> Answer:
    led = _held(gesture)
    service.take_lead(gesture, led, instead_of=gesture.ref.rest)
    return Say(blocks.yours_now(led, offered(gesture, led), "lead", gesture.when))


@crisis.word("update", example="/crisis update 7 Police informed, batch recalled", about="posts what is new")
def update(gesture: Gesture) -> Answer:
    number, text = _named(gesture, "update")
    if not text:
        return _ask_what_is_new(gesture, number)
    updated = queries.held(gesture.session, number)
    service.post_update(gesture, updated, text)
    return _now_updated(gesture, updated)


@routes.action(blocks.UPDATE)
def update_by_button(gesture: Gesture) -> Answer:
    return _ask_what_is_new(gesture, gesture.ref.id)


@routes.form(forms.UPDATE)
def update_by_form(gesture: Gesture) -> Answer:
    updated = _held(gesture)
    service.post_update(gesture, updated, gesture.form.text("update"))
    return _now_updated(gesture, updated)


@crisis.word("resolve", example="/crisis resolve 7", about="ends a crisis", opens=forms.RESOLVE)
def resolve(gesture: Gesture) -> Answer:
    number, outcome = _named(gesture, "resolve")
    return _ask_how_it_ended(gesture, number, outcome)


@routes.action(blocks.RESOLVE, opens=forms.RESOLVE)
def resolve_by_button(gesture: Gesture) -> Answer:
    return _ask_how_it_ended(gesture, gesture.ref.id)


@routes.form(forms.RESOLVE, signs=lambda _: LIFE.permission(Action.RESOLVE).roles)
def resolve_by_form(gesture: Gesture) -> Answer:
    resolved = _held(gesture)
    service.resolve(gesture, resolved, gesture.form.text("outcome"))
    if gesture.form.choice("frozen") == forms.THAW:
        frozen.thaw(gesture, resolved)
    return _now(gesture, resolved, messages.over)


def _ask_what_is_new(gesture: Gesture, number: int) -> Answer:
    updated = queries.by_id(gesture.session, number)
    LIFE.require(gesture, updated, Action.POST_UPDATE)
    return Open(forms.update(updated))


def _ask_how_it_ended(gesture: Gesture, number: int, outcome: str = "") -> Answer:
    ended = queries.by_id(gesture.session, number)
    LIFE.require(gesture, ended, Action.RESOLVE)
    return Open(forms.resolve(ended, outcome, may_thaw=frozen.can_be_thawed(gesture, ended)))


def _named(gesture: Gesture, word: str) -> tuple[int, str]:
    """The number that stands first, and the words after it; the only unresolved crisis needs no number. To be shown one
    may be called by how its description begins, too.
    """
    if named := numbered(gesture.words, "crisis"):
        return named
    if word == "show" and (words := as_typed(gesture.words).strip('> "“”„«»').removesuffix("…")):
        alike = queries.beginning(gesture.session, words)
        if len(alike) == 1:
            return alike[0].id, ""
    unresolved = queries.worst(gesture.session, 1)
    if unresolved.total == 1:
        return unresolved.rows[0].id, gesture.words
    if not unresolved.total and not gesture.words:
        raise NotFound("Which crisis? None is open; see `/crisis list all`.")
    raise NotFound(_which(word))


def _which(word: str) -> str:
    return f"Which crisis? For instance `/crisis {word} 7`; see `/crisis list`."


def _held(gesture: Gesture) -> Crisis:
    return queries.held(gesture.session, gesture.ref.id)


def _shown(gesture: Gesture, number: int, page: int = 1) -> Answer:
    return Say(_card(gesture, queries.by_id(gesture.session, number), page))


def _card(gesture: Gesture, crisis: Crisis, page: int = 1) -> Message:
    lines = story.page(gesture.session, crisis, page)
    speakers = queries.speakers(gesture.session, crisis, gesture.company)
    cold = frozen.in_full(gesture.session, crisis)
    return blocks.detail(crisis, lines, speakers, offered(gesture, crisis), cold, gesture.when)


def _now(gesture: Gesture, crisis: Crisis, line: Callable[[Crisis], Message]) -> Answer:
    """After something was done about it."""
    return Now(lambda: line(crisis), lambda: _card(gesture, crisis))


def _now_updated(gesture: Gesture, crisis: Crisis) -> Answer:
    room = room_of(crisis, gesture.company)
    return _now(gesture, crisis, lambda updated: blocks.confirmation(updated, room, gesture.when))


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
        return [outlet(gesture.session, Ref.read(each).id) for each in chosen]
    except NotFound:
        problem = "One of these is no account: take it out."
        raise Invalid({"accounts": problem}) from None
