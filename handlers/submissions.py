"""What authors send: a new post, and a changed one."""

from bot.accounts import Outlet, outlet
from bot.accounts import queries as accounts
from bot.kernel.errors import Forbidden, Invalid
from bot.posts import blocks, forms, listing, queries, service
from bot.posts.content import Draft
from bot.posts.model import Action, Post
from handlers.gesture import Answer, Done, Gesture, Offer, Open, Replace
from handlers.posts import held, named, post
from handlers.routing import Routes

routes = Routes()


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


@post.word("edit", example="/post edit 12", about="changes a post; its review starts again")
def edit(gesture: Gesture) -> Answer:
    return _edit_form(gesture, named(gesture, "edit"))


@routes.action(blocks.EDIT)
def edit_by_button(gesture: Gesture) -> Answer:
    return _edit_form(gesture, held(gesture, gesture.value))


@routes.form(forms.EDIT)
def edit_by_form(gesture: Gesture) -> Answer:
    post_id, version = forms.revised(gesture.metadata)
    edited = queries.by_id(gesture.session, post_id)
    there = outlet(gesture.session, edited.account_id)
    draft, rules, known = _draft(gesture), gesture.governance, accounts.brands(gesture.session)
    service.edit(gesture.session, gesture.who, gesture.when, edited, draft, there, rules, brands=known, version=version)
    return Done()


def _edit_form(gesture: Gesture, edited: Post) -> Answer:
    there = outlet(gesture.session, edited.account_id)
    service.require_hand(gesture.who, edited, there, "edit it")
    edited.check(Action.EDIT)
    return Open(forms.edit(edited, there, gesture.when))


def _require_somewhere_to_post(gesture: Gesture) -> None:
    if not gesture.who.has(*service.SUBMITTERS) and not accounts.of_keeper(gesture.session, gesture.who.id):
        raise Forbidden(
            "Posts are submitted by authors, the people of an account and the community manager. "
            "Ask your administrator to make you an author; `/social roles` shows who that is."
        )


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
