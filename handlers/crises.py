"""/crisis: which there are, and one in full."""

from collections.abc import Callable

from bot.crises import blocks, buttons, following, forms, frozen, messages, queries, saying, story
from bot.crises.life import LIFE, Action, offered
from bot.crises.model import Crisis
from bot.crises.texts import BANNERS, ENDINGS
from bot.kernel.errors import NotFound
from bot.kernel.reference import numbered
from bot.kernel.text.markup import as_typed
from bot.kernel.views.blocks import Message
from handlers.gesture import Answer, Gesture, Now, Say
from handlers.routing import Routes

routes = Routes(steadfast=True)
crisis = routes.command(
    "/crisis",
    about="Crises, and who answers them",
    hint="raise · list · show · follow · update · checklist · rescore · call · lead · accounts · "
    "freeze · thaw · say · speaker · resolve · false · same · reopen · review · drill",
)


@crisis.bare
@crisis.word("list", example="/crisis list resolved", about="lists crises: open, resolved, false alarms, all")
def show_list(gesture: Gesture) -> Answer:
    words = gesture.words.lower().removeprefix("status:").strip(" \"'“”„«»‘’.")
    narrowed = words.removesuffix("s").removesuffix(" alarm") or "open"
    return Say(blocks.listing(queries.listing(gesture, narrowed), narrowed, gesture.when))


@routes.list(buttons.LIST, buttons.LIST, queries.NARROWINGS)
def turn_list(gesture: Gesture) -> Answer:
    narrowed = gesture.ref.key
    page = queries.listing(gesture, narrowed, gesture.ref.page)
    return Say(blocks.listing(page, narrowed, gesture.when))


@crisis.word("show", example="/crisis show 7", about="shows a crisis with its timeline")
def show(gesture: Gesture) -> Answer:
    number, rest = named(gesture, "show")
    if rest and not any(rest.startswith(banner) for banner in (*BANNERS.values(), *ENDINGS.values())):
        raise NotFound(_which("show"))
    return shown(gesture, number)


@routes.action(buttons.SHOW)
@routes.list(buttons.TIMELINE)
def show_by_button(gesture: Gesture) -> Answer:
    return shown(gesture, gesture.ref.id, gesture.ref.page)


def named(gesture: Gesture, word: str) -> tuple[int, str]:
    """The number that stands first, and the words after it; the only unresolved crisis needs no number. To be shown one
    may be called by how its description begins, too.
    """
    if first := numbered(gesture.words, "crisis"):
        return first
    if word == "show" and (words := as_typed(gesture.words).strip('> "“”„«»').removesuffix("…")):
        alike = queries.beginning(gesture, words)
        if len(alike) == 1:
            return alike[0].id, ""
    unresolved = queries.worst(gesture, 1)
    if unresolved.total == 1:
        return unresolved.rows[0].id, gesture.words
    if not unresolved.total and not gesture.words:
        raise NotFound("Which crisis? None is open; see `/crisis list all`.")
    raise NotFound(_which(word))


def _which(word: str) -> str:
    return f"Which crisis? For instance `/crisis {word} 7`; see `/crisis list`."


def held(gesture: Gesture) -> Crisis:
    return queries.held_by(gesture, gesture.ref.id)


def looked_at(gesture: Gesture, number: int, action: Action) -> Crisis:
    """Before a form asks: this person may do so to it now."""
    seen = queries.shown_to(gesture, number)
    LIFE.require(gesture, seen, action)
    return seen


def over(gesture: Gesture, ended: Crisis) -> Answer:
    """After it has ended, in whatever way; what was frozen for it is thawed if the form said so."""
    if gesture.form.choice("frozen") == forms.THAW:
        frozen.thaw(gesture, ended)
    return now(gesture, ended, messages.over)


def shown(gesture: Gesture, number: int, page: int = 1) -> Answer:
    return Say(_card(gesture, queries.shown_to(gesture, number), page))


def _card(gesture: Gesture, crisis: Crisis, page: int = 1) -> Message:
    lines = story.page(gesture.session, crisis, page)
    speakers = queries.speakers(gesture.session, crisis, gesture.company)
    cold, spoken = frozen.in_full(gesture.session, crisis), saying.standing(gesture.session, crisis)
    follows = following.follows(gesture, crisis)
    return blocks.detail(crisis, lines, speakers, offered(gesture, crisis), cold, spoken, gesture.when, follows=follows)


def now(gesture: Gesture, crisis: Crisis, line: Callable[[Crisis], Message]) -> Answer:
    """After something was done about it."""
    return Now(lambda: line(crisis), lambda: _card(gesture, crisis))
