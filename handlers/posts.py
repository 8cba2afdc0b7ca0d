"""/post: posts, their review and their publication."""

from bot.accounts import Outlet, outlet
from bot.accounts import queries as accounts
from bot.kernel.errors import Forbidden, Invalid, NotFound
from bot.kernel.text.markup import quotation
from bot.posts import blocks, forms, listing, queries, review, service, visibility
from bot.posts.around import Around
from bot.posts.content import Draft
from bot.posts.model import Action, Post, Status
from bot.posts.queries import Desk
from handlers.gesture import Answer, Done, Gesture, Offer, Open, Replace, Say
from handlers.routing import Routes
from handlers.words import besides_filters, filters, readable

routes = Routes()
post = routes.command("/post", about="Posts, their review and their publication")

routes.link(blocks.COMPOSE)

WAITING = {"waiting": "me"}


@post.word("submit", example="/post submit @HelviaGlobal", about="submits a post for review")
def submit(gesture: Gesture) -> Answer:
    if not gesture.words:
        return submit_without_words(gesture)
    there = Outlet.of(accounts.named(gesture.session, gesture.words))
    service.require_submitter(gesture.who, there)
    service.require_open(there)
    return Open(forms.submit(there))


@routes.action(listing.SUBMIT)
@routes.shortcut(forms.SUBMIT)
def submit_without_words(gesture: Gesture) -> Answer:
    _require_somewhere_to_post(gesture)
    return Open(forms.submit())


@routes.suggestions(forms.ACCOUNT_SEARCH)
def search_account(gesture: Gesture) -> Answer:
    """Only those that this person may submit posts for."""
    keeper = "" if gesture.who.has(*service.SUBMITTERS) else gesture.who.id
    found = accounts.matching(gesture.session, gesture.words, keeper=keeper)
    return Offer([(str(each.id), each.full_label) for each in found])


@routes.action(forms.ACCOUNT_SEARCH)
def ask_what_this_account_needs(gesture: Gesture) -> Answer:
    return Replace(forms.submit(_chosen_outlet(gesture, gesture.value)))


@routes.form(forms.SUBMIT)
def submit_form(gesture: Gesture) -> Answer:
    there = _chosen_outlet(gesture, gesture.form.choice("account"))
    known = accounts.brands(gesture.session)
    service.submit(gesture.session, gesture.who, gesture.when, _draft(gesture), there, gesture.governance, brands=known)
    return Done()


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
    return particulars(gesture, _named(gesture, "show"))


@routes.action(blocks.SHOW)
def show_by_button(gesture: Gesture) -> Answer:
    return particulars(gesture, _held(gesture, gesture.value))


@post.word("edit", example="/post edit 12", about="changes a post; its review starts again")
def edit(gesture: Gesture) -> Answer:
    return _edit_form(gesture, _named(gesture, "edit"))


@routes.action(blocks.EDIT)
def edit_by_button(gesture: Gesture) -> Answer:
    return _edit_form(gesture, _held(gesture, gesture.value))


@routes.form(forms.EDIT)
def edit_by_form(gesture: Gesture) -> Answer:
    post_id, version = forms.revised(gesture.metadata)
    edited = queries.by_id(gesture.session, post_id)
    there = outlet(gesture.session, edited.account_id)
    draft, rules, known = _draft(gesture), gesture.governance, accounts.brands(gesture.session)
    service.edit(gesture.session, gesture.who, gesture.when, edited, draft, there, rules, brands=known, version=version)
    return Done()


@post.word("withdraw", example="/post withdraw 12", about="takes a post back, for good")
def withdraw(gesture: Gesture) -> Answer:
    return _withdraw_form(gesture, _named(gesture, "withdraw"))


@routes.action(blocks.WITHDRAW)
def withdraw_by_button(gesture: Gesture) -> Answer:
    return _withdraw_form(gesture, _held(gesture, gesture.value))


@routes.form(forms.WITHDRAW)
def withdraw_by_form(gesture: Gesture) -> Answer:
    gone = _held(gesture, gesture.metadata)
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


def _edit_form(gesture: Gesture, edited: Post) -> Answer:
    there = outlet(gesture.session, edited.account_id)
    service.require_hand(gesture.who, edited, there, "edit it")
    edited.check(Action.EDIT)
    return Open(forms.edit(edited, there, gesture.when))


def _withdraw_form(gesture: Gesture, gone: Post) -> Answer:
    service.require_hand(gesture.who, gone, outlet(gesture.session, gone.account_id), "withdraw it")
    gone.check(Action.WITHDRAW)
    return Open(forms.withdraw(gone))


def _require_somewhere_to_post(gesture: Gesture) -> None:
    if not gesture.who.has(*service.SUBMITTERS) and not accounts.of_keeper(gesture.session, gesture.who.id):
        raise Forbidden(
            "Posts are submitted by authors, the people of an account and the community manager. "
            "Ask your administrator to make you an author; `/social roles` shows who that is."
        )


def _named(gesture: Gesture, word: str) -> Post:
    return queries.by_id(gesture.session, queries.number_in(gesture.words, word))


def _held(gesture: Gesture, value: str) -> Post:
    return queries.by_id(gesture.session, int(value))


def _chosen_outlet(gesture: Gesture, account_id: str | None) -> Outlet:
    if not account_id or not account_id.isdigit():
        raise Invalid({"account": "Choose the account: type part of its name."})
    return outlet(gesture.session, int(account_id))


def _draft(gesture: Gesture) -> Draft:
    form = gesture.form
    return Draft(
        text=form.text("text"),
        title=form.text("title"),
        link=form.text("link"),
        media=form.text("media"),
        planned_at=form.moment("planned_at"),
        content_type=form.choice("content_type") or "",
        objective=form.text("objective"),
        funnel=form.choice("funnel") or "",
        source=form.text("source"),
        permission=form.text("permission"),
        names_product=bool(form.choices("names_product")),
        no_claim=form.text("no_claim"),
        initials=form.text("initials"),
    )
