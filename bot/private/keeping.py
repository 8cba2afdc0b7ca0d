"""How words are kept apart, how the row that they belong to knows them, and from when on their time runs."""

from collections.abc import Collection
from datetime import datetime
from typing import overload

from sqlalchemy import ForeignKey, SQLColumnExpression, String, insert, update
from sqlalchemy.orm import Session, mapped_column, relationship
from sqlalchemy.orm.attributes import set_committed_value

from bot.kernel import loading
from bot.kernel.events import Audited
from bot.kernel.statements import Prepared
from bot.private.model import PrivateText, private_texts, sha256_of


def keep(session: Session, rule: str, text: str) -> PrivateText:
    """`rule` will purge it."""
    own = {"rule": rule, "text": text, "sha256": sha256_of(text), "purge_after": None, "purged_at": None}
    (row,) = loading.objects(session, PrivateText, _KEEP, **own)
    return row


_KEEP = Prepared(insert(private_texts).returning(*private_texts.c))


def end(session: Session, numbers: Collection[int], when: datetime | None) -> None:
    """What they belong to is over: the time of their rule runs. Without `when` it goes on after all."""
    its = PrivateText.id.in_(numbers)
    session.execute(
        update(PrivateText).where(its).values(purge_after=when).execution_options(synchronize_session=False)
    )


class Kept:
    """Words of a row. It has their SHA-256, in `column`, and their number, in `…_id`; `…_row` is loaded with it.

    Where no column is named, theirs is `…_sha256`; in the database it has the name of the words, which stood in it
    before they were kept apart.
    """

    def __init__(self, column: str = "") -> None:
        self._column = column

    def __set_name__(self, owner: type[Audited], name: str) -> None:
        self._owner, self._number, self._row = owner, f"{name}_id", f"{name}_row"
        owner.private = {**owner.private, self._column or name: self._number}
        if not self._column:
            self._column = f"{name}_sha256"
            setattr(owner, self._column, mapped_column(name, String, nullable=False, default=""))
        number = mapped_column(self._number, ForeignKey(PrivateText.id))
        setattr(owner, self._number, number)
        setattr(owner, self._row, relationship(PrivateText, foreign_keys=[number], lazy="joined"))

    @property
    def number(self) -> SQLColumnExpression[int | None]:
        """The column, for queries."""
        column: SQLColumnExpression[int | None] = getattr(self._owner, self._number)
        return column

    @overload
    def __get__(self, row: None, _: type) -> "Kept": ...
    @overload
    def __get__(self, row: Audited, _: type) -> PrivateText: ...
    def __get__(self, row: Audited | None, _: type) -> "Kept | PrivateText":
        """What is not private stands in the column itself, as all did before, and nothing where there are no words."""
        if row is None:
            return self
        words: PrivateText | None = getattr(row, self._row)
        return words or PrivateText(text=getattr(row, self._column))

    def __set__(self, row: Audited, words: PrivateText) -> None:
        setattr(row, self._column, words.sha256)
        setattr(row, self._number, words.id)
        set_committed_value(row, self._row, words)  # the number says it: there is nothing to be written besides
