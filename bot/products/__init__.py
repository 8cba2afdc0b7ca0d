"""The register of products, and what other contexts may know of it: how each is written, and how it stands."""

from collections.abc import Collection, Mapping

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.kernel.lookups import Lookup
from bot.products.checks import key_of
from bot.products.model import Product, Status
from bot.products.names import hold_names

__all__ = ["REGISTERED", "Status", "hold_names", "ids_of", "key_of", "standing", "ways_to_write", "written_names"]


def written_names(session: Session) -> dict[str, str]:
    """Each way in which a product may be written, and its name; of those that are not sold any more too."""
    rows = session.execute(select(Product.name, Product.local_names).order_by(Product.id))
    return {written: name for name, local_names in rows for written in (name, *local_names)}


def ways_to_write(session: Session, numbers: Collection[int]) -> dict[str, str]:
    """Each way in which one of these may be written, and its id."""
    rows = session.execute(select(Product.id, Product.name, Product.local_names).where(Product.id.in_(numbers)))
    return {written: str(number) for number, name, local_names in rows for written in (name, *local_names)}


def standing(session: Session, names: Collection[str]) -> Mapping[str, Status]:
    """How those of these products stand that are registered."""
    return {name: product.status for name, product in _registered(session, names).items()}


def ids_of(session: Session, names: Collection[str]) -> Mapping[str, int]:
    """The ids of those of these products that are registered."""
    return {name: product.id for name, product in _registered(session, names).items()}


def _registered(session: Session, names: Collection[str]) -> dict[str, Product]:
    keys = {name: key_of(name) for name in names}
    by_key = REGISTERED.each(session, keys.values())
    return {name: by_key[key] for name, key in keys.items() if key in by_key}


def _by_key(session: Session, keys: Collection[str]) -> dict[str, Product]:
    return {each.key: each for each in session.scalars(select(Product).where(Product.key.in_(keys)))}


REGISTERED = Lookup(_by_key)
"""Of registered products by their keys."""
