"""Which products posts name, in rows: what becomes of a product is asked of the posts that name it."""

from collections.abc import Collection, Sequence

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import Session

from bot.posts.model import OPEN, Post, PostProduct
from bot.products import ids_of
from bot.products.model import Product


def note(session: Session, post: Post, names: Collection[str]) -> None:
    """Its newest version names these, and no others."""
    ids, before = ids_of(session, names), {each.name: each for each in post.products}
    post.products = [before.get(name) or PostProduct(name=name, product_id=ids.get(name)) for name in names]


def open_about(session: Session, product: Product) -> Sequence[Post]:
    """The posts that name it and are not at their end."""
    by_name = and_(PostProduct.product_id.is_(None), func.lower(PostProduct.name) == product.name.lower())
    named = select(PostProduct.post_id).where(or_(PostProduct.product_id == product.id, by_name))
    return session.scalars(select(Post).where(Post.id.in_(named), Post.status.in_(OPEN)).order_by(Post.id)).all()
