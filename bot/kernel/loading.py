"""Objects of the ORM that a prepared statement reads: a gesture loads its matter in half the time."""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Row, Select, bindparam, inspect, select
from sqlalchemy.orm import Mapper, Session, make_transient_to_detached

from bot.kernel.statements import Prepared

T = TypeVar("T")


def whole(kind: type[Any]) -> Select[Any]:
    """All that is stored of its rows, to be narrowed and prepared."""
    return select(*_mapper(kind).columns)


def objects(session: Session, kind: type[T], rows: Prepared, **values: Any) -> Sequence[T]:
    """Of the `whole` rows that it reads, as they are now."""
    return [_object(session, kind, row) for row in rows.run(session, **values)]


def _object(session: Session, kind: type[T], row: Row[Any]) -> T:
    mapper = _mapper(kind)
    values = dict(zip(mapper.columns.keys(), row, strict=True))
    identity = tuple(values[mapper.get_property_by_column(each).key] for each in mapper.primary_key)
    if known := session.identity_map.get(mapper.identity_key_from_primary_key(identity)):
        session.refresh(known)  # what it refers to may be another, too
        return known
    loaded = kind()
    inspect(loaded).dict.update(values)
    make_transient_to_detached(loaded)
    session.add(loaded)
    return loaded


def held(
    session: Session,
    kind: type[T],
    key: int,
    *,
    key_share: bool = False,
    skip_locked: bool = False,
    is_alone: bool = True,
) -> T | None:
    """The row as it is now, whatever the session knew of it before, held for change until the transaction ends.

    `key_share`: rows that only refer to it may be written meanwhile. `skip_locked`: None while somebody else holds it.
    `is_alone`: what is loaded with it is not held, and may be as it was before this waited for the row.
    """
    if any(each.lazy == "joined" for each in _mapper(kind).relationships):  # the ORM reads both in one trip
        how = {"key_share": key_share, "skip_locked": skip_locked, **({"of": kind} if is_alone else {})}
        return session.get(kind, key, with_for_update=how, populate_existing=True)
    return next(iter(objects(session, kind, _holding(_mapper(kind), key_share, skip_locked), key=key)), None)


@cache
def _holding(mapper: Mapper[Any], key_share: bool, skip_locked: bool) -> Prepared:
    (number,) = mapper.primary_key
    this = whole(mapper.class_).where(number == bindparam("key"))
    return Prepared(this.with_for_update(key_share=key_share, skip_locked=skip_locked))


def _mapper(kind: type[T]) -> Mapper[T]:
    return cast("Mapper[T]", inspect(kind))
