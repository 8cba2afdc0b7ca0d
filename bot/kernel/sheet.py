"""A sheet as spreadsheet programs write it and read it: its letters, its separator, its headings, its lines."""

import csv
import hashlib
import io
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import ClassVar, NamedTuple

from bot.kernel.errors import Refused
from bot.kernel.events import Named
from bot.kernel.numbers import number_of
from bot.kernel.report import Row
from bot.kernel.text.characters import is_blank, storable
from bot.kernel.text.lookalikes import words_of
from bot.kernel.text.markup import quotation

SEPARATORS = ",;\t|"
DIGITS = 12
FORMULA = tuple("=+-@\t\r\n\uff1d\uff0b\uff0d\uff20")
"""How a formula begins, in Japanese with wide signs too (OWASP, CSV Injection)."""
LARGEST, MOST_ROWS = 10_000_000, 10_000
"""Bytes, and rows: more than any company has of what is taken in so."""
AT_ONCE = 25
"""So many rows are taken in by one transaction: who else writes waits for no more."""
_BYTE_ORDERS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}

WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How Excel's own files begin, and LibreOffice's."""
LOOKED_AT = 10
"""So many lines may be the headings."""
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_AS_TEXT = re.compile(r'="(.*)"', re.DOTALL)
"""A formula that keeps a spreadsheet program from reading a text as a number."""

UNENDED = "A quotation mark is not closed, or text follows it. Within a text write it twice."
TOO_LONG = "A text is far too long."


class Unreadable(Refused):
    """It is no such sheet; the sentence says what to do."""


class Headings(NamedTuple):
    """What stands at the top, and the line, counted from 0, on which the rows begin."""

    separator: str
    cells: list[str]
    end: int


@dataclass(frozen=True)
class Sheet(ABC):
    """A file as it was given; what looks into it raises Unreadable where it is no sheet of what it is to hold."""

    columns: ClassVar[Sequence[str]]
    """The fields that it may have, by their names."""
    needed: ClassVar[Sequence[str]]
    example: ClassVar[str]
    """How its first line may look."""

    content: bytes

    @staticmethod
    @abstractmethod
    def column(heading: str) -> str:
        """The field that a heading means, or none."""

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()

    @cached_property
    def rows(self) -> Sequence[Row]:
        """Without those that are blank."""
        rows = list(self._read())
        if len(rows) > MOST_ROWS:
            raise Unreadable(f"The sheet has more than {MOST_ROWS:,} rows. Import it in parts.")
        return rows

    def batch(self, begin: int) -> Sequence[Row]:
        """Of the rows from there on as many as one transaction takes in."""
        return self.rows[begin : begin + AT_ONCE]

    @property
    def unread(self) -> list[str]:
        """Headings of which nothing is known."""
        return [each for each in self._first.cells if each and not self.column(each)]

    def _read(self) -> Iterator[Row]:
        columns = self._columns
        for line, cells in self._records(self._first.end, len(columns)):
            if isinstance(cells, str):
                yield Row(line, trouble=cells)
            elif not all(map(is_blank, cells)) and cells != self._first.cells:  # which some programs repeat
                yield Row(line, {name: _read_cell(cell) for name, cell in zip(columns, cells, strict=False) if name})

    def _records(self, begin: int, width: int) -> Iterator[tuple[int, list[str] | str]]:
        """Each with the line on which it begins: its cells, or why they cannot be told. After one that cannot be read
        the next begins on the line below, whatever its quotation marks would say.
        """
        while begin < len(self._lines):
            lines = (f"{line}\n" for line in self._lines[begin:])
            reader, start = (
                csv.reader(lines, delimiter=self._first.separator, strict=True, skipinitialspace=True),
                begin,
            )
            try:
                for cells in reader:
                    if len(cells) > width and not all(map(is_blank, cells[width:])):
                        yield start + 1, self._too_many(len(cells), width)
                        break
                    yield start + 1, cells
                    start = begin + reader.line_num
                else:
                    return
            except csv.Error as error:
                yield start + 1, TOO_LONG if "limit" in str(error) else UNENDED
            begin = start + 1

    def _too_many(self, cells: int, width: int) -> str:
        separator = self._first.separator
        name = {",": "a comma", ";": "a semicolon", "\t": "a tab"}.get(separator, quotation(separator))
        return f"It has {number_of(cells, 'cell')}, the first line {width}: put texts with {name} in quotation marks."

    @cached_property
    def _lines(self) -> list[str]:
        if len(self.content) > LARGEST:
            raise Unreadable(f"The sheet is larger than {LARGEST // 1_000_000} MB. Import it in parts.")
        if self.content.startswith(WORKBOOKS):
            raise Unreadable("This is a workbook. Save the sheet as “CSV UTF-8”.")
        try:
            text = self.content.decode(_BYTE_ORDERS.get(self.content[:2], "utf-8-sig"))
        except UnicodeDecodeError as error:
            line = self.content.count(b"\n", 0, error.start) + 1
            raise Unreadable(f"Line {line} is not UTF-8 text. Save the sheet as “CSV UTF-8”.") from error
        return storable(text).replace("\r\n", "\n").replace("\r", "\n").split("\n")

    @cached_property
    def _first(self) -> Headings:
        """Of the first lines, each read at each separator, the one in which most headings are known: titles may stand
        above it, and Excel's `sep=;`.
        """
        ways = (self._headings_at(begin, each) for begin in self._beginnings() for each in SEPARATORS)
        return max(ways, key=self._known_in, default=Headings(",", [], len(self._lines)))

    def _beginnings(self) -> Iterator[int]:
        lines = (number for number, line in enumerate(self._lines) if line.strip(f"{SEPARATORS} "))
        return islice((number for number in lines if not _is_sep(self._lines[number])), LOOKED_AT)

    def _headings_at(self, begin: int, separator: str) -> Headings:
        lines = (f"{line}\n" for line in self._lines[begin : begin + LOOKED_AT])
        reader = csv.reader(lines, delimiter=separator, skipinitialspace=True)
        try:
            cells = next(reader, [])
        except csv.Error:
            cells = []  # far too long: no heading is known in it
        return Headings(separator, [cell.strip() for cell in cells], begin + reader.line_num)

    def _known_in(self, headings: Headings) -> int:
        return sum(bool(self.column(each)) for each in headings.cells)

    @property
    def _columns(self) -> list[str]:
        """The field that each holds, empty where it is none; raises Unreadable unless they are what is needed."""
        columns = [self.column(each) for each in self._first.cells]
        if twice := [name for name in self.columns if columns.count(name) > 1]:
            raise Unreadable(f"The first line has {', '.join(twice)} twice. Leave one of each.")
        if missing := [name for name in self.needed if name not in columns]:
            raise Unreadable(
                f"The first line has no {', '.join(missing)}. It names the columns, such as {self.example}."
            )
        return columns


def called(sha256: str) -> Named:
    """As the trail calls a sheet, by the first digits of its hash."""
    return Named(f"import:{sha256[:DIGITS]}")


def written(columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """As spreadsheet programs read it; what else they would take for a formula has an apostrophe before it."""
    out = io.StringIO()
    lines = csv.DictWriter(out, columns, lineterminator="\r\n")  # each alone is quoted then where a text holds it
    lines.writeheader()
    lines.writerows({name: _written_cell(cell) for name, cell in each.items()} for each in rows)
    return out.getvalue().encode("utf-8-sig")


def _written_cell(cell: str) -> str:
    return f"'{cell}" if _is_formula(cell) else cell


def _is_formula(cell: str) -> bool:
    """Or what has apostrophes before one: where another is added, all of its own come back."""
    return cell.lstrip("'").startswith(FORMULA)


def _read_cell(cell: str) -> str:
    """Without that apostrophe, and without the formula that stands for a text."""
    cell = cell.strip()
    if text := _AS_TEXT.fullmatch(cell):
        return text[1].replace('""', '"')
    return cell[1:] if cell.startswith("'") and _is_formula(cell) else cell


def _is_sep(line: str) -> bool:
    return line.lower().startswith("sep=") and len(line) <= len("sep=,")


def spellings(heading: str) -> Iterator[str]:
    """As it is, without what stands in brackets behind it, and as programs write it: `businessUnit`."""
    yield words_of(heading)
    yield words_of(heading.partition("(")[0])
    yield words_of(_INNER_CAPITAL.sub(" ", heading))
