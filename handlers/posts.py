"""/post: posts, their review and their publication."""

from bot.accounts import outlet
from bot.accounts import queries as accounts
from bot.kernel.errors import NotFound
from bot.kernel.text.markup import quotation
from bot.posts import blocks, forms, listing, queries, review, service, visibility
from bot.posts.around import Around
from bot.posts.model import Action, Post, Status
from bot.posts.queries import Desk
from handlers.gesture import Answer, Done, Gesture, Open, Say
from handlers.routing import Routes
from handlers.words import besides_filters, filters, readable

routes = Routes()
post = routes.command(
    "/post",
    about="Posts, their review and their publication",
    hint="submit · list · show · edit · withdraw · published",
)

routes.link(blocks.COMPOSE)

WAITING = {"waiting": "me"}


@post.bare
def show_waiting(gesture: Gesture) -> Answer:
    return _page(gesture, WAITING)


@post.word("list", example='/post list mine status:"in review"', about="shows the posts, ten a page")
def show_list(gesture: Gesture) -> Answer:
    typed = filters(gesture.typed)
    for word in besides_filters(gesture.typed):
        if word in {"mine", "waiting"}:
            typed |= listing.WAYS[word][1]
        else:
            raise NotFound(f"The list knows no word {quotation(word)}. Write `mine`, `waiting`, or {_known_filters()}.")
    return _page(gesture, typed)


@routes.action(f"{listing.PAGE}.next")
@routes.action(f"{listing.PAGE}.previous")
@routes.action(f"{listing.NARROW}.waiting")
@routes.action(f"{listing.NARROW}.mine")
@routes.action(f"{listing.NARROW}.review")
@routes.action(f"{listing.NARROW}.scheduled")
@routes.action(f"{listing.NARROW}.all")
def turn_page(gesture: Gesture) -> Answer:
    return _page(gesture, filters(gesture.value))


@post.word("show", example="/post show 12", about="shows a post, its review and its decisions")
def show(gesture: Gesture) -> Answer:
    return particulars(gesture, named(gesture, "show"))


@routes.action(blocks.SHOW)
def show_by_button(gesture: Gesture) -> Answer:
    return particulars(gesture, held(gesture, gesture.value))


@post.word("withdraw", example="/post withdraw 12", about="takes a post back, for good")
def withdraw(gesture: Gesture) -> Answer:
    return _withdraw_form(gesture, named(gesture, "withdraw"))


@routes.action(blocks.WITHDRAW)
def withdraw_by_button(gesture: Gesture) -> Answer:
    return _withdraw_form(gesture, held(gesture, gesture.value))


@routes.form(forms.WITHDRAW)
def withdraw_by_form(gesture: Gesture) -> Answer:
    gone = held(gesture, gesture.metadata)
    there = outlet(gesture.session, gone.account_id)
    service.withdraw(gesture.session, gesture.who, gesture.when, gone, there, gesture.form.text("reason"))
    return Done()


def desk_of(gesture: Gesture) -> Desk:
    """The person of a gesture, as posts see them."""
    who = gesture.who
    kept = accounts.of_keeper(gesture.session, who.id)
    publishes_on = frozenset(each.id for each in kept if who.id in {each.publisher, each.deputy})
    return Desk(person=who.id, roles=who.roles, publishes_on=publishes_on, now=gesture.when)


def _page(gesture: Gesture, wanted: dict[str, str]) -> Answer:
    number = wanted.get("page", "1")
    narrowed = {name: value for name, value in wanted.items() if name != "page"}
    if narrowed.keys() - {"waiting", *queries.FILTERS} or not number.isdigit():
        unknown = ", ".join(sorted(narrowed.keys() - set(queries.FILTERS))) or "that page"
        raise NotFound(f"I cannot narrow by {unknown}. The list knows {_known_filters()}, each with a value.")
    status = narrowed.get("status", Status.IN_REVIEW.value).lower().replace("_", " ")
    if status not in set(Status):
        known = ", ".join(f'`status:"{each}"`' for each in Status)
        raise NotFound(f"No post is ever {quotation(status)}. Try one of {known}.")
    if "waiting" in narrowed:
        return Say(
            listing.page_of(queries.waiting_page(gesture.session, desk_of(gesture), int(number)), WAITING, WAITING)
        )
    asked = {name: gesture.who.id if value.lower() == "me" else value for name, value in narrowed.items()}
    on = accounts.ids_matching(gesture.session, narrowed["account"]) if "account" in narrowed else None
    return Say(
        listing.page_of(
            queries.listing(gesture.session, asked, int(number), on=on), narrowed, readable(narrowed, gesture.people)
        )
    )


def _known_filters() -> str:
    return ", ".join(f"`{name}:`" for name in queries.FILTERS)


def particulars(gesture: Gesture, shown: Post) -> Answer:
    """One post, with what this person may do with it."""
    known, there = Around.of(gesture.company), outlet(gesture.session, shown.account_id)
    leads = gesture.who.has("community_manager")
    waited_for = shown.status == Status.IN_REVIEW and gesture.who.id in review.people_waited_for(shown, known.holders)
    buttons = blocks.possible_buttons(
        shown,
        decides=waited_for,
        owns=leads or gesture.who.id in {shown.author, *there.people},
        publishes=leads or gesture.who.id in there.publishers,
    )
    with_reasons = visibility.may_read_reasons(gesture.who, shown, there)
    return Say(blocks.particulars(shown, known, buttons, with_reasons=with_reasons))


def _withdraw_form(gesture: Gesture, gone: Post) -> Answer:
    service.require_hand(gesture.who, gone, outlet(gesture.session, gone.account_id), "withdraw it")
    gone.check(Action.WITHDRAW)
    return Open(forms.withdraw(gone))


def named(gesture: Gesture, word: str) -> Post:
    """The one that was typed after that word of the command."""
    return queries.by_id(gesture.session, queries.number_in(gesture.words, word))


def held(gesture: Gesture, value: str) -> Post:
    """The one that a button or a form carries."""
    return queries.by_id(gesture.session, int(value))
