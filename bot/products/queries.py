"""What is asked about products."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from bot.kernel import loading
from bot.kernel.errors import NotFound
from bot.kernel.reference import GONE
from bot.kernel.text.markup import quotation
from bot.kernel.views.pagination import Page, page_of
from bot.products.checks import key_of
from bot.products.model import Product, Status


def by_id(session: Session, product_id: int) -> Product:
    """To be looked at; raises NotFound."""
    return _there(session.get(Product, product_id))


def held(session: Session, product_id: int) -> Product:
    """To be changed, until the transaction ends; raises NotFound."""
    return _there(loading.held(session, Product, product_id))


def named(session: Session, typed: str) -> Product:
    """By its name, however it is spelt, or one of its local names; raises NotFound."""
    if product := with_key(session, key_of(typed)):
        return product
    for product in every(session):
        if key_of(typed) in map(key_of, product.local_names):
            return product
    raise NotFound(f"No product is called {quotation(typed)}. See `/social products`.")


def with_key(session: Session, key: str) -> Product | None:
    return session.scalar(_WITH_KEY, {"key": key})


_WITH_KEY = select(Product).where(Product.key == bindparam("key"))


def listing(session: Session, number: int = 1) -> Page[Product]:
    """A page of them by name, those that are withdrawn last."""
    return page_of(
        session, select(Product).order_by(Product.status == Status.WITHDRAWN, func.lower(Product.name)), number
    )


def every(session: Session) -> Sequence[Product]:
    return session.scalars(select(Product).order_by(Product.id)).all()


def _there(product: Product | None) -> Product:
    if product is None:
        raise NotFound(GONE)
    return product
