"""The post that people mean: by its number, as it is printed anywhere, or by how its text begins."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from bot.kernel.errors import NotFound
from bot.kernel.reference import numbered
from bot.kernel.text.characters import seen
from bot.kernel.text.markup import as_typed, quotation
from bot.posts import queries
from bot.posts.model import Post

NEWEST = 1000
"""Among so many of the newest a beginning is looked for."""
MOST_NAMED = 5


def named(session: Session, typed: str, word: str) -> Post:
    """What was typed after `/post word`, only to be looked at; raises NotFound with what to type."""
    typed = as_typed(seen(typed)).strip("> \n\"'“”„«»")
    if not typed:
        raise NotFound(f"Which post? For instance `/post {word} 12`; see `/post list`.")
    number, rest = numbered(typed, "post") or (0, "")
    if number and not rest:
        return queries.by_id(session, number)
    post = session.get(Post, number) if number else None
    if post and rest.casefold().removeprefix("for ") in post.account_label.casefold():
        return queries.by_id(session, number)
    return queries.by_id(session, _beginning(session, typed))


def _beginning(session: Session, typed: str) -> int:
    words = typed.removesuffix("…")
    text = func.replace(Post.text, "\n", " ")
    begins = or_(text.startswith(words, autoescape=True), func.lower(text).startswith(words.lower(), autoescape=True))
    is_new = Post.id > select(func.max(Post.id) - NEWEST).scalar_subquery()
    ids = session.scalars(select(Post.id).where(is_new, begins).order_by(Post.id.desc()).limit(MOST_NAMED)).all()
    if words and len(ids) == 1:
        return ids[0]
    if words and ids:
        which = ", ".join(f"#{each}" for each in ids)
        raise NotFound(f"Several posts begin with {quotation(words)}. Write a number: {which}.")
    raise NotFound(f"No post is called {quotation(typed)}. Write its number; see `/post list`.")
