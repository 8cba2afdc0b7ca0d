"""The register of products: a list, cards, and the form."""

from bot.kernel.views.blocks import Message
from bot.products import blocks, forms, queries, service, written_names
from bot.products.checks import key_of
from bot.products.drafts import Draft
from bot.products.exchange import draft_of
from bot.products.life import ADD, LIFE, Action
from bot.products.model import Product
from handlers.gesture import Answer, Gesture, Now, Open, Say
from handlers.routing import Routes

routes = Routes()


def asked(gesture: Gesture) -> Answer:
    """All of them, or the one whose name was typed."""
    return Say(_card(gesture, queries.named(gesture.session, gesture.words))) if gesture.words else _page(gesture, 1)


@routes.list(blocks.PAGE)
def turn(gesture: Gesture) -> Answer:
    return _page(gesture, gesture.ref.page)


def _page(gesture: Gesture, number: int) -> Answer:
    page, may_add = queries.listing(gesture.session, number), ADD.allows(gesture, None)
    return Say(blocks.listing(page, _besides(gesture), may_add=may_add))


def _besides(gesture: Gesture) -> list[str]:
    """What the governance file calls a product, and the register does not."""
    registered = {key_of(each) for each in written_names(gesture.session)}
    return [each.name for each in gesture.governance.products if key_of(each.name) not in registered]


@routes.action(blocks.SHOW)
def show(gesture: Gesture) -> Answer:
    return Say(_card(gesture, queries.by_id(gesture.session, gesture.ref.id)))


@routes.action(blocks.ADD)
def ask_for_product(gesture: Gesture) -> Answer:
    ADD.require(gesture, None)
    return Open(forms.add(Draft()))


@routes.form(forms.ADD)
def add(gesture: Gesture) -> Answer:
    return _now(gesture, service.add(gesture, _draft(gesture)))


@routes.action(blocks.EDIT)
def ask_for_changes(gesture: Gesture) -> Answer:
    product = queries.by_id(gesture.session, gesture.ref.id)
    LIFE.require(gesture, product, Action.EDIT)
    return Open(forms.edit(product.id, draft_of(product)))


@routes.form(forms.EDIT)
def edit(gesture: Gesture) -> Answer:
    product = queries.held(gesture.session, gesture.ref.id)
    service.edit(gesture, product, _draft(gesture))
    return _now(gesture, product)


@routes.action(blocks.RUN_OUT)
def run_out(gesture: Gesture) -> Answer:
    return _move(gesture, Action.RUN_OUT)


@routes.action(blocks.WITHDRAW)
def withdraw(gesture: Gesture) -> Answer:
    return _move(gesture, Action.WITHDRAW)


@routes.action(blocks.PUT_BACK)
def put_back(gesture: Gesture) -> Answer:
    return _move(gesture, Action.PUT_BACK)


def _move(gesture: Gesture, action: Action) -> Answer:
    product = queries.held(gesture.session, gesture.ref.id)
    service.move(gesture, product, action)
    return _now(gesture, product)


def _now(gesture: Gesture, product: Product) -> Answer:
    return Now(lambda: Message(_card(gesture, product).text), lambda: _card(gesture, product))


def _card(gesture: Gesture, product: Product) -> Message:
    return blocks.card(product, LIFE.allowed(gesture, product))


def _draft(gesture: Gesture) -> Draft:
    form = gesture.form
    return Draft(
        name=form.text("name"),
        local_names=form.text("local_names"),
        markets=form.text("markets"),
        prescription=form.choice("prescription") or "",
        statements=form.text("statements"),
        safety=form.text("safety"),
        help=form.text("help"),
    )
