"""Products that were registered, or got another name: which open posts name them already is searched afterwards, some
posts at a time, so that nobody waits.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session, selectinload

from bot.company import Company
from bot.kernel.act import due
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.statements import Prepared
from bot.posts import products, queries
from bot.posts.facts import ProductFound
from bot.posts.model import OPEN, Post, ProductSearch, searches
from bot.posts.naming import named_where
from bot.products import ways_to_write
from bot.products.facts import ProductAdded, ProductEdited
from bot.products.model import Product

POSTS, PRODUCTS = 20, 500
"""So many are looked at together."""


def seek(session: Session, event: ProductAdded | ProductEdited, _company: Company) -> None:
    """From the first post on, under whatever names it has now."""
    _SEEK.run(session, product_id=event.of.id, after=0, began=1)


_SEEK = Prepared(
    lambda insert: insert(searches).on_conflict_do_update(
        index_elements=[searches.c.product_id], set_={"after": 0, "began": searches.c.began + 1}
    )
)


@dataclass(frozen=True)
class Seen:
    """`sought` has each product and how often its search began, `named` the products of each post's version that names
    some; `last` is where to go on, None at the end.
    """

    sought: Sequence[Mapping[str, int]]
    named: Mapping[tuple[int, int], Sequence[int]]
    last: int | None


NOTHING = Seen([], {}, None)


class Searching:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def look(self) -> None:
        """Until there is nothing to search for. The texts are read while nobody has to wait."""
        while self._step():
            pass

    def _step(self) -> bool:
        with self._database.snapshot() as session:
            seen = _look(session)
        if seen.sought:
            self._database.transact(partial(self._note, seen=seen))
        return bool(seen.sought)

    def _note(self, session: Session, *, seen: Seen) -> None:
        for (post_id, version), numbers in seen.named.items():
            post = queries.held(session, post_id)
            # Whoever has edited it meanwhile was asked what it names.
            for each in numbers if post.status in OPEN and post.version == version else ():
                self._note_one(session, post, session.get_one(Product, each))
        if seen.last is None:
            _END.run_all(session, seen.sought)
        else:
            _GO_ON.run_all(session, [{**each, "last": seen.last} for each in seen.sought])

    def _note_one(self, session: Session, post: Post, product: Product) -> None:
        if products.note_found(session, post, product):
            due(session, self._clock.now()).record(ProductFound, of=post, product=product.name)


_OWN = (searches.c.product_id == bindparam("of"), searches.c.began == bindparam("time"))
_GO_ON = Prepared(update(searches).where(*_OWN).values(after=bindparam("last")))
_END = Prepared(delete(searches).where(*_OWN))


def _look(session: Session) -> Seen:
    """At those that are as far as the one that is least so."""
    query = select(ProductSearch).order_by(ProductSearch.after, ProductSearch.product_id).limit(PRODUCTS)
    every = session.scalars(query).all()
    return _named_in(session, [each for each in every if each.after == every[0].after]) if every else NOTHING


def _named_in(session: Session, sought: Sequence[ProductSearch]) -> Seen:
    posts = _open_after(session, sought[0].after)
    names = ways_to_write(session, [each.product_id for each in sought])
    return Seen(
        [{"of": each.product_id, "time": each.began} for each in sought],
        {(post.id, post.version): numbers for post in posts if (numbers := _named(post, names))},
        posts[-1].id if len(posts) == POSTS else None,
    )


def _open_after(session: Session, post_id: int) -> Sequence[Post]:
    query = select(Post).where(Post.status.in_(OPEN), Post.id > post_id).order_by(Post.id).limit(POSTS)
    return session.scalars(query.options(selectinload(Post.versions), queries.DECIDED)).all()


def _named(post: Post, names: Mapping[str, str]) -> list[int]:
    """By their ids. Nobody is asked about a post that was changed outside Concord: it is on hold."""
    if not post.is_intact:
        return []
    named = named_where(post.current.as_signed, names).values()
    return list(dict.fromkeys(map(int, chain.from_iterable(named))))
