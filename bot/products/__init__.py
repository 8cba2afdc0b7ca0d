"""The register of products; here is what other contexts may know of it: how each is written."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.products.model import Product


def written_names(session: Session) -> dict[str, str]:
    """Each way in which a product may be written, and its name; of those that are not sold any more too."""
    rows = session.execute(select(Product.name, Product.local_names).order_by(Product.id))
    return {written: name for name, local_names in rows for written in (name, *local_names)}
