"""What can be done with the register of products."""

from bot.kernel.act import Act
from bot.products import queries
from bot.products.checks import fill, key_of, taken
from bot.products.drafts import Draft
from bot.products.facts import ProductAdded, ProductEdited, ProductPutBack, ProductRanOut, ProductWithdrawn
from bot.products.life import ADD, LIFE, Action
from bot.products.model import Product, Status
from bot.products.names import wait_for_posts

TOLD_BY = {
    Action.RUN_OUT: ProductRanOut,
    Action.WITHDRAW: ProductWithdrawn,
    Action.PUT_BACK: ProductPutBack,
}


def add(act: Act, draft: Draft) -> Product:
    """Raises Invalid with a sentence for each field that cannot stand, or where its name is taken."""
    ADD.require(act, None)
    return enter(act, draft)


def enter(act: Act, draft: Draft) -> Product:
    """The same, for whoever was asked already whether they may."""
    product = Product(status=Status.SOLD, added_by=act.who.id, added_at=act.when)
    _fill(act, product, draft)
    act.session.add(product)
    act.session.flush()
    act.record(ProductAdded, of=product)
    return product


def edit(act: Act, product: Product, draft: Draft) -> None:
    """Raises Invalid as `add` does; nothing is told where nothing is another."""
    LIFE.require(act, product, Action.EDIT)
    _fill(act, product, draft)
    if act.session.is_modified(product):
        act.record(ProductEdited, of=product)


def _fill(act: Act, product: Product, draft: Draft) -> None:
    wait_for_posts(act.session)
    other = queries.with_key(act.session, key_of(draft.name))
    if other is not None and other is not product:
        raise taken(draft.name)
    fill(product, draft)


def move(act: Act, product: Product, action: Action) -> None:
    """It runs out, is withdrawn or put back on the market."""
    LIFE.require(act, product, action)
    LIFE.move(product, action)
    act.record(TOLD_BY[action], of=product)
