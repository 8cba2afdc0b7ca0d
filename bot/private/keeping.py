"""How words are kept apart, how the row that they belong to knows them, and from when on their time runs."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from bot.private.model import PrivateText, sha256_of


def keep(session: Session, rule: str, text: str) -> PrivateText:
    """`rule` will purge it."""
    row = PrivateText(rule=rule, text=text, sha256=sha256_of(text))
    session.add(row)
    session.flush()
    return row


def end(session: Session, numbers: Collection[int], when: datetime) -> None:
    """What they belong to is over: the time of their rule runs."""
    its = PrivateText.id.in_(numbers)
    session.execute(
        update(PrivateText).where(its).values(purge_after=when).execution_options(synchronize_session=False)
    )


class Kept:
    """Words of a row. It has their SHA-256, in `column`, and their number, in `…_id`; `…_row` is loaded with it."""

    def __init__(self, column: str) -> None:
        self._column = column

    def __set_name__(self, _: type, name: str) -> None:
        self._number, self._row = f"{name}_id", f"{name}_row"

    def __get__(self, row: Any, _: type) -> PrivateText:
        """What is not private stands in the column itself, as all did before, and nothing where there are no words."""
        words: PrivateText | None = getattr(row, self._row)
        return words or PrivateText(text=getattr(row, self._column))

    def __set__(self, row: Any, words: PrivateText) -> None:
        for name, value in ((self._column, words.sha256), (self._number, words.id), (self._row, words)):
            setattr(row, name, value)
