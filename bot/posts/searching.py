"""Products that were registered or came into the governance, or got another name: which open posts name them already is
searched afterwards, some posts at a time, so that nobody waits.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Any, cast

from sqlalchemy import ColumnElement, Table, bindparam, delete, select, update
from sqlalchemy.orm import Session, selectinload

from bot.company import Company
from bot.kernel.act import due
from bot.kernel.clock import Clock
from bot.kernel.db import Database
from bot.kernel.statements import Prepared
from bot.posts import products, queries
from bot.posts.facts import ProductFound
from bot.posts.model import OPEN, NameSearch, Post, ProductSearch
from bot.posts.naming import named_where
from bot.products import ways_to_write
from bot.products.facts import ProductAdded, ProductEdited
from bot.products.model import Product

POSTS, AT_ONCE = 20, 500
"""So many posts are looked at together, and so many searches go on together."""
Kind = type[ProductSearch] | type[NameSearch]
Names = Mapping[str, str]
"""Each way to write it, and what is found then."""


class Search:
    """Of one kind: a table with a row for each that goes on, and its statements."""

    def __init__(
        self,
        kind: Kind,
        names: Callable[[Session, Sequence[Any]], Names],
        note: Callable[[Session, Post, str], str],
    ) -> None:
        """`names` is given rows. `note` is given what was found in a post, and says which product that post names only
        now; nothing where it was known.
        """
        self.kind, self.names, self.note = kind, names, note
        table = cast("Table", kind.__table__)
        [self.key], self.after = table.primary_key.columns, table.c.after
        again = {"after": 0, "began": table.c.began + 1}
        self.begin = Prepared(lambda insert: insert(table).on_conflict_do_update(index_elements=[self.key], set_=again))
        own: list[ColumnElement[bool]] = [self.key == bindparam("of"), table.c.began == bindparam("time")]
        self.go_on = Prepared(update(table).where(*own).values(after=bindparam("last")))
        self.end = Prepared(delete(table).where(*own))


def _note_product(session: Session, post: Post, number: str) -> str:
    product = session.get_one(Product, int(number))
    return product.name if products.note_found(session, post, product) else ""


def _note_name(session: Session, post: Post, name: str) -> str:
    return name if products.note_name(session, post, name) else ""


OF_PRODUCTS = Search(
    ProductSearch, lambda session, rows: ways_to_write(session, [each.product_id for each in rows]), _note_product
)
OF_NAMES = Search(NameSearch, lambda _, rows: {each.written: each.name for each in rows}, _note_name)


def seek(session: Session, event: ProductAdded | ProductEdited, _company: Company) -> None:
    """From the first post on, under whatever names it has now."""
    OF_PRODUCTS.begin.run(session, product_id=event.of.id, after=0, began=1)


def seek_names(session: Session, names: Names) -> None:
    """The same for what the governance calls so."""
    rows = [{"written": written, "name": name, "after": 0, "began": 1} for written, name in names.items()]
    OF_NAMES.begin.run_all(session, rows)


@dataclass(frozen=True)
class Seen:
    """`sought` has each search and how often it began, `named` what was found in each post's version; `last` is where
    to go on, None at the end.
    """

    sought: Sequence[Mapping[str, Any]]
    named: Mapping[tuple[int, int], Sequence[str]]
    last: int | None


NOTHING = Seen([], {}, None)


class Searching:
    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    def look(self) -> None:
        """Until there is nothing to search for. The texts are read while nobody has to wait."""
        for search in (OF_PRODUCTS, OF_NAMES):
            while self._step(search):
                pass

    def _step(self, search: Search) -> bool:
        with self._database.snapshot() as session:
            seen = _look(session, search)
        if seen.sought:
            self._database.transact(partial(self._note, search=search, seen=seen))
        return bool(seen.sought)

    def _note(self, session: Session, *, search: Search, seen: Seen) -> None:
        for (post_id, version), these in seen.named.items():
            post = queries.held(session, post_id)
            # Whoever has edited it meanwhile was asked what it names.
            for each in these if post.status in OPEN and post.version == version else ():
                if product := search.note(session, post, each):
                    due(session, self._clock.now()).record(ProductFound, of=post, product=product)
        if seen.last is None:
            search.end.run_all(session, seen.sought)
        else:
            search.go_on.run_all(session, [{**each, "last": seen.last} for each in seen.sought])


def _look(session: Session, search: Search) -> Seen:
    """At those that are as far as the one that is least so."""
    query = select(search.kind).order_by(search.after, search.key).limit(AT_ONCE)
    every: Sequence[Any] = session.scalars(query).all()
    return _named_in(session, search, [each for each in every if each.after == every[0].after]) if every else NOTHING


def _named_in(session: Session, search: Search, sought: Sequence[Any]) -> Seen:
    posts, names = _open_after(session, sought[0].after), search.names(session, sought)
    return Seen(
        [{"of": getattr(each, search.key.name), "time": each.began} for each in sought],
        {(post.id, post.version): these for post in posts if (these := _named(post, names))},
        posts[-1].id if len(posts) == POSTS else None,
    )


def _open_after(session: Session, post_id: int) -> Sequence[Post]:
    query = select(Post).where(Post.status.in_(OPEN), Post.id > post_id).order_by(Post.id).limit(POSTS)
    return session.scalars(query.options(selectinload(Post.versions), queries.DECIDED)).all()


def _named(post: Post, names: Names) -> list[str]:
    """Nobody is asked about a post that was changed outside Concord: it is on hold."""
    if not post.is_intact:
        return []
    return list(dict.fromkeys(chain.from_iterable(named_where(post.current.as_signed, names).values())))
