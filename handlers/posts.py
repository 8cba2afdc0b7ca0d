"""/post: posts, their review and their publication."""

from bot.accounts import finding as registry
from bot.kernel.views.blocks import Message, page
from bot.posts import asking, blocks, finding, forms, listing, messages, queries, service, waiting
from bot.posts.around import Around
from bot.posts.clearance import on_hold
from bot.posts.deciding import REVIEWING
from bot.posts.life import LIFE, READ_REASONS, Action
from bot.posts.model import Post
from handlers.gesture import Answer, Gesture, Now, Open, Say
from handlers.lists import asked, readable
from handlers.routing import Routes

routes = Routes()
post = routes.command(
    "/post",
    about="Posts, from review to publication",
    hint="submit · draft · list · show · edit · withdraw · published",
)

routes.link(blocks.COMPOSE)


@post.bare
def show_waiting(gesture: Gesture) -> Answer:
    return _page(gesture, "waiting")


@post.word("list", example="/post list mine", about="lists posts")
def show_list(gesture: Gesture) -> Answer:
    return _page(gesture, gesture.typed)


@routes.list(listing.PAGE, listing.NARROW, listing.WAYS)
def turn_page(gesture: Gesture) -> Answer:
    return _page(gesture, gesture.value)


@post.word("show", example="/post show 12", about="shows a post and its review")
def show(gesture: Gesture) -> Answer:
    return Say(_card(gesture, named(gesture, "show")))


@routes.action(blocks.SHOW)
def show_by_button(gesture: Gesture) -> Answer:
    return Say(_card(gesture, meant(gesture)))


@routes.action(blocks.DETAILS)
def show_details(gesture: Gesture) -> Answer:
    """Beside the card that it is about."""
    return Open(page(_particulars(gesture, meant(gesture))))


@post.word("withdraw", example="/post withdraw 12", about="withdraws a post for good")
def withdraw(gesture: Gesture) -> Answer:
    return _withdraw_form(gesture, named(gesture, "withdraw"))


@routes.action(blocks.WITHDRAW)
def withdraw_by_button(gesture: Gesture) -> Answer:
    return _withdraw_form(gesture, meant(gesture))


@routes.form(forms.WITHDRAW)
def withdraw_by_form(gesture: Gesture) -> Answer:
    withdrawn = held(gesture)
    service.withdraw(gesture, withdrawn, gesture.form.text("reason"))
    return now(gesture, withdrawn)


def _card(gesture: Gesture, looked_at: Post) -> Message:
    """A post whose time has come as its publishers were called, wherever it is met."""
    call = asking.asked(gesture, looked_at, _around(gesture, looked_at)) if looked_at.is_due(gesture.when) else None
    return call or _particulars(gesture, looked_at)


def _particulars(gesture: Gesture, looked_at: Post) -> Message:
    """All of one post, with what this person may do with it."""
    around, with_reasons = _around(gesture, looked_at), READ_REASONS.allows(gesture, looked_at)
    allowed = REVIEWING.offered(gesture, looked_at, around.holders)
    return blocks.particulars(looked_at, around, allowed, with_reasons=with_reasons)


def _around(gesture: Gesture, looked_at: Post) -> Around:
    held = on_hold(gesture.session, looked_at, gesture.when)
    return Around.of(gesture.company, gesture.session, looked_at, held)


def now(gesture: Gesture, changed: Post) -> Answer:
    """After something was done with it."""
    around = _around(gesture, changed)
    return Now(lambda: messages.in_short(changed, around), lambda: _card(gesture, changed))


def named(gesture: Gesture, word: str) -> Post:
    """The one that was typed, to be looked at."""
    return finding.named(gesture.session, gesture.words, word)


def meant(gesture: Gesture) -> Post:
    """The one that the button is about, to be looked at."""
    return queries.by_id(gesture.session, gesture.ref.id)


def held(gesture: Gesture) -> Post:
    """The one that the form is about, held for change."""
    return queries.held(gesture.session, gesture.ref.id)


def _page(gesture: Gesture, written: str) -> Answer:
    wanted = asked(written, queries.FILTERS, gesture.people, listing.WORDS)
    if listing.WAITING in wanted.filters:
        page = waiting.page(gesture, gesture.company, wanted.page)
        return Say(listing.listing(page, wanted.filters, wanted.filters, gesture.when))
    account = wanted.filters.get("account")
    on = registry.ids_meant(gesture.session, account) if account is not None else None
    page = queries.listing(gesture.session, wanted.of(gesture.who), wanted.page, on=on)
    spoken = readable(wanted.filters, gesture.people, queries.FILTERS)
    return Say(listing.listing(page, wanted.filters, spoken, gesture.when))


def _withdraw_form(gesture: Gesture, withdrawn: Post) -> Answer:
    LIFE.require(gesture, withdrawn, Action.WITHDRAW)
    return Open(forms.withdraw(withdrawn))
