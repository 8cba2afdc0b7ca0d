"""Which products posts name, in rows: what becomes of a product is asked of the posts that name it."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, update
from sqlalchemy.orm import Session

from bot.posts.model import OPEN, Post, PostProduct
from bot.products import ids_of
from bot.products.model import Product


def note(session: Session, post: Post, names: Collection[str]) -> None:
    """Its newest version names these, and no others."""
    ids, before = ids_of(session, names), {each.name: each for each in post.products}
    post.products = [before.get(name) or PostProduct(name=name) for name in names]
    for each in post.products:
        each.product_id = ids.get(each.name, each.product_id)  # by now another one may have that name
        each.asked_at = None  # what it says now is reviewed


def note_found(session: Session, post: Post, product: Product) -> bool:
    """Its newest version names this one, too, which was registered later; whether its rows did not say so."""
    if product.id in {each.product_id for each in post.products}:
        return False
    for each in post.products:
        if each.product_id is None and each.name.lower() == product.name.lower():
            each.product_id = product.id
            return False
    post.products = [*map(_up_to_date, post.products), PostProduct(name=product.name, product_id=product.id)]
    session.flush()
    return True


def note_name(session: Session, post: Post, name: str) -> bool:
    """The same of one that the governance alone has."""
    if name.lower() in {each.called.lower() for each in post.products}:
        return False
    post.products = [*map(_up_to_date, post.products), PostProduct(name=name)]
    session.flush()
    return True


def _up_to_date(named: PostProduct) -> PostProduct:
    """The one that was found may have the name that this one had."""
    if named.called == named.name:
        return named
    asked = {"asked_at": named.asked_at, "asked_about": named.asked_about}
    return PostProduct(name=named.called, product_id=named.product_id, **asked)


def ask(session: Session, post: Post, product: Product, became: str, at: datetime) -> PostProduct | None:
    """From now on its author is asked whether it is still right, and not about what became of that product before; None
    where whoever edits it just now has taken the name away.
    """
    asked = update(PostProduct).where(PostProduct.post_id == post.id, _is(product)).values(product_id=product.id)
    return session.scalars(asked.values(asked_at=at, asked_about=became).returning(PostProduct)).first()


def ask_of(session: Session, named: PostProduct, became: str, at: datetime) -> PostProduct | None:
    """The same of one that it names."""
    asked = update(PostProduct).where(PostProduct.post_id == named.post_id, PostProduct.name == named.name)
    return session.scalars(asked.values(asked_at=at, asked_about=became).returning(PostProduct)).one_or_none()


def answer(session: Session, post: Post, question: str) -> PostProduct | None:
    """The product that it asks about, which is asked no more; None where another one is asked by now, or none."""
    its = next((each for each in post.products if each.question == question), None)
    if its is None:
        return None
    asked = update(PostProduct).where(PostProduct.post_id == post.id, PostProduct.name == its.name)
    asked = asked.where(PostProduct.asked_at == its.asked_at).values(asked_at=None)
    return session.scalars(asked.returning(PostProduct)).one_or_none()


def ask_no_more(session: Session, product: Product) -> None:
    """About any post that names it."""
    session.execute(update(PostProduct).where(_is(product)).values(asked_at=None))


def _is(product: Product) -> ColumnElement[bool]:
    by_name = and_(PostProduct.product_id.is_(None), func.lower(PostProduct.name) == product.name.lower())
    return or_(PostProduct.product_id == product.id, by_name)


def open_about(session: Session, product: Product) -> Sequence[Post]:
    """The posts that name it and are not at their end."""
    named = select(PostProduct.post_id).where(_is(product))
    return session.scalars(select(Post).where(Post.id.in_(named), Post.status.in_(OPEN)).order_by(Post.id)).all()
