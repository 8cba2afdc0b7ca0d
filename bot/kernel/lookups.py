"""What is asked for one at a time, and read for all at once where somebody knows beforehand which will be asked for."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Generic, TypeVar

from sqlalchemy.orm import Session

K = TypeVar("K")
V = TypeVar("V")


class Lookup(Generic[K, V]):
    """`read` answers for several keys in one statement, and leaves out those for which there is nothing."""

    def __init__(self, read: Callable[[Session, Collection[K]], Mapping[K, V]]) -> None:
        self._read = read

    def of(self, session: Session, key: K) -> V | None:
        return self.each(session, [key]).get(key)

    def each(self, session: Session, keys: Iterable[K]) -> dict[K, V]:
        """By key, without those for which there is nothing."""
        known: Mapping[K, V | None] = session.info.get(self, {})
        wanted = dict.fromkeys(keys)
        unknown = [key for key in wanted if key not in known]
        answers = {**known, **(self._read(session, unknown) if unknown else {})}
        return {key: value for key in wanted if (value := answers.get(key)) is not None}

    @contextmanager
    def ahead(self, session: Session, keys: Collection[K]) -> Iterator[None]:
        """Within this block, in which none of it changes, these are not read again."""
        before = session.info.get(self, {})
        session.info[self] = {**before, **dict.fromkeys(keys), **(self._read(session, keys) if keys else {})}
        try:
            yield
        finally:
            session.info[self] = before
