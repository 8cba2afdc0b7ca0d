"""What authors send: a new post, and a changed one."""

from bot.accounts import Outlet, outlet
from bot.accounts import finding as registry
from bot.accounts import queries as accounts
from bot.debriefs.lessons import lesson_for
from bot.kernel.errors import Invalid
from bot.kernel.reference import Ref, is_number
from bot.kernel.views.limits import OPTION_VALUE
from bot.kernel.views.warned import warned
from bot.networks import Allowance
from bot.outgoing import Warned
from bot.posts import blocks, fields, forms, listing, queries, service
from bot.posts.checks import check_open
from bot.posts.clearance import on_hold
from bot.posts.drafts import ANOTHER, Draft
from bot.posts.life import LIFE, SUBMIT, SUBMIT_ANYWHERE, SUBMITTERS, Action
from bot.posts.model import Post
from bot.products import hold_names, written_names
from bot.reviews.seen import Seen
from handlers.gesture import Answer, Gesture, Offer, Open, Replace
from handlers.posts import meant, named, now, post
from handlers.routing import Routes

routes = Routes()


@post.word("submit", example="/post submit @HelviaGlobal", about="submits a post for review")
def submit(gesture: Gesture) -> Answer:
    if not gesture.words:
        return submit_anywhere(gesture)
    its = Outlet.of(registry.named(gesture.session, gesture.words))
    SUBMIT.require(gesture, its)
    check_open(its)
    return _form(Open, gesture, its)


@routes.action(listing.SUBMIT)
@routes.shortcut(forms.SUBMIT)
def submit_anywhere(gesture: Gesture) -> Answer:
    SUBMIT_ANYWHERE.require(gesture, None)
    return Open(forms.submit())


@routes.suggestions(fields.ACCOUNT_SEARCH)
def search_account(gesture: Gesture) -> Answer:
    """Only those that this person may submit posts for."""
    keeper = "" if gesture.who.has(*SUBMITTERS) else gesture.who.id
    matching = registry.matching(gesture.session, gesture.words, keeper=keeper)
    return Offer([(Ref(each.id), each.full_label) for each in matching])


@routes.action(fields.ACCOUNT_SEARCH)
def ask_what_this_account_needs(gesture: Gesture) -> Answer:
    its = _chosen(gesture, gesture.value)
    return _form(Replace, gesture, its, is_whole=gesture.metadata == forms.WHOLE)


@routes.action(fields.MORE)
def ask_the_rest(gesture: Gesture) -> Answer:
    """What was filled in stays, as Slack keeps it."""
    if chosen := gesture.form.choice("account"):
        its = _chosen(gesture, chosen)
        return _form(Replace, gesture, its, is_whole=True)
    return Replace(forms.submit(is_whole=True))


@routes.form(forms.SUBMIT)
def submit_by_form(gesture: Gesture) -> Answer:
    its, rules = _chosen(gesture, gesture.form.choice("account")), gesture.governance
    try:
        post = service.submit(gesture, _draft(gesture), its, rules, names=_held_names(gesture), heeded=gesture.heeded)
    except Warned as warning:
        form = forms.submit(its, _allowance(gesture, its), is_whole=gesture.metadata == forms.WHOLE)
        return Replace(warned(form, warning.sentences, warning.key))
    return now(gesture, post)


def _form(how: type[Open] | type[Replace], gesture: Gesture, its: Outlet, *, is_whole: bool = False) -> Answer:
    """With what a crisis taught about the like."""
    lesson = lesson_for(gesture, [its.id])
    return how(forms.submit(its, _allowance(gesture, its), is_whole=is_whole, lesson=lesson))


@routes.suggestions(fields.PRODUCT_SEARCH)
def search_product(gesture: Gesture) -> Answer:
    """By any way in which it is written."""
    typed = gesture.words.casefold()
    every = {**_names(gesture), **gesture.governance.product_names, fields.ANOTHER_LABEL: ANOTHER}
    names = dict.fromkeys(name for written, name in sorted(every.items()) if typed in written.casefold())
    return Offer([(name, fields.product_label(name)) for name in names if len(name) <= OPTION_VALUE])


@post.word("edit", example="/post edit 12", about="changes a post; its review starts again")
def edit(gesture: Gesture) -> Answer:
    return _edit_form(gesture, named(gesture, "edit"))


@routes.action(blocks.EDIT)
def edit_by_button(gesture: Gesture) -> Answer:
    return _edit_form(gesture, meant(gesture))


@routes.form(forms.EDIT)
def edit_by_form(gesture: Gesture) -> Answer:
    seen = Seen.read(gesture.metadata)
    edited = queries.held(gesture.session, seen.id)
    draft, rules, names = _draft(gesture), gesture.governance, _held_names(gesture)
    try:
        service.edit(gesture, edited, draft, rules, names=names, seen=seen, heeded=gesture.heeded)
    except Warned as warning:
        its = outlet(gesture.session, edited.account_id)
        form = forms.edit(edited, its, gesture.when, _allowance(gesture, its))
        return Replace(warned(form, warning.sentences, warning.key))
    return now(gesture, edited)


def _edit_form(gesture: Gesture, edited: Post) -> Answer:
    LIFE.require(gesture, edited, Action.EDIT)
    its = outlet(gesture.session, edited.account_id)
    held = on_hold(gesture.session, edited, gesture.when)
    return Open(forms.edit(edited, its, gesture.when, _allowance(gesture, its), held))


def _held_names(gesture: Gesture) -> dict[str, str]:
    """They stay so until what is written with them is there."""
    hold_names(gesture.session)
    return _names(gesture)


def _names(gesture: Gesture) -> dict[str, str]:
    """The products of the register, and what accounts speak for: each way to write one, and its name."""
    return {brand: brand for brand in accounts.brands(gesture.session)} | written_names(gesture.session)


def _allowance(gesture: Gesture, its: Outlet) -> Allowance:
    return gesture.governance.allowances.of(its.handle)


def _chosen(gesture: Gesture, account_id: str | None) -> Outlet:
    if not account_id or not is_number(account_id):
        raise Invalid({"account": "Choose the account: type its name."})
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
        products=tuple(form.choices("products")),
        no_claim=form.text("no_claim"),
        initials=form.text("initials"),
    )
