"""Objects of the ORM that a prepared statement reads: a gesture loads its matter in half the time."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache
from typing import Any, TypeVar, cast

from sqlalchemy import Row, Select, bindparam, inspect, or_, select
from sqlalchemy.orm import Mapper, RelationshipProperty, Session, make_transient_to_detached
from sqlalchemy.orm.attributes import set_committed_value

from bot.kernel.statements import Prepared, in_one_trip

T = TypeVar("T")
Relation = RelationshipProperty[Any]


def whole(kind: type[Any]) -> Select[Any]:
    """All that is stored of its rows, to be narrowed and prepared."""
    return select(*_mapper(kind).columns)


def objects(session: Session, kind: type[T], rows: Prepared, **values: Any) -> Sequence[T]:
    """Of the `whole` rows that it reads, as they are now."""
    return [_object(session, kind, row) for row in rows.run(session, **values)]


def _object(session: Session, kind: type[T], row: Row[Any], along: Collection[Relation] = ()) -> T:
    """`along` is read with it."""
    mapper = _mapper(kind)
    values = dict(zip(mapper.columns.keys(), row, strict=True))
    identity = tuple(values[mapper.get_property_by_column(each).key] for each in mapper.primary_key)
    known: T | None = session.identity_map.get(mapper.identity_key_from_primary_key(identity))
    if known and not set(along).issuperset(mapper.relationships):
        session.refresh(known)  # what it refers to may be another, too
        return known
    if known:
        for name, value in values.items():
            set_committed_value(known, name, value)
        return known
    loaded = kind()
    inspect(loaded).dict.update(values)
    make_transient_to_detached(loaded)
    session.add(loaded)
    return loaded


def seen(session: Session, kind: type[T], key: int) -> T | None:
    """The row, only to be looked at, as far as the session does not know it already."""
    known: T | None = session.identity_map.get(_mapper(kind).identity_key_from_primary_key((key,)))
    return known or _whole(session, kind, key, _seeing(_mapper(kind)))


def held(
    session: Session,
    kind: type[T],
    key: int,
    *,
    skip_locked: bool = False,
    is_alone: bool = True,
) -> T | None:
    """The row as it is now, whatever the session knew of it before, held for change until the transaction ends.

    Rows that only refer to it may be written meanwhile: the beat, which holds what is due of it, would wait for whoever
    changes it, and they for the beat. `skip_locked`: None while somebody else holds it.
    `is_alone`: what is loaded with it is not held, and may be as it was before this waited for the row.
    """
    eager = _eager(_mapper(kind))
    if eager and (not is_alone or any(each.mapper.relationships for each in eager)):  # the ORM joins them
        how = {"key_share": True, "skip_locked": skip_locked, **({"of": kind} if is_alone else {})}
        return session.get(kind, key, with_for_update=how, populate_existing=True)
    return _whole(session, kind, key, _holding(_mapper(kind), skip_locked))


def _whole(session: Session, kind: type[T], key: int, this: Prepared) -> T | None:
    """The row that `this` reads, with all that is loaded with it, in one trip."""
    along = _along(_mapper(kind))
    rows, *others = in_one_trip(session, [(each, {"key": key}) for each in (this, *along.values())])
    if not rows:
        return None
    loaded = _object(session, kind, rows[0], [each for relations in along for each in relations])
    for relations, theirs in zip(along, others, strict=True):
        related = [_object(session, relations[0].mapper.class_, row) for row in theirs]
        for relation in relations:
            set_committed_value(loaded, relation.key, related if relation.uselist else _that(relation, loaded, related))
    return loaded


def _that(relation: Relation, of: object, related: Sequence[Any]) -> Any:
    """The one of these that it refers to."""
    ((mine, theirs),) = relation.local_remote_pairs
    number = getattr(of, relation.parent.get_property_by_column(mine).key)
    its = relation.mapper.get_property_by_column(theirs).key
    return next((each for each in related if getattr(each, its) == number), None)


def _eager(mapper: Mapper[Any]) -> list[Relation]:
    return [each for each in mapper.relationships if each.lazy in {"joined", "selectin"}]


@cache
def _along(mapper: Mapper[Any]) -> dict[tuple[Relation, ...], Prepared]:
    """What reads the eager relationships of one row: those to one row each of a table together."""
    (number,) = mapper.primary_key
    by_table = defaultdict[Any, list[Relation]](list)
    for each in _eager(mapper):
        by_table[each if each.uselist else each.mapper].append(each)

    def reading(relations: Sequence[Relation]) -> Prepared:
        theirs, refers = relations[0].mapper, or_(*(each.primaryjoin for each in relations))
        joined = select(*theirs.columns).join_from(mapper.local_table, theirs.local_table, refers)
        return Prepared(joined.where(number == bindparam("key")).order_by(*(relations[0].order_by or ())))

    return {tuple(each): reading(each) for each in by_table.values()}


@cache
def _seeing(mapper: Mapper[Any]) -> Prepared:
    (number,) = mapper.primary_key
    return Prepared(whole(mapper.class_).where(number == bindparam("key")))


@cache
def _holding(mapper: Mapper[Any], skip_locked: bool) -> Prepared:
    (number,) = mapper.primary_key
    this = whole(mapper.class_).where(number == bindparam("key"))
    return Prepared(this.with_for_update(key_share=True, skip_locked=skip_locked))


def _mapper(kind: type[T]) -> Mapper[T]:
    return cast("Mapper[T]", inspect(kind))
